//! A provider: where to send somebody, and what its answer proves. What it publishes of itself is kept for an hour.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthenticationFlow, CoreClaimName, CoreClaimType, CoreClient, CoreClientAuthMethod,
    CoreGrantType, CoreJsonWebKey, CoreJsonWebKeySet, CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm, CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
    CoreTokenResponse,
};
use openidconnect::{
    AdditionalProviderMetadata, AuthType, AuthenticationContextClass, AuthorizationCode, ClientId,
    ClientSecret, CsrfToken, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, ProviderMetadata,
    RedirectUrl, RequestTokenError, TokenResponse as _,
};
use serde::{Deserialize, Serialize};

use crate::attempts::Begun;
use crate::checked::{self, Fault};
use crate::fetch::Fetch;
use crate::refused::Refused;
use crate::settings::{Settings, SettingsError, addresses};

/// Addresses and keys are asked for again after so long; an unknown key asks at once.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(1);
/// After a failure nobody waits for the network again so soon.
const REST: SignedDuration = SignedDuration::from_secs(5);

/// What this program reads of a provider's description beside the library's own: RFC 9207.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct NamesItself {
    authorization_response_iss_parameter_supported: Option<bool>,
}

impl AdditionalProviderMetadata for NamesItself {}

/// A provider's description of itself, with its keys.
pub(crate) type Description = ProviderMetadata<
    NamesItself,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// What came back with the browser.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    /// The code, where there is one.
    pub code: Option<&'a str>,
    /// The provider that it says it comes from.
    pub iss: Option<&'a str>,
    /// Why there is no code.
    pub error: Option<&'a str>,
}

/// Who somebody is to a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The provider's own address.
    pub issuer: String,
    /// The person there: never given to anybody else. Personal data.
    pub subject: String,
    /// Whether it asked for something that counts as a second factor.
    pub second_factor: bool,
}

/// See the module.
#[derive(Debug)]
pub struct Provider {
    settings: Settings,
    issuer: IssuerUrl,
    back: RedirectUrl,
    fetch: Fetch,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    description: Option<(Arc<Description>, Timestamp)>,
    failed: Option<(Refused, Timestamp)>,
}

impl Provider {
    /// A provider as it is configured. `base` is this site's own address. Nobody is asked yet: a provider that is down keeps
    /// no server from starting.
    pub fn new(settings: Settings, base: Option<&str>) -> Result<Self, SettingsError> {
        let (issuer, back) = addresses(&settings, base)?;
        Ok(Self { settings, issuer, back, fetch: Fetch::new(), known: Mutex::default() })
    }

    /// What is configured.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Where to send somebody, and what to keep until they are back.
    pub fn begin(&self, now: Timestamp) -> Result<(String, Begun), Refused> {
        let description = self.description(now)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let client = CoreClient::new(self.client_id(), self.issuer.clone(), CoreJsonWebKeySet::default())
            .set_auth_uri(description.authorization_endpoint().clone())
            .set_redirect_uri(self.back.clone());
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let mut request = client.authorize_url(flow, CsrfToken::new_random, Nonce::new_random);
        for acr in &self.settings.acr {
            request = request.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
        }
        let (url, state, nonce) = request.set_pkce_challenge(challenge).url();
        if !crate::settings::is_safe(&url) {
            return Err(Refused::Unreachable("its authorization endpoint is not https".to_owned()));
        }
        Ok((url.into(), Begun { state: state.into_secret(), nonce, verifier }))
    }

    /// Who it is, after the browser came back with an answer to what was begun.
    pub fn finish(&self, begun: Begun, answer: &Answer<'_>, now: Timestamp) -> Result<Who, Refused> {
        let Begun { nonce, verifier, .. } = begun;
        let description = self.description(now)?;
        self.same_provider(&description, answer)?;
        let code = match (answer.code, answer.error) {
            (Some(code), None) => AuthorizationCode::new(code.to_owned()),
            (_, error) => return Err(Refused::Denied(short(error.unwrap_or("no code")))),
        };
        let token = self.exchange(&description, code, verifier)?;
        let token = token.id_token().ok_or_else(|| Refused::Token("there is none".to_owned()))?;
        let verified = checked::verified(token, &self.client_id(), &description, &nonce, now);
        let claims = match verified {
            // Keys change: a token under one that is not known yet is looked at again with those of now, once.
            Err(Fault::UnknownKey) => {
                let description = self.ask(now)?;
                checked::verified(token, &self.client_id(), &description, &nonce, now)
            }
            verified => verified,
        };
        let claims = claims.map_err(|fault| Refused::Token(causes(&fault)))?;
        Ok(Who {
            issuer: self.issuer.to_string(),
            subject: claims.subject().to_string(),
            second_factor: checked::second_factor(&claims, &self.settings),
        })
    }

    /// RFC 9207: an answer that names its sender names this one. Beside it, each provider has an address of its own to send
    /// people back to, and an attempt is good at one of them.
    fn same_provider(&self, description: &Description, answer: &Answer<'_>) -> Result<(), Refused> {
        let always = &description.additional_metadata().authorization_response_iss_parameter_supported;
        match answer.iss {
            Some(iss) if iss != self.issuer.as_str() => Err(Refused::Mixed),
            None if always.unwrap_or(false) => Err(Refused::Mixed),
            _ => Ok(()),
        }
    }

    fn exchange(
        &self,
        description: &Description,
        code: AuthorizationCode,
        verifier: PkceCodeVerifier,
    ) -> Result<CoreTokenResponse, Refused> {
        let endpoint = description.token_endpoint().cloned();
        let endpoint = endpoint.ok_or_else(|| Refused::Unreachable("it has no token endpoint".to_owned()))?;
        let mut client = CoreClient::new(self.client_id(), self.issuer.clone(), CoreJsonWebKeySet::default())
            .set_token_uri(endpoint)
            .set_redirect_uri(self.back.clone())
            .set_auth_type(auth_type(description));
        if let Some(secret) = &self.settings.secret {
            client = client.set_client_secret(ClientSecret::new(secret.reveal().to_owned()));
        }
        let request = client.exchange_code(code).set_pkce_verifier(verifier);
        request.request(&|request| self.fetch.call(request)).map_err(|error| match error {
            RequestTokenError::ServerResponse(said) => Refused::Code(short(said.error().as_ref())),
            RequestTokenError::Request(error) => Refused::Unreachable(error.to_string()),
            // What it answered is not repeated: it may hold a token.
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
                Refused::Unreachable("its answer to the code cannot be read".to_owned())
            }
        })
    }

    /// The description as it was asked for within the last hour.
    fn description(&self, now: Timestamp) -> Result<Arc<Description>, Refused> {
        let known = self.known();
        if let Some((description, at)) = &known.description
            && now.duration_since(*at) < KEPT_FOR
        {
            return Ok(Arc::clone(description));
        }
        if let Some((refused, at)) = &known.failed
            && now.duration_since(*at) < REST
        {
            return Err(refused.clone());
        }
        drop(known);
        self.ask(now)
    }

    /// The description and the keys as they are now. Nobody else waits meanwhile.
    fn ask(&self, now: Timestamp) -> Result<Arc<Description>, Refused> {
        let asked = Description::discover(&self.issuer, &|request| self.fetch.call(request));
        let asked = asked.map_err(|error| Refused::Unreachable(causes(&error)));
        let mut known = self.known();
        match asked {
            Ok(description) => {
                let description = Arc::new(description);
                *known = Known { description: Some((Arc::clone(&description), now)), failed: None };
                Ok(description)
            }
            Err(refused) => {
                known.failed = Some((refused.clone(), now));
                Err(refused)
            }
        }
    }

    fn client_id(&self) -> ClientId {
        ClientId::new(self.settings.client_id.clone())
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How the house proves itself: in a header, unless the provider takes it in the body alone.
fn auth_type(description: &Description) -> AuthType {
    let methods = description.token_endpoint_auth_methods_supported();
    let only_body = methods.is_some_and(|methods| {
        methods.contains(&CoreClientAuthMethod::ClientSecretPost)
            && !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
    });
    if only_body { AuthType::RequestBody } else { AuthType::BasicAuth }
}

/// What a stranger said, for one line of the server's log.
fn short(said: &str) -> String {
    said.chars().filter(char::is_ascii_graphic).take(60).collect()
}

/// An error with what lies behind it.
fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(behind) = cause {
        text = format!("{text}: {behind}");
        cause = behind.source();
    }
    text
}
