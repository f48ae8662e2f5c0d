//! Making dossiers: keys on both sides, records sealed, rows staged, the write journalled, rows promoted.
//! A form makes one; the console of a fictional base makes many, through the same steps.

#[cfg(feature = "console")]
mod console;
mod rangs;

use std::sync::{Arc, PoisonError, RwLock};

use contre_cle::protocole::{Answer, Question};
use domaine::fuseau::Fuseau;
use domaine::{AgentId, Champ, Clair, Classe, CodeStructure, DossierId, Statut};
use droits::signature::SignedRequest;
use journal::Kind;
use journal::act::classes;
use journal::encoding::hex;
use journal::entry::{Decision, Entry, pseudonym};
use zeroize::Zeroizing;

use crate::face::{Error, Refusal};
use crate::fiche::days;
use crate::lignes::{self, Change, Entete, Stored, part_place};
use crate::noms::veille::Seuil;
use crate::noms::{Label, Noms};
use crate::racine::{Secret, class_half, join};
use crate::sceau;
use crate::sequenceur::{Done, Fault, Follow, What, Wish, now};
use crate::{Alive, random};

#[cfg(all(feature = "console", any(test, feature = "essai")))]
pub(crate) use console::STATEMENTS as CONSOLE_STATEMENTS;
#[cfg(feature = "console")]
pub use console::{
    Console, Lot, NouveauPassage, NouvelAtelier, NouvelleLigne, NouvelleListe, NouvelleOffre, NouvelleSemaine, Ouvrage,
};
use rangs::Plume;
pub use rangs::{NouveauParcours, NouvelEvenement, NouvelleSituation};

crate::statements! {
    COUNT = "insert into compteur (structure, dernier) values (?1, ?2) \
             on conflict (structure) do update set dernier = compteur.dernier + ?2 returning dernier";
}

/// A dossier to make.
#[derive(Clone, Debug)]
pub struct Nouveau {
    /// Fields of every class.
    pub champs: Vec<(Champ, Clair)>,
    /// Who accompanies.
    pub referent: AgentId,
    /// Short number in the structure.
    pub numero: u32,
    /// What happened already.
    pub evenements: Vec<NouvelEvenement>,
    /// The rest of a pathway that began elsewhere.
    pub parcours: NouveauParcours,
    /// Where the accompaniment stands.
    pub statut: Statut,
    /// Creation, milliseconds.
    pub cree: u64,
    /// Last contact or change, milliseconds.
    pub maj: u64,
}

/// A dossier with its own half of the keys, before its creation is journalled.
pub(crate) struct Begun {
    nouveau: Nouveau,
    stored: Stored,
    share: Secret,
    salt: [u8; 16],
    leurre: bool,
}

/// A dossier sealed, before its rows are stored.
pub(crate) struct Sealed {
    pub stored: Stored,
    pub change: Change,
    pub label: Label,
    pub write: Entry,
}

impl Begun {
    /// Its pseudonym.
    pub fn subject(&self) -> [u8; 16] {
        pseudonym(&self.salt, &self.stored.id.0)
    }

    /// Values by which it may be found exactly: kind and normalised value.
    pub fn exact_values(&self) -> Vec<(u8, String)> {
        let values = exact_values(&self.nouveau.champs);
        if !self.leurre {
            return values;
        }
        // As many tokens as another has, of values that nobody will ever type: no phone, mail or NIR leads to a decoy.
        values.into_iter().map(|(kind, _)| (kind, hex(&random::<32>()))).collect()
    }

    /// Gives it its short number: taken once it is sure that the dossier is made.
    pub fn set_numero(&mut self, numero: u32) {
        self.nouveau.numero = numero;
    }
}

impl Sealed {
    /// Which dossier.
    pub fn id(&self) -> DossierId {
        self.stored.id
    }
}

/// Exact tokens of one dossier: kind and value.
pub(crate) type Jetons = Vec<(u8, [u8; 32])>;

impl Alive {
    /// The next short number of a structure.
    pub(crate) async fn next_numero(&self, structure: CodeStructure) -> Result<u32, Error> {
        let code = structure.to_string();
        let row = self.base.write(move |tx| tx.one::<(i64,)>(&COUNT, &[code.as_str().into(), 1i64.into()])).await?;
        row.and_then(|(n,)| u32::try_from(n).ok()).ok_or(Error::Refusal(Refusal::Conflit))
    }

    /// Makes this side's half and the dossier's random names.
    pub(crate) fn begin(&self, structure: CodeStructure, nouveau: Nouveau) -> Begun {
        self.begin_as(DossierId(random()), structure, nouveau, false)
    }

    /// The same of a decoy: nothing but what is sealed tells it from another.
    pub(crate) fn begin_leurre(&self, structure: CodeStructure, nouveau: Nouveau) -> Begun {
        self.begin_as(DossierId(random()), structure, nouveau, true)
    }

    fn begin_as(&self, id: DossierId, structure: CodeStructure, nouveau: Nouveau, leurre: bool) -> Begun {
        let (share, salt) = (Zeroizing::new(random::<32>()), random::<16>());
        let mut clear = Zeroizing::new(share.to_vec());
        clear.extend_from_slice(&salt);
        // Within the same step of size as the others.
        clear.extend(leurre.then_some(LEURRE));
        let part = sceau::seal(&self.parts, &part_place(id), &clear);
        let stored = Stored::fresh(id, structure, nouveau.cree, part);
        Begun { nouveau, stored, share, salt, leurre }
    }

    /// Exact tokens from both halves, for an entry that allows them.
    pub(crate) async fn tokens(
        &self,
        index: u64,
        request: &SignedRequest,
        values: Vec<(u8, String)>,
    ) -> Result<Vec<(u8, [u8; 32])>, Error> {
        if values.is_empty() {
            return Ok(Vec::new());
        }
        match self.sequenceur.ask(self.token_question(index, Some(request), &values)).await {
            Ok(Answer::Tokens(tokens)) => Ok(values.iter().map(|(kind, _)| *kind).zip(tokens).collect()),
            Ok(Answer::No(no)) => Err(Fault::No(no, index).into()),
            _ => Err(Fault::ContreCle.into()),
        }
    }

    /// The question that gives the outer halves of these exact values.
    pub(crate) fn token_question(
        &self,
        index: u64,
        request: Option<&SignedRequest>,
        values: &[(u8, String)],
    ) -> Question {
        let inner = values.iter().map(|(kind, value)| (*kind, self.racine.token(*kind, value))).collect();
        Question::Tokens { index, request: request.cloned(), inner }
    }

    /// Journals many creations at once, and asks their exact tokens. Blocking.
    pub(crate) fn create_each(
        &self,
        begun: Vec<Begun>,
        wishes: Vec<Wish>,
    ) -> Result<Vec<(Begun, Done, Jetons)>, Fault> {
        let done: Vec<Done> = self.sequenceur.commit_blocking(wishes).into_iter().collect::<Result<_, _>>()?;
        let values: Vec<_> = begun.iter().map(Begun::exact_values).collect();
        let asked = done.iter().zip(&values).filter(|(_, values)| !values.is_empty());
        let questions = asked.map(|(done, values)| self.token_question(done.index, None, values)).collect();
        let mut answers = self.sequenceur.ask_blocking(questions).into_iter();
        let mut created = Vec::with_capacity(begun.len());
        for ((begun, done), values) in begun.into_iter().zip(done).zip(values) {
            let tokens = match values.is_empty() {
                true => Vec::new(),
                false => match answers.next() {
                    Some(Ok(Answer::Tokens(tokens))) if tokens.len() == values.len() => tokens,
                    _ => return Err(Fault::ContreCle),
                },
            };
            created.push((begun, done, values.iter().map(|(kind, _)| *kind).zip(tokens).collect()));
        }
        Ok(created)
    }

    /// Seals every class of a dossier whose creation is journalled.
    pub(crate) fn seal_new(
        &self,
        begun: Begun,
        done: &Done,
        noms: &Arc<RwLock<Noms>>,
        jetons: Vec<(u8, [u8; 32])>,
    ) -> Sealed {
        let subject = begun.subject();
        let Begun { nouveau, mut stored, share, leurre, .. } = begun;
        let keys: Vec<Secret> = Classe::ALL
            .into_iter()
            .zip(&done.halves)
            .map(|(classe, theirs)| join(&class_half(&share, classe, 0), theirs, b"classe"))
            .collect();
        let numero = (Champ::Numero, Clair::new(nouveau.numero.to_string()));
        let champs: Vec<_> = nouveau.champs.iter().cloned().chain([numero]).collect();
        let plume = Plume { stored: &stored, keys: &keys, auteur: nouveau.referent };
        let lignes = plume.rows(&champs, &nouveau.evenements, &nouveau.parcours);
        let mut entete = Entete {
            statut: nouveau.statut as u8,
            referent: nouveau.referent.0,
            maj: nouveau.maj,
            digest: [0; 32],
            contact: last_contact(&nouveau.evenements),
            fin: 0,
            motif: 0,
        };
        say_statut(&mut entete, stored.structure, &nouveau);
        let label = Label { leurre, ..label(stored.id, subject, &champs, nouveau.numero, &entete, nouveau.cree) };
        let noms = noms.read().unwrap_or_else(PoisonError::into_inner);
        let mut change = Change {
            entete,
            lignes,
            etiquette: Some(label.seal(noms.key(), stored.structure, 1)),
            jetons: (!jetons.is_empty()).then_some(jetons),
        };
        let before = stored.clone();
        let digest = stored.add(&mut change, &share);
        let mut write = Entry::new(Kind::Write);
        write.decision = Decision::Granted;
        (write.actor, write.login, write.subject) = (done.entry.actor, done.entry.login, subject);
        let told = nouveau.parcours.told(&nouveau.evenements);
        (write.fields, write.classes) =
            (champs.iter().map(|(champ, _)| *champ).chain(told).fold(0, |bits, c| bits | c.mark()), classes::ALL);
        (write.purpose, write.etat, write.structure) = (done.entry.purpose, 1, before.structure.0);
        (write.request, write.content, write.object) = (done.entry.request, digest, done.entry.object);
        Sealed { stored: before, change, label, write }
    }

    /// Stores a dossier: rows pending, write journalled, rows promoted, name added to the list.
    pub(crate) async fn store_new(&self, sealed: Sealed) -> Result<(), Error> {
        let Sealed { stored, change, label, write } = sealed;
        let (id, structure) = (stored.id, stored.structure);
        self.base.write(move |tx| lignes::stage(tx, &stored, &change)).await?;
        let what = What::Record(Box::new(write), None);
        self.sequenceur.commit(Wish { what, follow: Follow::Nothing }).await?;
        self.base.write(move |tx| lignes::promote(tx, id, 1)).await?;
        if let Some(noms) = self.noms_in_memory(structure).await {
            noms.write().unwrap_or_else(PoisonError::into_inner).insert(&label);
        }
        Ok(())
    }
}

/// Day of the last contact that counts, days since 1970; zero when there is none.
fn last_contact(evenements: &[NouvelEvenement]) -> i32 {
    let counting = evenements.iter().filter(|e| e.genre.reactive());
    counting.map(|e| days(e.date)).max().unwrap_or(0)
}

/// Where a dossier that was known elsewhere says more than its evenements do, the head says the facts that make this statut: ended on
/// the day of the last change, for a motif that nobody said; or asleep, its last contact older than the delay.
fn say_statut(entete: &mut Entete, structure: CodeStructure, nouveau: &Nouveau) {
    let fuseau = Fuseau::of_structure(structure);
    let seuil = Seuil::at(fuseau.aujourdhui(now()));
    match nouveau.statut {
        Statut::FinAccompagnement if nouveau.parcours.fin.is_some() => {
            (entete.fin, entete.motif) = nouveau.parcours.fin.map_or((0, 0), |(jour, motif)| (days(jour), motif));
        }
        Statut::FinAccompagnement => {
            (entete.fin, entete.motif) = (days(fuseau.aujourdhui(nouveau.maj)).min(seuil.today), MOTIF_AUTRE);
        }
        Statut::EnVeille if entete.contact == 0 => {
            entete.contact = days(fuseau.aujourdhui(nouveau.cree)).min(seuil.eve());
        }
        Statut::EnVeille | Statut::Actif => {}
    }
}

/// "Autre", of the list "statuts-fin".
const MOTIF_AUTRE: u16 = 20;

/// The label of a dossier with these fields and this head.
pub(crate) fn label(
    dossier: DossierId,
    sujet: [u8; 16],
    champs: &[(Champ, Clair)],
    numero: u32,
    entete: &Entete,
    cree: u64,
) -> Label {
    let get = |wanted: Champ| champs.iter().find(|(champ, _)| *champ == wanted).map(|(_, value)| value.clone());
    Label {
        dossier,
        nom: get(Champ::NomNaissance).unwrap_or_default(),
        prenom: get(Champ::Prenom).unwrap_or_default(),
        usage: get(Champ::NomUsage),
        naissance: get(Champ::Naissance).unwrap_or_default(),
        numero,
        referent: entete.referent,
        sujet,
        leurre: false,
        statut: Statut::Actif,
        contact: entete.contact,
        fin: entete.fin,
        maj: entete.maj,
        cree,
    }
}

/// The last byte of the sealed part of a decoy; the parts of others end with their salt.
pub(crate) const LEURRE: u8 = 1;

/// Kinds of exact token.
pub(crate) const PHONE: u8 = 1;
/// Mail.
pub(crate) const MAIL: u8 = 2;
/// NIR: for duplicates only, never for a search.
pub(crate) const NIR: u8 = 3;

/// The exact values of fields, each once: a mobile given as the landline too is one telephone.
pub(crate) fn exact_values(champs: &[(Champ, Clair)]) -> Vec<(u8, String)> {
    let mut values: Vec<_> = champs.iter().filter_map(|(champ, value)| exact(*champ, value.expose())).collect();
    values.sort();
    values.dedup();
    values
}

/// The exact token that a field gives, if any.
pub(crate) fn exact(champ: Champ, value: &str) -> Option<(u8, String)> {
    match champ {
        Champ::Telephone | Champ::TelephoneFixe => phone(value).map(|phone| (PHONE, phone)),
        Champ::Mail if value.contains('@') => Some((MAIL, value.trim().to_lowercase())),
        Champ::Nir => Some((NIR, value.chars().filter(|c| !c.is_whitespace()).collect())),
        _ => None,
    }
}

/// The one spelling of a telephone, if this is one.
pub(crate) fn phone(text: &str) -> Option<String> {
    domaine::saisie::phone(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_have_one_spelling() {
        for text in ["06 39 98 12 34", "0639981234", "+33 6 39 98 12 34", "0033639981234", "06.39.98.12.34"] {
            assert_eq!(phone(text).as_deref(), Some("0639981234"), "{text}");
        }
        for text in ["", "12/03/2006", "4021", "06 39 98 12", "Dupont 0639981234"] {
            assert_eq!(phone(text), None, "{text}");
        }
    }
}
