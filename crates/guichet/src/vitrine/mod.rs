//! A coffre of cardboard, for the tests and for looking at the pages without a base. Its people are invented,
//! it keeps nothing, and it checks signatures as the real one does: method, path, query, body, login and nonce.

#[allow(dead_code, reason = "the real coffre reads what this one only carries")]
#[path = "../../../coffre/src/face.rs"]
pub mod face;
pub mod gens;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domaine::{Champ, Clair, DossierId, GenreEvenement};

use droits::signature::sha256;

use crate::heure;
use face::*;

/// The same verbs as the real one.
#[derive(Clone, Default)]
pub struct Coffre(Arc<Mutex<Etagere>>);

#[derive(Default)]
struct Etagere {
    defis: HashMap<[u8; 32], [u8; 65]>,
    logins: HashMap<[u8; 16], Entree>,
    nonces: HashSet<[u8; 16]>,
    enroled: Vec<Vec<u8>>,
    ajouts: Vec<Evenement>,
    brouillon: Option<Brouillon>,
    revelations: u16,
    delivered: u64,
}

struct Entree {
    key: [u8; 65],
    agent: usize,
    ended: Option<LoginEnded>,
}

type Answer<T> = Result<T, Error>;

#[allow(clippy::unused_async, missing_docs, reason = "same shape as the real one, where each verb is described")]
impl Coffre {
    pub fn fictif(&self) -> bool {
        true
    }

    pub fn delivered(&self, _: Receipt) {
        self.etagere().delivered += 1;
    }

    /// How many answers were noted as delivered.
    pub fn delivered_count(&self) -> u64 {
        self.etagere().delivered
    }

    pub async fn login_challenge(&self, browser_key: [u8; 65]) -> Answer<Challenge> {
        let mut seed = browser_key.to_vec();
        seed.extend(heure::now_ms().to_be_bytes());
        let challenge = sha256(&seed);
        self.etagere().defis.insert(challenge, browser_key);
        Ok(Challenge { challenge })
    }

    pub async fn login(&self, assertion: Assertion) -> Answer<LoggedIn> {
        let mut etagere = self.etagere();
        let key = etagere.defis.remove(&assertion.challenge).ok_or(Refusal::Signature)?;
        let known = gens::personas().iter().position(|p| p.credential == assertion.credential);
        let agent = known.or(etagere.enroled.contains(&assertion.credential).then_some(0)).ok_or(Refusal::Compte)?;
        // One live login per agent.
        for other in etagere.logins.values_mut().filter(|l| l.agent == agent && l.ended.is_none()) {
            other.ended = Some(LoginEnded::Remplace);
        }
        let mut login = [0; 16];
        login.copy_from_slice(&assertion.challenge[..16]);
        etagere.logins.insert(login, Entree { key, agent, ended: None });
        Ok(LoggedIn { login, agent: gens::agent(agent) })
    }

    pub async fn logout(&self, request: &SignedRequest) -> Answer<()> {
        self.check(request)?;
        if let Some(entree) = self.etagere().logins.get_mut(&request.login) {
            entree.ended = Some(LoginEnded::Parti);
        }
        Ok(())
    }

    pub async fn agent(&self, request: &SignedRequest) -> Answer<Agent> {
        self.check(request)
    }

    pub async fn open(&self, request: &SignedRequest, dossier: DossierId) -> Answer<Opened> {
        let agent = self.check(request)?;
        match dossier.0 {
            gens::PANNE => Err(Panne { quoi: PanneKind::ContreCle, numero: "1a2b3c4d".into() })?,
            gens::ABIME => Err(Refusal::Integrite { entree: 4021 })?,
            gens::CREVE => panic!("a verb that breaks, on purpose"),
            _ => {}
        }
        let etagere = self.etagere();
        let mut opened = gens::opened(agent, dossier).ok_or(Refusal::Introuvable)?;
        opened.evenements.splice(..0, etagere.ajouts.iter().rev().cloned());
        opened.brouillon.clone_from(&etagere.brouillon);
        Ok(opened)
    }

    pub async fn reveal(&self, request: &SignedRequest, dossier: DossierId) -> Answer<Revealed> {
        let agent = self.check(request)?;
        gens::opened(agent, dossier).ok_or(Refusal::Introuvable)?;
        let mut etagere = self.etagere();
        etagere.revelations += 1;
        Ok(gens::revealed(5_u16.saturating_sub(etagere.revelations)))
    }

    pub async fn record_entretien(&self, request: &SignedRequest, _: DossierId, saisi: EntretienSaisi) -> Answer<u32> {
        let agent = self.check(request)?;
        let EntretienSaisi { genre, date, duree, texte } = saisi;
        let mut etagere = self.etagere();
        etagere.ajouts.push(Evenement { genre, date, duree, agent: Some(agent.nom), texte });
        etagere.brouillon = None;
        Ok(13)
    }

    pub async fn save_draft(
        &self,
        request: &SignedRequest,
        _: DossierId,
        genre: Option<GenreEvenement>,
        texte: Clair,
    ) -> Answer<()> {
        self.check(request)?;
        let draft = Brouillon { genre, texte, maj: heure::now_ms() };
        self.etagere().brouillon = (!draft.texte.is_empty()).then_some(draft);
        Ok(())
    }

    pub async fn portefeuille(&self, request: &SignedRequest, page: u32) -> Answer<Liste> {
        Ok(gens::portefeuille(self.check(request)?, page))
    }

    pub async fn search(&self, request: &SignedRequest, requete: Clair) -> Answer<Liste> {
        Ok(gens::search(self.check(request)?, &requete))
    }

    pub async fn create_dossier(&self, request: &SignedRequest, nouveau: NouveauDossier) -> Answer<DossierId> {
        self.check(request)?;
        let needed = [Champ::NomNaissance, Champ::Prenom, Champ::Naissance].into_iter();
        let absent = needed.filter(|needed| !nouveau.champs.iter().any(|(champ, _)| champ == needed));
        let wrong: Vec<_> = absent.map(|champ| Saisie { champ: champ.key(), raison: "champ-obligatoire" }).collect();
        if !wrong.is_empty() {
            return Err(Error::Saisie(wrong));
        }
        if nouveau
            .champs
            .iter()
            .any(|(champ, value)| *champ == Champ::Nir && domaine::nir::parse(value.expose()).is_err())
        {
            return Err(Error::Saisie(vec![Saisie { champ: "nir", raison: "champ-mal-forme" }]));
        }
        Ok(gens::dossier(1))
    }

    pub async fn invitation(&self, code: &str) -> Answer<Invitation> {
        let enroled = self.etagere().enroled.clone();
        // An address closes with its second key.
        if code == gens::CODE && enroled.len() < 2 {
            Ok(gens::invitation(enroled))
        } else {
            Err(Refusal::Introuvable.into())
        }
    }

    pub async fn enrol(&self, _: &str, attestation: Attestation) -> Answer<Invitation> {
        let mut etagere = self.etagere();
        etagere.enroled.push(attestation.credential);
        Ok(gens::invitation(etagere.enroled.clone()))
    }

    /// Login alive, signature good, nonce never seen: in this order.
    fn check(&self, request: &SignedRequest) -> Answer<Agent> {
        let mut etagere = self.etagere();
        let entree = etagere.logins.get(&request.login).ok_or(Refusal::Login(LoginEnded::Inconnu))?;
        if let Some(ended) = entree.ended {
            return Err(Refusal::Login(ended).into());
        }
        let agent = entree.agent;
        if !request.is_signed_by(&entree.key) {
            return Err(Refusal::Signature.into());
        }
        if !etagere.nonces.insert(request.nonce) {
            return Err(Refusal::Signature.into());
        }
        Ok(gens::agent(agent))
    }

    fn etagere(&self) -> MutexGuard<'_, Etagere> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
