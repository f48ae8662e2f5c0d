//! The front desk and the distribution of the vitrine: a Monday morning with people who wait, and a team of six.

use domaine::agenda::{Plage, StatutRdv};
use domaine::{AgentId, Clair, DossierId, PassageId, RemplacementId, RendezVousId, Statut};
use droits::Role;
use jiff::civil::{Date, DateTime};

use super::face::*;
use super::gens::{self, COLLEGUES, MASSON, TOTAL, etiquette, name, receipt, referent, statut};
use super::{Answer, Coffre, listes};
use crate::heure;

/// The site where nobody comes: the page says what to do.
pub const DESERT: u32 = 9;

/// The site of an overfull morning, in a structure of sixty who receive.
pub const FOULE: u32 = 8;

/// People expected in the day.
const ATTENDUS: u32 = 40;

#[allow(clippy::unused_async, missing_docs, reason = "same shape as the real one, where each verb is described")]
impl Coffre {
    pub async fn accueil(&self, request: &SignedRequest, vue: VueAccueil) -> Answer<AccueilVu> {
        let agent = self.check(request)?;
        let total = if vue.site == Some(DESERT) { 0 } else { ATTENDUS };
        let par_page = u32::try_from(ATTENDUS_PAR_PAGE).unwrap_or(1);
        let page = vue.page.unwrap_or(1).clamp(1, total.div_ceil(par_page).max(1));
        let shown = (0..total).skip((page as usize - 1) * ATTENDUS_PAR_PAGE).take(ATTENDUS_PAR_PAGE);
        let waiting = |genre, n: u32| (0..n).take(PASSAGES_MONTRES).map(|k| passage(k, genre)).collect();
        let (tickets, calls, receivers) = match vue.site {
            Some(DESERT) => (0, 0, 0),
            Some(FOULE) => (48, 31, 60),
            _ => (4, 2, 6),
        };
        Ok(AccueilVu {
            receipt: receipt(),
            maintenant: now(),
            attendus: shown.map(attendu).collect(),
            attendus_total: total as usize,
            page,
            attendent: waiting(GenrePassage::Ticket, tickets),
            attendent_total: tickets as usize,
            appels: waiting(GenrePassage::Appel, calls),
            appels_total: calls as usize,
            collegues: (0..receivers).map(|k| (gens::agent(k).id, Clair::new(name(k % 6)))).collect(),
            sites: vec![(1, "Siège".to_owned()), (2, "Antenne de l'Épeule".to_owned())],
            illisibles: usize::from(vue.site == Some(2)),
            agent,
        })
    }

    pub async fn find(&self, request: &SignedRequest, requete: Clair) -> Answer<Trouves> {
        let agent = self.check(request)?;
        let mut liste = listes::search(agent, &requete, false);
        liste.lignes.truncate(10);
        let first = liste.lignes.first().map(|ligne| (ligne.dossier, 630, Some(Clair::new(name(0)))));
        Ok(Trouves { liste, attendus: first.into_iter().collect() })
    }

    /// Of dossiers 2, a code waits; 3 has no telephone; 4 was tried five times; of any other one may be sent.
    pub async fn code_vu(&self, request: &SignedRequest, id: DossierId) -> Answer<CodeVu> {
        let agent = self.check(request)?;
        let is_relaye = agent.role.states(droits::budget::explanation::CODE);
        Ok(CodeVu { agent, is_relaye, restent: (id == gens::dossier(2)).then_some(5) })
    }

    pub async fn ask_code(&self, request: &SignedRequest, id: DossierId) -> Answer<()> {
        self.check(request)?;
        let wrong = |raison| Err(Error::Saisie(vec![Saisie { champ: "code", raison }]));
        if id == gens::dossier(3) { wrong("code-sans-telephone") } else { Ok(()) }
    }

    pub async fn say_code(&self, request: &SignedRequest, id: DossierId, typed: &Clair) -> Answer<(CodeDit, Role)> {
        let agent = self.check(request)?;
        let said = match (typed.expose(), id == gens::dossier(4)) {
            ("123456", false) => CodeDit::Juste,
            (text, _) if text.len() != 6 => {
                return Err(Error::Saisie(vec![Saisie { champ: "code", raison: "code-chiffres" }]));
            }
            (_, is_last) => CodeDit::Faux { restent: if is_last { 0 } else { 4 } },
        };
        Ok((said, agent.role))
    }

    pub async fn passage(&self, request: &SignedRequest, _: DossierId, geste: GestePassage) -> Answer<PassageId> {
        self.check(request)?;
        match geste {
            GestePassage::Change { id, .. } => Ok(id),
            GestePassage::Ticket { .. } | GestePassage::Appel { .. } => Ok(PassageId([1; 16])),
        }
    }

    pub async fn repartition(&self, request: &SignedRequest) -> Answer<Repartition> {
        let agent = self.check(request)?;
        let today = heure::today();
        let ligne = |k: usize| LigneRepartition {
            id: gens::agent(k).id,
            nom: Clair::new(name(k)),
            dossiers: Statut::ALL.map(|s| (1..=TOTAL).filter(|n| referent(*n) == Some(k) && statut(*n) == s).count()),
            ouverte: k != 4,
            absence: (k == 2).then(|| (today, today.saturating_add(jiff::Span::new().days(4)))),
        };
        Ok(Repartition {
            receipt: receipt(),
            lignes: team().map(ligne).collect(),
            sans_referent: [3, 1, 0],
            remplacements: remplacements(),
            illisibles: 0,
            aujourdhui: today,
            agent,
        })
    }

    pub async fn portefeuille_de(
        &self,
        request: &SignedRequest,
        de: AgentId,
        statut: Option<Statut>,
        page: u32,
    ) -> Answer<AReaffecter> {
        let agent = self.check(request)?;
        let whose = team().find(|k| gens::agent(*k).id == de);
        let portee = whose.map_or(Portee::SansReferent, |_| Portee::Agent(de));
        let filtre = Filtre { portee, statut, ..Filtre::default() };
        let distributes = agent.role.distributes();
        let liste = listes::portefeuille(agent, filtre, page, Vec::new()).liste;
        let vers = team().filter(|k| distributes && Some(*k) != whose);
        Ok(AReaffecter {
            liste,
            de: whose.map(|k| (de, Clair::new(name(k)))),
            vers: vers.map(|k| (gens::agent(k).id, Clair::new(name(k)), 12 * k)).collect(),
        })
    }

    /// One dossier was entrusted by somebody else meanwhile.
    pub async fn affect(&self, request: &SignedRequest, id: DossierId, _: AgentId, _: AgentId) -> Answer<Affecte> {
        self.check(request)?;
        gens::number(id).ok_or(Refusal::Introuvable)?;
        Ok(if id == gens::dossier(3) { Affecte::Deja(Some(Clair::new(name(2)))) } else { Affecte::Fait })
    }

    pub async fn replace(&self, request: &SignedRequest, _: GesteRemplacement) -> Answer<RemplacementId> {
        self.check(request)?;
        Ok(RemplacementId([1; 16]))
    }

    pub async fn qualite(&self, request: &SignedRequest, vue: VueQualite) -> Answer<QualiteLue> {
        let agent = self.check(request)?;
        if let Some(quoi) = vue.quoi {
            let portee = vue.de.map_or(Portee::Structure, Portee::Agent);
            let mut liste = listes::portefeuille(agent, Filtre { portee, ..Filtre::default() }, vue.page, vec![]).liste;
            if quoi == ARevoir::Mois(0) {
                (liste.lignes, liste.total) = (Vec::new(), 0);
            }
            let whose = team().find(|k| Some(gens::agent(*k).id) == vue.de);
            let de = whose.map(|k| (gens::agent(k).id, Clair::new(name(k))));
            return Ok(QualiteLue::Liste(Box::new(ListeQualite { quoi, de, liste })));
        }
        let sees_all = agent.role.oversees();
        let line = |k: usize| LigneQualite {
            de: (gens::agent(k).id, Clair::new(name(k))),
            combien: [0, 3 + k, 2 * k, 7, 1, 12, 0],
        };
        Ok(QualiteLue::Comptes(Box::new(Qualite {
            receipt: receipt(),
            total: [4, 21, 30, 42, 6, 72, 5],
            lignes: if sees_all { team().map(line).collect() } else { Vec::new() },
            mois: [310, 240, 180, 140, 90, 70, 31, 22, 14, 9, 6, 3, 18],
            courants: if vue.page == 7 { 0 } else { 1_133 },
            structure_entiere: sees_all,
            ateliers: 2,
            veille: (6, false),
            rappel: (30, false),
            aujourdhui: heure::today(),
            agent,
        })))
    }
}

/// One whom Léa replaces, and one who replaces her.
pub fn remplacements() -> Vec<RemplacementVu> {
    let one = |n: u8, de: usize, par: usize| RemplacementVu {
        id: RemplacementId([n; 16]),
        de: (gens::agent(de).id, Some(Clair::new(name(de)))),
        par: (gens::agent(par).id, Some(Clair::new(name(par)))),
        jusqu_au: heure::today().saturating_add(jiff::Span::new().days(12)),
        terminable: n == 1,
    };
    vec![one(1, 2, 0), one(2, 0, 3)]
}

fn team() -> impl Iterator<Item = usize> {
    0..MASSON.len() + COLLEGUES.len()
}

fn attendu(n: u32) -> Attendu {
    let debut = 540 + u16::try_from(n).unwrap_or(0) * 10;
    let statut = match n % 7 {
        5 => StatutRdv::Present,
        6 => StatutRdv::Absent,
        _ => StatutRdv::Planifie,
    };
    let ligne = LigneAgenda {
        id: RendezVousId([u8::try_from(n).unwrap_or(0); 16]),
        genre: GenreAgenda::RendezVous,
        plage: Plage::new(day(), debut, debut + 45).expect("a stretch of the morning"),
        statut,
        reprise: false,
        agent: (gens::agent(0).id, Some(Clair::new(name(n as usize % 4)))),
        site: 1 + n % 2,
        objet: 2,
        texte: Clair::default(),
        personne: (n != 11).then(|| etiquette(n + 1, true)),
        serie: false,
        arrivee: None,
    };
    let etat = [EtatPassage::Attend, EtatPassage::Pris, EtatPassage::Clos][n as usize % 3];
    Attendu { ligne, arrivee: (n < 3).then(|| (day().at(9, 4, 0, 0), etat)) }
}

fn passage(n: u32, genre: GenrePassage) -> Passage {
    let is_call = genre == GenrePassage::Appel;
    Passage {
        id: PassageId([u8::try_from(n).unwrap_or(0); 16]),
        genre,
        etat: EtatPassage::Attend,
        dossier: gens::dossier(n + 20),
        arrivee: now().saturating_sub(jiff::Span::new().minutes(i64::from(n) * if is_call { 1_500 } else { 17 })),
        attente: n * 17,
        pour: (n != 2).then(|| (gens::agent(n as usize).id, Some(Clair::new(name(n as usize))))),
        motif: if is_call { 0 } else { u16::try_from(n % 4).unwrap_or(0) },
        site: 0,
        texte: if is_call { Clair::new("rappeler avant midi") } else { Clair::default() },
        auteur: Some(Clair::new(name(1))),
        personne: (n != 3).then(|| etiquette(n + 20, true)),
    }
}

fn day() -> Date {
    heure::today()
}

fn now() -> DateTime {
    day().at(10, 30, 0, 0)
}
