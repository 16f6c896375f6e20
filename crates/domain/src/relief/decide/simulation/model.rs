//! The naive books: lists of what was taken, in millions; every question adds them up from the start.

/// What leaves an account in a day.
pub(super) const PER_DAY: i64 = 120;

/// A payment that is asked for.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) cash: bool,
    pub(super) amount: i64,
    pub(super) tied: bool,
    pub(super) share: Option<usize>,
    /// Each gets 50.
    pub(super) households: Vec<usize>,
    pub(super) advance: bool,
}

/// What somebody does. Places count from 0 and may be one beyond the last.
#[derive(Clone, Debug)]
pub(super) enum Op {
    Make(&'static str, Asked),
    Amend(&'static str, usize, Asked),
    Approve(&'static str, usize),
    Withdraw(&'static str, usize),
    Pay { request: usize, amount: i64, fee: i64 },
    Reverse(usize),
    Settle { payment: usize, households: Vec<usize>, returned: i64 },
    Allocate { amount: i64, tied: bool },
    Reduce(usize, i64),
    Gift(i64),
}

pub(super) struct Share {
    pub(super) amount: i64,
    pub(super) group: bool,
    pub(super) place: (u64, u16),
    pub(super) tied: bool,
}

pub(super) struct Request {
    asked: Asked,
    approvals: Vec<&'static str>,
    ended: bool,
    expires: i64,
    maker: &'static str,
    paid: i64,
}

impl Request {
    pub(super) fn left(&self) -> i64 {
        self.asked.amount - self.paid
    }

    fn approved(&self) -> bool {
        self.approvals.len() > usize::from(self.asked.amount > 100)
    }
}

pub(super) struct Payment {
    asked: Asked,
    amount: i64,
    fee: i64,
    helped: Vec<usize>,
    on: i64,
    returned: i64,
    reversed: bool,
    spent: i64,
}

pub(super) struct Model {
    gifts: i64,
    pub(super) payments: Vec<Payment>,
    pub(super) requests: Vec<Request>,
    pub(super) shares: Vec<Share>,
    pub(super) today: i64,
    /// Who approved how much of which request on which day.
    used: Vec<(&'static str, i64, i64, usize)>,
    allocations: u64,
}

fn person(actor: &str) -> &str {
    actor.split_once(':').unwrap().1
}

impl Model {
    /// As the ground of the tests has it.
    pub(super) fn new() -> Self {
        let share = |line, amount, group, tied| Share { amount, group, place: (1, line), tied };
        Self {
            gifts: 0,
            payments: Vec::new(),
            requests: Vec::new(),
            shares: vec![share(1, 300, true, false), share(2, 60, false, true), share(3, 200, false, false)],
            today: 0,
            used: Vec::new(),
            allocations: 1,
        }
    }

    fn live(&self, but: Option<usize>) -> impl Iterator<Item = &Request> {
        let others = self.requests.iter().enumerate().filter(move |(place, _)| Some(*place) != but);
        others.map(|(_, request)| request).filter(|request| !request.ended && request.expires >= self.today)
    }

    fn reserved(&self, but: Option<usize>, of: impl Fn(&Asked) -> bool) -> i64 {
        self.live(but).filter(|request| of(&request.asked)).map(Request::left).sum()
    }

    /// What left and did not come back. A charge never comes back.
    fn gone(&self, of: impl Fn(&Asked) -> bool) -> i64 {
        let of_it = self.payments.iter().filter(|payment| !payment.reversed && of(&payment.asked));
        of_it.map(|payment| payment.amount - payment.returned).sum()
    }

    pub(super) fn pot_free(&self, tied: bool, but: Option<usize>) -> i64 {
        let fees: i64 = self.payments.iter().map(|payment| payment.fee).sum();
        let received = if tied { 100 } else { 1050 + self.gifts - fees };
        received - self.gone(|asked| asked.tied == tied) - self.reserved(but, |asked| asked.tied == tied)
    }

    pub(super) fn account_free(&self, cash: bool, but: Option<usize>) -> i64 {
        let of_it = self.payments.iter().filter(|payment| payment.asked.cash == cash);
        let fees: i64 = of_it.clone().map(|payment| payment.fee).sum();
        let paid: i64 = of_it.filter(|payment| !payment.reversed).map(|payment| payment.amount).sum();
        // Every rest of an advance is paid back into the bank.
        let returned: i64 = self.payments.iter().map(|payment| payment.returned).sum();
        let received = if cash { 50 } else { 1107 + self.gifts + returned };
        received - fees - paid - self.reserved(but, |asked| asked.cash == cash)
    }

    fn share_left(&self, share: usize) -> i64 {
        self.shares[share].amount - self.gone(|asked| asked.share == Some(share))
    }

    pub(super) fn share_free(&self, share: usize, but: Option<usize>) -> i64 {
        self.share_left(share) - self.reserved(but, |asked| asked.share == Some(share))
    }

    /// Households that were paid, by allocation.
    pub(super) fn helped(&self) -> impl Iterator<Item = (u64, usize)> {
        let paid = self.payments.iter().filter(|payment| !payment.reversed);
        paid.flat_map(|payment| {
            let allocation = payment.asked.share.map_or(0, |share| self.shares[share].place.0);
            payment.helped.iter().map(move |household| (allocation, *household))
        })
    }

    fn claimed(&self, share: Option<usize>, household: usize, but: Option<usize>) -> bool {
        let Some(share) = share else { return false };
        let allocation = self.shares[share].place.0;
        let asked = self.live(but).filter(|request| request.paid == 0).any(|request| {
            let same = request.asked.share.is_some_and(|share| self.shares[share].place.0 == allocation);
            same && request.asked.households.contains(&household)
        });
        asked || self.helped().any(|helped| helped == (allocation, household))
    }

    fn can_ask(&self, asked: &Asked, but: Option<usize>) -> bool {
        asked.amount <= self.pot_free(asked.tied, but)
            && asked.amount <= self.account_free(asked.cash, but)
            && asked.share.is_none_or(|share| asked.amount <= self.share_free(share, but))
            && !asked.households.iter().any(|household| self.claimed(asked.share, *household, but))
    }

    /// Whether the rules should let it pass.
    pub(super) fn takes(&self, op: &Op) -> bool {
        let open = |request: usize| self.requests.get(request).filter(|request| !request.ended);
        let live = |request| open(request).filter(|request| request.expires >= self.today);
        match op {
            Op::Make(_, asked) => self.can_ask(asked, None),
            Op::Amend(who, request, asked) => open(*request).is_some_and(|known| {
                person(known.maker) == person(who) && known.paid == 0 && self.can_ask(asked, Some(*request))
            }),
            Op::Approve(who, request) => live(*request).is_some_and(|known| {
                let (per_request, per_day) = match *who {
                    "approver:a" => (500, 600),
                    "approver:b" => (200, i64::MAX),
                    _ => (0, 0),
                };
                let of_day = self.used.iter().filter(|used| used.0 == *who && used.1 == self.today);
                let used: i64 = of_day.map(|used| used.2).sum();
                !known.approved()
                    && person(known.maker) != person(who)
                    && !known.approvals.contains(who)
                    && known.asked.amount <= per_request
                    && known.asked.amount <= per_day - used
            }),
            Op::Withdraw(who, request) => {
                open(*request).is_some_and(|known| person(known.maker) == person(who))
            }
            Op::Pay { request, amount, fee } => live(*request)
                .is_some_and(|known| known.approved() && self.can_pay(*request, known, *amount, *fee)),
            Op::Reverse(payment) => {
                let settled = |payment: &Payment| payment.spent > 0 || payment.returned > 0;
                self.payments.get(*payment).is_some_and(|known| !known.reversed && !settled(known))
            }
            Op::Settle { payment, households, returned } => {
                let spent = 50 * i64::try_from(households.len()).unwrap();
                let twice = households.len() == 2 && households[0] == households[1];
                self.payments.get(*payment).is_some_and(|known| {
                    let left = known.amount - known.spent - known.returned;
                    let free = |household| !self.claimed(known.asked.share, household, None);
                    (known.asked.advance && !known.reversed && !twice && spent + returned > 0)
                        && spent + returned <= left
                        && households.iter().all(|household| free(*household))
                })
            }
            Op::Allocate { amount, tied } => {
                let shares = (0..self.shares.len()).filter(|share| self.shares[*share].tied == *tied);
                let decided: i64 = shares.map(|share| self.share_left(share)).sum();
                let alone = |asked: &Asked| asked.tied == *tied && asked.share.is_none();
                let with_shares =
                    self.pot_free(*tied, None) + self.reserved(None, |asked| asked.tied == *tied);
                *amount <= with_shares - decided - self.reserved(None, alone)
            }
            Op::Reduce(share, amount) => *amount <= self.share_free(*share, None),
            Op::Gift(_) => true,
        }
    }

    fn can_pay(&self, place: usize, request: &Request, amount: i64, fee: i64) -> bool {
        let asked = &request.asked;
        let of_day = self.payments.iter().filter(|payment| payment.on == self.today);
        let of_day = of_day.filter(|payment| payment.asked.cash == asked.cash);
        let today: i64 = of_day.map(|payment| payment.amount + payment.fee).sum();
        let free = self.pot_free(false, Some(place));
        (asked.households.is_empty() || amount == asked.amount)
            && amount <= request.left()
            && amount + fee <= self.account_free(asked.cash, Some(place))
            && amount + fee <= PER_DAY - today
            && if asked.tied {
                amount <= self.pot_free(true, Some(place)) && (fee == 0 || fee <= free)
            } else {
                amount + fee <= free
            }
    }

    pub(super) fn take(&mut self, op: Op) {
        let expires = self.today + 10;
        match op {
            Op::Make(maker, asked) => {
                let approvals = Vec::new();
                self.requests.push(Request { asked, approvals, ended: false, expires, maker, paid: 0 });
            }
            Op::Amend(_, request, asked) => {
                self.used.retain(|used| used.3 != request);
                let known = &mut self.requests[request];
                (known.asked, known.expires) = (asked, expires);
                known.approvals.clear();
            }
            Op::Approve(who, request) => {
                let known = &mut self.requests[request];
                known.approvals.push(who);
                self.used.push((who, self.today, known.asked.amount, request));
            }
            Op::Withdraw(_, request) => self.requests[request].ended = true,
            Op::Pay { request, amount, fee } => {
                let known = &mut self.requests[request];
                known.paid += amount;
                known.ended = known.left() == 0;
                let (asked, helped) = (known.asked.clone(), known.asked.households.clone());
                let (on, returned, reversed, spent) = (self.today, 0, false, 0);
                self.payments.push(Payment { asked, amount, fee, helped, on, returned, reversed, spent });
            }
            Op::Reverse(payment) => self.payments[payment].reversed = true,
            Op::Settle { payment, households, returned } => {
                let known = &mut self.payments[payment];
                known.spent += 50 * i64::try_from(households.len()).unwrap();
                known.returned += returned;
                known.helped.extend(households);
            }
            Op::Allocate { amount, tied } => {
                self.allocations += 1;
                self.shares.push(Share { amount, group: !tied, place: (self.allocations, 1), tied });
            }
            Op::Reduce(share, amount) => self.shares[share].amount -= amount,
            Op::Gift(amount) => self.gifts += amount,
        }
    }
}
