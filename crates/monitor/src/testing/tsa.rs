//! A time-stamping authority on this machine: `openssl ts` with keys of its own, and its issuer.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;

/// The authority's kind of key.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Key {
    Rsa,
    P256,
    P384,
}

pub(crate) struct Tsa {
    dir: tempfile::TempDir,
    /// openssl counts its tokens in a file.
    turn: Mutex<()>,
}

const CONFIG: &str = "\
[req]
distinguished_name = name
[name]
[issuer]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[stamping]
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[plain]
keyUsage = critical, digitalSignature
[tsa]
default_tsa = stamp
[stamp]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = DIGEST
default_policy = 1.2.3.4.1
digests = sha256, sha512
clock_precision_digits = PRECISION
accuracy = secs:1
ordering = yes
ess_cert_id_alg = ESS
tsa_name = yes
[sha512_only]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha512
";

impl Tsa {
    pub(crate) fn new(key: Key) -> Self {
        let tsa = Self { dir: tempfile::tempdir().unwrap(), turn: Mutex::default() };
        // How it names its certificate: by SHA-256, as it should, or as older authorities do.
        let (digest, precision, ess) = match key {
            Key::Rsa => ("sha512", "0", "sha512"),
            Key::P256 => ("sha256", "3", "sha256"),
            Key::P384 => ("sha384", "0", "sha1"),
        };
        let config = CONFIG.replace("DIGEST", digest).replace("PRECISION", precision).replace("ESS", ess);
        fs::write(tsa.path("config"), config).unwrap();
        fs::write(tsa.path("serial"), "1000\n").unwrap();
        let make: &[&str] = match key {
            Key::Rsa => &["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
            Key::P256 => &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
            Key::P384 => &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
        };
        for name in ["ca.key", "tsa.key"] {
            tsa.openssl(&[&["genpkey", "-out", name], make].concat());
        }
        let issuer = ["req", "-x509", "-new", "-key", "ca.key", "-subj", "/CN=Issuer", "-days", "30"];
        tsa.openssl(
            &[&issuer[..], &["-config", "config", "-extensions", "issuer", "-out", "ca.pem"]].concat(),
        );
        tsa.certificate("stamping", "tsa.pem");
        tsa.certificate("plain", "plain.pem");
        tsa
    }

    /// A certificate of the authority's key, with these extensions.
    fn certificate(&self, extensions: &str, out: &str) {
        self.openssl(&[
            "req",
            "-new",
            "-key",
            "tsa.key",
            "-subj",
            "/CN=Stamp",
            "-config",
            "config",
            "-out",
            "csr",
        ]);
        let sign = ["x509", "-req", "-in", "csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", "77"];
        let how = ["-days", "30", "-extfile", "config", "-extensions", extensions, "-out", out];
        self.openssl(&[&sign[..], &how].concat());
    }

    /// The answer to a request.
    pub(crate) fn reply(&self, request: &[u8]) -> Vec<u8> {
        self.reply_of("stamp", request)
    }

    pub(crate) fn reply_of(&self, section: &str, request: &[u8]) -> Vec<u8> {
        let _turn = self.turn.lock().unwrap();
        fs::write(self.path("query"), request).unwrap();
        let ask = ["ts", "-reply", "-config", "config", "-section", section, "-queryfile", "query"];
        // It says with its exit code that it refused, and writes the refusal.
        let _ = fs::remove_file(self.path("reply"));
        self.run(&[&ask[..], &["-out", "reply"]].concat());
        fs::read(self.path("reply")).unwrap()
    }

    /// Whether openssl takes the token for one over these bytes.
    pub(crate) fn verifies(&self, answer: &Path, data: &Path) -> bool {
        let (answer, data) = (answer.to_str().unwrap(), data.to_str().unwrap());
        let verify = ["ts", "-verify", "-in", answer, "-data", data, "-CAfile", "ca.pem"];
        self.run(&[&verify[..], &["-untrusted", "tsa.pem"]].concat()).status.success()
    }

    /// A file of the authority: `ca.pem`, `tsa.pem`, `plain.pem`.
    pub(crate) fn file(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    #[track_caller]
    pub(crate) fn openssl(&self, arguments: &[&str]) -> Vec<u8> {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "openssl {arguments:?}: {said}");
        output.stdout
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new("openssl").args(arguments).current_dir(self.dir.path()).output().unwrap()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }
}
