//! Gifts as the public sees them. Names and memos arrive here masked.

use jiff::civil::{Date, Time};
use ledger::{Found, PublicGift, Total};
use projection_public::GiftStatus;
use serde::Serialize;
use utoipa::ToSchema;

use super::Dong;
use crate::cursor::Cursor;
use wire::{Donor, Listing};

/// Some gifts: the newest first, and of a search what fits best before those.
#[derive(Serialize, ToSchema)]
pub(crate) struct GiftPage {
    /// How many there are in all: every listed gift, or all that match the search.
    total: u64,
    /// There may be more: the server has just begun, and not every gift can be searched yet.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) at_least: bool,
    /// No gift matches the search as it was typed; these do with typing errors forgiven.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    forgiven: bool,
    /// This page.
    gifts: Vec<Gift>,
    /// `cursor` of the next page; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

impl GiftPage {
    /// A page of the list.
    pub(crate) fn listed(page: ledger::GiftPage) -> Self {
        let next = page.before.map(|number| Cursor::Before(number.get()).text());
        let gifts = page.gifts.into_iter().map(Gift::from).collect();
        Self { total: page.total, at_least: false, forgiven: false, gifts, next }
    }

    /// A page of a search, behind `skip` gifts. An empty page is the end, whatever the count says.
    pub(crate) fn found(page: Found, skip: u64) -> Self {
        let (total, end) = (page.total.count(), skip.saturating_add(page.gifts.len() as u64));
        let more = end < total && !page.gifts.is_empty();
        let next = more.then(|| Cursor::Skip(end).text());
        let at_least = matches!(page.total, Total::AtLeast(_));
        let gifts = page.gifts.into_iter().map(Gift::from).collect();
        Self { total, at_least, forgiven: page.forgiven, gifts, next }
    }
}

/// A gift.
#[derive(Serialize, ToSchema)]
pub(crate) struct Gift {
    /// Running number of the receipt.
    number: u64,
    /// How much.
    amount: Dong,
    /// The business day.
    #[schema(value_type = String, format = Date)]
    date: Date,
    /// Booking time, where the bank prints it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, pattern = "^[0-9]{2}:[0-9]{2}:[0-9]{2}$")]
    time: Option<Time>,
    /// The fund's account.
    account: String,
    /// Who gave.
    donor: Donor,
    /// The day on which the giver was last set right.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    corrected_on: Option<Date>,
    /// How much its giver lets be shown.
    listing: Listing,
    /// Name and memo were erased on request: neither is there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    erased: bool,
    /// The donor's name; a person's is masked.
    #[serde(skip_serializing_if = "Option::is_none")]
    donor_name: Option<String>,
    /// The memo, with what tells of persons masked.
    #[serde(skip_serializing_if = "Option::is_none")]
    memo: Option<String>,
    /// The bank's reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    /// Whether it was taken back: its negative stands beside it.
    reversed: bool,
    /// Where it stands.
    status: Status,
    /// What of the amount was entered later because it had been too little.
    #[serde(skip_serializing_if = "Option::is_none")]
    supplemented: Option<Dong>,
    /// Position of its event in the log.
    position: u64,
}

impl From<PublicGift> for Gift {
    fn from(gift: PublicGift) -> Self {
        Self {
            number: gift.number.get(),
            amount: gift.amount.into(),
            date: gift.date,
            time: gift.time,
            account: gift.account.to_string(),
            donor: gift.donor.into(),
            corrected_on: gift.corrected_on,
            listing: Some(gift.show).into(),
            erased: gift.erased,
            donor_name: gift.name,
            memo: gift.memo,
            reference: gift.reference,
            reversed: gift.status == GiftStatus::Reversed,
            status: gift.status.into(),
            supplemented: gift.supplemented.map(Dong::from),
            position: gift.position,
        }
    }
}

/// Where a gift stands.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = GiftStatus)]
enum Status {
    /// It counts.
    Standing,
    /// It came after the receiving window and is kept apart.
    Held,
    /// A part of it was given back to its sender.
    RefundedInPart,
    /// It was given back to its sender.
    Refunded,
    /// Its negative stands beside it.
    Reversed,
}

impl From<GiftStatus> for Status {
    fn from(status: GiftStatus) -> Self {
        match status {
            GiftStatus::Standing => Self::Standing,
            GiftStatus::Held => Self::Held,
            GiftStatus::RefundedInPart => Self::RefundedInPart,
            GiftStatus::Refunded => Self::Refunded,
            GiftStatus::Reversed => Self::Reversed,
        }
    }
}
