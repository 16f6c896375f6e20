//! What people outside write: one letter is answered in public, three wait when the year is over, each for those whom it
//! concerns.

use domain::inbox::{About, AnswerMessage, Command, Event, Kind, Outcome, PublishMessage, TakeMessage};
use domain::{MessageNo, ReceiptNo, Series, VoucherNo};
use jiff::civil::date;

use crate::year::author::{Author, Hour, Mistake, Told, Who};
use crate::year::money::named;

impl Author {
    pub(super) fn plan_letters(&mut self) {
        self.at(date(2021, 9, 20), Hour::Noon, |author| {
            let about = Some(About::Voucher(VoucherNo { series: Series::Pxk, year: 2021, number: 12 }));
            let text = "Tổ tôi nhận gạo ngày phát, cân lại thấy mấy bao thiếu nửa ký so với ghi trên bao.";
            let message = author.write_letter(Kind::Irregularity, about, true, text)?;
            author.after(4, Hour::Noon, move |author| author.answer_letter(message));
            Ok(())
        });
        for (day, kind, about, text) in [
            (
                27,
                Kind::Irregularity,
                Some(About::Voucher(VoucherNo { series: Series::Unc, year: 2021, number: 300 })),
                "Danh sách niêm yết ở ấp có một hộ đã chuyển đi từ năm ngoái. Nhờ ban giám sát xem lại.",
            ),
            (
                29,
                Kind::Receipt,
                Some(About::Receipt(ReceiptNo::new(120))),
                "Tôi ủng hộ tiền mặt tháng 6, xin biên nhận để nộp cho cơ quan.",
            ),
            (30, Kind::Other, None, "Quỹ còn nhận quần áo ấm cho bà con vùng lũ không, và gửi về đâu?"),
        ] {
            self.at(date(2021, 12, day), Hour::Noon, move |author| {
                author.write_letter(kind, about, kind.is_public(), text).map(drop)
            });
        }
    }

    fn write_letter(
        &mut self,
        kind: Kind,
        about: Option<About>,
        may_show: bool,
        text: &str,
    ) -> Told<MessageNo> {
        let take = Command::TakeMessage(TakeMessage { about, kind, may_show, row: None });
        let events = self.inbox(Who::Outside, take, named(String::new(), text))?;
        let taken = events.iter().find_map(|event| match event {
            domain::Event::Inbox(event) => match event.as_ref() {
                Event::MessageTaken(event) => Some(event.message),
                _ => None,
            },
            _ => None,
        });
        taken.ok_or(Mistake::Missing("MessageTaken"))
    }

    /// The supervision looked into it; question and answer are shown.
    fn answer_letter(&mut self, message: MessageNo) -> Told {
        let answer =
            AnswerMessage { finding: None, message, outcome: Outcome::Done, public: true, row: None };
        let text = "Đã cân lại 40 bao cùng lô: thiếu từ 0,3 đến 0,6 kg mỗi bao do bao rách khi bốc xếp. Kho đã \
            cấp bù cho các tổ, có biên bản của xã.";
        self.inbox(Who::Auditor, Command::AnswerMessage(answer), named(String::new(), text))?;
        let publish = PublishMessage { answer: true, message, question: true };
        self.inbox(Who::Auditor, Command::PublishMessage(publish), named(String::new(), "")).map(drop)
    }
}
