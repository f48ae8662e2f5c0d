//! Passkeys through `webauthn-rs-core`: the library reads what authenticators send; the contre-clé checks again by itself.

use std::time::Duration;

use droits::piece::{Assertion, Credential, PublicKey};
use url::Url;
use webauthn_rs_core::WebauthnCore;
use webauthn_rs_core::proto::{
    AttestationConveyancePreference, AttestationFormat, AuthenticationExtensionsClientOutputs, AuthenticationState,
    AuthenticatorAssertionResponseRaw, AuthenticatorAttestationResponseRaw, COSEAlgorithm, COSEEC2Key, COSEKey,
    COSEKeyType, COSERSAKey, Credential as Known, ECDSACurve, ParsedAttestation, PublicKeyCredential,
    RegisterPublicKeyCredential, RegisteredExtensions, RegistrationExtensionsClientOutputs, RegistrationState,
    UserVerificationPolicy,
};

use crate::face::Attestation;

/// A ceremony that binds an authenticator, between its challenge and its answer.
#[derive(Clone, Debug)]
pub struct Binding {
    /// WebAuthn's challenge.
    pub challenge: [u8; 32],
    state: RegistrationState,
}

/// The relying party: the address's host and origin.
pub struct Passkeys {
    core: WebauthnCore,
    rp_id: String,
    origin: String,
}

impl Passkeys {
    /// For one address. `None` when the origin is not a URL.
    pub fn new(rp_id: &str, origin: &str) -> Option<Passkeys> {
        let url = Url::parse(origin).ok()?;
        let core =
            WebauthnCore::new_unsafe_experts_only("Cairn", rp_id, vec![url], Duration::from_secs(120), None, None);
        Some(Passkeys { core, rp_id: rp_id.to_owned(), origin: origin.to_owned() })
    }

    /// Begins to bind an authenticator to an agent. `None` if the library refuses the names.
    pub fn begin(&self, agent: &[u8; 16], bound: &[Vec<u8>]) -> Option<Binding> {
        let builder = self.core.new_challenge_register_builder(agent, "agent", "agent").ok()?;
        let builder = builder
            .attestation(AttestationConveyancePreference::None)
            .user_verification_policy(UserVerificationPolicy::Required)
            .credential_algorithms(vec![COSEAlgorithm::ES256, COSEAlgorithm::RS256])
            .require_resident_key(true)
            .exclude_credentials(Some(bound.to_vec()));
        let (options, state) = self.core.generate_challenge_register(builder).ok()?;
        let challenge: &[u8] = options.public_key.challenge.as_ref();
        let challenge = challenge.try_into().ok()?;
        Some(Binding { challenge, state })
    }

    /// Concludes: the authenticator's public key, raw, as the journal keeps it. `None` when anything is wrong.
    pub fn conclude(&self, binding: &Binding, answer: &Attestation) -> Option<Credential> {
        let given = RegisterPublicKeyCredential {
            id: String::new(),
            raw_id: answer.credential.clone(),
            response: AuthenticatorAttestationResponseRaw {
                attestation_object: answer.attestation_object.clone(),
                client_data_json: answer.client_data.clone(),
                transports: None,
            },
            type_: "public-key".into(),
            extensions: RegistrationExtensionsClientOutputs::default(),
        };
        let known = self.core.register_credential(&given, &binding.state, None).ok()?;
        let key = match known.cred.key {
            COSEKeyType::EC_EC2(key)
                if key.curve == ECDSACurve::SECP256R1 && key.x.len() == 32 && key.y.len() == 32 =>
            {
                PublicKey::Es256([&[4][..], &key.x, &key.y].concat())
            }
            COSEKeyType::RSA(key) => PublicKey::Rs256(key.n.clone(), key.e.to_vec()),
            _ => return None,
        };
        let id: &[u8] = known.cred_id.as_ref();
        let fits = (1..=1_023).contains(&id.len());
        fits.then(|| Credential { id: id.to_vec(), key, rp_id: self.rp_id.clone(), origin: self.origin.clone() })
    }

    /// Whether an assertion answers our challenge, in the library's eyes.
    pub fn holds(&self, credential: &Credential, challenge: &[u8; 32], assertion: &Assertion) -> bool {
        let Some(state) = state(credential, challenge, assertion) else { return false };
        let given = PublicKeyCredential {
            id: String::new(),
            raw_id: assertion.credential.clone(),
            response: AuthenticatorAssertionResponseRaw {
                authenticator_data: assertion.authenticator_data.clone(),
                client_data_json: assertion.client_data.clone(),
                signature: assertion.signature.clone(),
                user_handle: None,
            },
            extensions: AuthenticationExtensionsClientOutputs::default(),
            type_: "public-key".into(),
        };
        self.core.authenticate_credential(&given, &state).is_ok_and(|result| result.user_verified())
    }
}

/// The library draws its own challenges; ours certifies the browser's key, so it is put in the serialised state.
fn state(credential: &Credential, challenge: &[u8; 32], assertion: &Assertion) -> Option<AuthenticationState> {
    let known = serde_json::to_value(known(credential, assertion)?).ok()?;
    let state = serde_json::json!({
        "credentials": [known],
        "policy": UserVerificationPolicy::Required,
        "challenge": contre_cle::assertion::base64url(challenge),
        "appid": null,
        "allow_backup_eligible_upgrade": false,
    });
    serde_json::from_value(state).ok()
}

fn known(credential: &Credential, assertion: &Assertion) -> Option<Known> {
    // Synced or not is not a rule for agents; the library only asks that it does not change.
    let is_synced = assertion.authenticator_data.get(32)? & 0x08 != 0;
    let cred = match &credential.key {
        PublicKey::Es256(point) => COSEKey {
            type_: COSEAlgorithm::ES256,
            key: COSEKeyType::EC_EC2(COSEEC2Key {
                curve: ECDSACurve::SECP256R1,
                x: point.get(1..33)?.to_vec(),
                y: point.get(33..65)?.to_vec(),
            }),
        },
        PublicKey::Rs256(n, e) => COSEKey {
            type_: COSEAlgorithm::RS256,
            key: COSEKeyType::RSA(COSERSAKey { n: n.clone(), e: e.as_slice().try_into().ok()? }),
        },
    };
    Some(Known {
        cred_id: credential.id.clone(),
        cred,
        counter: 0,
        transports: None,
        user_verified: true,
        backup_eligible: is_synced,
        backup_state: is_synced,
        registration_policy: UserVerificationPolicy::Required,
        extensions: RegisteredExtensions::none(),
        attestation: ParsedAttestation::default(),
        attestation_format: AttestationFormat::None,
    })
}
