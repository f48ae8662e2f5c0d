//! The desk of the étendue: a page of the answer, the file for the authority, the proofs for who doubts.

use domaine::saisie::normal_name;
use domaine::{Champ, CodeStructure};
use droits::Role;
use droits::signature::SignedRequest;
use journal::entry::{Entry, Pseudonym};
use journal::etendue::{Certitude, Etendue, Part, Personne};
use journal::note::{Checkpoint, Note};

use super::csv;
use super::demande::VueEtendue;
use super::rangement::livraison;
use crate::face::{
    ATTEINTES_PAR_PAGE, Agent, BilanEtendue, BureauEtendue, CompteAlerte, DemandeEtendue, Error, EtendueLue,
    FichierEtendue, Jalon, PERSONNES_DU_FICHIER_MAX, POINTS, PREUVES_PAR_PAGE, PersonneAtteinte, Preuve, Preuves,
    PreuvesEtendue, Saisie, VueDeLEtendue,
};
use crate::sequenceur::{Fault, Fill, Proven};
use crate::{Alive, Coffre};

/// Accounts offered.
const COMPTES_MAX: usize = 100;

impl Coffre {
    /// The desk: accounts of a structure to choose among (hers, or for the vigie `parmi`), and the answer if something was asked.
    ///
    /// # Errors
    /// A refusal or a failure; nothing was shown.
    pub async fn bureau_etendue(
        &self,
        request: &SignedRequest,
        parmi: Option<CodeStructure>,
        asked: Option<(&DemandeEtendue, VueDeLEtendue)>,
    ) -> Result<BureauEtendue, Error> {
        let alive = self.alive()?;
        let Some((demande, vue)) = asked else {
            let (agent, receipt) = alive.asks_journal(request, |_| Fill::default()).await?;
            let (parmi, comptes) = alive.offered(&agent, parmi, Vec::new());
            return Ok(BureauEtendue { receipt, agent, parmi, comptes, reponse: None });
        };
        let VueEtendue { receipt, agent, comptes: named, etendue, .. } = self.etendue(request, demande).await?;
        let jalon = alive.jalon(receipt.index).await?;
        let structures = demande.structures.iter().map(|code| alive.structure_nom(*code)).collect();
        let reponse = Some(lue(&etendue, jalon, structures, vue));
        let named = named.iter().map(crate::annuaire::Fiche::pseudonym).collect();
        let (parmi, comptes) = alive.offered(&agent, parmi, named);
        Ok(BureauEtendue { receipt, agent, parmi, comptes, reponse })
    }

    /// The answer as the authority receives it: one line a person, no name.
    ///
    /// # Errors
    /// A refusal or a failure; more persons than a browser is given at once.
    pub async fn etendue_csv(
        &self,
        request: &SignedRequest,
        demande: &DemandeEtendue,
    ) -> Result<FichierEtendue, Error> {
        let vue = self.etendue(request, demande).await?;
        if vue.etendue.personnes.len() > PERSONNES_DU_FICHIER_MAX {
            return Err(Error::Saisie(vec![Saisie { champ: "comptes", raison: "etendue-trop-grande" }]));
        }
        let mut octets = Vec::new();
        // A vector takes whatever it is given.
        let _ = csv::write(&vue.etendue, &mut octets);
        Ok(FichierEtendue { receipt: vue.receipt, octets })
    }

    /// Proofs of the entries that the answer rests on, [`PREUVES_PAR_PAGE`] at a time; pages begin at 1. Asked again, the answer is
    /// as of the new question: what was read before the first one stands at the same places.
    ///
    /// # Errors
    /// A refusal or a failure; nothing was shown.
    pub async fn etendue_preuves(
        &self,
        request: &SignedRequest,
        demande: &DemandeEtendue,
        page: u32,
    ) -> Result<PreuvesEtendue, Error> {
        let alive = self.alive()?;
        let vue = self.etendue(request, demande).await?;
        let question = vue.receipt.index;
        let mut bases = [vue.etendue.entrees(), vue.listes].concat();
        bases.sort_unstable();
        let pages = u32::try_from(bases.len().div_ceil(PREUVES_PAR_PAGE)).unwrap_or(u32::MAX).max(1);
        let skip = (page.max(1) as usize - 1).saturating_mul(PREUVES_PAR_PAGE);
        let bases: Vec<u64> = bases.into_iter().skip(skip).take(PREUVES_PAR_PAGE).collect();
        let read = bases.clone();
        let deliveries = move |tx: &mut crate::base::Tx<'_>| -> Result<Vec<Option<u64>>, _> {
            read.iter().map(|entree| livraison(tx, *entree, question)).collect()
        };
        let livraisons = alive.base.read(deliveries).await?;
        let mut indexes: Vec<u64> = bases.into_iter().chain(livraisons.into_iter().flatten()).collect();
        indexes.sort_unstable();
        let Proven { note, cosigner, records } = alive.sequenceur.prove(indexes).await?;
        let pas = records.into_iter().map(|(entree, record, chemin)| {
            let octets = record.entry.to_vec();
            Preuve { entree, octets, piece: record.piece, enonce: String::new(), chemin }
        });
        let preuves = Preuves { pas: pas.collect(), note, cles: [alive.sequenceur.vkey().to_owned(), cosigner] };
        Ok(PreuvesEtendue { receipt: vue.receipt, preuves, question, page: (page.max(1), pages) })
    }
}

impl Alive {
    /// Accounts that she may choose among, with those that she named, by name.
    fn offered(
        &self,
        agent: &Agent,
        parmi: Option<CodeStructure>,
        mut named: Vec<Pseudonym>,
    ) -> ((CodeStructure, String), Vec<CompteAlerte>) {
        let parmi = parmi.filter(|_| agent.role == Role::Vigie).unwrap_or(agent.structure);
        {
            let annuaire = self.annuaire.read().unwrap_or_else(std::sync::PoisonError::into_inner);
            let theirs = annuaire.of_structure(parmi).map(|(name, _)| *name).take(COMPTES_MAX);
            named.extend(theirs.filter(|name| !named.contains(name)).collect::<Vec<_>>());
        }
        let mut comptes: Vec<CompteAlerte> = named.iter().filter_map(|name| self.qui(name)).collect();
        comptes.sort_by_cached_key(|compte| (normal_name(compte.nom.expose()), compte.id));
        ((parmi, self.structure_nom(parmi)), comptes)
    }

    fn structure_nom(&self, code: CodeStructure) -> String {
        self.annuaire.read().unwrap_or_else(std::sync::PoisonError::into_inner).structure(code)
    }

    /// The latest checkpoint that both sides signed, which covers the question and so all that it was answered from.
    async fn jalon(&self, question: u64) -> Result<Jalon, Error> {
        let proven = self.sequenceur.prove(vec![question]).await?;
        let (_, record, _) = proven.records.first().ok_or(Fault::ContreCle)?;
        let entry = Entry::decode(&record.entry).map_err(|_| Fault::Journal)?;
        let note = Note::parse(&proven.note).map_err(|_| Fault::Journal)?;
        let checkpoint = Checkpoint::parse(&note.text).map_err(|_| Fault::Journal)?;
        Ok(Jalon { question, le: entry.time, entrees: checkpoint.size, racine: checkpoint.root })
    }
}

/// A page of the answer.
fn lue(etendue: &Etendue, jalon: Jalon, structures: Vec<String>, vue: VueDeLEtendue) -> EtendueLue {
    let is_shown = |person: &&Personne| (person.certitude() == Certitude::Liste) == vue.listes;
    let shown: Vec<&Personne> = etendue.personnes.iter().filter(is_shown).collect();
    let skip = (vue.page.max(1) as usize - 1).saturating_mul(ATTEINTES_PAR_PAGE);
    let personnes = shown.iter().skip(skip).take(ATTEINTES_PAR_PAGE).map(|person| atteinte(person)).collect();
    let courbe = if etendue.personnes.is_empty() { Vec::new() } else { etendue.courbe(POINTS) };
    EtendueLue { jalon, structures, bilan: counts(etendue), personnes, total: shown.len(), courbe }
}

fn atteinte(person: &Personne) -> PersonneAtteinte {
    let of = |part: &Part| csv::fields(part.champs, part.classes).collect::<Vec<Champ>>();
    let mut champs = [of(&person.livre), of(&person.incertain)].concat();
    champs.sort_unstable_by_key(|champ| Champ::ALL.iter().position(|one| one == champ));
    champs.dedup();
    PersonneAtteinte {
        sujet: person.sujet,
        certitude: person.certitude().key(),
        livrees: person.livre.classes,
        incertaines: person.incertain.classes & !person.livre.classes,
        champs,
        fenetre: person.fenetre(),
        lectures: person.livre.fois.saturating_add(person.incertain.fois),
        listes: person.liste.fois,
    }
}

fn counts(etendue: &Etendue) -> BilanEtendue {
    let bilan = &etendue.bilan;
    BilanEtendue {
        personnes: bilan.personnes,
        leurres: bilan.leurres,
        classes: bilan.classes,
        lectures: bilan.lectures,
        livrees: bilan.livrees,
        revelations: bilan.revelations,
        impressions: bilan.impressions,
        pages: bilan.pages,
        non_nommes: bilan.non_nommes,
        alterees: bilan.alterees.clone(),
        recherches: bilan.recherches,
        fenetre: bilan.fenetre,
    }
}
