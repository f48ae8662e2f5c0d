//! Lists: labels only, a page at a time, an entry each. Whole names where the agent is the référent; masked elsewhere.

use std::sync::{Arc, PoisonError, RwLock};

use domaine::fuseau::Fuseau;
use domaine::saisie::normal_name;
use domaine::{AgentId, Clair, CodeStructure, DossierId};
use droits::Role;
use droits::decide::Demande;
use droits::signature::{SignedRequest, lookup_request};
use journal::Kind;
use journal::act::{Act, Purpose, act};
use journal::entry::Entry;
use journal::etendue::{commit_page, seal_page};

use crate::base::{SqlError, Tx};
use crate::creation::{MAIL, PHONE, phone};
use crate::face::{Agent, Collegue, Error, Etiquette, Filtre, Liste, Portee, Portefeuille, Receipt, Refusal, Saisie};
use crate::montres::Reserve;
use crate::noms::{Among, Label, Noms};
use crate::racine::join;
use crate::sequenceur::{Fault, Fill, Follow, What, Wish, now};
use crate::{Alive, Coffre, locked, random};

crate::statements! {
    BY_TOKEN = "select j.dossier, d.structure from jeton j join dossier d on d.id = j.dossier \
                where j.genre = ?1 and j.valeur = ?2 and j.etat = (select max(n.etat) from jeton n \
                where n.dossier = j.dossier and n.etat <= d.etat) \
                order by case when d.structure = ?3 then 0 else 1 end, j.dossier limit 20";
}

/// Lines of a page.
pub const PAGE: usize = 25;

/// Answers of a search.
const ANSWERS_MAX: usize = 10;

/// Longest query, in bytes.
const QUERY_MAX: usize = 400;

/// Names leave memory when nobody has used them for this long, milliseconds.
const IDLE_MAX: u64 = 30 * 60_000;

impl Coffre {
    /// One page of a portefeuille; pages begin at 1.
    ///
    /// # Errors
    /// A refusal or a failure; nothing was shown.
    pub async fn portefeuille(
        &self,
        request: &SignedRequest,
        filtre: Filtre,
        page: u32,
    ) -> Result<Portefeuille, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        if let Portee::Agent(other) = filtre.portee
            && !alive.is_colleague(other, agent.structure)
        {
            return Err(Error::Refusal(Refusal::Introuvable));
        }
        let filtre = match alive.is_on_probation(agent.id) {
            true => Filtre { portee: Portee::Moi, ..filtre },
            false => filtre,
        };
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let skip = (page.max(1) as usize - 1).saturating_mul(PAGE);
        let time = now();
        let among = match filtre.a_faire {
            Some(cle) => alive.among(&agent, filtre.portee, cle, &noms, time).await?,
            None => Among::new(),
        };
        let today = Fuseau::of_structure(agent.structure).aujourdhui(time);
        let listed = reading(&noms).list_among(agent.id, &filtre, today, time, (skip, PAGE), &among);
        let collegues = alive.collegues(&agent, &reading(&noms));
        let filtres = alive.filtres(&agent).await?;
        let remplacements = alive.my_replacements(&agent, &noms).await?;
        let liste = alive.list(request, agent, listed.labels, listed.total).await?;
        Ok(Portefeuille { liste, collegues, filtres, sur: listed.sur, remplacements })
    }

    /// People of the agent's structure that answer a query: name, birth date, number, phone or mail. With `miens`, only
    /// those whose référent she is.
    ///
    /// # Errors
    /// A query too short or too long, a refusal or a failure; nothing was shown.
    pub async fn search(&self, request: &SignedRequest, requete: Clair, miens: bool) -> Result<Liste, Error> {
        let alive = self.alive()?;
        let query = requete.expose().trim();
        if query.len() > QUERY_MAX {
            return Err(Error::Saisie(vec![Saisie { champ: "requete", raison: "requete-trop-longue" }]));
        }
        let letters = query.chars().filter(|c| c.is_alphanumeric()).count();
        // Among her own, one figure may be a short number.
        if letters < 2 && !(miens && query.chars().any(|c| c.is_ascii_digit())) {
            return Err(Error::Saisie(vec![Saisie { champ: "requete", raison: "requete-trop-courte" }]));
        }
        let agent = alive.authenticate(request).await?;
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let exact = match phone(query) {
            Some(phone) => Some((PHONE, phone)),
            None if query.contains('@') => Some((MAIL, query.to_lowercase())),
            None => None,
        };
        // On probation nobody is listed but those whom a fact entrusts to her.
        let only = (miens || alive.is_on_probation(agent.id)).then_some(agent.id.0);
        let labels: Vec<Label> = match exact {
            Some((kind, value)) => {
                let known = alive.look_up(request, agent.structure, kind, &value).await?;
                let noms = reading(&noms);
                let here = known.iter().filter_map(|(id, _)| noms.get(&id.0));
                here.filter(|label| only.is_none_or(|only| label.referent == only)).take(ANSWERS_MAX).collect()
            }
            None => {
                let noms = reading(&noms);
                let mut found = noms.search(query, only.as_ref(), ANSWERS_MAX);
                if only.is_none() {
                    noms.mix(query, agent.id, &mut found, ANSWERS_MAX);
                }
                found
            }
        };
        let total = labels.len();
        alive.list(request, agent, labels, total).await
    }

    /// Drops the names that nobody has used for 30 minutes. Called once a minute.
    ///
    /// # Errors
    /// Only if the entry cannot be written; the names are dropped all the same.
    pub async fn drop_idle_names(&self) -> Result<(), Error> {
        let Ok(alive) = self.alive() else { return Ok(()) };
        let time = now();
        let mut dropped = Vec::new();
        alive.noms.write().unwrap_or_else(PoisonError::into_inner).retain(|structure, noms| {
            let stays = time.saturating_sub(reading(noms).used()) < IDLE_MAX;
            if !stays {
                dropped.push(*structure);
            }
            stays
        });
        for structure in dropped {
            alive.record(index_drop(structure)).await?;
        }
        Ok(())
    }
}

impl Alive {
    /// The names of a structure, loaded for the agent who asks if they are not in memory yet.
    pub(crate) async fn noms(
        &self,
        structure: CodeStructure,
        request: Option<&SignedRequest>,
    ) -> Result<Arc<RwLock<Noms>>, Error> {
        if let Some(noms) = self.loaded(structure) {
            return Ok(noms);
        }
        let _one_at_a_time = self.loading.lock().await;
        if let Some(noms) = self.loaded(structure) {
            return Ok(noms);
        }
        if let Some(request) = request {
            self.check_asker(request).await?;
        }
        let done = self.sequenceur.commit(self.load_wish(structure, request)).await?;
        let key = self.index_key(structure, &done.halves)?;
        let (noms, unread) = self.base.read(move |tx| Noms::read(tx, structure, &key)).await?;
        Ok(self.keep_noms(noms, unread))
    }

    /// For a role that is shown nobody no names are loaded: the contre-clé would not give their key. The refusal is recorded, as
    /// it is where somebody else had them loaded.
    async fn check_asker(&self, request: &SignedRequest) -> Result<(), Error> {
        let refused = || Error::Refusal(Refusal::Role);
        let asked = act(&request.method, &request.target).ok_or_else(refused)?;
        let may = {
            let registre = self.sequenceur.registre();
            let asker = registre.login_of(&request.login).and_then(|login| registre.agent(&login.agent));
            asker.is_some_and(|agent| agent.role.has_names_loaded(&request.method, &request.target))
        };
        if may {
            return Ok(());
        }
        self.journal_page(request, asked, request.hash(), &[]).await?;
        Err(refused())
    }

    #[cfg(feature = "console")]
    /// As [`Alive::noms`] at the console of a fictional base.
    pub(crate) fn noms_at_console(&self, structure: CodeStructure) -> Result<Arc<RwLock<Noms>>, Error> {
        if let Some(noms) = self.loaded(structure) {
            return Ok(noms);
        }
        let mut done = self.sequenceur.commit_blocking(vec![self.load_wish(structure, None)]);
        let done = done.pop().ok_or(Fault::Journal)??;
        let key = self.index_key(structure, &done.halves)?;
        let (noms, unread) = self.base.read_blocking(move |tx| Noms::read(tx, structure, &key))?;
        Ok(self.keep_noms(noms, unread))
    }

    fn loaded(&self, structure: CodeStructure) -> Option<Arc<RwLock<Noms>>> {
        let all = self.noms.read().unwrap_or_else(PoisonError::into_inner);
        let noms = all.get(&structure)?;
        reading(noms).touch(now());
        Some(Arc::clone(noms))
    }

    fn load_wish(&self, structure: CodeStructure, request: Option<&SignedRequest>) -> Wish {
        let mut entry = Entry::new(Kind::IndexLoad);
        entry.structure = structure.0;
        if let Some(request) = request {
            entry.login = request.login;
            entry.request = request.hash();
            entry.actor = self.sequenceur.registre().login_of(&request.login).map_or([0; 16], |login| login.agent);
        }
        Wish { what: What::Record(Box::new(entry), None), follow: Follow::Index(request.cloned()) }
    }

    fn index_key(&self, structure: CodeStructure, halves: &[[u8; 32]]) -> Result<crate::racine::Secret, Error> {
        let theirs = halves.first().ok_or(Fault::ContreCle)?;
        Ok(join(&self.racine.index_half(structure), theirs, b"index"))
    }

    fn keep_noms(&self, noms: Noms, unread: u32) -> Arc<RwLock<Noms>> {
        if unread > 0 {
            tracing::error!(structure = %noms.structure(), unread, "labels do not open");
        }
        noms.touch(now());
        let structure = noms.structure();
        let noms = Arc::new(RwLock::new(noms));
        self.noms.write().unwrap_or_else(PoisonError::into_inner).insert(structure, Arc::clone(&noms));
        noms
    }

    /// The names of a structure if they are in memory, once whoever is loading them has finished: what a write has just
    /// changed is noted there, and never missed by a load that had read the row before.
    pub(crate) async fn noms_in_memory(&self, structure: CodeStructure) -> Option<Arc<RwLock<Noms>>> {
        let get = || self.noms.read().unwrap_or_else(PoisonError::into_inner).get(&structure).cloned();
        if let Some(noms) = get() {
            return Some(noms);
        }
        let _nobody_loads = self.loading.lock().await;
        get()
    }

    /// Drops the names of a structure, if they are in memory.
    pub(crate) async fn drop_names(&self, structure: CodeStructure) -> Result<(), Error> {
        let _nobody_loads = self.loading.lock().await;
        let gone = self.noms.write().unwrap_or_else(PoisonError::into_inner).remove(&structure);
        if gone.is_some() { self.record(index_drop(structure)).await } else { Ok(()) }
    }

    /// Journals a page of labels, and only then gives it.
    async fn list(
        &self,
        request: &SignedRequest,
        agent: Agent,
        labels: Vec<Label>,
        total: usize,
    ) -> Result<Liste, Error> {
        let asked = act(&request.method, &request.target).filter(|a| a.kind == Kind::ResultPage);
        let asked = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
        let receipt = self.journal_page(request, asked, request.hash(), &labels).await?;
        let lignes = labels.into_iter().map(|label| self.shown(label, &agent)).collect();
        Ok(Liste { receipt, agent, lignes, total })
    }

    /// Journals that these people are about to be shown in a list. `named` names the request in the entry: its own hash,
    /// or another one that comes from it where the request has an entry of its own already.
    pub(crate) async fn journal_page(
        &self,
        request: &SignedRequest,
        asked: Act,
        named: [u8; 32],
        labels: &[Label],
    ) -> Result<Receipt, Error> {
        let (alea, sujets) = (random(), labels.iter().map(|label| label.sujet).collect::<Vec<_>>());
        let fill = Fill { content: commit_page(&alea, &sujets), count: labels.len() as u32, ..Fill::default() };
        let persons = labels.iter().map(|label| label.dossier);
        let receipt = self.journal_persons(request, Demande::new(request.login, asked, named), fill, persons).await?;
        // Who was shown: the journal holds how many, and what it takes to check this.
        self.suivi.page(receipt.index, seal_page(&alea, &sujets));
        Ok(receipt)
    }

    /// Journals a page that shows these people of the base, within what lists may show her today.
    pub(crate) async fn journal_persons(
        &self,
        request: &SignedRequest,
        demande: Demande,
        fill: Fill,
        persons: impl Iterator<Item = DossierId>,
    ) -> Result<Receipt, Error> {
        let reserve = self.reserve_lines(request, persons);
        let lignes = reserve.as_ref().map_or(0, |reserve| reserve.total);
        let what = What::Ask(Demande { lignes, ..demande }, fill);
        let done = self.sequenceur.commit(Wish { what, follow: Follow::Nothing }).await;
        // What was only not confirmed stays counted: it may have been shown.
        if let (Err(Fault::Refus(_)), Some(reserve)) = (&done, &reserve) {
            locked(&self.montres).give_back(reserve);
        }
        let done = done?;
        Ok(Receipt { index: done.index, login: request.login, subject: [0; 16], request: done.entry.request })
    }

    /// Counts these people among those whom lists have shown today to who asks; nobody for a login that is not alive.
    fn reserve_lines(&self, request: &SignedRequest, persons: impl Iterator<Item = DossierId>) -> Option<Reserve> {
        let time = now();
        let (agent, listed) = {
            let registre = self.sequenceur.registre();
            let agent = registre.login_of(&request.login)?.agent;
            (agent, registre.agent(&agent)?.usage().listed(time))
        };
        Some(locked(&self.montres).reserve(agent, time, listed, persons))
    }

    /// The name is whole where a strong explanation stands; elsewhere first name and initial. Never a birth date: a name with its
    /// date is a person, and a list shows lines. The date is in the dossier.
    pub(crate) fn shown(&self, label: Label, agent: &Agent) -> Etiquette {
        let masquee = !self.is_entrusted(&label, agent);
        let referent = self.nom_of(&label.referent);
        let Label { dossier, nom, prenom, usage, naissance, numero, statut, maj, .. } = label;
        let nom = usage.unwrap_or(nom);
        let naissance = Clair::new(naissance.expose().chars().take(4).collect::<String>());
        let nom = if masquee {
            let initial: String = nom.expose().chars().take(1).collect();
            Clair::new(format!("{initial}."))
        } else {
            nom
        };
        Etiquette { dossier, numero, nom, prenom, naissance, referent, statut, maj, masquee }
    }

    /// Dossiers with exactly this phone or mail and their structures, those of this one first: one value a request.
    pub(crate) async fn look_up(
        &self,
        request: &SignedRequest,
        here: CodeStructure,
        kind: u8,
        value: &str,
    ) -> Result<Vec<(DossierId, CodeStructure)>, Error> {
        let look =
            Act { kind: Kind::TokenLookup, classes: 0, purpose: Purpose::Recherche, dossier: None, mandat: None };
        // Its own name: the page of results that follows carries the browser's.
        let demande = Demande::new(request.login, look, lookup_request(&request.hash()));
        let inner = vec![(kind, self.racine.token(kind, value))];
        let follow = Follow::Tokens(request.clone(), inner);
        let done = self.sequenceur.commit(Wish { what: What::Ask(demande, Fill::default()), follow }).await?;
        let token = *done.halves.first().ok_or(Fault::ContreCle)?;
        self.known_by(kind, token, here).await
    }

    /// Dossiers that bear an exact token, those of this structure first.
    pub(crate) async fn known_by(
        &self,
        kind: u8,
        token: [u8; 32],
        here: CodeStructure,
    ) -> Result<Vec<(DossierId, CodeStructure)>, Error> {
        Ok(self.base.read(move |tx| bearers(tx, kind, token, here)).await?)
    }

    pub(crate) fn is_colleague(&self, agent: AgentId, structure: CodeStructure) -> bool {
        let annuaire = self.annuaire.read().unwrap_or_else(PoisonError::into_inner);
        annuaire.by_id(agent).is_some_and(|fiche| fiche.structure == structure)
    }

    /// Colleagues who accompany somebody, or whose trade it is, by name.
    fn collegues(&self, agent: &Agent, noms: &Noms) -> Vec<Collegue> {
        let annuaire = self.annuaire.read().unwrap_or_else(PoisonError::into_inner);
        let registre = self.sequenceur.registre();
        let accompanies = |name| registre.agent(name).is_some_and(|a| a.role == Role::Conseiller);
        let mut all: Vec<Collegue> = annuaire
            .of_structure(agent.structure)
            .filter(|(_, fiche)| fiche.id != agent.id)
            .map(|(name, fiche)| (name, fiche, noms.count_of(fiche.id)))
            .filter(|(name, _, count)| *count > 0 || accompanies(name))
            .map(|(_, fiche, combien)| Collegue { id: fiche.id, nom: fiche.nom.clone(), combien })
            .collect();
        all.sort_by(|a, b| normal_name(a.nom.expose()).cmp(&normal_name(b.nom.expose())).then(a.id.cmp(&b.id)));
        all
    }
}

/// As [`Alive::known_by`], within a transaction.
pub(crate) fn bearers(
    tx: &mut Tx<'_>,
    kind: u8,
    token: [u8; 32],
    here: CodeStructure,
) -> Result<Vec<(DossierId, CodeStructure)>, SqlError> {
    let rows: Vec<(Vec<u8>, String)> =
        tx.all(&BY_TOKEN, &[kind.into(), token.into(), here.to_string().as_str().into()])?;
    let parsed = rows.into_iter().map(|(id, code)| Some((DossierId(id.try_into().ok()?), code.parse().ok()?)));
    Ok(parsed.flatten().collect())
}

pub(crate) fn reading(noms: &RwLock<Noms>) -> std::sync::RwLockReadGuard<'_, Noms> {
    noms.read().unwrap_or_else(PoisonError::into_inner)
}

fn index_drop(structure: CodeStructure) -> Entry {
    let mut entry = Entry::new(Kind::IndexDrop);
    entry.structure = structure.0;
    entry
}
