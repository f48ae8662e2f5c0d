//! Making dossiers: keys on both sides, records sealed, rows staged, the write journalled, rows promoted.
//! A form makes one; the console of a fictional base makes many, through the same steps.

use std::sync::{Arc, PoisonError, RwLock};

use contre_cle::protocole::{Answer, Question};
use domaine::{AgentId, Champ, Clair, Classe, CodeStructure, DossierId, GenreEvenement};
use droits::signature::SignedRequest;
use jiff::civil::Date;
use journal::Kind;
use journal::act::{Purpose, classes};
use journal::entry::{Decision, Entry, pseudonym};
use zeroize::Zeroizing;

#[cfg(feature = "console")]
use crate::Coffre;
use crate::dossiers::{part_place, record_place};
use crate::face::{Error, Refusal};
use crate::fiche::{self, EvenementScelle, days};
use crate::lignes::{self, Change, Entete, Ligne, Stored, genre};
use crate::noms::{Label, Noms};
use crate::racine::{Secret, class_half, join};
use crate::sceau;
use crate::sequenceur::{Done, Fault, Follow, What, Wish};
use crate::{Alive, random};

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
    /// Milliseconds.
    pub cree: u64,
}

/// An evenement of a dossier to make.
#[derive(Clone, Debug)]
pub struct NouvelEvenement {
    /// Kind.
    pub genre: GenreEvenement,
    /// Day.
    pub date: Date,
    /// Minutes.
    pub duree: u16,
    /// Who held it.
    pub agent: AgentId,
    /// What was said.
    pub texte: Clair,
}

/// A dossier with its own half of the keys, before its creation is journalled.
pub(crate) struct Begun {
    nouveau: Nouveau,
    stored: Stored,
    share: Secret,
    salt: [u8; 16],
}

/// A dossier sealed, before its rows are stored.
pub(crate) struct Sealed {
    stored: Stored,
    change: Change,
    label: Label,
    write: Entry,
}

impl Begun {
    /// Its pseudonym.
    pub fn subject(&self) -> [u8; 16] {
        pseudonym(&self.salt, &self.stored.id.0)
    }

    /// Values by which it may be found exactly: kind and normalised value.
    pub fn exact_values(&self) -> Vec<(u8, String)> {
        self.nouveau.champs.iter().filter_map(|(champ, value)| exact(*champ, value.expose())).collect()
    }
}

impl Sealed {
    /// Which dossier.
    pub fn id(&self) -> DossierId {
        self.stored.id
    }
}

impl Alive {
    /// The next short number of a structure.
    pub(crate) async fn next_numero(&self, structure: CodeStructure) -> Result<u32, Error> {
        let code = structure.to_string();
        let row = self.base.write(move |tx| tx.one::<(i64,)>(&COUNT, &[code.as_str().into(), 1i64.into()])).await?;
        row.and_then(|(n,)| u32::try_from(n).ok()).ok_or(Error::Refusal(Refusal::Conflit))
    }

    /// Makes this side's half and the dossier's random names.
    pub(crate) fn begin(&self, structure: CodeStructure, nouveau: Nouveau) -> Begun {
        let (id, share, salt) = (DossierId(random()), Zeroizing::new(random::<32>()), random::<16>());
        let mut clear = Zeroizing::new(share.to_vec());
        clear.extend_from_slice(&salt);
        let part = sceau::seal(&self.parts, &part_place(id), &clear);
        let stored = Stored::fresh(id, structure, nouveau.cree, part);
        Begun { nouveau, stored, share, salt }
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

    fn token_question(&self, index: u64, request: Option<&SignedRequest>, values: &[(u8, String)]) -> Question {
        let inner = values.iter().map(|(kind, value)| (*kind, self.racine.token(*kind, value))).collect();
        Question::Tokens { index, request: request.cloned(), inner }
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
        let Begun { nouveau, mut stored, share, .. } = begun;
        let keys: Vec<Secret> = Classe::ALL
            .into_iter()
            .zip(&done.halves)
            .map(|(classe, theirs)| join(&class_half(&share, classe, 0), theirs, b"classe"))
            .collect();
        let mut lignes = Vec::new();
        let numero = (Champ::Numero, Clair::new(nouveau.numero.to_string()));
        let champs: Vec<_> = nouveau.champs.into_iter().chain([numero]).collect();
        for (classe, key) in Classe::ALL.into_iter().zip(&keys) {
            let own: Vec<_> = champs.iter().filter(|(champ, _)| champ.classe() == classe).cloned().collect();
            if own.is_empty() {
                continue;
            }
            let num = classe as u32;
            let contenu = sceau::seal(key, &record_place(&stored, genre::CLASSE, num, 1), &fiche::encode(&own));
            lignes.push(Ligne { genre: genre::CLASSE, num, etat: 0, code: num.into(), jour: 0, contenu });
        }
        for (num, evenement) in (0..).zip(&nouveau.evenements) {
            let sealed = EvenementScelle {
                genre: evenement.genre,
                date: evenement.date,
                duree: evenement.duree,
                agent: evenement.agent.0,
                texte: evenement.texte.clone(),
            };
            let place = record_place(&stored, genre::EVENEMENT, num, 1);
            lignes.push(Ligne {
                genre: genre::EVENEMENT,
                num,
                etat: 0,
                code: evenement.genre as i64,
                jour: days(evenement.date).into(),
                contenu: sceau::seal(&keys[Classe::Parcours as usize], &place, &sealed.encode()),
            });
        }
        let label = label(&stored, &champs, nouveau.numero, nouveau.referent);
        let noms = noms.read().unwrap_or_else(PoisonError::into_inner);
        let mut change = Change {
            entete: Entete { statut: 1, referent: nouveau.referent.0, maj: nouveau.cree, digest: [0; 32] },
            lignes,
            etiquette: Some(label.seal(noms.key(), stored.structure, 1)),
            jetons,
        };
        let before = stored.clone();
        let digest = stored.add(&mut change, &share);
        let mut write = Entry::new(Kind::Write);
        write.decision = Decision::Granted;
        (write.actor, write.login, write.subject) = (done.entry.actor, done.entry.login, subject);
        (write.fields, write.classes) = (champs.iter().fold(0, |bits, (c, _)| bits | c.bit()), classes::ALL);
        (write.purpose, write.etat, write.structure) = (Purpose::Creation as u8, 1, before.structure.0);
        (write.request, write.content, write.object) = (done.entry.request, digest, done.entry.object);
        Sealed { stored: before, change, label, write }
    }

    /// Stores dossiers: rows pending, writes journalled, rows promoted, names added to the list.
    pub(crate) async fn store_new(&self, sealed: Vec<Sealed>, noms: &Arc<RwLock<Noms>>) -> Result<(), Error> {
        let rows: Vec<_> = sealed.iter().map(|s| (s.stored.clone(), s.change.clone())).collect();
        let ids: Vec<_> = sealed.iter().map(Sealed::id).collect();
        self.base
            .write(move |tx| rows.iter().try_for_each(|(stored, change)| lignes::stage(tx, stored, change)))
            .await?;
        let mut labels = Vec::new();
        for one in sealed {
            let what = What::Record(Box::new(one.write), None);
            self.sequenceur.commit(Wish { what, follow: Follow::Nothing }).await?;
            labels.push(one.label);
        }
        self.base.write(move |tx| ids.iter().try_for_each(|id| lignes::promote(tx, *id, 1))).await?;
        let mut noms = noms.write().unwrap_or_else(PoisonError::into_inner);
        labels.iter().for_each(|label| noms.insert(label));
        Ok(())
    }
}

#[cfg(feature = "console")]
impl Coffre {
    /// Makes dossiers at the console of a fictional base that is not closed yet, by batches. Blocking.
    ///
    /// # Errors
    /// A real or closed base refuses; a failure leaves whole batches and nothing of the current one.
    pub fn create_at_console(&self, structure: CodeStructure, nouveaux: Vec<Nouveau>) -> Result<Vec<DossierId>, Error> {
        let alive = self.alive()?;
        let noms = alive.noms_at_console(structure)?;
        let last = nouveaux.iter().map(|n| n.numero).max().unwrap_or(0);
        let begun: Vec<Begun> = nouveaux.into_iter().map(|nouveau| alive.begin(structure, nouveau)).collect();
        let wishes = begun.iter().map(|one| creation_wish(one, structure)).collect();
        let done = alive.sequenceur.commit_blocking(wishes).into_iter().collect::<Result<Vec<_>, _>>()?;
        let values: Vec<_> = begun.iter().map(Begun::exact_values).collect();
        let questions = done.iter().zip(&values).map(|(d, v)| alive.token_question(d.index, None, v)).collect();
        let mut sealed = Vec::with_capacity(begun.len());
        for (((one, done), values), answer) in
            begun.into_iter().zip(&done).zip(values).zip(alive.sequenceur.ask_blocking(questions))
        {
            let Ok(Answer::Tokens(tokens)) = answer else { return Err(Fault::ContreCle.into()) };
            let jetons = values.iter().map(|(kind, _)| *kind).zip(tokens).collect();
            sealed.push(alive.seal_new(one, done, &noms, jetons));
        }
        let ids: Vec<_> = sealed.iter().map(Sealed::id).collect();
        alive.store_at_console(sealed)?;
        let code = structure.to_string();
        let count = i64::from(last);
        alive.base.write_blocking(move |tx| {
            let known = tx.one::<(i64,)>(&COUNT, &[code.as_str().into(), 0i64.into()])?.map_or(0, |(n,)| n);
            tx.one::<(i64,)>(&COUNT, &[code.as_str().into(), (count - known).max(0).into()]).map(|_| ())
        })?;
        Ok(ids)
    }
}

#[cfg(feature = "console")]
impl Alive {
    fn store_at_console(&self, sealed: Vec<Sealed>) -> Result<(), Error> {
        let rows: Vec<_> = sealed.iter().map(|s| (s.stored.clone(), s.change.clone())).collect();
        let ids: Vec<_> = sealed.iter().map(Sealed::id).collect();
        self.base
            .write_blocking(move |tx| rows.iter().try_for_each(|(stored, change)| lignes::stage(tx, stored, change)))?;
        let wishes = sealed
            .into_iter()
            .map(|one| Wish { what: What::Record(Box::new(one.write), None), follow: Follow::Nothing })
            .collect();
        self.sequenceur.commit_blocking(wishes).into_iter().collect::<Result<Vec<_>, _>>()?;
        self.base.write_blocking(move |tx| ids.iter().try_for_each(|id| lignes::promote(tx, *id, 1)))?;
        Ok(())
    }
}

#[cfg(feature = "console")]
fn creation_wish(begun: &Begun, structure: CodeStructure) -> Wish {
    let mut entry = Entry::new(Kind::Creation);
    entry.decision = Decision::Granted;
    entry.subject = begun.subject();
    entry.structure = structure.0;
    entry.purpose = Purpose::Import as u8;
    Wish { what: What::Record(Box::new(entry), None), follow: Follow::Created(None) }
}

fn label(stored: &Stored, champs: &[(Champ, Clair)], numero: u32, referent: AgentId) -> Label {
    let get = |wanted: Champ| champs.iter().find(|(champ, _)| *champ == wanted).map(|(_, value)| value.clone());
    Label {
        dossier: stored.id,
        nom: get(Champ::NomNaissance).unwrap_or_default(),
        prenom: get(Champ::Prenom).unwrap_or_default(),
        usage: get(Champ::NomUsage),
        naissance: get(Champ::Naissance).unwrap_or_default(),
        numero,
        referent: referent.0,
    }
}

/// Kinds of exact token.
pub(crate) const PHONE: u8 = 1;
/// Mail.
pub(crate) const MAIL: u8 = 2;
/// NIR: for duplicates only, never for a search.
pub(crate) const NIR: u8 = 3;

/// The exact token that a field gives, if any.
pub(crate) fn exact(champ: Champ, value: &str) -> Option<(u8, String)> {
    match champ {
        Champ::Telephone => phone(value).map(|phone| (PHONE, phone)),
        Champ::Mail if value.contains('@') => Some((MAIL, value.trim().to_lowercase())),
        Champ::Nir => Some((NIR, value.chars().filter(|c| !c.is_whitespace()).collect())),
        _ => None,
    }
}

/// Ten digits, whatever the spelling: "06 39 98 12 34", "+33 6 39 98 12 34".
pub(crate) fn phone(text: &str) -> Option<String> {
    let mut digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if let Some(rest) = digits.strip_prefix("0033").or_else(|| digits.strip_prefix("33").filter(|_| text.contains('+')))
    {
        digits = format!("0{rest}");
    }
    let is_phone = digits.len() == 10 && digits.starts_with('0') && text.chars().all(|c| !c.is_alphabetic());
    is_phone.then_some(digits)
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
