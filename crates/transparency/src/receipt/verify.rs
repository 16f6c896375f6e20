//! What a receipt proves, measured against keys that the reader trusts. Needs no server, no clock and no trust in the fund.

use std::fmt::Display;

use super::{Receipt, Record, RecordDigest};
use crate::commitment::{Place, of_row};
use crate::{Checkpoint, Hash, Line, Note, Outcome, Policy, Report, Strength};

/// What a receipt is measured against: everything that the reader has from somewhere else.
#[derive(Clone, Copy, Debug, Default)]
pub struct Against<'a> {
    /// The keys that the reader trusts. Without them nothing can be concluded.
    pub policy: Option<&'a Policy>,
    /// A checkpoint of the same log that the reader has kept or was shown elsewhere.
    pub checkpoint: Option<&'a Note>,
    /// The digest on the printed slip.
    pub digest: Option<RecordDigest>,
}

/// A verified receipt: the answer, and what the file said. Show the rest only with the answer beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The answer.
    pub report: Report,
    /// The file, where it could be read.
    pub receipt: Option<Receipt>,
    /// What its record says, where that could be read.
    pub record: Option<Record>,
    /// The checkpoint that it was measured against.
    pub checkpoint: Option<Checkpoint>,
}

/// Verifies a receipt file. Never fails: what cannot be read is an answer too.
pub fn verify_receipt(bytes: &[u8], against: &Against<'_>) -> Verified {
    let mut case = Case::default();
    let outcome = match case.judge(bytes, against) {
        Ok(()) => Outcome::Right,
        Err((outcome, wrong)) => {
            case.checked.push(wrong);
            outcome
        }
    };
    let Case { checked, not_checked, strength, receipt, record, checkpoint } = case;
    Verified { report: Report { outcome, checked, not_checked, strength }, receipt, record, checkpoint }
}

/// What is known of a receipt so far.
#[derive(Default)]
struct Case {
    checked: Vec<Line>,
    not_checked: Vec<Line>,
    strength: Strength,
    receipt: Option<Receipt>,
    record: Option<Record>,
    checkpoint: Option<Checkpoint>,
}

/// A step that ends the verification: what it comes to, and what is wrong.
type Step<T = ()> = Result<T, (Outcome, Line)>;

impl Case {
    fn judge(&mut self, bytes: &[u8], against: &Against<'_>) -> Step {
        let receipt = Receipt::parse(bytes).map_err(|error| {
            because(
                "Không đọc được biên nhận, tệp bị hỏng hoặc bị sửa",
                "The receipt cannot be read, the file is damaged or was changed",
                &error,
            )
        })?;
        let receipt = &*self.receipt.insert(receipt);
        let checkpoint = receipt.proof.verify(&Hash::leaf(&receipt.record)).map_err(|error| {
            because(
                "Bản ghi này không có trong sổ mà tệp nêu",
                "This record is not in the log that the file names",
                &error,
            )
        })?;
        let checkpoint = &*self.checkpoint.insert(checkpoint);
        let record = Record::read(&receipt.record)
            .map_err(|error| because("Không hiển thị được bản ghi", "The record cannot be shown", &error))?;
        let record = &*self.record.insert(record);
        let (index, origin, size) = (receipt.proof.index, &checkpoint.origin, checkpoint.size);
        self.checked.push(record.sentence());
        self.checked.push(Line::new(
            format!("Bản ghi đứng ở vị trí {index} của sổ {origin}, trong {size} bản ghi đầu: chứng minh dẫn đúng đến gốc cây"),
            format!("The record stands at position {index} of the log {origin}, among its first {size}: the proof leads to the root"),
        ));
        digest(receipt, against.digest, &mut self.checked)?;
        openings(receipt, record, checkpoint, &mut self.checked, &mut self.not_checked)?;
        self.strength = signatures(receipt, checkpoint, against.policy, &mut self.checked)?;
        let compared = compared(checkpoint, against, &mut self.checked, &mut self.not_checked)?;
        limits(record, &self.strength, compared, &mut self.not_checked);
        Ok(())
    }
}

fn tampered(vi: impl Into<String>, en: impl Into<String>) -> (Outcome, Line) {
    (Outcome::Tampered, Line::new(vi, en))
}

/// Tampered, as an error says. Errors say it in both languages, with a slash between.
fn because(vi: &str, en: &str, error: &dyn Display) -> (Outcome, Line) {
    let said = error.to_string();
    let (said_vi, said_en) = match said.split_once(" / ") {
        Some((vi, en)) if !en.contains(" / ") => (vi, en),
        _ => (said.as_str(), said.as_str()),
    };
    tampered(format!("{vi}: {said_vi}"), format!("{en}: {said_en}"))
}

fn incomplete(vi: impl Into<String>, en: impl Into<String>) -> (Outcome, Line) {
    (Outcome::Incomplete, Line::new(vi, en))
}

/// The record against the code on the paper.
fn digest(receipt: &Receipt, printed: Option<RecordDigest>, checked: &mut Vec<Line>) -> Step {
    match printed {
        None => Ok(()),
        Some(printed) if printed == receipt.digest() => {
            checked.push(Line::new(
                "Đúng là bản ghi mà biên nhận in giấy nói đến: mã băm khớp",
                "It is the record that the printed receipt speaks of: the digest fits",
            ));
            Ok(())
        }
        Some(_) => Err(tampered(
            "Bản ghi khác với biên nhận in giấy: mã băm trên giấy không khớp",
            "The record is not the one of the printed receipt: the digest on the paper does not fit",
        )),
    }
}

/// What is opened against the record's commitment.
fn openings(
    receipt: &Receipt,
    record: &Record,
    checkpoint: &Checkpoint,
    checked: &mut Vec<Line>,
    not_checked: &mut Vec<Line>,
) -> Step {
    if receipt.openings.is_empty() {
        if record.commitment.is_some() {
            not_checked.push(Line::new(
                "Tên và lời nhắn: tệp này là bản công khai, không mở; xin quỹ bản riêng của mình để đối chiếu",
                "Name and memo: this is the public copy, which opens none; ask the fund for your private copy",
            ));
        }
        return Ok(());
    }
    let fund = checkpoint.origin.rsplit_once("/fund/").map(|(_, fund)| fund);
    let (Some(commitment), Some(row), Some(fund)) = (record.commitment, record.row, fund) else {
        return Err(tampered(
            "Tệp mở dữ liệu riêng mà bản ghi không hề cam kết",
            "The file opens personal data that the record does not commit to",
        ));
    };
    let place = Place { fund, row };
    let fields = receipt.openings.iter().map(|field| (field.name.as_str(), field.commitment(place)));
    if of_row(fields) != commitment {
        return Err(tampered(
            "Dữ liệu riêng trong tệp không phải dữ liệu mà bản ghi cam kết",
            "The personal data in the file are not those that the record commits to",
        ));
    }
    let names = |opened: bool| {
        let fields = receipt.openings.iter().filter(|field| field.value().is_some() == opened);
        fields.map(|field| field.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let (opened, closed) = (names(true), names(false));
    checked.push(Line::new(
        format!("Dữ liệu riêng được mở khớp với cam kết trong bản ghi: {opened}"),
        format!("The personal data that are opened fit the commitment in the record: {opened}"),
    ));
    if !closed.is_empty() {
        not_checked.push(Line::new(
            format!("Các trường riêng để kín: {closed}"),
            format!("Personal fields that stay closed: {closed}"),
        ));
    }
    Ok(())
}

/// Who signed the checkpoint.
fn signatures(
    receipt: &Receipt,
    checkpoint: &Checkpoint,
    policy: Option<&Policy>,
    checked: &mut Vec<Line>,
) -> Step<Strength> {
    let origin = &checkpoint.origin;
    let Some(policy) = policy else {
        return Err(incomplete(
            "Chữ ký chưa được kiểm tra: không có khóa công khai của sổ để đối chiếu. Lấy khóa (log.vkey hoặc policy) từ nơi \
             mình tin, không phải từ người đưa biên nhận",
            "The signature was not checked: there is no public key of the log to check it with. Get the key (log.vkey or \
             policy) from somebody you trust, not from whoever gave you the receipt",
        ));
    };
    let standing = policy
        .evaluate(&receipt.proof.checkpoint)
        .map_err(|error| because("Điểm kiểm bị sửa", "The checkpoint was changed", &error))?;
    if standing.log.is_none() {
        let known = policy.logs().iter().any(|log| log.key.name() == origin);
        return Err(if known {
            tampered(
                format!("Điểm kiểm không có chữ ký đúng của sổ {origin}"),
                format!("The log {origin} did not sign the checkpoint with the key that is known"),
            )
        } else {
            incomplete(
                format!("Chính sách không biết sổ {origin}: cần khóa công khai của sổ đó"),
                format!("The policy does not know the log {origin}: its public key is needed"),
            )
        });
    }
    checked.push(Line::new("Điểm kiểm do chính sổ ký, chữ ký đúng", "The log itself signed the checkpoint"));
    let strength = standing.strength();
    let names = strength.witnesses.join(", ");
    match strength.quorum {
        Some(false) => {
            return Err(incomplete(
                format!("Chưa đủ nhân chứng theo chính sách (có: {names}); tải lại biên nhận sau ít phút"),
                format!(
                    "Too few witnesses for the policy (there: {names}); get the receipt again in some minutes"
                ),
            ));
        }
        Some(true) => checked.push(Line::new(
            format!("Đủ nhân chứng theo chính sách: {names}"),
            format!("As many witnesses as the policy asks for: {names}"),
        )),
        None => {}
    }
    Ok(strength)
}

/// The receipt's checkpoint against one that the reader has from elsewhere. Whether they could be compared.
fn compared(
    checkpoint: &Checkpoint,
    against: &Against<'_>,
    checked: &mut Vec<Line>,
    not_checked: &mut Vec<Line>,
) -> Step<bool> {
    let Some(note) = against.checkpoint else { return Ok(false) };
    let other = Checkpoint::parse(note.text()).ok().filter(|other| other.origin == checkpoint.origin);
    let signed = |policy: &Policy| policy.evaluate(note).is_ok_and(|standing| standing.log.is_some());
    let Some(other) = other.filter(|_| against.policy.is_some_and(signed)) else {
        return Err(incomplete(
            "Điểm kiểm đưa thêm không phải của sổ này, hoặc sổ không ký nó",
            "The other checkpoint is not of this log, or the log did not sign it",
        ));
    };
    if other.size != checkpoint.size {
        not_checked.push(Line::new(
            format!(
                "Điểm kiểm đưa thêm có {} bản ghi, biên nhận có {}: so bằng sovang verify consistency",
                other.size, checkpoint.size
            ),
            format!(
                "The other checkpoint is of {} records, the receipt's of {}: compare them with sovang verify consistency",
                other.size, checkpoint.size
            ),
        ));
        return Ok(false);
    }
    if other.root != checkpoint.root {
        return Err(tampered(
            "Sổ đã ký hai lịch sử khác nhau cùng độ dài: giữ cả hai tệp làm bằng chứng",
            "The log signed two different histories of one length: keep both files as evidence",
        ));
    }
    checked.push(Line::new(
        "Trùng với điểm kiểm có từ nơi khác",
        "It is the checkpoint that was had from elsewhere",
    ));
    Ok(true)
}

/// What no receipt shows, and where to look.
fn limits(record: &Record, strength: &Strength, compared: bool, not_checked: &mut Vec<Line>) {
    if strength.witnesses.is_empty() && !compared {
        not_checked.push(Line::new(
            "Quỹ có cho mọi người xem cùng một sổ hay không: chưa có nhân chứng ký. So điểm kiểm với người khác, hoặc chạy \
             sovang verify consistency",
            "Whether the fund shows the same log to everybody: no witness signed. Compare the checkpoint with others, or \
             run sovang verify consistency",
        ));
    }
    if matches!(record.kind.as_str(), "receipt_recorded" | "goods.goods_received") {
        not_checked.push(Line::new(
            "Về sau khoản này có bị ghi số âm hay không: xem trang của khoản ủng hộ",
            "Whether it was reversed later: see the gift's page",
        ));
    }
    not_checked.push(Line::new(
        "Các bản ghi khác và số dư của quỹ: chạy sovang verify mirror và sovang verify balances",
        "The other records and the fund's balances: run sovang verify mirror and sovang verify balances",
    ));
    not_checked.push(Line::new(
        "Điều ghi vào sổ có đúng sự thật lúc ghi hay không: toán học không trả lời được",
        "Whether what was written down was true when it was written: no mathematics can tell",
    ));
}
