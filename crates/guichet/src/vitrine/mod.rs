//! A coffre of cardboard, for the tests and for looking at the pages without a base. Its people are invented,
//! it keeps nothing, and it checks signatures as the real one does: method, path, query, body, login and nonce.

pub mod accueil;
pub mod agenda;
pub mod ateliers;
pub mod attendus;
mod catalogue;
pub mod comptes;
mod etendue;
#[allow(dead_code, reason = "the real coffre reads what this one only carries")]
#[path = "../../../coffre/src/face.rs"]
pub mod face;
#[path = "../../../coffre/src/filtre.rs"]
mod filtre;
pub mod formation;
pub mod fournisseur;
mod fuites;
pub mod gens;
mod imports;
mod incidents;
mod journee;
pub mod listes;
mod mandats;
pub mod parcours;
mod reperage;
mod vigie;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domaine::{Champ, Clair, DossierId, GenreEvenement, saisie};

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
    modifies: HashMap<DossierId, Modifie>,
    filtres: Vec<FiltreEnregistre>,
    brouillon: Option<Brouillon>,
    revelations: u16,
    delivered: u64,
    eleve: Option<formation::Eleve>,
    gestes: HashMap<[u8; 32], ([u8; 16], domaine::AgentId, Geste)>,
    signes: Vec<Geste>,
    joue: Option<droits::Role>,
    rh: Option<Vec<RhLu>>,
    imports: Vec<imports::Import>,
    surcouches: domaine::catalogue::Surcouches,
    attente: attendus::Attente,
    premier_jour: bool,
}

struct Entree {
    key: [u8; 65],
    agent: usize,
    ended: Option<LoginEnded>,
}

/// What forms of change made of a dossier: its fields, and its etat.
#[derive(Clone)]
struct Modifie {
    champs: Vec<(Champ, Clair)>,
    etat: u32,
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

    pub async fn vouch(&self, request: &SignedRequest) -> Answer<()> {
        self.check(request)?;
        self.etagere().nonces.remove(&request.nonce);
        Ok(())
    }

    pub async fn open(&self, request: &SignedRequest, dossier: DossierId) -> Answer<Opened> {
        let agent = self.check(request)?;
        match dossier.0 {
            gens::PANNE => Err(Panne { quoi: PanneKind::ContreCle, numero: "1a2b3c4d".into() })?,
            gens::ABIME => Err(Refusal::Integrite { entree: 4021 })?,
            gens::CREVE => panic!("a verb that breaks, on purpose"),
            _ => {}
        }
        self.etagere().opened(agent, dossier)
    }

    pub async fn print(&self, request: &SignedRequest, dossier: DossierId) -> Answer<Opened> {
        let agent = self.check(request)?;
        let opened = self.etagere().opened(agent, dossier)?;
        Ok(Opened { brouillon: None, ..opened })
    }

    pub async fn unfold(&self, request: &SignedRequest, dossier: DossierId) -> Answer<Unfolded> {
        self.check(request)?;
        gens::number(dossier).ok_or(Refusal::Introuvable)?;
        Ok(gens::unfolded(dossier, request.target.contains("/argent")))
    }

    /// Three-way, field by field, as the real one: what only one side changed is taken, what both did is asked.
    pub async fn modify_dossier(
        &self,
        request: &SignedRequest,
        dossier: DossierId,
        changes: Vec<ChampModifie>,
    ) -> Answer<Modified> {
        let agent = self.check(request)?;
        let mut etagere = self.etagere();
        let opened = etagere.opened(agent.clone(), dossier)?;
        let (mut champs, mut gardes, mut conflits) = (opened.champs.clone(), vec![], vec![]);
        for ChampModifie { champ, avant, apres } in normal(changes)? {
            let stands = opened.champ(champ).cloned().unwrap_or_default();
            if apres == avant {
                gardes.extend((stands != avant).then_some(champ));
            } else if stands == avant {
                champs.retain(|(c, _)| *c != champ);
                champs.extend((!apres.is_empty()).then_some((champ, apres)));
            } else if stands != apres {
                conflits.push((champ, apres));
            }
        }
        if !conflits.is_empty() {
            let par = Some(Clair::new("Karim Benali"));
            let conflits = Conflits { opened, champs: conflits, par, quand: heure::now_ms() };
            return Ok(Modified::Conflits(Box::new(conflits)));
        }
        let etat = opened.etat + 1;
        etagere.modifies.insert(dossier, Modifie { champs, etat });
        Ok(Modified::Ecrit { etat, gardes, alertes: Vec::new() })
    }

    pub async fn reveal(&self, request: &SignedRequest, dossier: DossierId) -> Answer<Revealed> {
        let agent = self.check(request)?;
        gens::opened(agent, dossier).ok_or(Refusal::Introuvable)?;
        let mut etagere = self.etagere();
        etagere.revelations += 1;
        Ok(gens::revealed(5_u16.saturating_sub(etagere.revelations)))
    }

    pub async fn record_evenement(
        &self,
        request: &SignedRequest,
        _: DossierId,
        saisi: EvenementSaisi,
    ) -> Answer<EvenementEcrit> {
        let agent = self.check(request)?;
        let delicat = !saisi.delicat.is_empty();
        let EvenementSaisi { genre, date, duree, texte, lieu, precision, rendez_vous, .. } = saisi;
        let mut etagere = self.etagere();
        let num = 100 + u32::try_from(etagere.ajouts.len()).unwrap_or(0);
        let agent = Some(agent.nom);
        let retirable = rendez_vous.is_some() && texte.is_empty();
        let ajout =
            Evenement { num, genre, date, duree, agent, texte, lieu, precision, rendez_vous, delicat, retirable };
        etagere.ajouts.push(ajout);
        etagere.brouillon = None;
        Ok(EvenementEcrit { etat: 13, suivant: None })
    }

    pub async fn withdraw_evenement(&self, request: &SignedRequest, _: DossierId, num: u32) -> Answer<u32> {
        self.check(request)?;
        self.etagere().ajouts.retain(|evenement| evenement.num != num);
        Ok(13)
    }

    pub async fn write_situation(
        &self,
        request: &SignedRequest,
        _: DossierId,
        _: GesteSituation,
        _: Option<u32>,
    ) -> Answer<u32> {
        self.check(request)?;
        Ok(13)
    }

    pub async fn resolve_proposition(
        &self,
        request: &SignedRequest,
        _: DossierId,
        _: ResultatSaisi,
        _: Option<u32>,
    ) -> Answer<u32> {
        self.check(request)?;
        Ok(13)
    }

    pub async fn change_statut(&self, request: &SignedRequest, _: DossierId, _: StatutSaisi) -> Answer<u32> {
        self.check(request)?;
        Ok(13)
    }

    pub async fn confirm_groupe(&self, request: &SignedRequest, _: DossierId, _: domaine::Groupe) -> Answer<u32> {
        self.check(request)?;
        Ok(13)
    }

    pub async fn modify_class(
        &self,
        request: &SignedRequest,
        _: DossierId,
        changes: Vec<ChampModifie>,
        _: Vec<domaine::Groupe>,
    ) -> Answer<Modified<Unfolded>> {
        self.check(request)?;
        normal(changes)?;
        Ok(Modified::Ecrit { etat: 13, gardes: Vec::new(), alertes: Vec::new() })
    }

    pub async fn contact(&self, request: &SignedRequest, dossier: DossierId) -> Answer<ContactVu> {
        let agent = self.check(request)?;
        Ok(gens::contact(gens::opened(agent, dossier).ok_or(Refusal::Introuvable)?))
    }

    pub async fn modify_contact(
        &self,
        request: &SignedRequest,
        dossier: DossierId,
        changes: Vec<ChampModifie>,
    ) -> Answer<Modified<ContactVu>> {
        let agent = self.check(request)?;
        gens::opened(agent, dossier).ok_or(Refusal::Introuvable)?;
        normal(changes)?;
        Ok(Modified::Ecrit { etat: 13, gardes: Vec::new(), alertes: Vec::new() })
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

    pub async fn portefeuille(&self, request: &SignedRequest, filtre: Filtre, page: u32) -> Answer<Portefeuille> {
        let agent = self.check(request)?;
        let filtres = self.etagere().filtres.clone();
        Ok(listes::portefeuille(agent, filtre, page, filtres))
    }

    pub async fn save_filter(&self, request: &SignedRequest, nom: Clair, requete: String) -> Answer<()> {
        self.check(request)?;
        if nom.is_empty() {
            return Err(Error::Saisie(vec![Saisie { champ: "nom", raison: "champ-obligatoire" }]));
        }
        let filtres = &mut self.etagere().filtres;
        let num = filtres.iter().map(|f| f.num).max().unwrap_or(0) + 1;
        filtres.push(FiltreEnregistre { num, nom, requete });
        Ok(())
    }

    pub async fn drop_filter(&self, request: &SignedRequest, num: u32) -> Answer<()> {
        self.check(request)?;
        self.etagere().filtres.retain(|f| f.num != num);
        Ok(())
    }

    pub async fn search(&self, request: &SignedRequest, requete: Clair, miens: bool) -> Answer<Liste> {
        let agent = self.check(request)?;
        if requete.expose().chars().count() < 2 {
            return Err(Error::Saisie(vec![Saisie { champ: "requete", raison: "requete-trop-courte" }]));
        }
        Ok(listes::search(agent, &requete, miens))
    }

    pub async fn my_readings(&self, request: &SignedRequest, page: u32) -> Answer<MesLectures> {
        Ok(listes::my_readings(self.check(request)?, page))
    }

    pub async fn duplicates(&self, request: &SignedRequest, champs: Vec<(Champ, Clair)>) -> Answer<Doublons> {
        Ok(listes::duplicates(self.check(request)?, &champs))
    }

    pub async fn create_dossier(&self, request: &SignedRequest, nouveau: NouveauDossier) -> Answer<Created> {
        let agent = self.check(request)?;
        let absent =
            saisie::MANDATORY.iter().filter(|needed| !nouveau.champs.iter().any(|(champ, _)| champ == *needed));
        let mut wrong: Vec<_> = absent.map(|c| Saisie { champ: c.key(), raison: "champ-obligatoire" }).collect();
        let mut champs = Vec::new();
        for (champ, value) in nouveau.champs {
            match saisie::normalise(champ, value.expose(), heure::today()) {
                Ok(value) => champs.extend(value.map(|value| (champ, value))),
                Err(raison) => wrong.push(Saisie { champ: champ.key(), raison: raison.key() }),
            }
        }
        if !wrong.is_empty() {
            return Err(Error::Saisie(wrong));
        }
        let mut found = listes::duplicates(agent, &champs);
        found.lignes.retain(|(_, why)| *why <= Ressemblance::MemeTelephoneOuMail);
        let is_like = !found.lignes.is_empty() || !found.ailleurs.is_empty();
        if is_like && !nouveau.confirme {
            return Ok(Created::Doublons(found));
        }
        Ok(Created::Fait(gens::dossier(1)))
    }

    pub async fn presented(&self, _secret: &str) -> Answer<()> {
        Ok(())
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
        let role = etagere.joue.unwrap_or(gens::agent(agent).role);
        Ok(Agent { role, ..gens::agent(agent) })
    }

    fn etagere(&self) -> MutexGuard<'_, Etagere> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Etagere {
    fn opened(&self, agent: Agent, dossier: DossierId) -> Answer<Opened> {
        let mut opened = gens::opened(agent, dossier).ok_or(Refusal::Introuvable)?;
        if let Some(Modifie { champs, etat }) = self.modifies.get(&dossier).cloned() {
            (opened.champs, opened.etat) = (champs, etat);
        }
        opened.evenements.splice(..0, self.ajouts.iter().rev().cloned());
        opened.brouillon.clone_from(&self.brouillon);
        Ok(opened)
    }
}

/// Each value in its one spelling, or every field that has none.
fn normal(changes: Vec<ChampModifie>) -> Answer<Vec<ChampModifie>> {
    let mut wrong = Vec::new();
    let mut kept = Vec::new();
    for ChampModifie { champ, avant, apres } in changes {
        match saisie::normalise(champ, apres.expose(), heure::today()) {
            Ok(None) if saisie::MANDATORY.contains(&champ) => {
                wrong.push(Saisie { champ: champ.key(), raison: "champ-obligatoire" });
            }
            Ok(value) => kept.push(ChampModifie { champ, avant, apres: value.unwrap_or_default() }),
            Err(raison) => wrong.push(Saisie { champ: champ.key(), raison: raison.key() }),
        }
    }
    if wrong.is_empty() { Ok(kept) } else { Err(Error::Saisie(wrong)) }
}
