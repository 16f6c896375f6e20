//! Sổ Vàng: the golden book of a relief fund. One program: the command line, and with `serve` the server.

mod command;
mod config;
mod failure;
mod format;
mod local;
mod logs;
mod out;
mod places;
mod progress;
mod publishing;
mod serving;
mod trust;
mod verdict;
mod words;

use std::process::ExitCode;

use clap::Parser;

use command::Command;
use config::{Config, Flags};
use failure::Failure;

/// glibc's allocator keeps what sled gives back: an import of 300,000 lines peaked at 630 MB with it.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// Sổ Vàng: sổ ghi đóng góp và cứu trợ, không ai sửa được. / The golden book of a relief fund that nobody can rewrite.
#[derive(Parser)]
#[command(version, max_term_width = 100)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

/// What clap says. Wrong usage of a verification is 3: its 2 means that something is lacking.
fn misused(error: &clap::Error) -> ExitCode {
    let verifying = std::env::args().skip(1).any(|word| word == "verify");
    // A closed output has nobody to tell.
    let _ = error.print();
    match (error.use_stderr(), verifying) {
        (false, _) => ExitCode::SUCCESS,
        (true, true) => ExitCode::from(3),
        (true, false) => ExitCode::from(2),
    }
}

fn main() -> ExitCode {
    let Arguments { flags, command } = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return misused(&error),
    };
    let done = Config::load(flags).map_err(Into::into).and_then(|config| {
        logs::start(&config);
        command.run(&config)
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Verdict(outcome)) => ExitCode::from(outcome.exit_code()),
        Err(error) => {
            out::complain(&format!("sovang: {error}"));
            ExitCode::from(error.exit_code())
        }
    }
}
