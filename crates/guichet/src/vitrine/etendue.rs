//! An étendue of cardboard: forty persons read, three only listed.

use domaine::{Champ, Classe, DossierId};

use super::face::*;
use super::gens::{self, receipt};
use super::vigie::qui;
use super::{Answer, Coffre};
use crate::heure;

const LUES: usize = 40;

#[allow(clippy::unused_async, missing_docs, reason = "same shape as the real one, where each verb is described")]
impl Coffre {
    pub async fn bureau_etendue(
        &self,
        request: &SignedRequest,
        parmi: Option<domaine::CodeStructure>,
        asked: Option<(&DemandeEtendue, VueDeLEtendue)>,
    ) -> Answer<BureauEtendue> {
        let agent = self.reader(request)?;
        let parmi = (parmi.unwrap_or(agent.structure), agent.structure_nom.clone());
        let reponse = asked.map(|(demande, vue)| lue(demande, vue));
        Ok(BureauEtendue { receipt: receipt(), agent, parmi, comptes: (0..8).map(qui).collect(), reponse })
    }

    pub async fn etendue_csv(&self, request: &SignedRequest, _: &DemandeEtendue) -> Answer<FichierEtendue> {
        self.reader(request)?;
        Ok(FichierEtendue { receipt: receipt(), octets: b"pseudonyme;certitude\n".to_vec() })
    }

    pub async fn etendue_preuves(
        &self,
        request: &SignedRequest,
        _: &DemandeEtendue,
        page: u32,
    ) -> Answer<PreuvesEtendue> {
        self.reader(request)?;
        let preuves = Preuves { pas: vec![], note: b"journal\n1\n".to_vec(), cles: ["a".into(), "b".into()] };
        Ok(PreuvesEtendue { receipt: receipt(), preuves, question: 90_001, page: (page, 1) })
    }
}

#[allow(clippy::unused_async, missing_docs, reason = "same shape as the real one, where each verb is described")]
impl Coffre {
    pub async fn readings_of(
        &self,
        request: &SignedRequest,
        dossier: DossierId,
        page: u32,
    ) -> Answer<LecturesDuDossier> {
        let agent = self.check(request)?;
        if !agent.role.reads_readers() {
            return Err(Refusal::Role.into());
        }
        let total = if gens::number(dossier).ok_or(Refusal::Introuvable)? == 2 { 0 } else { 27 };
        let first = (page.max(1) as usize - 1) * LECTURES_PAR_PAGE;
        let lignes = (first..total.min(first + LECTURES_PAR_PAGE)).map(lecture).collect();
        Ok(LecturesDuDossier { receipt: receipt(), agent, sujet: [0x7a; 16], lignes, total })
    }
}

fn lecture(n: usize) -> LectureDuDossier {
    let who = qui(n % 8);
    LectureDuDossier {
        le: heure::now_ms() - n as u64 * 7_000_000,
        nom: (n % 5 != 4).then_some(who.nom),
        role: (n % 7 != 6).then_some(who.role),
        ailleurs: (n % 10 == 4).then(|| "Mission locale de Lille".into()),
        genre: [GenreLecture::Ouverture, GenreLecture::Revelation, GenreLecture::Impression][n % 3],
        classes: [11, 4, 11][n % 3],
        explication: Explication::ALL[n % Explication::ALL.len()],
        entree: 80_000 - n as u64 * 13,
        livre: n % 4 != 3,
    }
}

/// An answer; of an interval that ended long ago, nothing.
fn lue(demande: &DemandeEtendue, vue: VueDeLEtendue) -> EtendueLue {
    let now = heure::now_ms();
    let jalon = Jalon { question: 90_001, le: now, entrees: 90_002, racine: [0x5e; 32] };
    let structures = demande.structures.iter().map(|code| format!("Mission locale {code}")).collect();
    if demande.au < now / 2 {
        let bilan = BilanEtendue::default();
        return EtendueLue { jalon, structures, bilan, personnes: vec![], total: 0, courbe: vec![] };
    }
    let total = if vue.listes { 3 } else { LUES };
    let first = (vue.page.max(1) as usize - 1) * ATTEINTES_PAR_PAGE;
    let personnes = (first..total.min(first + ATTEINTES_PAR_PAGE)).map(|n| personne(n, vue.listes, now)).collect();
    let bilan = BilanEtendue {
        personnes: [36, 4, 3],
        classes: [[36, 4], [36, 4], [2, 1], [36, 4], [0, 0], [0, 0], [0, 0]],
        lectures: 61,
        livrees: 55,
        revelations: 3,
        impressions: 1,
        pages: [4, 88],
        non_nommes: [1, 20],
        alterees: vec![88_123],
        recherches: [2, 1],
        leurres: 1,
        fenetre: Some((now - 9_000_000, now - 60_000)),
    };
    let courbe = (0..=u64::from(POINTS)).map(|n| (now - 9_000_000 + n * 180_000, n * LUES as u64 / 48)).collect();
    EtendueLue { jalon, structures, bilan, personnes, total, courbe }
}

fn personne(n: usize, is_listed: bool, now: u64) -> PersonneAtteinte {
    let held = |classe: Classe| !is_listed && (classe != Classe::Identifiants || n.is_multiple_of(5));
    let classes = [Classe::Identite, Classe::Contact, Classe::Parcours, Classe::Identifiants];
    let classes: Vec<Classe> = classes.into_iter().filter(|classe| held(*classe)).collect();
    let bits = classes.iter().fold(0, |bits, classe| bits | classe.bit());
    let is_sure = n % 9 != 8;
    PersonneAtteinte {
        sujet: [n as u8 + 1; 16],
        certitude: match (is_listed, is_sure) {
            (true, _) => "liste-seulement",
            (_, true) => "livre",
            _ => "livraison-non-confirmee",
        },
        livrees: if is_sure { bits & !Classe::Identifiants.bit() } else { 0 },
        incertaines: if is_sure { bits & Classe::Identifiants.bit() } else { bits },
        champs: Champ::ALL.iter().copied().filter(|champ| classes.contains(&champ.classe())).collect(),
        fenetre: (now - 9_000_000 + n as u64 * 60_000, now - 60_000),
        lectures: u32::from(!is_listed) + (n % 3) as u32,
        listes: 1,
    }
}
