//! A device with a passkey, made of P-256 and a little CBOR. What it answers can be bent for a test.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

pub(crate) const ORIGIN: &str = "https://sovang.example";
/// The person is there, the device has checked who it is.
const CHECKED: u8 = 0b101;

/// A device.
pub(crate) struct SoftKey {
    pub(crate) origin: &'static str,
    pub(crate) site: &'static str,
    pub(crate) flags: u8,
    pub(crate) counter: u32,
    pub(crate) id: Vec<u8>,
    pub(crate) handle: Vec<u8>,
    key: SigningKey,
}

impl SoftKey {
    pub(crate) fn new(seed: u8) -> Self {
        let (site, id, handle) = ("sovang.example", vec![seed; 20], Vec::new());
        let key = SigningKey::from_slice(&[seed; 32]).unwrap();
        Self { origin: ORIGIN, site, flags: CHECKED, counter: 1, id, handle, key }
    }

    /// Answers a challenge for a new passkey.
    pub(crate) fn register(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        let user = options["publicKey"]["user"]["id"].as_str().unwrap();
        self.handle = URL_SAFE_NO_PAD.decode(user).unwrap();
        self.attested(&options, &[0xa0])
    }

    /// The same with this as the attestation's statement.
    pub(crate) fn attested(&self, options: &Value, statement: &[u8]) -> String {
        let mut data = self.data(0b100_0000);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        let point = self.key.verifying_key().to_sec1_point(false);
        // COSE: EC2, ES256, P-256, x, y.
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]);
        data.extend(bytes(point.x().unwrap()));
        data.push(0x22);
        data.extend(bytes(point.y().unwrap()));
        let mut object = vec![0xa3];
        object.extend([text("fmt"), text("none"), text("attStmt")].concat());
        object.extend(statement);
        object.extend([text("authData"), bytes(&data)].concat());
        let client = self.client("webauthn.create", options);
        self.answer(&json!({"attestationObject": URL_SAFE_NO_PAD.encode(object), "clientDataJSON": client.0}))
    }

    /// Answers a challenge of a sign-in; it counts.
    pub(crate) fn sign(&mut self, options: &str) -> String {
        self.counter += 1;
        let options: Value = serde_json::from_str(options).unwrap();
        let data = self.data(0);
        let client = self.client("webauthn.get", &options);
        let signed = [data.as_slice(), &Sha256::digest(client.1)].concat();
        let signature: Signature = self.key.sign(&signed);
        self.answer(&json!({
            "authenticatorData": URL_SAFE_NO_PAD.encode(data),
            "clientDataJSON": client.0,
            "signature": URL_SAFE_NO_PAD.encode(signature.to_der().as_bytes()),
            "userHandle": URL_SAFE_NO_PAD.encode(&self.handle),
        }))
    }

    fn data(&self, more: u8) -> Vec<u8> {
        let mut data = Sha256::digest(self.site).to_vec();
        data.push(self.flags | more);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn client(&self, kind: &str, options: &Value) -> (String, String) {
        let challenge = &options["publicKey"]["challenge"];
        let client = json!({"type": kind, "challenge": challenge, "origin": self.origin}).to_string();
        (URL_SAFE_NO_PAD.encode(&client), client)
    }

    fn answer(&self, response: &Value) -> String {
        let id = URL_SAFE_NO_PAD.encode(&self.id);
        json!({"id": id, "rawId": id, "type": "public-key", "response": response}).to_string()
    }
}

fn bytes(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap().to_be_bytes();
    [&[0x59], length.as_slice(), bytes].concat()
}

fn text(text: &str) -> Vec<u8> {
    [&[0x60 | u8::try_from(text.len()).unwrap()], text.as_bytes()].concat()
}
