//! The program as a process: run to its end, or serving on a port of its own.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// A data directory and the program over it.
pub(crate) struct Desk {
    place: tempfile::TempDir,
}

impl Desk {
    /// A fresh directory without books.
    pub(crate) fn new() -> Self {
        Self { place: tempfile::tempdir().unwrap() }
    }

    /// Books with these accounts.
    pub(crate) fn with_accounts(accounts: &[&str]) -> Self {
        let desk = Self::new();
        let mut arguments = vec!["init", "--fund", "yagi-2024", "--name", "Ban Cứu trợ"];
        arguments.extend(accounts.iter().flat_map(|account| ["--account", account]));
        desk.done(&arguments);
        desk
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.place.path().join("data")
    }

    /// The program with its data directory, and nothing else of the environment's settings.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sovang"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SOVANG_")) {
            command.env_remove(name);
        }
        command.env("SOVANG_DATA", self.data()).current_dir(self.place.path());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command().args(arguments).output().unwrap()
    }

    /// Runs it, which must succeed, and answers with what it printed.
    #[track_caller]
    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs it, which must fail without a panic, and answers with what it said.
    #[track_caller]
    pub(crate) fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            !output.status.success(),
            "{arguments:?} was done: {}",
            String::from_utf8_lossy(&output.stdout)
        );
        assert!(!said.contains("panicked"), "{arguments:?}: {said}");
        said
    }

    /// Runs it into a pipe that nobody reads, and answers whether it ended well, with what it said.
    pub(crate) fn unheard(&self, arguments: &[&str]) -> (bool, String) {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = self.command().args(arguments).stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        let output = output.wait_with_output().unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    }

    /// Writes a file beside the data directory.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.place.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The balances, as JSON text: what must not change where something is refused.
    #[track_caller]
    pub(crate) fn balances(&self) -> String {
        self.done(&["balance", "--json"])
    }

    /// Serves until the server is dropped.
    pub(crate) fn serve(&self) -> Server {
        Server::start(self.command().args(["serve", "--listen", "127.0.0.1:0"]))
    }
}

/// A serving process.
pub(crate) struct Server {
    child: Child,
    /// `http://127.0.0.1:port`.
    pub(crate) url: String,
}

impl Server {
    /// Starts it and waits until it says where it listens.
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let url = lines.find_map(|line| {
            let line = line.unwrap();
            let address = line.trim().strip_prefix("http://")?.split('/').next()?.to_owned();
            Some(format!("http://{address}"))
        });
        let url = url.unwrap_or_else(|| unreachable!("the server stopped before it listened"));
        // What it still prints must not fill a pipe that nobody reads.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, url }
    }

    /// As a power switch does it, also while others hold the server.
    pub(crate) fn kill(&self) {
        Command::new("kill").args(["-KILL", &self.child.id().to_string()]).status().unwrap();
    }

    /// As an operator does it; answers whether it ended well.
    pub(crate) fn stop(&mut self) -> bool {
        let pid = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &pid]).status().unwrap();
        self.child.wait().unwrap().success()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A statement of invented lines.
pub(crate) fn statement(profile: &str, seed: u64, lines: usize) -> Vec<u8> {
    sample::statement(profile, seed, lines)
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
