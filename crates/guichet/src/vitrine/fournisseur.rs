//! A provider of cardboard: it sends the browser straight back, and believes the `code` that it comes back with.
//! `compte-4` is the fourth account of the vitrine, `inconnu` is nobody's, `refus-2` the second of [`REFUS`].

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use domaine::Clair;
use federation::{Denial, Identity, Refusal, identity_hash};

use super::face::{Error, Federe};
use super::{Coffre, comptes};
use crate::saisies::parameter;
use crate::{encodage, heure};

/// One refusal of each family.
pub const REFUS: [Refusal; 9] = [
    Refusal::Unreachable,
    Refusal::Answer("token"),
    Refusal::Claim("siret"),
    Refusal::FlowExpired,
    Refusal::Denied(Denial::AccessDenied),
    Refusal::ClientRefused,
    Refusal::AmrTooWeak,
    Refusal::Idp,
    Refusal::Siret,
];

const ISSUER: &str = "https://fournisseur.example";
const IDP: &str = "essai";

/// As `federation::Client`.
#[derive(Default)]
pub struct Client;

/// As `federation::Flow`.
pub struct Flow(String);

/// As `federation::Flows`.
pub struct Flows(Mutex<HashSet<String>>);

#[allow(clippy::unused_async, missing_docs, reason = "same shape as the real one, where each verb is described")]
impl Client {
    pub async fn begin(&self, _: u64) -> Result<(String, Flow), Refusal> {
        let mut bytes = [0; 16];
        aws_lc_rs::rand::fill(&mut bytes).map_err(|_| Refusal::Unreachable)?;
        let state = encodage::hex(&bytes);
        Ok((format!("/connexion/proconnect/retour?code=compte-4&state={state}"), Flow(state)))
    }

    pub async fn conclude(&self, _: Flow, query: &str, _: u64) -> Result<Identity, Refusal> {
        let code = parameter(Some(query), "code").ok_or(Refusal::Callback)?;
        if let Some(n) = code.strip_prefix("refus-").and_then(|n| n.parse::<usize>().ok()) {
            return Err(*REFUS.get(n).unwrap_or(&Refusal::Callback));
        }
        Ok(identity(code))
    }

    pub async fn logout_url(&self, _: &Clair, state: &str, _: u64) -> Result<Clair, Refusal> {
        Ok(Clair::new(format!("/connexion/proconnect/sortie?state={state}")))
    }
}

#[allow(missing_docs, reason = "same shape as the real one, where each verb is described")]
impl Flows {
    pub fn new(_: usize) -> Flows {
        Flows(Mutex::default())
    }

    pub fn keep(&self, Flow(state): Flow, _: u64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(state);
    }

    pub fn take(&self, query: &str) -> Result<Flow, Refusal> {
        let state = parameter(Some(query), "state").ok_or(Refusal::State)?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take(state).map(Flow).ok_or(Refusal::State)
    }
}

#[allow(clippy::unused_async, missing_docs, reason = "same shape as the real one, where each verb is described")]
impl Coffre {
    pub async fn federe(&self, identite: [u8; 32]) -> Result<Federe, Error> {
        let known = (0..9).find(|n| identity_hash(ISSUER, IDP, &format!("compte-{n}")) == identite);
        Ok(match known {
            Some(n) => Federe::Connu(Box::new(comptes::compte(n))),
            None => Federe::Inconnu { code: "ABCEFHJK".into() },
        })
    }
}

fn identity(sub: &str) -> Identity {
    Identity {
        issuer: ISSUER.into(),
        idp_id: IDP.into(),
        sub: Clair::new(sub),
        uid: Clair::new(sub),
        siret: "99999999900015".into(),
        acr: "eidas2".into(),
        amr: vec!["mfa".into()],
        given_name: Clair::new("Inès"),
        usual_name: Clair::new("Essai"),
        email: Clair::new("ines@essai.example"),
        id_token_hint: Clair::new(format!("jeton-{}", heure::now_ms())),
    }
}
