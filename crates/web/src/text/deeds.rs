//! What is said of payments, issues and how far they have come, in both languages.

use domain::relief::PaymentKind;
use domain::{Earmark, Party, Role};
use ledger::What;
use projection_lineage::{Named, Names, Outlay, Progress};

use crate::format;
use crate::lang::Lang;
use crate::pages::head_name;

impl Lang {
    /// What a payment is for.
    pub const fn payment_kind(self, kind: &PaymentKind) -> &'static str {
        match kind {
            PaymentKind::Advance(_) => self.say("Tạm ứng cho đội đi trao", "Advance to a team"),
            PaymentKind::Cost(_) => self.say("Chi phí của quỹ", "The fund's own cost"),
            PaymentKind::Purchase(_) => self.say("Mua hàng cứu trợ", "Relief goods bought"),
            PaymentKind::Refund(_) => self.say("Hoàn trả khoản ủng hộ", "A gift given back"),
            PaymentKind::Relief(_) => self.say("Chi hỗ trợ", "Relief"),
            PaymentKind::Transfer(_) => self.say("Chuyển tiếp cho đơn vị khác", "Passed on"),
        }
    }

    /// A receiver as everybody may read it.
    pub fn party(self, names: &Names, party: &Party) -> String {
        let in_area = |what: String, area: Option<String>| match area {
            Some(area) => format!("{what}, {area}"),
            None => what,
        };
        match names.party(party) {
            Named::Body(name) => name,
            Named::Group { code, area } => {
                in_area(format!("{} {code}", self.say("Tổ nhân dân tự quản", "Group")), area)
            }
            Named::Household { area } => in_area(self.say("Một hộ dân", "A household").to_owned(), area),
        }
    }

    /// What money is tied to.
    pub fn earmark(self, names: &Names, earmark: Option<&Earmark>) -> String {
        let Some(earmark) = earmark else {
            return self.say("Không chỉ định mục đích", "Not tied to a purpose").to_owned();
        };
        let place = earmark.place.as_ref().map(|place| names.area(place));
        let purpose = earmark.purpose.as_ref().map(|purpose| head_name(purpose, self));
        let whom = earmark.beneficiary.clone().map(|code| self.party(names, &Party::Organisation(code)));
        [purpose, place, whom].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// How far a payment has come, in few words.
    pub fn outlay_stage(self, outlay: &Outlay) -> String {
        if let Some(day) = outlay.reversed_on {
            let day = format::date(day, self);
            return format!("{} {day}", self.say("Đã ghi số âm ngày", "Reversed on"));
        }
        if outlay.in_hand() > 0 && outlay.progress.confirmed_on.is_none() {
            return self.say("Đội còn giữ, chưa quyết toán hết", "Not all accounted for yet").to_owned();
        }
        match outlay.kind {
            PaymentKind::Advance(_) if outlay.progress.is_silent() => {
                self.say("Đội đã quyết toán xong", "The team has accounted for all of it").to_owned()
            }
            PaymentKind::Advance(_) | PaymentKind::Relief(_) => self.stage(&outlay.progress),
            PaymentKind::Purchase(_) if outlay.lots.is_empty() => {
                self.say("Đã trả tiền, chờ nhận hàng", "Paid, goods not received yet").to_owned()
            }
            PaymentKind::Purchase(_) => self.say("Hàng đã nhập kho", "Goods received").to_owned(),
            PaymentKind::Cost(_) | PaymentKind::Refund(_) | PaymentKind::Transfer(_) => {
                self.say("Đã chi", "Paid").to_owned()
            }
        }
    }

    /// How far a delivery has come, in few words.
    pub fn stage(self, progress: &Progress) -> String {
        let on = |vi, en, day| format!("{} {}", self.say(vi, en), format::date(day, self));
        if let Some(day) = progress.confirmed_on {
            return on("Địa phương đã xác nhận ngày", "Confirmed locally on", day);
        }
        if let Some(day) = progress.signed_on {
            return on("Đã ký nhận ngày", "Signed for on", day);
        }
        if let Some(day) = progress.handed_on {
            return on("Đã trao ngày", "Handed over on", day);
        }
        self.say("Chưa ghi nhận việc trao", "Hand-over not recorded yet").to_owned()
    }

    /// A role as the fund's people are called: never a person.
    pub fn role(self, role: &str) -> String {
        let known = Role::ALL.into_iter().find(|known| known.name() == role);
        match (known, self) {
            (Some(known), Self::Vi) => known.vi().to_owned(),
            _ => role.replace('-', " "),
        }
    }

    /// What happened, as a sentence.
    pub fn chapter(self, names: &Names, what: &What) -> String {
        let dong = |amount: domain::Vnd| {
            format!("{}\u{a0}{}", format::grouped(amount.dong(), self), self.text().dong)
        };
        let with = |vi, en, amount| format!("{} {}", self.say(vi, en), dong(amount));
        let plain = |vi, en| self.say(vi, en).to_owned();
        match what {
            What::Asked(value) => with("Lập đề nghị", "Requested:", *value),
            What::Amended(value) => with("Sửa đề nghị thành", "Request changed to", *value),
            What::Approved(true) => plain("Phê duyệt, đủ người duyệt", "Approved; approvals are complete"),
            What::Approved(false) => {
                plain("Phê duyệt, còn chờ người thứ hai", "Approved; one more is needed")
            }
            What::Held => plain("Yêu cầu bổ sung hồ sơ", "More papers asked for"),
            What::Refused => plain("Không phê duyệt", "Refused"),
            What::Withdrawn => plain("Rút đề nghị", "Request withdrawn"),
            What::Paid(amount) => with("Chi", "Paid", *amount),
            What::Reversed => plain("Ghi số âm", "Reversed"),
            What::Settled(spent, back) => {
                let back = format!("{} {}", self.say("nộp lại", "paid back"), dong(*back));
                format!("{}; {back}", with("Quyết toán tạm ứng: đã chi", "Accounted for: given", *spent))
            }
            What::Issued => plain("Xuất kho", "Goods issued"),
            What::HandedOver => plain("Trao tận nơi", "Handed over"),
            What::Signed(count) => {
                let count = format::grouped(*count, self);
                format!("{count} {}", self.say("người ký nhận", "signed for it"))
            }
            What::Confirmed(party) => {
                let whose = self.party(names, party);
                format!("{}: {whose}", self.say("Địa phương xác nhận", "Confirmed locally"))
            }
            What::Identified => plain("Đã xác định người ủng hộ", "The donor was identified"),
            What::GiverCorrected(_) => plain("Đã đính chính người ủng hộ", "The giver was corrected"),
            What::TakenBack(_) => plain("Ghi số âm, không còn tính", "Reversed, no longer counts"),
            What::Supplemented(amount) => {
                with("Ghi bổ sung phần còn thiếu", "The missing part was entered:", *amount)
            }
            What::Released(amount) => {
                with("Người ủng hộ cho dùng vào việc khác", "The donor freed for another use:", *amount)
            }
            What::GivenBack(amount) => with("Hoàn trả người ủng hộ", "Given back to the donor:", *amount),
            What::NotGivenBack(amount) => {
                with("Khoản hoàn trả quay lại quỹ", "The refund came back to the fund:", *amount)
            }
        }
    }
}
