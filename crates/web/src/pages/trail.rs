//! What became of a gift: how much of it is spent, on which payments, how far those have come, and its corrections.

use domain::{FundId, ReceiptNo};
use jiff::civil::Date;
use ledger::{Chapter, PublicGift};
use projection_lineage::{Lineage, Outlay, Share, Use};

use crate::lang::Lang;
use crate::pages::Amount;
use crate::pages::story::{StepRow, step};
use crate::{format, link};

/// So many payments of one gift are shown one by one; a gift that paid for more says how many more.
const MOST: usize = 50;

/// See the module.
#[derive(Clone, Debug)]
pub struct Trail {
    /// Address of the feed that tells when it is spent.
    pub feed_href: String,
    /// Nothing of it stands in the fund's money: it was taken back or given back, is held, or nobody knows whose it is.
    pub nothing: bool,
    /// Spent, as the books say.
    pub spent: Amount,
    /// Its share of the whole, in thousandths.
    pub spent_mille: u32,
    /// With teams that have not accounted for it.
    pub in_hand: Option<Amount>,
    /// Its share of the whole, in thousandths.
    pub in_hand_mille: u32,
    /// Not used yet.
    pub left: Amount,
    /// Percent spent.
    pub percent: String,
    /// Where it went.
    pub uses: Vec<Went>,
    /// How many payments are not shown, and what they took.
    pub more: Option<(String, Amount)>,
    /// What was corrected.
    pub corrections: Vec<StepRow>,
}

/// What one use took of the gift.
#[derive(Clone, Debug)]
pub struct Went {
    /// What for.
    pub what: String,
    /// Address of the payment.
    pub href: Option<String>,
    /// The day.
    pub on: Option<String>,
    /// To whom or where.
    pub to: Option<String>,
    /// How much of this gift.
    pub amount: Amount,
    /// How far it has come.
    pub stage: String,
}

impl Trail {
    /// The trail of a gift of that fund.
    pub fn new(
        lang: Lang,
        fund: &FundId,
        lineage: &Lineage,
        receipt: ReceiptNo,
        corrections: &[Chapter],
    ) -> Self {
        let trail = lineage.gift(receipt);
        let amount = |dong| Amount { dong, lang };
        let to = |path: String| format!("{}{path}", lang.prefix());
        let (total, in_hand) = (trail.total(), trail.in_hand());
        let rest = trail.shares.get(MOST..).unwrap_or_default();
        let more = rest.iter().fold(0, |sum: i128, share| sum.saturating_add(share.amount));
        let corrections = corrections.iter().map(|chapter| step(lang, lineage.names(), chapter));
        Self {
            feed_href: to(link::gift_feed(fund, receipt)),
            nothing: total == 0,
            spent: amount(trail.spent()),
            spent_mille: format::per_mille(trail.spent(), total),
            in_hand: (in_hand > 0).then_some(amount(in_hand)),
            in_hand_mille: format::per_mille(in_hand, total),
            left: amount(trail.left),
            percent: format::percent(trail.spent(), total, lang),
            uses: trail.shares.iter().take(MOST).map(|share| went(lang, fund, lineage, share)).collect(),
            more: (!rest.is_empty()).then(|| (format::grouped(rest.len() as u64, lang), amount(more))),
            corrections: corrections.collect(),
        }
    }

    /// Where the bar of what teams hold begins.
    pub fn in_hand_from(&self) -> u32 {
        self.spent_mille
    }
}

fn went(lang: Lang, fund: &FundId, lineage: &Lineage, share: &Share) -> Went {
    let amount = Amount { dong: share.amount, lang };
    let plain = |what: &str, stage: &str| Went {
        what: what.to_owned(),
        href: None,
        on: None,
        to: None,
        amount,
        stage: stage.to_owned(),
    };
    let paid = lang.say("Đã chi", "Paid");
    let number = match share.of {
        Use::Payment(number) => number,
        Use::Charges => return plain(lang.say("Phí ngân hàng", "Bank charges"), paid),
        Use::Unexplained => {
            let what = lang
                .say("Khoản chi ngân hàng in, chưa rõ nội dung", "Printed by the bank, not explained yet");
            return plain(what, lang.say("Đang đối chiếu", "Being looked into"));
        }
        Use::Lost => {
            let what = lang.say("Thiếu quỹ khi kiểm kê, đã ghi giảm", "Missing at a count, written off");
            return plain(what, lang.say("Đã ghi giảm", "Written off"));
        }
    };
    let to = |path: String| Some(format!("{}{path}", lang.prefix()));
    let Some(outlay) = lineage.deeds().outlay(number) else { return plain(paid, paid) };
    Went {
        what: format!("{} {}", lang.payment_kind(&outlay.kind), outlay.voucher),
        href: to(link::voucher(fund, outlay.voucher)),
        on: Some(format::date(outlay.on, lang)),
        to: outlay.to().map(|party| lang.party(lineage.names(), &party)),
        amount,
        stage: lang.outlay_stage(outlay),
    }
}

/// What is news of a gift: each with a name that stays, its day, and what to say; the newest in front.
pub(crate) fn gift_news(
    lang: Lang,
    lineage: &Lineage,
    gift: &PublicGift,
    corrections: &[Chapter],
) -> Vec<(String, Date, String)> {
    let dong = |dong: i128| format!("{}\u{a0}{}", format::grouped(dong, lang), lang.text().dong);
    let came =
        format!("{} {}", lang.say("Quỹ đã nhận", "The fund received"), dong(gift.amount.dong().into()));
    let mut news = vec![("nhan".to_owned(), gift.date, came)];
    for chapter in corrections {
        let what = lang.chapter(lineage.names(), &chapter.what);
        news.push((format!("sua-{}", chapter.position), chapter.on, what));
    }
    let trail = lineage.gift(gift.number);
    for share in trail.shares.iter().take(MOST) {
        let Use::Payment(number) = share.of else { continue };
        let Some(outlay) = lineage.deeds().outlay(number) else { continue };
        let to = outlay.to().map(|party| format!(", {}", lang.party(lineage.names(), &party)));
        let what = format!("{}{}", lang.payment_kind(&outlay.kind), to.unwrap_or_default());
        for (name, on, said) in outlay_news(lang, outlay) {
            news.push((
                format!("chi-{number}-{name}"),
                on,
                format!("{said}: {}. {what}", dong(share.amount)),
            ));
        }
    }
    if trail.total() > 0 && trail.spent() == trail.total() {
        let last = news.iter().map(|(_, on, _)| *on).max().unwrap_or(gift.date);
        let all = lang.say("Khoản này đã chi hết", "All of this gift has been spent");
        news.push(("chi-het".to_owned(), last, all.to_owned()));
    }
    news.sort_by_key(|(_, on, _)| std::cmp::Reverse(*on));
    news
}

fn outlay_news(lang: Lang, outlay: &Outlay) -> Vec<(&'static str, Date, &'static str)> {
    let progress = outlay.progress;
    let begun = if outlay.is_advance() {
        ("tam-ung", lang.say("Đã tạm ứng từ khoản này", "Advanced out of this gift"))
    } else {
        ("chi", lang.say("Đã chi từ khoản này", "Spent out of this gift"))
    };
    let steps = [
        (begun.0, Some(outlay.on), begun.1),
        ("trao", progress.handed_on, lang.say("Đã trao tận nơi", "Handed over")),
        ("ky", progress.signed_on, lang.say("Người nhận đã ký", "Signed for by those who got it")),
        ("xac-nhan", progress.confirmed_on, lang.say("Địa phương đã xác nhận", "Confirmed locally")),
    ];
    steps.into_iter().filter_map(|(name, on, said)| Some((name, on?, said))).collect()
}
