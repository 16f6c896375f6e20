//! Time-stamps of a local authority (`openssl ts`), asked for and verified by the program.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::Desk;

const CONFIG: &str = "\
[req]\ndistinguished_name = name\n[name]\n\
[stamping]\nkeyUsage = critical, digitalSignature\nextendedKeyUsage = critical, timeStamping\n\
[tsa]\ndefault_tsa = stamp\n\
[stamp]\nserial = serial\nsigner_cert = tsa.pem\nsigner_key = tsa.key\nsigner_digest = sha256\n\
default_policy = 1.2.3.4.1\ndigests = sha256\ness_cert_id_alg = sha256\n";

/// An authority that answers on a port of its own, until the program ends.
struct Authority {
    dir: PathBuf,
    url: String,
}

impl Authority {
    fn start(desk: &Desk) -> Self {
        let dir = PathBuf::from(desk.file("tsa", ""));
        fs::remove_file(&dir).unwrap();
        fs::create_dir(&dir).unwrap();
        fs::write(dir.join("config"), CONFIG).unwrap();
        fs::write(dir.join("serial"), "01\n").unwrap();
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "tsa.key"];
        let how = ["-subj", "/CN=TSA", "-days", "30", "-config", "config", "-extensions", "stamping"];
        openssl(&dir, &[&["req", "-x509"], &key[..], &how, &["-out", "tsa.pem"]].concat());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let place = dir.clone();
        std::thread::spawn(move || {
            listener.incoming().for_each(|stream| answer(&place, &mut stream.unwrap()));
        });
        Self { dir, url }
    }

    fn certificate(&self) -> String {
        self.dir.join("tsa.pem").to_str().unwrap().to_owned()
    }
}

fn openssl(dir: &Path, arguments: &[&str]) -> bool {
    Command::new("openssl").args(arguments).current_dir(dir).output().unwrap().status.success()
}

/// One request and its answer.
fn answer(dir: &Path, stream: &mut (impl Read + Write)) {
    let mut read = Vec::new();
    let body = loop {
        let mut some = [0; 4096];
        let count = stream.read(&mut some).unwrap();
        read.extend_from_slice(&some[..count]);
        let head = read.windows(4).position(|part| part == b"\r\n\r\n");
        let Some(head) = head else { continue };
        let text = String::from_utf8_lossy(&read[..head]).to_ascii_lowercase();
        let length =
            text.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap().parse::<usize>();
        if read.len() >= head + 4 + length.unwrap() {
            break read.split_off(head + 4);
        }
    };
    fs::write(dir.join("query"), body).unwrap();
    assert!(openssl(dir, &["ts", "-reply", "-config", "config", "-queryfile", "query", "-out", "reply"]));
    let reply = fs::read(dir.join("reply")).unwrap();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nConnection: close\r\n";
    write!(stream, "{head}Content-Length: {}\r\n\r\n", reply.len()).unwrap();
    stream.write_all(&reply).unwrap();
}

#[test]
fn a_checkpoint_is_stamped_and_anybody_can_verify_it() {
    let desk = Desk::with_accounts(&["cash:main"]);
    let authority = Authority::start(&desk);
    let (url, certificate) = (authority.url.as_str(), authority.certificate());
    let said = desk.done(&["timestamp", "--tsa", url, "--tsa-cert", &certificate]);
    assert!(said.contains("2 mục") && said.contains("1.2.3.4.1"), "{said}");
    desk.done(&["timestamp", "--fund", "yagi-2024", "--tsa", url, "--tsa-cert", &certificate]);
    // From the configuration.
    let tsa = format!("[proof]\ntsa = {{ url = \"{url}\", certificate = \"{certificate}\" }}\n");
    let config = desk.file("sovang.toml", tsa);
    desk.done(&["timestamp", "--config", &config]);

    let stamps = desk.data().join("funds/yagi-2024/tlog/timestamps");
    let path = |name: &str| stamps.join(name).to_str().unwrap().to_owned();
    let (checkpoint, token) = (path("2.checkpoint"), path("2.tsr"));
    let verify = ["ts", "-verify", "-in", &token, "-data", &checkpoint, "-CAfile", "tsa.pem"];
    assert!(openssl(&authority.dir, &verify));
    let vkey = desk.data().join("funds/yagi-2024/tlog/log.vkey");
    let vkey = ["--vkey", vkey.to_str().unwrap()];
    let check = |checkpoint: &str, token: &str, more: &[&str]| {
        let output = desk
            .run(&[&["verify", "timestamp", checkpoint, token, "--tsa-cert", &certificate], more].concat());
        let text = String::from_utf8(output.stdout).unwrap();
        (output.status.code().unwrap(), text + &String::from_utf8_lossy(&output.stderr))
    };
    let (code, text) = check(&checkpoint, &token, &vkey);
    assert!(code == 0 && text.contains("time-stamped 20") && text.contains("signed by its log"), "{text}");
    assert!(text.contains("revoked"), "{text}");
    assert!(check(&checkpoint, &token, &[]).1.contains("give --vkey"));

    let other = desk.data().join("directory/tlog/checkpoint");
    let (code, text) = check(other.to_str().unwrap(), &token, &[]);
    assert!(code == 1 && text.contains("not of this checkpoint"), "{text}");
    let cut = desk.file("cut.tsr", &fs::read(&token).unwrap()[..200]);
    assert_eq!(check(&checkpoint, &cut, &[]).0, 1);
    assert_eq!(check(&checkpoint, "missing.tsr", &[]).0, 3);
}

#[test]
fn an_authority_that_is_not_there_is_told() {
    let desk = Desk::with_accounts(&["cash:main"]);
    let said = desk.refused(&["timestamp"]);
    assert!(said.contains("no time-stamping authority is known"), "{said}");
    let authority = Authority::start(&desk);
    let certificate = authority.certificate();
    let said = desk.refused(&["timestamp", "--tsa", "http://127.0.0.1:1/", "--tsa-cert", &certificate]);
    assert!(said.contains("http://127.0.0.1:1/") && said.contains(" / "), "{said}");
    let other = desk.file("other.pem", "no certificate");
    let said = desk.refused(&["timestamp", "--tsa", &authority.url, "--tsa-cert", &other]);
    assert!(said.contains("no X.509 certificate"), "{said}");
    assert!(!desk.data().join("directory/tlog/timestamps").exists());
}
