//! Commands of the parts on their way in: the domain's own words, with the business day and the personal data beside them.

mod personal;

use domain::{Command, DonorKind, On, books, giving, goods, inbox, network, oversight, privacy, relief};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;
use vault::Row;

use crate::{Asked, Problem, parse_opt};
use personal::Personal;

macro_rules! asks {
    ($($(#[$doc:meta])* $name:ident = $part:ident of $module:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Deserialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// The business day; today in Vietnam where nothing is said. Who may send the command again on another day
            /// names it.
            #[serde(default)]
            #[schema(format = Date, example = "2021-09-01")]
            effective_on: Option<String>,
            /// What is asked.
            #[schema(inline)]
            command: $module::Command,
            /// What goes to the vault.
            #[serde(default)]
            personal: Personal,
        }

        impl $name {
            /// The command and its rows. `today` is the business day where none is named.
            pub fn read(self, today: Date) -> Result<Asked, Problem> {
                let day = parse_opt("effective_on", self.effective_on.as_deref())?;
                let on = On { effective_on: day.unwrap_or(today), command: self.command };
                asked(Command::$part(on), self.personal)
            }
        }
    )+};
}

asks!(
    /// Ask for an entry of the books themselves: openings, moves, counts, closing, vouchers, reports.
    AskBooks = Books of books;
    /// Ask for an entry about giving: pledges, releases, supplements, windows, codes.
    AskGiving = Giving of giving;
    /// Ask for an entry about goods.
    AskGoods = Goods of goods;
    /// Ask for an entry about what people outside say: messages, answers, what of them is shown.
    AskInbox = Inbox of inbox;
    /// Ask for an entry about areas, groups, organisations, households.
    AskNetwork = Network of network;
    /// Ask for an entry of the supervision.
    AskOversight = Oversight of oversight;
    /// Ask for an entry about personal data: erasure, consent to be listed, what accounts publish.
    AskPrivacy = Privacy of privacy;
    /// Ask for an entry on the way from decision to hand-over.
    AskRelief = Relief of relief;
);

/// As many rows as the command has places, or none.
fn asked(mut command: Command, personal: Personal) -> Result<Asked, Problem> {
    let personal = personal.rows()?;
    names_the_giver(&command, &personal)?;
    let places = command.rows_mut().len();
    if personal.is_empty() || personal.len() == places {
        return Ok(Asked { command, personal });
    }
    let given = personal.len();
    let (vi, en) = if places == 0 {
        (
            "Lệnh này không nhận dữ liệu cá nhân: bỏ trường này.".to_owned(),
            "This command takes no personal data: leave it out.".to_owned(),
        )
    } else {
        (
            format!(
                "Lệnh này có {places} chỗ cho dữ liệu cá nhân, không phải {given}: nêu một danh sách theo thứ tự, chỗ trống là {{}}."
            ),
            format!(
                "This command has {places} places for personal data, not {given}: give a list in order, with {{}} for none."
            ),
        )
    };
    Err(Problem::field("personal", vi, en))
}

/// The rules see that there are texts, and not what they say: a corrected giver has a name, and another reason its words.
fn names_the_giver(command: &Command, personal: &[Row<'static>]) -> Result<(), Problem> {
    let Command::Giving(On { command: giving::Command::CorrectGiver(correct), .. }) = command else {
        return Ok(());
    };
    let said = |text: for<'a> fn(&'a Row<'static>) -> &'a str| {
        personal.first().is_some_and(|row| !text(row).trim().is_empty())
    };
    if correct.donor != DonorKind::Anonymous && !said(|row| &row.name) {
        let vi = "Hãy ghi họ tên đúng, hoặc chọn người ủng hộ không nêu tên.";
        return Err(Problem::field(
            "personal.name",
            vi,
            "Give the right name, or choose a giver without a name.",
        ));
    }
    if correct.reason == giving::WhyCorrected::Other && !said(|row| &row.note) {
        let (vi, en) = ("Lý do khác thì phải giải thích.", "Another reason needs an explanation.");
        return Err(Problem::field("personal.note", vi, en));
    }
    Ok(())
}
