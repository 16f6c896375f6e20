//! Every command that the books take stands on a page, or here with the reason why not: nothing that people must do is left to
//! programs by oversight.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Where the commands of the parts are listed.
const PARTS: [(&str, &str); 8] = [
    ("books", include_str!("../../../domain/src/books/command.rs")),
    ("giving", include_str!("../../../domain/src/giving/command.rs")),
    ("goods", include_str!("../../../domain/src/goods/command.rs")),
    ("inbox", include_str!("../../../domain/src/inbox/command.rs")),
    ("network", include_str!("../../../domain/src/network/command.rs")),
    ("oversight", include_str!("../../../domain/src/oversight/command.rs")),
    ("privacy", include_str!("../../../domain/src/privacy/command.rs")),
    ("relief", include_str!("../../../domain/src/relief/command.rs")),
];

/// What is done once, when a fund is set up or its rules change, by whoever runs the program: `sovang ask`, `sovang list`.
const SET_UP: &str = "setting up a fund";
/// What comes as a list, read and checked as a whole: `sovang list`.
const LISTS: &str = "comes as a list";
/// What people outside do, on the public pages.
const OUTSIDE: &str = "on the public pages";
/// On the page of what leaves a warehouse, whose fields name the command by what was asked for.
const BY_REQUEST: &str = "named by its request";

const ELSEWHERE: [(&str, &str); 31] = [
    ("adopt_limits", SET_UP),
    ("adopt_policy", SET_UP),
    ("appoint_approver", SET_UP),
    ("change_household", LISTS),
    ("change_publication", SET_UP),
    ("close_window", SET_UP),
    ("count_organisation", LISTS),
    ("declare_areas", LISTS),
    ("declare_category", SET_UP),
    ("declare_gift_code", SET_UP),
    ("declare_organisation", SET_UP),
    ("deliver_directly", LISTS),
    ("dismiss_approver", SET_UP),
    ("end_account", SET_UP),
    ("end_areas", LISTS),
    ("end_policy", SET_UP),
    ("extend_window", SET_UP),
    ("form_groups", LISTS),
    ("fulfil_pledge", LISTS),
    ("issue_goods", BY_REQUEST),
    ("lapse_pledge", LISTS),
    ("open_window", SET_UP),
    ("rate_groups", LISTS),
    ("register_households", LISTS),
    ("register_pledge", LISTS),
    ("remove_household", LISTS),
    ("revalue_lot", SET_UP),
    ("set_opening_balance", SET_UP),
    ("take_message", OUTSIDE),
    ("tell_need", LISTS),
    ("write_off_goods", BY_REQUEST),
];

/// The addresses of the commands beside the parts, with what they are sent from; the others are of the set-up.
const TARGETS: [&str; 5] =
    ["\"receipts\"", "/reversal\"", "/identification\"", "/confirmation\"", "/dismissal\""];

fn commands() -> impl Iterator<Item = String> {
    PARTS.into_iter().flat_map(|(part, source)| {
        let listed = source.split("pub enum Command {").nth(1).unwrap().split("\n}").next().unwrap();
        let names = listed.lines().filter_map(|line| Some(line.trim().split_once('(')?.0));
        let names = names.filter(|name| name.starts_with(|first: char| first.is_ascii_uppercase()));
        let names: Vec<String> = names.map(snake).collect();
        assert!(!names.is_empty(), "{part}");
        names
    })
}

fn snake(name: &str) -> String {
    name.chars().fold(String::new(), |mut text, letter| {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
        text
    })
}

/// All templates, and what the pages' functions write of names of fields.
fn pages() -> String {
    let mut text = String::new();
    let mut folders =
        ["templates", "src"].map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "html" || kind == "rs") {
                text.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    text
}

#[test]
fn every_command_is_on_a_page_or_stands_here_with_its_reason() {
    let pages = pages();
    let elsewhere: BTreeSet<_> = ELSEWHERE.iter().map(|(name, _)| *name).collect();
    assert!(ELSEWHERE.is_sorted() && elsewhere.len() == ELSEWHERE.len());
    let mut known = BTreeSet::new();
    for command in commands() {
        let on_a_page = pages.contains(&format!("command.{command}."));
        let excused = elsewhere.contains(&*command);
        assert!(on_a_page || excused, "{command} stands on no page: give it one, or say why not");
        assert!(!(on_a_page && excused), "{command} has a page now: take it off the list");
        known.insert(command);
    }
    assert!(elsewhere.iter().all(|name| known.contains(*name)), "a command of the list is no more");
    for target in TARGETS {
        assert!(pages.contains(target), "{target} stands on no page");
    }
}
