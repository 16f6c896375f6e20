//! An ID token, verified: signature, issuer, audience, authorised party, times, nonce. What the library leaves to its caller
//! is done here: which signatures are taken, and `azp`.

use jiff::Timestamp;
use openidconnect::core::{CoreIdToken, CoreIdTokenClaims, CoreIdTokenVerifier, CoreJwsSigningAlgorithm};
use openidconnect::{ClaimsVerificationError, ClientId, Nonce, SignatureVerificationError};

use crate::provider::Description;
use crate::settings::Settings;

/// Signatures that only the provider can make. `none` is no signature, and one under a shared secret could be made by
/// whoever has the house's own.
const TAKEN: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];
/// A token is used within seconds; two clocks may be so far apart, in seconds.
const OLDEST: i64 = 600;

/// Why a token proves nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    /// The provider may have a new key.
    #[error("signed with a key that the provider does not publish")]
    UnknownKey,
    #[error(transparent)]
    Wrong(#[from] ClaimsVerificationError),
    #[error("it was made for another party than this one (azp)")]
    OtherParty,
}

pub(crate) fn verified(
    token: &CoreIdToken,
    client_id: &ClientId,
    description: &Description,
    nonce: &Nonce,
    now: Timestamp,
) -> Result<CoreIdTokenClaims, Fault> {
    let offered = description.id_token_signing_alg_values_supported();
    let keys = description.jwks().clone();
    let verifier =
        CoreIdTokenVerifier::new_public_client(client_id.clone(), description.issuer().clone(), keys)
            .set_allowed_algs(TAKEN.into_iter().filter(|algorithm| offered.contains(algorithm)))
            .set_issue_time_verifier_fn(move |at| {
                let apart = now.as_second().abs_diff(at.timestamp());
                if apart <= OLDEST.unsigned_abs() { Ok(()) } else { Err("it was not made now".to_owned()) }
            });
    let claims = token.claims(&verifier, nonce).map_err(|error| match error {
        ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey) => {
            Fault::UnknownKey
        }
        other => Fault::Wrong(other),
    })?;
    // A second audience is refused by the verifier, so no `azp` is owed; one that is there names this house.
    match claims.authorized_party() {
        Some(party) if party != client_id => Err(Fault::OtherParty),
        _ => Ok(claims.clone()),
    }
}

/// Whether the provider asked for something that the configuration counts as a second factor.
pub(crate) fn second_factor(claims: &CoreIdTokenClaims, settings: &Settings) -> bool {
    let methods = claims.auth_method_refs().map(Vec::as_slice).unwrap_or_default();
    let method = methods.iter().any(|method| settings.amr.iter().any(|counts| counts == method.as_str()));
    let context = claims.auth_context_ref();
    method || context.is_some_and(|context| settings.acr.iter().any(|counts| counts == context.as_str()))
}
