//! The pages in a real browser: `tests/browser` holds the tests themselves, in JavaScript.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use fast_qr::{ECL, QRBuilder};
use identity::testing::{CLIENT, Fake, SECRET};
use transparency::Receipt;

use crate::support::{Desk, Server, root};

/// What is run over a small campaign; the desk's pages need the books of a year.
const PUBLIC: [&str; 5] =
    ["access.test.js", "letters.test.js", "public.test.js", "verifier.test.js", "verify.test.js"];

#[test]
fn the_public_pages_work_in_a_browser() {
    let desk = Desk::new();
    desk.done(&["demo", "--size", "2000", "--load-only"]);
    let receipts = desk.data().parent().unwrap().join("receipts");
    hand_out(&desk, &receipts);
    let (fake, listen) = (Fake::start(), free_address());
    let config = with_provider(&desk, &fake, &listen);
    let args = ["demo", "--size", "2000", "--listen", &listen];
    let server = Server::start(desk.command().args(args).env("SOVANG_CONFIG", config));
    browse(&desk, &server, &PUBLIC, &[("SOVANG_RECEIPTS", &receipts)]);
}

#[test]
fn each_role_does_its_work_in_a_browser() {
    let desk = Desk::new();
    desk.done(&["demo", "dong-thap-2021", "--load-only"]);
    let server = Server::start(desk.command().args(["demo", "dong-thap-2021", "--listen", "127.0.0.1:0"]));
    browse(&desk, &server, &["desk.test.js"], &[]);
}

/// Every test in JavaScript is run by one of the tests above.
#[test]
fn no_browser_test_is_left_out() {
    let files = fs::read_dir(root().join("tests/browser")).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> =
        names.filter(|name| name.ends_with(".test.js") && name != "desk.test.js").collect();
    names.sort();
    assert_eq!(names, PUBLIC);
}

/// Runs these files against the server, as the people of its demonstration.
#[track_caller]
fn browse(desk: &Desk, server: &Server, files: &[&str], more: &[(&str, &Path)]) {
    let folder = root().join("tests/browser");
    assert!(folder.join("node_modules").exists(), "npm ci in tests/browser first; make test does it");
    let password = fs::read_to_string(desk.data().join("demo-password")).unwrap();
    let mut command = Command::new("node");
    command.arg("--test").args(files).current_dir(folder);
    command.env("SOVANG_URL", &server.url).env("SOVANG_PASSWORD", password.trim()).envs(more.iter().copied());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
}

/// Where nobody listens: a provider has to know beforehand where it sends people back to.
fn free_address() -> String {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

/// A configuration in which people may sign in through this provider.
fn with_provider(desk: &Desk, fake: &Fake, listen: &str) -> PathBuf {
    let data = desk.data();
    let folder = data.parent().unwrap();
    let (secret, config) = (folder.join("provider-secret"), folder.join("provider.toml"));
    fs::write(&secret, SECRET).unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
    let text = format!(
        "[issuer]\nbase_url = \"http://{listen}\"\n[[access.provider]]\nid = \"thu\"\nissuer = \"{}\"\n\
         client_id = \"{CLIENT}\"\nclient_secret_file = \"{}\"\n\
         name_vi = \"Cổng thử\"\nname_en = \"Test identity\"\n",
        fake.issuer(),
        secret.display()
    );
    fs::write(&config, text).unwrap();
    config
}

/// A receipt of the sample in both copies, the log's key, and the printed slip's link as text and as a picture.
fn hand_out(desk: &Desk, folder: &Path) {
    fs::create_dir(folder).unwrap();
    let out = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    desk.done(&["proof", "receipt", "1", "--out", &out("public.tlog-proof")]);
    desk.done(&["proof", "receipt", "1", "--private", "--out", &out("private.tlog-proof")]);
    let receipt = Receipt::parse(&fs::read(out("public.tlog-proof")).unwrap()).unwrap();
    let text = receipt.proof.checkpoint.text();
    let (_, fund) = text.split_once('\n').unwrap().0.rsplit_once('/').unwrap();
    fs::copy(desk.data().join("funds").join(fund).join("tlog/log.vkey"), out("log.vkey")).unwrap();
    let link = format!("/quy/{fund}/kiem-chung?so=1&v={}#{}", receipt.proof.index, receipt.digest());
    fs::write(out("slip.bmp"), picture(&format!("https://sovang.example{link}"))).unwrap();
    fs::write(out("slip.txt"), link).unwrap();
}

/// A code as an uncompressed picture (BMP, 24 bits a pixel), six pixels a module.
fn picture(text: &str) -> Vec<u8> {
    const SCALE: usize = 6;
    let code = QRBuilder::new(text).ecl(ECL::M).build().unwrap();
    let side = (code.size + 8) * SCALE;
    let row = (side * 3).next_multiple_of(4);
    let number = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    let mut bytes = b"BM".to_vec();
    for part in [54 + row * side, 0, 54, 40, side, side] {
        bytes.extend(number(part));
    }
    bytes.extend([1, 0, 24, 0]);
    bytes.resize(54, 0);
    for y in (0..side).rev() {
        let from = bytes.len();
        for x in 0..side {
            let module = |place: usize| (place / SCALE).checked_sub(4).filter(|place| *place < code.size);
            let black = module(x).zip(module(y)).is_some_and(|(x, y)| code[y][x].value());
            bytes.extend([if black { 20 } else { 240 }; 3]);
        }
        bytes.resize(from + row, 0);
    }
    bytes
}
