//! The same seed gives the same campaign, and the campaign holds what it says.

use std::collections::{HashMap, HashSet};

use statements::matching::{Coverage, Known, Match, match_lines};
use statements::{Profiles, Statement, read_statement};

use super::*;

fn read(profiles: &Profiles, file: &StatementFile) -> Statement {
    read_statement(&file.bytes, &file.file_name, profiles.get(file.profile).unwrap()).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_campaign() {
    assert_eq!(Campaign::generate(7, 600), Campaign::generate(7, 600));
    assert_ne!(Campaign::generate(7, 600), Campaign::generate(8, 600));
}

#[test]
fn the_default_campaign_looks_like_the_field() {
    let campaign = Campaign::generate(2021, Campaign::DEFAULT_SIZE);
    let received = campaign.expected.received.dong();
    assert!((50_000_000_000..53_000_000_000).contains(&received), "{received}");
    let profiles = Profiles::bundled().unwrap();
    let statements = campaign.statements.iter().map(|file| read(&profiles, file));
    let mut amounts: Vec<i64> = statements
        .flat_map(|statement| statement.lines)
        .filter_map(|line| line.amount)
        .map(Vnd::dong)
        .collect();
    amounts.sort_unstable();
    let share = |most: i64| amounts.partition_point(|amount| *amount <= most) * 1000 / amounts.len();
    assert_eq!(amounts[amounts.len() / 2], 200_000);
    assert!((370..430).contains(&share(100_000)), "{}", share(100_000));
    assert!((930..965).contains(&share(1_000_000)), "{}", share(1_000_000));
    assert!(amounts.iter().filter(|amount| **amount >= 1_000_000_000).count() >= 4);
    let (head, tail) = amounts.split_at(amounts.len() - amounts.len() / 1000);
    assert!(tail.iter().sum::<i64>() * 2 > head.iter().sum::<i64>(), "the largest carry a third");
}

/// Reads all files in the order of `order` and records what is new.
fn import(campaign: &Campaign, order: impl Iterator<Item = usize>) -> (usize, usize, Vec<i64>) {
    let profiles = Profiles::bundled().unwrap();
    let statements: HashMap<usize, Statement> =
        (0..).zip(&campaign.statements).map(|(index, file)| (index, read(&profiles, file))).collect();
    let mut books: Vec<(usize, usize)> = Vec::new();
    let mut done: Vec<usize> = Vec::new();
    for index in order {
        let account = campaign.statements[index].account;
        let earlier = done.iter().filter(|done| campaign.statements[**done].account == account);
        let coverage: Vec<_> = earlier
            .map(|done| statements[done].period.map(|(first, last)| Coverage { first, last }).unwrap())
            .collect();
        let known: Vec<_> = books
            .iter()
            .filter(|(file, _)| campaign.statements[*file].account == account)
            .map(|(file, line)| {
                let statement = &statements[file];
                let line = &statement.lines[*line];
                Known {
                    identity: 0,
                    import: u32::try_from(*file).unwrap(),
                    date: line.date,
                    time: line.time,
                    direction: line.direction,
                    amount: line.amount,
                    balance: line.balance,
                    reference: statement.text(line.reference),
                    memo: statement.text(line.memo),
                    by_hand: false,
                    own: false,
                }
            })
            .collect();
        for (line, outcome) in match_lines(&statements[&index], &known, &coverage).into_iter().enumerate() {
            assert!(
                !matches!(outcome, Match::Uncertain { .. }),
                "{}: {outcome:?}",
                campaign.statements[index].file_name
            );
            if outcome == Match::New {
                books.push((index, line));
            }
        }
        done.push(index);
    }
    let line = |(file, line): &(usize, usize)| statements[file].lines[*line];
    let credits = (0..campaign.accounts.len()).map(|account| {
        let of = |entry: &&(usize, usize)| campaign.statements[entry.0].account == account;
        let credits =
            books.iter().filter(of).map(line).filter(|line| line.direction == statements::Direction::Credit);
        credits.filter_map(|line| line.amount).map(Vnd::dong).sum()
    });
    (books.len(), books.iter().filter(|entry| line(entry).amount.is_none()).count(), credits.collect())
}

#[test]
fn the_statements_overlap_and_give_the_expected_books_in_any_order() {
    let campaign = Campaign::generate(5, 6_000);
    let expected = &campaign.expected;
    let credits: Vec<_> = expected.credits.iter().map(|amount| amount.dong()).collect();
    assert!(expected.printed > expected.lines && expected.quarantined > 0);
    let files = campaign.statements.len();
    for found in [
        import(&campaign, 0..files),
        import(&campaign, (0..files).rev()),
        import(&campaign, (0..files).chain(0..files)),
    ] {
        assert_eq!(found, (expected.lines, expected.quarantined, credits.clone()));
    }
}

#[test]
fn balances_prove_what_is_printed_over_the_memo_and_nothing_breaks() {
    let campaign = Campaign::generate(5, 6_000);
    let profiles = Profiles::bundled().unwrap();
    for file in &campaign.statements {
        let statement = read(&profiles, file);
        assert_eq!(statement.control.breaks, [], "{}", file.file_name);
        assert_eq!(profiles.recognise(&file.bytes).map(statements::Profile::name), Some(file.profile));
        assert_eq!(statement.account.as_deref(), Some(campaign.accounts[file.account].number));
        assert!(statement.quarantine.iter().all(|entry| entry.shown_by_balance.is_some()));
    }
}

#[test]
fn difficulties_are_there_and_silent_gifts_are_found_by_their_line() {
    let campaign = Campaign::generate(5, 6_000);
    let profiles = Profiles::bundled().unwrap();
    assert!(!campaign.identifications.is_empty() && !campaign.reversals.is_empty());
    for found in &campaign.identifications {
        let statement = read(&profiles, &campaign.statements[found.statement]);
        let line = statement.lines.iter().find(|line| line.number == found.line).unwrap();
        assert_eq!(statement.text(line.memo), "");
    }
    let vietcombank = read(&profiles, &campaign.statements[0]);
    let references: HashSet<_> =
        vietcombank.lines.iter().map(|line| vietcombank.text(line.reference)).collect();
    assert!(references.len() < vietcombank.lines.len(), "no document number comes twice");
}

#[test]
fn statements_of_every_bank_are_read_back() {
    let profiles = Profiles::bundled().unwrap();
    for (profile, ..) in BANKS {
        let bytes = crate::statement(profile, 3, 2_000);
        let statement = read_statement(&bytes, profile, profiles.get(profile).unwrap()).unwrap();
        assert_eq!((statement.lines.len(), statement.control.breaks.len()), (2_000, 0), "{profile}");
    }
}
