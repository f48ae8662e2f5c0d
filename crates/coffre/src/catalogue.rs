//! What a structure changes in the lists of the catalogue: values that it does not offer, and its own. Nobody is in it: it is kept in
//! clear and in memory, and each change is an entry before it applies. Rows that are not what the last entry of their list committed to
//! are refused: the national list serves, and the page says so.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use domaine::CodeStructure;
use domaine::catalogue::{Ajout, Catalogue, LIBELLE_MAX, Liste, Surcouche, Surcouches, local_key};
use domaine::fuseau::Fuseau;
use domaine::saisie::{normal_name, tidy};
use droits::signature::{SignedRequest, sha256};
use journal::entry::{Entry, Kind};

use crate::base::Value;
use crate::face::{Agent, CatalogueLu, Error, GesteCatalogue, ListeLue, Refusal, Saisie};
use crate::sequenceur::now;
use crate::{Alive, Coffre};

crate::statements! {
    OF = "select liste, code, etat, libelle, parent from surcouche where structure = ?1 order by liste, code";
    PUT = "insert into surcouche (structure, liste, code, etat, libelle, parent, maj) values (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
           on conflict (structure, liste, code) do update set etat = excluded.etat, maj = excluded.maj";
}

/// States of a row.
const MASQUEE: i64 = 0;
const OFFERTE: i64 = 1;

/// How old what memory holds may be: another process may have changed the base.
const FRAIS: Duration = Duration::from_secs(5);

/// The overlays that memory holds.
#[derive(Default)]
pub(crate) struct Memoire {
    all: RwLock<HashMap<CodeStructure, Gardee>>,
    /// One reading or change at a time: what was read before a change never takes its place.
    one: tokio::sync::Mutex<()>,
}

/// One of them: when it was read, what it offers, and the lists that were refused.
type Gardee = (Instant, Arc<Surcouches>, Vec<&'static str>);

impl Coffre {
    /// What a structure changes in the catalogue, as memory has it: nothing for one of which nobody is in.
    pub fn surcouches(&self, structure: CodeStructure) -> Arc<Surcouches> {
        self.inner.alive.get().map(|alive| alive.surcouches(structure)).unwrap_or_default()
    }

    /// The lists that the agent's structure may adapt.
    ///
    /// # Errors
    /// A refusal or a failure.
    pub async fn catalogue(&self, request: &SignedRequest) -> Result<CatalogueLu, Error> {
        let alive = self.alive()?;
        let agent = alive.adapter(request).await?;
        let all = alive.surcouches(agent.structure);
        let listes = Catalogue::all().filter(|liste| liste.adaptable);
        let refusees = alive.refusees(agent.structure);
        Ok(CatalogueLu { listes: listes.map(|liste| (liste, all.of(liste.nom).clone())).collect(), refusees, agent })
    }

    /// One of them.
    ///
    /// # Errors
    /// `Introuvable` for a list that is not adapted; another refusal, or a failure.
    pub async fn catalogue_liste(&self, request: &SignedRequest, nom: &str) -> Result<ListeLue, Error> {
        let alive = self.alive()?;
        let agent = alive.adapter(request).await?;
        let liste = adaptable(nom)?;
        let surcouche = alive.surcouches(agent.structure).of(liste.nom).clone();
        let refusee = alive.refusees(agent.structure).contains(&liste.nom);
        Ok(ListeLue { agent, liste, surcouche, refusee })
    }

    /// Changes a list for the agent's own structure. What is so already stays so.
    ///
    /// # Errors
    /// Every field to correct at once, a refusal (`Conflit` on a list whose rows are refused) or a failure; nothing was changed.
    pub async fn adapt_catalogue(
        &self,
        request: &SignedRequest,
        nom: &str,
        geste: GesteCatalogue,
    ) -> Result<(), Error> {
        let alive = self.alive()?;
        let agent = alive.adapter(request).await?;
        let liste = adaptable(nom)?;
        let _alone = alive.catalogue.one.lock().await;
        let Lues { mut offertes, mut refusees, brutes } = alive.read_surcouches(agent.structure).await?;
        let surcouche = offertes.of_mut(liste.nom);
        if refusees.contains(&liste.nom) {
            // Cut between an entry and its row, the rows are those of a change before: she does it again. Otherwise somebody else wrote.
            let stands = commitment(brutes.of(liste.nom));
            let before = alive.sequenceur.politique(&object(agent.structure, liste));
            if stands != nothing() && !before.contains(&stands) {
                return Err(Error::Refusal(Refusal::Conflit));
            }
            surcouche.clone_from(brutes.of(liste.nom));
            refusees.retain(|nom| *nom != liste.nom);
        }
        let Some(row) = apply(liste, surcouche, geste, &agent)? else { return Ok(()) };
        alive.record(entry(liste, surcouche, &agent, alive.pseudonym_of(agent.id).unwrap_or_default())).await?;
        let (structure, liste) = (agent.structure.to_string(), liste.nom);
        let (code, etat, libelle, parent) = row;
        alive
            .base
            .write(move |tx| {
                let params: Vec<Value> = vec![
                    structure.as_str().into(),
                    liste.into(),
                    code.into(),
                    etat.into(),
                    libelle.as_str().into(),
                    parent.into(),
                    (now() as i64).into(),
                ];
                tx.exec(&PUT, &params)
            })
            .await?;
        alive.keep_surcouches(agent.structure, offertes, refusees);
        Ok(())
    }
}

impl Alive {
    /// Who may adapt a list, once her request serves.
    async fn adapter(&self, request: &SignedRequest) -> Result<Agent, Error> {
        let agent = self.authenticate_once(request).await?;
        if agent.role.adapts() { Ok(agent) } else { Err(Error::Refusal(Refusal::Role)) }
    }

    /// As memory has it; [`Alive::freshen_surcouches`] keeps it so.
    pub(crate) fn surcouches(&self, structure: CodeStructure) -> Arc<Surcouches> {
        let all = self.catalogue.all.read().unwrap_or_else(PoisonError::into_inner);
        all.get(&structure).map(|(_, surcouches, _)| Arc::clone(surcouches)).unwrap_or_default()
    }

    /// Lists whose rows no entry says.
    fn refusees(&self, structure: CodeStructure) -> Vec<&'static str> {
        let all = self.catalogue.all.read().unwrap_or_else(PoisonError::into_inner);
        all.get(&structure).map(|(_, _, refusees)| refusees.clone()).unwrap_or_default()
    }

    /// Reads what a structure changes, unless it was read a moment ago: whoever is at work sees what another process wrote.
    pub(crate) async fn freshen_surcouches(&self, structure: CodeStructure) -> Result<(), Error> {
        let is_fresh = || {
            let all = self.catalogue.all.read().unwrap_or_else(PoisonError::into_inner);
            all.get(&structure).is_some_and(|(read, ..)| read.elapsed() < FRAIS)
        };
        if is_fresh() {
            return Ok(());
        }
        let _alone = self.catalogue.one.lock().await;
        if !is_fresh() {
            let read = self.read_surcouches(structure).await?;
            let known = self.refusees(structure);
            // Told once, and not at each reading.
            let fresh = read.refusees.iter().filter(|nom| !known.contains(nom)).count();
            self.keep_surcouches(structure, read.offertes, read.refusees);
            self.note_unread(structure, fresh).await?;
        }
        Ok(())
    }

    fn keep_surcouches(&self, structure: CodeStructure, surcouches: Surcouches, refusees: Vec<&'static str>) {
        let mut all = self.catalogue.all.write().unwrap_or_else(PoisonError::into_inner);
        all.insert(structure, (Instant::now(), Arc::new(surcouches), refusees));
    }

    async fn read_surcouches(&self, structure: CodeStructure) -> Result<Lues, Error> {
        let code = structure.to_string();
        let rows: Vec<(String, i64, i64, String, i64)> =
            self.base.read(move |tx| tx.all(&OF, &[code.as_str().into()])).await?;
        let mut brutes = Surcouches::default();
        for (nom, code, etat, libelle, parent) in rows {
            let Some((liste, code)) = Catalogue::get(&nom).zip(u16::try_from(code).ok()) else { continue };
            let surcouche = brutes.of_mut(liste.nom);
            if liste.by_code(code).is_none() {
                let parent = u16::try_from(parent).ok().filter(|parent| *parent != 0);
                surcouche.ajouts.push(Ajout { code, cle: local_key(code), libelle, parent });
            }
            if etat == MASQUEE {
                surcouche.masquees.insert(code);
            }
        }
        let (mut offertes, mut refusees) = (Surcouches::default(), Vec::new());
        for liste in Catalogue::all().filter(|liste| liste.adaptable) {
            let own = brutes.of(liste.nom);
            let said = self.sequenceur.politique(&object(structure, liste)).pop();
            match commitment(own) == said.unwrap_or_else(nothing) {
                true if own == &Surcouche::default() => {}
                true => offertes.of_mut(liste.nom).clone_from(own),
                false => refusees.push(liste.nom),
            }
        }
        Ok(Lues { offertes, refusees, brutes })
    }
}

/// What the base holds of a structure.
struct Lues {
    /// What the journal says too.
    offertes: Surcouches,
    /// Lists of which it says otherwise.
    refusees: Vec<&'static str>,
    /// As the rows are.
    brutes: Surcouches,
}

fn adaptable(nom: &str) -> Result<&'static Liste, Error> {
    Catalogue::get(nom).filter(|liste| liste.adaptable).ok_or(Error::Refusal(Refusal::Introuvable))
}

/// Number, state, word and parent of a row.
type Row = (u16, i64, String, u16);

/// Makes the change; gives the row that says it, or nothing when it was so already.
fn apply(liste: &Liste, surcouche: &mut Surcouche, geste: GesteCatalogue, agent: &Agent) -> Result<Option<Row>, Error> {
    let row = match geste {
        GesteCatalogue::Ajouter { libelle, parent } => {
            let ajout = check(liste, surcouche, libelle.expose(), parent)?;
            let row = (ajout.code, OFFERTE, ajout.libelle.clone(), ajout.parent.unwrap_or(0));
            surcouche.ajouts.push(ajout);
            row
        }
        GesteCatalogue::Masquer(code) => {
            let (libelle, parent) = known(liste, surcouche, code)?;
            if !surcouche.masquees.insert(code) {
                return Ok(None);
            }
            let today = Fuseau::of_structure(agent.structure).aujourdhui(now());
            if liste.with(surcouche, today).is_empty() {
                return Err(wrong("valeur", "derniere-valeur"));
            }
            (code, MASQUEE, libelle, parent)
        }
        GesteCatalogue::Montrer(code) => {
            let (libelle, parent) = known(liste, surcouche, code)?;
            if !surcouche.masquees.remove(&code) {
                return Ok(None);
            }
            (code, OFFERTE, libelle, parent)
        }
    };
    surcouche.check(liste).map_err(|_| wrong("libelle", "trop-d-ajouts"))?;
    Ok(Some(row))
}

/// A value that stands, national or its own: its own word and parent.
fn known(liste: &Liste, surcouche: &Surcouche, code: u16) -> Result<(String, u16), Error> {
    let own = surcouche.ajout(code).map(|ajout| (ajout.libelle.clone(), ajout.parent.unwrap_or(0)));
    let national = liste.by_code(code).map(|_| (String::new(), 0));
    own.or(national).ok_or(Error::Refusal(Refusal::Introuvable))
}

fn check(liste: &Liste, surcouche: &Surcouche, libelle: &str, parent: Option<u16>) -> Result<Ajout, Error> {
    let mut faults = Vec::new();
    let tidied = tidy(libelle).map_err(|raison| faults.push(Saisie { champ: "libelle", raison: raison.key() }));
    let libelle = tidied.unwrap_or_default();
    let same = |other: &str| normal_name(other) == normal_name(&libelle);
    let national = liste.valeurs().iter().any(|valeur| same(valeur.fr) || same(valeur.en));
    let raison = match () {
        () if !faults.is_empty() => None,
        () if libelle.is_empty() => Some("champ-obligatoire"),
        () if libelle.chars().count() > LIBELLE_MAX => Some("champ-trop-long"),
        () if national || surcouche.ajouts.iter().any(|ajout| same(&ajout.libelle)) => Some("valeur-deja-la"),
        () => None,
    };
    faults.extend(raison.map(|raison| Saisie { champ: "libelle", raison }));
    // Without the rules of a national value nothing could be done with it: no theme, no category, no kind of evenement.
    if parent.is_none_or(|parent| liste.by_code(parent).is_none()) {
        let raison = if parent.is_none() { "champ-obligatoire" } else { "champ-hors-liste" };
        faults.push(Saisie { champ: "parent", raison });
    }
    if !faults.is_empty() {
        return Err(Error::Saisie(faults));
    }
    let code = surcouche.next_code();
    Ok(Ajout { code, cle: local_key(code), libelle, parent })
}

/// The entry of a change: `object` is [`object`], `content` the [`commitment`] to the whole overlay as it will be, `count` its values.
fn entry(liste: &Liste, surcouche: &Surcouche, agent: &Agent, actor: [u8; 16]) -> Entry {
    let mut entry = Entry::new(Kind::PolicyChange);
    (entry.actor, entry.object, entry.content) = (actor, object(agent.structure, liste), commitment(surcouche));
    entry.count = (surcouche.ajouts.len() + surcouche.masquees.len()) as u32;
    entry
}

/// The structure's code, and the beginning of the hash of the list's name.
fn object(structure: CodeStructure, liste: &Liste) -> [u8; 16] {
    let mut object = [0; 16];
    object[..8].copy_from_slice(&structure.0);
    object[8..].copy_from_slice(&sha256(liste.nom.as_bytes())[..8]);
    object
}

/// The hash of all that an overlay says.
fn commitment(surcouche: &Surcouche) -> [u8; 32] {
    let mut said = Vec::new();
    for ajout in &surcouche.ajouts {
        said.extend_from_slice(&ajout.code.to_be_bytes());
        said.extend_from_slice(&ajout.parent.unwrap_or(0).to_be_bytes());
        said.extend_from_slice(&(ajout.libelle.len() as u16).to_be_bytes());
        said.extend_from_slice(ajout.libelle.as_bytes());
    }
    said.extend_from_slice(&[0, 0]);
    surcouche.masquees.iter().for_each(|code| said.extend_from_slice(&code.to_be_bytes()));
    sha256(&said)
}

/// The commitment of a structure that changes nothing.
fn nothing() -> [u8; 32] {
    commitment(&Surcouche::default())
}

fn wrong(champ: &'static str, raison: &'static str) -> Error {
    Error::Saisie(vec![Saisie { champ, raison }])
}
