//! What a verification of a snapshot says to people.

use domain::DecodeError;
use transparency::{
    Checkpoint, Hash, Line, Outcome, Policy, Report, Snapshot, SnapshotFile, Strength, VerifierKey,
};

use super::files::Found;
use crate::Source;
use crate::copy::Copy;

/// A sentence, and what it makes of the answer.
pub(super) struct Told {
    pub(super) outcome: Outcome,
    pub(super) line: Line,
}

impl Told {
    pub(super) fn new(outcome: Outcome, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { outcome, line: Line::new(vi, en) }
    }

    pub(super) fn both(outcome: Outcome, message: &str) -> Self {
        Self { outcome, line: Line::both(message) }
    }
}

/// Nothing but this can be said.
pub(super) fn without(told: Told) -> Report {
    report(vec![told], None, None)
}

/// All of it. `first_use` is the key that was believed because nobody had said which is the log's.
pub(super) fn report(mut told: Vec<Told>, copy: Option<&Copy>, first_use: Option<&VerifierKey>) -> Report {
    let outcome = told.iter().map(|told| told.outcome).max().unwrap_or(Outcome::Right);
    // What is wrong stands last.
    told.sort_by_key(|told| told.outcome);
    let mut not_checked = vec![Line::new(
        "tên và lời nhắn không nằm trong bản chốt: nhật ký không chứa; điều ghi trong sổ có thật hay không thì không phép tính nào biết",
        "names and memos are in no snapshot, as the log does not hold them; whether what was entered is true no computation can tell",
    )];
    if copy.is_none() {
        not_checked.push(Line::new(
            "các tệp có đúng là kết quả của nhật ký hay không: tải bản sao bằng `sovang mirror`, rồi thêm --mirror THƯ-MỤC",
            "whether the files are what follows from the log: copy it with `sovang mirror`, then add --mirror DIR",
        ));
    }
    not_checked.extend(first_use.map(|key| {
        Line::new(
            format!("khóa của sổ lấy từ chính nơi tải về: hãy so với khóa quỹ công bố nơi khác, rồi dùng --policy hoặc --vkey: {key}"),
            format!("the log's key is the source's own word: compare it with the one that the fund shows elsewhere, then give --policy or --vkey: {key}"),
        )
    }));
    let signed = outcome != Outcome::Tampered;
    let strength = copy
        .map_or_else(|| Strength { signed, ..Strength::default() }, |copy| crate::verify::behind(copy, &[]));
    Report { outcome, checked: told.into_iter().map(|told| told.line).collect(), not_checked, strength }
}

pub(super) fn missing(source: &Source, file: &str) -> Told {
    Told::new(
        Outcome::Incomplete,
        format!("{source}: thiếu tệp {file}"),
        format!("{source}: {file} is missing"),
    )
}

pub(super) fn another_log(origin: &str, policy: &Policy) -> Told {
    let known: Vec<_> = policy.logs().iter().map(|log| log.key.name()).collect();
    let known = known.join(", ");
    Told::new(
        Outcome::Tampered,
        format!("bản chốt của sổ {origin}, không phải của {known}"),
        format!("a snapshot of {origin}, not of {known}"),
    )
}

pub(super) fn signed(snapshot: &Snapshot) -> Told {
    let (id, of) = (&snapshot.id, &snapshot.of);
    Told::new(
        Outcome::Right,
        format!("bản chốt {id} do sổ {} ký: {} sự kiện, gốc {}", of.origin, of.size, of.root),
        format!("snapshot {id}, signed by {}: {} events, root {}", of.origin, of.size, of.root),
    )
}

/// A file, without a copy of the log.
pub(super) fn alone(file: &SnapshotFile, found: &Found) -> Told {
    let Found::Other(bytes) = found else { return plain(&file.name, found) };
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let says = String::from_utf8_lossy(first);
    if file.name.starts_with("ung-ho.") && says.contains("withdrawn") {
        let name = &file.name;
        return Told::new(
            Outcome::Incomplete,
            format!(
                "{name}: tệp tự ghi là đã bỏ dòng của người rút công khai; chỉ bản sao của nhật ký mới xác nhận được: thêm --mirror"
            ),
            format!(
                "{name}: it says that lines are left out of givers who are not listed any more; only a copy of the log can confirm it: add --mirror"
            ),
        );
    }
    other(&file.name, None)
}

/// A file that is there as it was signed, or is not there.
pub(super) fn plain(name: &str, found: &Found) -> Told {
    match found {
        Found::Same => same(name),
        Found::Missing => {
            Told::new(Outcome::Incomplete, format!("{name}: thiếu"), format!("{name}: missing"))
        }
        Found::Unreadable(why) => Told::both(Outcome::Incomplete, why),
        Found::TooLong | Found::Other(_) => other(name, None),
    }
}

pub(super) fn same(name: &str) -> Told {
    Told::new(Outcome::Right, format!("{name}: đúng tệp đã ký"), format!("{name}: the file that was signed"))
}

pub(super) fn left_out(name: &str, lines: usize, unexplained: usize) -> Told {
    if unexplained == 0 {
        return Told::new(
            Outcome::Right,
            format!(
                "{name}: từ ngày ấy {lines} khoản không còn được liệt kê theo yêu cầu, nên {lines} dòng đã bỏ; mọi dòng khác đúng như đã ký"
            ),
            format!(
                "{name}: {lines} gifts may not be listed any more since, and so {lines} lines are left out; every other line is as it was signed"
            ),
        );
    }
    Told::new(
        Outcome::Incomplete,
        format!(
            "{name}: bỏ {lines} dòng, {unexplained} dòng không thấy lý do trong bản sao: hãy `sovang mirror` lại; nếu vẫn vậy thì tệp bị giấu bớt"
        ),
        format!(
            "{name}: {lines} lines are left out, for {unexplained} of them the copy knows no reason: `sovang mirror` again; if it stays so, lines are being hidden"
        ),
    )
}

pub(super) fn other(name: &str, line: Option<usize>) -> Told {
    let (vi, en) = line.map_or_else(Default::default, |line| {
        (format!(", từ dòng {line}"), format!(", from line {line} on"))
    });
    Told::new(
        Outcome::Tampered,
        format!("{name}: không phải tệp đã ký{vi}"),
        format!("{name}: not the file that was signed{en}"),
    )
}

pub(super) fn stray(name: &str) -> Told {
    Told::new(
        Outcome::Tampered,
        format!("{name:?}: không có trong bản chốt, chưa ai ký; hãy để riêng ra"),
        format!("{name:?}: not in the snapshot, and signed by nobody; keep it elsewhere"),
    )
}

pub(super) fn beyond(size: u64, has: u64) -> Told {
    Told::new(
        Outcome::Incomplete,
        format!("bản sao chỉ có {has} sự kiện, bản chốt có {size}: hãy `sovang mirror` lại"),
        format!("the copy has {has} events, the snapshot {size}: `sovang mirror` again"),
    )
}

pub(super) fn not_in_the_log(of: &Checkpoint, root: Hash) -> Told {
    let size = of.size;
    Told::new(
        Outcome::Tampered,
        format!("điểm kiểm {size} của bản chốt không thuộc nhật ký này: gốc {}, bản sao có {root}", of.root),
        format!(
            "the snapshot's checkpoint at {size} is not in this log: its root is {}, the copy's {root}",
            of.root
        ),
    )
}

pub(super) fn unread(position: u64, error: &DecodeError) -> Told {
    let outcome = match error {
        DecodeError::NewerSchema { .. } => Outcome::Incomplete,
        DecodeError::Json(_) => Outcome::Tampered,
    };
    let Line { vi, en } = Line::both(&error.to_string());
    Told::new(outcome, format!("sự kiện {position}: {vi}"), format!("event {position}: {en}"))
}

pub(super) fn unknown(name: &str) -> Told {
    Told::new(
        Outcome::Incomplete,
        format!("{name}: phần mềm này chưa biết dựng tệp ấy; hãy cập nhật"),
        format!("{name}: this program does not know how that file is made; update it"),
    )
}

pub(super) fn does_not_follow(name: &str) -> Told {
    Told::new(
        Outcome::Tampered,
        format!("{name}: quỹ đã ký một tệp không phải là kết quả của nhật ký"),
        format!("{name}: the fund signed a file that does not follow from the log"),
    )
}

pub(super) fn not_listed(name: &str) -> Told {
    Told::new(
        Outcome::Tampered,
        format!("{name}: bị bỏ khỏi bản chốt"),
        format!("{name}: left out of the snapshot"),
    )
}

pub(super) fn remade(size: u64) -> Told {
    Told::new(
        Outcome::Right,
        format!("mọi mã băm trong bản chốt đã được dựng lại từ {size} sự kiện đầu của bản sao và khớp"),
        format!(
            "every digest of the snapshot was made again from the first {size} events of the copy, and is the same"
        ),
    )
}
