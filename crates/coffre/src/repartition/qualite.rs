//! GET /qualite: what is to be put right in the files, counted from what stands in clear and from labels. What cannot be known
//! without opening a dossier is not guessed. One function says who is on each list, so that a count is the length of its list.

use std::collections::{BTreeSet, HashMap, HashSet};

use domaine::agenda::{Plage, StatutRdv};
use domaine::catalogue::parametre;
use domaine::fuseau::Fuseau;
use domaine::saisie::REQUIRED;
use domaine::{AgentId, Clair, Classe, Groupe, delai, fraicheur};
use droits::signature::SignedRequest;
use jiff::civil::Date;

use crate::base::{SqlError, Tx, Value};
use crate::face::{
    ARevoir, Agent, Error, LigneQualite, Liste, ListeQualite, MOIS_MAX, Qualite, QualiteLue, Refusal, VueQualite,
};
use crate::fiche::{date, days};
use crate::listes::{PAGE, reading};
use crate::noms::Courant;
use crate::sequenceur::now;
use crate::{Alive, Coffre};

crate::statements! {
    STAMPS = "select l.dossier, l.num, l.jour from dossier d join ligne l on l.dossier = d.id and l.genre = 5 \
              where d.structure = ?1 and l.etat <= d.etat and l.jour < ?2";
    FILLED = "select l.dossier, count(distinct l.num) from dossier d \
              join ligne l on l.dossier = d.id and l.genre = 5 \
              where d.structure = ?1 and l.etat <= d.etat and l.num in (?2, ?3, ?4, ?5, ?6) group by l.dossier";
    OVER = "select dossier, agent, jour, debut, fin from rendez_vous where structure = ?1 and jour between ?2 and ?3 \
            and genre = 1 and statut = ?4";
}

/// Days in which rendez-vous without statut are looked for.
const RETARD: i32 = 366;

/// Who has what to put right: the dossier, and in whose portefeuille (whose agenda, for a rendez-vous).
type Lists = HashMap<ARevoir, BTreeSet<([u8; 16], AgentId)>>;

/// A rendez-vous that is past: its dossier, its agent, its day and hours; and its row.
type Passe = ([u8; 16], [u8; 16], Plage);
type RangPasse = ([u8; 16], [u8; 16], i64, i64, i64);

impl Coffre {
    /// The counts, or the list of one of them: of the structure for who oversees it, of her own files for others.
    ///
    /// # Errors
    /// A refusal or a failure; nothing was shown.
    pub async fn qualite(&self, request: &SignedRequest, vue: VueQualite) -> Result<QualiteLue, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let sees_all = agent.role.oversees() && !alive.is_on_probation(agent.id);
        let team = alive.team(&agent, &reading(&noms));
        let whose = |id: AgentId| team.iter().find(|(known, ..)| *known == id).map(|(id, nom, _)| (*id, nom.clone()));
        let de = match vue.de {
            None if sees_all => None,
            None => Some(agent.id),
            Some(id) if id == agent.id || (sees_all && whose(id).is_some()) => Some(id),
            Some(_) => return Err(Error::Refusal(Refusal::Introuvable)),
        };
        let fuseau = Fuseau::of_structure(agent.structure);
        let today = fuseau.aujourdhui(now());
        let (veille, rappel) = (number("veille-delai-mois", today), number("rappel-propositions-jours", today));
        let courants = reading(&noms).running(today, rappel.0);
        let lists = alive.lists_to_review(&agent, &courants, today).await?;
        if let Some(quoi) = vue.quoi {
            let dossiers = on_list(&lists, quoi, de);
            let skip = (vue.page.max(1) as usize - 1).saturating_mul(PAGE);
            let labels = reading(&noms).page_of(&dossiers, skip, PAGE);
            let receipt = alive.journal_list(request, &labels).await?;
            let lignes = labels.into_iter().map(|label| alive.shown(label, &agent)).collect();
            let liste = Liste { receipt, agent, lignes, total: dossiers.len() };
            return Ok(QualiteLue::Liste(Box::new(ListeQualite { quoi, de: de.and_then(whose), liste })));
        }
        let ateliers = alive.ateliers_a_clore(&agent).await?;
        let receipt = alive.journal_list(request, &[]).await?;
        let count = |de: Option<AgentId>| ARevoir::ALL.map(|quoi| on_list(&lists, quoi, de).len());
        let line = |(id, nom, _): (AgentId, Clair, bool)| LigneQualite { combien: count(Some(id)), de: (id, nom) };
        let mut mois = [0; MOIS_MAX as usize + 1];
        for (n, combien) in (0..=MOIS_MAX).zip(&mut mois) {
            *combien = on_list(&lists, ARevoir::Mois(n), de).len();
        }
        Ok(QualiteLue::Comptes(Box::new(Qualite {
            receipt,
            total: count(de),
            lignes: if sees_all && de.is_none() { team.into_iter().map(line).collect() } else { Vec::new() },
            mois,
            courants: courants.iter().filter(|c| de.is_none_or(|de| c.referent == de)).count(),
            structure_entiere: de.is_none(),
            ateliers,
            veille,
            rappel,
            aujourdhui: today,
            agent,
        })))
    }
}

impl Alive {
    /// Everybody who has something to be put right, among the files that run.
    async fn lists_to_review(&self, agent: &Agent, courants: &[Courant], today: Date) -> Result<Lists, Error> {
        let structure = agent.structure;
        let maintenant = Fuseau::of_structure(structure).civil(now());
        let delais: HashMap<u32, u16> = in_clear()
            .map(|groupe| (groupe as u32, number(&format!("fraicheur-{}-mois", groupe.key()), today).0))
            .collect();
        let (stale, filled, over) = self
            .base
            .read(move |tx| {
                let code = structure.as_str();
                Ok((stale(tx, code, today, &delais)?, filled(tx, code)?, over(tx, code, today)?))
            })
            .await?;
        let mut lists = Lists::new();
        for courant in courants {
            let is_partial = !filled.contains(&courant.dossier);
            let those = [
                (ARevoir::Mois(months(courant.contact, today)), true),
                (ARevoir::SansReferent, courant.referent == AgentId([0; 16])),
                (ARevoir::SansContact, !courant.actif),
                (ARevoir::Perimes, courant.actif && stale.contains(&courant.dossier)),
                (ARevoir::Vides, courant.actif && is_partial),
                (ARevoir::Situations, courant.actif && courant.situation_finie),
                (ARevoir::Propositions, courant.actif && courant.sans_resultat),
            ];
            for (quoi, _) in those.into_iter().filter(|(_, is_on)| *is_on) {
                lists.entry(quoi).or_default().insert((courant.dossier, courant.referent));
            }
        }
        let known: HashSet<[u8; 16]> = courants.iter().map(|courant| courant.dossier).collect();
        let past = over.into_iter().filter(|(id, _, plage)| known.contains(id) && plage.est_passee(maintenant));
        lists.insert(ARevoir::RendezVous, past.map(|(id, agent, _)| (id, AgentId(agent))).collect());
        Ok(lists)
    }
}

/// Those of one list, each once, of one portefeuille or of all.
fn on_list(lists: &Lists, quoi: ARevoir, de: Option<AgentId>) -> Vec<[u8; 16]> {
    let those = lists.get(&quoi).into_iter().flatten().filter(|(_, of)| de.is_none_or(|de| *of == de));
    let mut dossiers: Vec<[u8; 16]> = those.map(|(dossier, _)| *dossier).collect();
    dossiers.dedup();
    dossiers
}

/// Groups whose stamps stand in clear, and which a form asks.
fn in_clear() -> impl Iterator<Item = Groupe> {
    let is_clear = |groupe: &Groupe| matches!(groupe.classe(), Classe::Identite | Classe::Contact | Classe::Parcours);
    Groupe::ALL.iter().copied().filter(is_clear)
}

/// Groups without which a file is not complete: a part that was never filled makes it incomplete for certain. That a filled
/// part lacks a field, only the dossier says.
fn required() -> [Groupe; 5] {
    let mut groupes: Vec<Groupe> = REQUIRED.iter().flat_map(|any| any.iter().map(|champ| champ.groupe())).collect();
    groupes.sort_by_key(|groupe| *groupe as u8);
    groupes.dedup();
    groupes.retain(|groupe| in_clear().any(|known| known == *groupe));
    // As many parameters as the statement has; the last one may stand twice.
    let last = groupes.last().copied().unwrap_or(Groupe::Identite);
    [0, 1, 2, 3, 4].map(|n| groupes.get(n).copied().unwrap_or(last))
}

/// Dossiers of which a part in clear was confirmed too long ago.
fn stale(tx: &mut Tx<'_>, code: &str, today: Date, delais: &HashMap<u32, u16>) -> Result<HashSet<[u8; 16]>, SqlError> {
    let rows: Vec<([u8; 16], u32, i64)> = tx.all(&STAMPS, &[code.into(), days(today).into()])?;
    let is_stale = |groupe: u32, jour: i64| {
        let (Some(mois), Some(jour)) = (delais.get(&groupe), i32::try_from(jour).ok().and_then(date)) else {
            return false;
        };
        fraicheur::etat(Some(jour), None, today, *mois).est_perime()
    };
    Ok(rows.into_iter().filter(|(_, groupe, jour)| is_stale(*groupe, *jour)).map(|(id, ..)| id).collect())
}

/// Dossiers of which every required part was filled once.
fn filled(tx: &mut Tx<'_>, code: &str) -> Result<HashSet<[u8; 16]>, SqlError> {
    let groupes = required();
    let distinct = groupes.iter().collect::<HashSet<_>>().len();
    let mut params: Vec<Value> = vec![code.into()];
    params.extend(groupes.map(|groupe| Value::from(groupe as u32)));
    let rows: Vec<([u8; 16], u32)> = tx.all(&FILLED, &params)?;
    Ok(rows.into_iter().filter(|(_, n)| *n as usize == distinct).map(|(id, _)| id).collect())
}

/// Rendez-vous of which nobody said what became of them, those of today that are not over too: by their clear columns.
fn over(tx: &mut Tx<'_>, code: &str, today: Date) -> Result<Vec<Passe>, SqlError> {
    let (last, planned) = (days(today), StatutRdv::Planifie as u8);
    let rows: Vec<RangPasse> = tx.all(&OVER, &[code.into(), (last - RETARD).into(), last.into(), planned.into()])?;
    let read = |(dossier, agent, jour, debut, fin): RangPasse| {
        let jour = date(i32::try_from(jour).ok()?)?;
        let plage = Plage::new(jour, u16::try_from(debut).ok()?, u16::try_from(fin).ok()?).ok()?;
        Some((dossier, agent, plage))
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Whole months since a day, at most [`MOIS_MAX`].
fn months(contact: i32, today: Date) -> u8 {
    let Some(contact) = date(contact) else { return MOIS_MAX };
    (1..=MOIS_MAX).take_while(|n| delai::dernier_jour(contact, u16::from(*n)) <= today).last().unwrap_or(0)
}

/// A parameter, and whether a text gives it.
fn number(nom: &str, today: Date) -> (u16, bool) {
    let known = parametre(nom, today).expect("a parameter without first and last day, which a test reads");
    (u16::try_from(known.valeur).unwrap_or(u16::MAX), known.verifie)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn months_turn_on_the_day_of_the_same_number() {
        let today = date(2026, 11, 23);
        let check = |contact: Date, expected: u8| assert_eq!(months(days(contact), today), expected, "{contact}");
        check(date(2026, 11, 23), 0);
        check(date(2026, 10, 24), 0);
        check(date(2026, 10, 23), 1);
        check(date(2025, 11, 24), 11);
        check(date(2025, 11, 23), 12);
        check(date(2019, 1, 1), 12);
        check(date(2026, 12, 1), 0);
    }

    #[test]
    fn the_statement_holds_every_required_group() {
        let mut groupes: Vec<Groupe> = REQUIRED.iter().copied().flatten().map(|champ| champ.groupe()).collect();
        groupes.retain(|groupe| in_clear().any(|known| known == *groupe));
        assert!(groupes.iter().all(|groupe| required().contains(groupe)), "{groupes:?}");
    }

    #[test]
    fn every_parameter_is_known_on_any_day() {
        for groupe in in_clear() {
            assert!(number(&format!("fraicheur-{}-mois", groupe.key()), Date::MAX).0 > 0, "{}", groupe.key());
        }
    }

    #[test]
    fn a_person_counts_once() {
        let (lea, karine) = (AgentId([1; 16]), AgentId([2; 16]));
        let lists =
            Lists::from([(ARevoir::RendezVous, BTreeSet::from([([7; 16], lea), ([7; 16], karine), ([8; 16], lea)]))]);
        let check =
            |de, expected: usize| assert_eq!(on_list(&lists, ARevoir::RendezVous, de).len(), expected, "{de:?}");
        check(None, 2);
        check(Some(lea), 2);
        check(Some(karine), 1);
        check(Some(AgentId([3; 16])), 0);
    }
}
