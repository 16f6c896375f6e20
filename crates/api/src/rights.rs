//! Who may do what, as a table for people. It is drawn from the domain's, which is the one that is asked.

use domain::{Action, Sight};

use access::TOKEN_ROLES;

/// The table in Markdown: a line an action, a column a role that a token can have.
pub fn rights() -> String {
    let names = TOKEN_ROLES.map(|role| format!("{}<br>`{}`", role.vi(), role.name()));
    let rule = TOKEN_ROLES.map(|_| ":-:");
    let head = format!("| Việc / action | {} |\n|---|{}|\n", names.join(" | "), rule.join("|"));
    let line = |action: Action| {
        let cells = TOKEN_ROLES.map(|role| if action.roles().contains(&role) { "✓" } else { "" });
        format!("| {} / {} | {} |\n", action.vi(), action.en(), cells.join(" | "))
    };
    let read = |sight: Sight| {
        let cells = TOKEN_ROLES.map(|role| if sight.roles().contains(&role) { "✓" } else { "" });
        format!("| {} / {} | {} |\n", sight.vi(), sight.en(), cells.join(" | "))
    };
    [head].into_iter().chain(Action::all().map(line)).chain(Sight::all().map(read)).collect()
}
