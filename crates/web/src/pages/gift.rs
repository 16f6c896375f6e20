//! One gift.

use askama::Template;
use domain::AccountKind;
use domain::privacy::Showing;
use ledger::PublicGift;
use projection_public::GiftStatus;

use crate::lang::Lang;
use crate::pages::row::account_detail;
use crate::pages::{Amount, Figures, Shell, Trail};
use crate::{format, link};

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "gift.html")]
pub struct GiftPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// Address of all gifts.
    pub gifts_href: String,
    /// Address of the page that tells how to check.
    pub check_href: String,
    /// Where this gift is verified.
    pub verify_href: String,
    /// Receipt number.
    pub number: String,
    /// How much.
    pub amount: Amount,
    /// The day, with the time where the bank prints it.
    pub when: String,
    /// The account's place and number.
    pub account: String,
    /// It was handed over as cash: nobody transferred it, no bank gave it a reference.
    pub cash: bool,
    /// The bank's reference.
    pub reference: Option<String>,
    /// Kind of donor.
    pub donor: &'static str,
    /// Name and memo were erased on request.
    pub erased: bool,
    /// What stands in place of a name, or of a memo, that its giver does not want to be shown.
    pub unshown: [Option<&'static str>; 2],
    /// The day on which its giver was last set right.
    pub corrected: Option<String>,
    /// Masked name.
    pub name: Option<String>,
    /// Redacted memo.
    pub memo: Option<String>,
    /// It does not count any more.
    pub reversed: bool,
    /// Where it stands, in words.
    pub status: &'static str,
    /// What of the amount was entered later.
    pub supplemented: Option<Amount>,
    /// Its event's place in the log.
    pub position: String,
    /// What became of it.
    pub trail: Trail,
}

impl GiftPage {
    /// The page of a gift of that fund.
    pub fn new(lang: Lang, figures: &Figures, gift: PublicGift, trail: Trail) -> Self {
        let fund = &figures.fund;
        let number = gift.number.get().to_string();
        let title = format!("{} {number}", lang.text().gift_title);
        let day = format::date(gift.date, lang);
        Self {
            shell: Shell::new(lang, title, link::gift(fund, gift.number)),
            fund_name: figures.name().to_owned(),
            fund_href: format!("{}{}", lang.prefix(), link::fund(fund)),
            gifts_href: format!("{}{}", lang.prefix(), link::gifts(fund, "", 1)),
            check_href: format!("{}{}", lang.prefix(), link::check(fund)),
            verify_href: format!("{}{}#receipt", lang.prefix(), link::check_gift(fund, gift.number)),
            number,
            amount: Amount { dong: i128::from(gift.amount.dong()), lang },
            when: gift.time.map_or_else(|| day.clone(), |time| format!("{day} {}", format::time(time))),
            account: [Some(lang.place(&gift.account)), account_detail(&gift.account)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
            cash: gift.account.kind() == AccountKind::Cash,
            reference: gift.reference,
            donor: lang.donor(gift.donor),
            erased: gift.erased,
            unshown: unshown(lang, gift.show),
            corrected: gift.corrected_on.map(|on| format::date(on, lang)),
            name: gift.name,
            memo: gift.memo,
            reversed: gift.status == GiftStatus::Reversed,
            status: match gift.status {
                GiftStatus::Standing => lang.text().gift_stands,
                GiftStatus::Held => lang.text().gift_held,
                GiftStatus::RefundedInPart => lang.text().gift_refunded_in_part,
                GiftStatus::Refunded => lang.text().gift_refunded,
                GiftStatus::Reversed => lang.text().gift_reversed,
            },
            supplemented: gift.supplemented.map(|more| Amount { dong: more.dong().into(), lang }),
            position: gift.position.to_string(),
            trail,
        }
    }
}

fn unshown(lang: Lang, show: Showing) -> [Option<&'static str>; 2] {
    let memo = lang.say("Không hiển thị, theo ý người ủng hộ", "Not shown, as its giver wishes");
    match show {
        Showing::All => [None, None],
        Showing::Name => [None, Some(memo)],
        Showing::Anonymous => [Some(lang.wants_no_name()), Some(memo)],
    }
}
