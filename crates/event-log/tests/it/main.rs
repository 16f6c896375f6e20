//! The event log from outside: every test opens a real log in a directory of its own.

mod bulk;
mod commands;
mod crash;
mod damage;
mod format;
mod opening;
mod reading;
mod simulation;
mod support;
