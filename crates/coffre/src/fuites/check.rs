//! The check itself: entry, then exact values and names, then the entry of the answer, then a proportion.

use std::collections::{HashMap, HashSet};

use domaine::fuite::{LIGNES_MAX, Ligne, Verdict, persons, read};
use domaine::{Clair, CodeStructure, DossierId};
use droits::budget::{CONTROLE_PERSONNES_MIN, CONTROLE_VALEURS_MAX};
use droits::decide::Demande;
use droits::signature::{SignedRequest, lookup_request, sha256};
use journal::Kind;
use journal::act::{Act, Purpose, act, is_leak_check};
use journal::entry::{Pseudonym, pseudonym};

use super::{PART, communs};
use crate::base::Tx;
use crate::creation::exact;
use crate::etendue::Reader;
use crate::face::{Agent, Error, FuiteVerifiee, LecteurCommun, Refusal, Ressemblance, Saisie};
use crate::fiche::civil_day;
use crate::lignes::part_place;
use crate::listes::{bearers, reading};
use crate::sequenceur::{Fill, Follow, What, Wish, now};
use crate::{Alive, Coffre, random, sceau};

/// A value of a line: kind and spelling.
type Valeur = (u8, String);

/// Whose readings are laid over each other, when the verdict says that some are ours.
type Connues = HashMap<usize, Pseudonym>;

impl Coffre {
    /// Checks what is said to be a leak. A DPO learns of her structure, the vigie of the whole base; names with birth dates are
    /// compared with those of the reader's structure, phones, mails and NIR with all. The asking is counted, refused or not.
    ///
    /// # Errors
    /// Fewer than twenty persons, or more than a thousand lines; a refusal or a failure. Then nothing was said.
    pub async fn check_leak(&self, request: &SignedRequest, texte: &Clair) -> Result<FuiteVerifiee, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        let asked = act(&request.method, &request.target);
        let asked = asked.filter(|_| is_leak_check(&request.method, &request.target));
        let asked = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
        let lignes = read(texte, civil_day(now()));
        let (numbers, personnes) = persons(&lignes);
        let (index, content) = alive.announce_check(request, personnes).await?;
        let wrong = |raison| Err(Error::Saisie(vec![Saisie { champ: "fuite", raison }]));
        if lignes.len() > LIGNES_MAX {
            return wrong("fuite-trop-longue");
        }
        if personnes < CONTROLE_PERSONNES_MIN {
            return wrong("fuite-trop-courte");
        }
        let valeurs = values(&lignes);
        let mut connues = alive.known_by_values(index, request, &agent, &lignes, &numbers, valeurs).await?;
        connues.extend(alive.known_by_names(request, &agent, &lignes, &numbers).await?);
        let object: [u8; 16] = content[..16].try_into().unwrap_or_default();
        let fill = Fill { object, count: u32::try_from(lignes.len()).unwrap_or(u32::MAX), ..Fill::default() };
        let receipt = alive.inscribe(Demande::new(request.login, asked, request.hash()), fill).await?;
        let verdict = Verdict::of(connues.len(), personnes, &alive.racine.token(0, &spelt(&lignes)));
        let communs = match verdict {
            Verdict::Aucune => Vec::new(),
            _ => alive.read_in_common(&agent, connues, receipt.index).await?,
        };
        let (question, lignes) = (receipt.index, lignes.len());
        Ok(FuiteVerifiee { receipt, agent, lignes, personnes, verdict, communs, question })
    }
}

impl Alive {
    /// The entry of the look-up, before anything is looked up: how many persons, and a commitment to what was pasted.
    async fn announce_check(&self, request: &SignedRequest, personnes: usize) -> Result<(u64, [u8; 32]), Error> {
        let look = Act { kind: Kind::TokenLookup, classes: 0, purpose: Purpose::Controle, dossier: None, mandat: None };
        let demande = Demande::new(request.login, look, lookup_request(&request.hash()));
        let content = sha256(&[random::<16>().as_slice(), &request.body_hash].concat());
        let fill = Fill { content, count: u32::try_from(personnes).unwrap_or(u32::MAX), ..Fill::default() };
        let wish = Wish { what: What::Ask(demande, fill), follow: Follow::Nothing };
        Ok((self.sequenceur.commit(wish).await?.index, content))
    }

    /// Persons of the file whose phone, mail or NIR a dossier bears. Fewer values than twenty are not asked about.
    async fn known_by_values(
        &self,
        index: u64,
        request: &SignedRequest,
        agent: &Agent,
        lignes: &[Ligne],
        numbers: &[usize],
        valeurs: Vec<Valeur>,
    ) -> Result<Connues, Error> {
        if !(CONTROLE_PERSONNES_MIN..=CONTROLE_VALEURS_MAX).contains(&valeurs.len()) {
            return Ok(Connues::new());
        }
        let tokens = self.tokens(index, request, valeurs.clone()).await?;
        let here = agent.structure;
        let found = self.base.read(move |tx: &mut Tx<'_>| {
            let of = |(kind, token): &(u8, [u8; 32])| bearers(tx, *kind, *token, here);
            tokens.iter().map(of).collect::<Result<Vec<_>, _>>()
        });
        let bearers: HashMap<Valeur, Vec<(DossierId, CodeStructure)>> = valeurs.into_iter().zip(found.await?).collect();
        let reader = Reader::of(agent);
        let mut dossiers = HashMap::new();
        for (ligne, number) in lignes.iter().zip(numbers) {
            let known = spellings(ligne).into_iter().filter_map(|value| bearers.get(&value)).flatten();
            let known = known.filter(|(_, structure)| reader.may_ask(&structure.0));
            known.for_each(|(id, _)| {
                dossiers.entry(*number).or_insert(*id);
            });
        }
        self.pseudonyms(dossiers).await
    }

    /// Persons of the file whose names and birth date are those of somebody of the structure.
    async fn known_by_names(
        &self,
        request: &SignedRequest,
        agent: &Agent,
        lignes: &[Ligne],
        numbers: &[usize],
    ) -> Result<Connues, Error> {
        let mut connues = Connues::new();
        if lignes.iter().all(|ligne| ligne.naissance.is_none()) {
            return Ok(connues);
        }
        let noms = self.noms(agent.structure, Some(request)).await?;
        let noms = reading(&noms);
        for (ligne, number) in lignes.iter().zip(numbers) {
            let Some(day) = ligne.naissance else { continue };
            let alike = ligne
                .identites()
                .into_iter()
                .flat_map(|(nom, prenom)| noms.lookalikes(nom.expose(), prenom.expose(), &day.to_string()));
            let same = alike.into_iter().find(|(_, why)| *why == Ressemblance::MemesNomEtNaissance);
            connues.extend(same.map(|(label, _)| (*number, label.sujet)));
        }
        Ok(connues)
    }

    /// The name in the journal of each of these dossiers. None is opened: only its own salt is read.
    async fn pseudonyms(&self, dossiers: HashMap<usize, DossierId>) -> Result<Connues, Error> {
        let parts = self.base.read(move |tx: &mut Tx<'_>| {
            let of = |(number, id): (&usize, &DossierId)| {
                let part = tx.one::<(Vec<u8>,)>(&PART, &[id.0.into()])?;
                Ok(part.map(|(part,)| (*number, *id, part)))
            };
            dossiers.iter().map(of).collect::<Result<Vec<_>, _>>()
        });
        let opened = |(number, id, part): (usize, DossierId, Vec<u8>)| {
            let clear = sceau::open(&self.parts, &part_place(id), &part)?;
            let salt: [u8; 16] = clear.get(32..48)?.try_into().ok()?;
            Some((number, pseudonym(&salt, &id.0)))
        };
        Ok(parts.await?.into_iter().flatten().filter_map(opened).collect())
    }

    async fn read_in_common(&self, agent: &Agent, connues: Connues, until: u64) -> Result<Vec<LecteurCommun>, Error> {
        let sujets: HashSet<Pseudonym> = connues.into_values().collect();
        let found = self.base.read(move |tx: &mut Tx<'_>| communs(tx, &sujets, until)).await?;
        let reader = Reader::of(agent);
        let said = found.into_iter().map(|commun| LecteurCommun {
            qui: self.qui(&commun.acteur).filter(|qui| reader.may_ask(&qui.structure.0)),
            dixiemes: commun.dixiemes,
            fenetre: commun.fenetre,
            entrees: commun.entrees,
        });
        Ok(said.collect())
    }
}

/// The exact values of a line, as their tokens are made.
fn spellings(ligne: &Ligne) -> Vec<Valeur> {
    ligne.exacts.iter().filter_map(|(champ, value)| exact(*champ, value.expose())).collect()
}

/// Those of all lines, each once.
fn values(lignes: &[Ligne]) -> Vec<Valeur> {
    let mut all: Vec<Valeur> = lignes.iter().flat_map(spellings).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The whole file in one spelling, whatever the order of its lines: what its verdict's limits depend on.
fn spelt(lignes: &[Ligne]) -> String {
    let line = |ligne: &Ligne| {
        let values = spellings(ligne).into_iter().map(|(_, value)| value);
        let noms = ligne.noms.iter().map(|nom| domaine::saisie::normal_name(nom.expose()));
        let day = ligne.naissance.map(|day| day.to_string());
        values.chain(noms).chain(day).collect::<Vec<_>>().join(" ")
    };
    let mut lines: Vec<String> = lignes.iter().map(line).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.join("\n")
}
