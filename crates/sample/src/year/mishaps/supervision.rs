//! What the supervision finds: one finding is answered and settled, one is moved, one stays open.

use domain::oversight::{
    AnswerFinding, Command, Event, FindingKind, MoveDeadline, RaiseFinding, SettleFinding, Subject,
};
use domain::{FindingNo, Series, VoucherNo};
use jiff::civil::{Date, date};

use crate::year::author::{Author, Hour, Mistake, Told, Who};

impl Author {
    pub(super) fn plan_supervision(&mut self) {
        self.at(date(2021, 9, 14), Hour::Noon, |author| {
            let about = Subject::Voucher(VoucherNo { series: Series::Pt, year: 2021, number: 1 });
            let text = "Phiếu thu chưa có chữ ký của thủ quỹ";
            let finding = author.find(about, FindingKind::Question, date(2021, 9, 30), text)?;
            author.after(6, Hour::Noon, move |author| {
                let evidence = Some(author.paper()?);
                let answer = Command::AnswerFinding(AnswerFinding { evidence, finding, row: None });
                author.oversight(Who::ChiefAccountant, answer, "Đã bổ sung, kèm bản chụp")?;
                author.after(3, Hour::Noon, move |author| {
                    let settle = Command::SettleFinding(SettleFinding { finding, row: None });
                    author.oversight(Who::Auditor, settle, "Đồng ý").map(drop)
                });
                Ok(())
            });
            Ok(())
        });
        self.at(date(2021, 11, 22), Hour::Noon, |author| {
            let text = "Danh sách của một xã phát từ tháng 8 chưa có ký nhận";
            let due = date(2021, 12, 10);
            let finding = author.find(Subject::Fund, FindingKind::Recommendation, due, text)?;
            author.after(16, Hour::Noon, move |author| {
                let moved = MoveDeadline { due_on: date(2022, 1, 15), finding };
                author.oversight(Who::Auditor, Command::MoveDeadline(moved), "").map(drop)
            });
            Ok(())
        });
    }

    fn find(&mut self, about: Subject, kind: FindingKind, due: Date, text: &str) -> Told<FindingNo> {
        let raise = RaiseFinding { about, due_on: Some(due), kind, row: None };
        let events = self.oversight(Who::Auditor, Command::RaiseFinding(raise), text)?;
        let finding = events.iter().find_map(|event| match event {
            domain::Event::Oversight(event) => match event.as_ref() {
                Event::FindingRaised(event) => Some(event.finding),
                _ => None,
            },
            _ => None,
        });
        finding.ok_or(Mistake::Missing("FindingRaised"))
    }
}
