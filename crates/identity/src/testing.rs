//! A provider of its own on this machine, for tests: it publishes keys, gives codes for whoever a test says has signed in
//! there, and signs ID tokens, right ones or as a test twists them.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::Timestamp;
use openidconnect::core::{
    CoreEdDsaPrivateSigningKey, CoreHmacKey, CoreJsonWebKey, CoreJwsSigningAlgorithm,
    CoreRsaPrivateSigningKey,
};
use openidconnect::{JsonWebKeyId, PrivateSigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use url::Url;

use crate::settings::{Secret, Settings};

/// What a house is to the provider.
pub const CLIENT: &str = "so-vang";
/// What it proves itself with.
pub const SECRET: &str = "a secret of the house";

/// Changes a token's header and claims before it is signed.
type Twist = Arc<dyn Fn(&mut Value, &mut Value) + Send + Sync>;

/// See the module. It stops when it is dropped.
pub struct Fake {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    issuer: String,
    keys_asked: AtomicUsize,
    inner: Mutex<Inner>,
}

struct Inner {
    key: Key,
    made: u32,
    codes: BTreeMap<String, Grant>,
    given: u32,
    twist: Twist,
    more: Value,
}

/// A key that signs.
enum Key {
    Ed(CoreEdDsaPrivateSigningKey),
    Rsa(CoreRsaPrivateSigningKey),
}

/// What a code stands for.
struct Grant {
    claims: Value,
    challenge: String,
    back: String,
}

impl Fake {
    /// A provider that listens.
    pub fn start() -> Self {
        Self::with(ed_key(1))
    }

    /// The same with an RSA key, in PEM (PKCS#1).
    pub fn with_rsa(pem: &str) -> Self {
        let id = Some(JsonWebKeyId::new("rsa".to_owned()));
        Self::with(Key::Rsa(sure(CoreRsaPrivateSigningKey::from_pem(pem, id))))
    }

    fn with(key: Key) -> Self {
        let listener = sure(TcpListener::bind(("127.0.0.1", 0)));
        let address = sure(listener.local_addr());
        let inner = Inner {
            key,
            made: 1,
            codes: BTreeMap::new(),
            given: 0,
            twist: Arc::new(|_, _| {}),
            more: json!({}),
        };
        let issuer = format!("http://{address}");
        let shared = Arc::new(Shared { issuer, keys_asked: AtomicUsize::new(0), inner: Mutex::new(inner) });
        let stop = Arc::new(AtomicBool::new(false));
        let (at_work, stopped) = (Arc::clone(&shared), Arc::clone(&stop));
        let thread = thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if stopped.load(Ordering::SeqCst) {
                    return;
                }
                drop(at_work.serve(stream));
            }
        });
        Self { address, shared, stop, thread: Some(thread) }
    }

    /// Settings of a house that is registered here.
    pub fn settings(&self, id: &str) -> Settings {
        Settings {
            id: id.to_owned(),
            issuer: self.shared.issuer.clone(),
            client_id: CLIENT.to_owned(),
            secret: Some(Secret::new(SECRET)),
            name_vi: "Cổng đăng nhập thử".to_owned(),
            name_en: "Test identity".to_owned(),
            amr: Vec::new(),
            acr: Vec::new(),
        }
    }

    /// Its own address.
    pub fn issuer(&self) -> &str {
        &self.shared.issuer
    }

    /// Somebody who was sent to `url` signs in here as `subject`. Answers with the code that the browser takes back.
    #[allow(clippy::missing_panics_doc, reason = "test code")]
    pub fn signed_in(&self, url: &str, subject: &str) -> String {
        self.shared.signed_in(url, subject)
    }

    /// The value of a parameter of the address that somebody was sent to.
    pub fn sent(url: &str, name: &str) -> String {
        let url = sure(Url::parse(url));
        let found = url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
        found.unwrap_or_default()
    }

    /// From now on tokens are changed so before they are signed.
    pub fn twist(&self, twist: impl Fn(&mut Value, &mut Value) + Send + Sync + 'static) {
        self.shared.lock().twist = Arc::new(twist);
    }

    /// From now on it describes itself with these beside or in the place of what it would say.
    pub fn describe(&self, more: Value) {
        self.shared.lock().more = more;
    }

    /// From now on it signs with another key, and publishes that one alone.
    pub fn new_key(&self) {
        let mut inner = self.shared.lock();
        inner.made += 1;
        inner.key = ed_key(inner.made);
    }

    /// How often somebody asked for its keys.
    pub fn keys_asked(&self) -> usize {
        self.shared.keys_asked.load(Ordering::SeqCst)
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // It waits for a caller: this is one.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn signed_in(&self, url: &str, subject: &str) -> String {
        let url = sure(Url::parse(url));
        let query: BTreeMap<String, String> = url.query_pairs().into_owned().collect();
        let get = |name: &str| query.get(name).cloned().unwrap_or_default();
        assert_eq!([get("code_challenge_method"), get("response_type")], ["S256", "code"]);
        assert_eq!([get("client_id"), get("scope")], [CLIENT, "openid"]);
        let now = Timestamp::now().as_second();
        let mut inner = self.lock();
        let claims = json!({
            "iss": self.issuer, "aud": CLIENT, "sub": subject, "nonce": get("nonce"),
            "iat": now, "exp": now + 300,
        });
        inner.given += 1;
        let code = format!("code-{}", inner.given);
        let grant = Grant { claims, challenge: get("code_challenge"), back: get("redirect_uri") };
        inner.codes.insert(code.clone(), grant);
        code
    }

    /// A browser that asks for the page where one signs in is signed in at once, always as the same person.
    fn sent_back(&self, asked: &str) -> String {
        let url = format!("{}{asked}", self.issuer);
        let code = self.signed_in(&url, "somebody in a browser");
        let mut back = sure(Url::parse(&Fake::sent(&url, "redirect_uri")));
        let state = Fake::sent(&url, "state");
        back.query_pairs_mut().append_pair("code", &code).append_pair("state", &state);
        back.into()
    }

    fn serve(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        let (mut first, mut length, mut basic) = (String::new(), 0, String::new());
        reader.read_line(&mut first)?;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.trim().split_once(": ") else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse().unwrap_or(0),
                "authorization" => value.trim_start_matches("Basic ").clone_into(&mut basic),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        let asked = first.split(' ').nth(1).unwrap_or_default();
        if asked.starts_with("/authorize?") {
            let to = self.sent_back(asked);
            let head = "HTTP/1.1 303 See Other\r\nconnection: close\r\ncontent-length: 0\r\nlocation: ";
            return stream.write_all(format!("{head}{to}\r\n\r\n").as_bytes());
        }
        let (status, answer) = match asked {
            "/.well-known/openid-configuration" => ("200 OK", self.description()),
            "/keys" => ("200 OK", self.keys()),
            "/token" => match self.token(&body, &basic) {
                Ok(answer) => ("200 OK", answer),
                Err(error) => ("400 Bad Request", json!({ "error": error })),
            },
            _ => ("404 Not Found", json!({})),
        };
        let answer = answer.to_string();
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
            answer.len()
        );
        stream.write_all((head + &answer).as_bytes())
    }

    fn description(&self) -> Value {
        let issuer = &self.issuer;
        let mut all = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/keys"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "EdDSA", "HS256", "none"],
        });
        if let (Some(all), Some(more)) = (all.as_object_mut(), self.lock().more.as_object()) {
            all.extend(more.clone());
        }
        all
    }

    fn keys(&self) -> Value {
        self.keys_asked.fetch_add(1, Ordering::SeqCst);
        json!({ "keys": [self.lock().key.published()] })
    }

    fn token(&self, body: &[u8], basic: &str) -> Result<Value, &'static str> {
        let form: BTreeMap<_, _> = url::form_urlencoded::parse(body).into_owned().collect();
        let get = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
        let proof = format!("{CLIENT}:{}", SECRET.replace(' ', "+"));
        if STANDARD.decode(basic).unwrap_or_default() != proof.as_bytes() {
            return Err("invalid_client");
        }
        let mut inner = self.lock();
        let grant = inner.codes.remove(get("code")).ok_or("invalid_grant")?;
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(get("code_verifier")));
        if challenge != grant.challenge || get("redirect_uri") != grant.back {
            return Err("invalid_grant");
        }
        let (mut header, mut claims) = (json!({ "typ": "JWT" }), grant.claims);
        inner.key.named(&mut header);
        (inner.twist)(&mut header, &mut claims);
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&header), part(&claims));
        let alg = header.get("alg").and_then(Value::as_str).unwrap_or_default();
        let signature = inner.key.sign(alg, signed.as_bytes());
        let token = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature));
        Ok(json!({ "access_token": "unused", "token_type": "Bearer", "expires_in": 300, "id_token": token }))
    }
}

impl Key {
    fn published(&self) -> CoreJsonWebKey {
        match self {
            Self::Ed(key) => key.as_verification_key(),
            Self::Rsa(key) => key.as_verification_key(),
        }
    }

    fn named(&self, header: &mut Value) {
        let alg = match self {
            Self::Ed(_) => "EdDSA",
            Self::Rsa(_) => "RS256",
        };
        let published = sure(serde_json::to_value(self.published()));
        if let Some(header) = header.as_object_mut() {
            header.insert("alg".to_owned(), json!(alg));
            header.insert("kid".to_owned(), published.get("kid").cloned().unwrap_or_default());
        }
    }

    /// Signs with that algorithm, whatever the key is good for.
    fn sign(&self, alg: &str, bytes: &[u8]) -> Vec<u8> {
        let hmac = CoreJwsSigningAlgorithm::HmacSha256;
        match (alg, self) {
            ("none", _) => Vec::new(),
            ("HS256", _) => sure(CoreHmacKey::new(SECRET).sign(&hmac, bytes)),
            (_, Self::Ed(key)) => sure(key.sign(&CoreJwsSigningAlgorithm::EdDsa, bytes)),
            (_, Self::Rsa(key)) => sure(key.sign(&CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256, bytes)),
        }
    }
}

/// An Ed25519 key made of a number, in PKCS#8 as RFC 8410 writes it.
fn ed_key(number: u32) -> Key {
    const HEAD: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    let seed: [u8; 32] = Sha256::digest(number.to_be_bytes()).into();
    let pem = STANDARD.encode([HEAD.as_slice(), &seed].concat());
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{pem}\n-----END PRIVATE KEY-----\n");
    let id = Some(JsonWebKeyId::new(format!("key-{number}")));
    Key::Ed(sure(CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, id)))
}

/// Where a test cannot go on.
#[allow(clippy::panic, reason = "test code")]
fn sure<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("{error:?}"))
}
