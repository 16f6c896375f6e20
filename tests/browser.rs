//! The public pages in a real browser: `tests/browser` holds the test itself, in JavaScript.

use std::process::Command;

use crate::support::{Desk, Server, root};

#[test]
fn the_public_pages_work_in_a_browser() {
    let folder = root().join("tests/browser");
    assert!(folder.join("node_modules").exists(), "npm ci in tests/browser first; make test does it");
    let desk = Desk::new();
    let server = Server::start(desk.command().args(["demo", "--size", "2000", "--listen", "127.0.0.1:0"]));
    let output =
        Command::new("npm").arg("test").current_dir(folder).env("SOVANG_URL", &server.url).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
}
