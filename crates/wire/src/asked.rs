//! A request, read: the command and its personal data.

use domain::Command;
use vault::Row;

/// A request, read.
#[derive(Debug)]
pub struct Asked {
    /// The command.
    pub command: Command,
    /// The personal data that go to the vault, one row a place of the command.
    pub personal: Vec<Row<'static>>,
}

impl Asked {
    /// A command with its row; one without a single text is none.
    pub fn with(command: Command, row: Row<'static>) -> Self {
        Self { command, personal: vec![row] }
    }
}

impl From<Command> for Asked {
    fn from(command: Command) -> Self {
        Self { command, personal: Vec::new() }
    }
}
