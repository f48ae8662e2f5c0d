//! Ma journée in the vitrine: a day of every kind of line, and lists of five out of more. A first day is asked for by the tests.

use domaine::agenda::{Plage, StatutRdv};
use domaine::seance::EtatSeance;
use domaine::{AtelierId, Clair, PassageId, RendezVousId};
use jiff::ToSpan;

use super::face::*;
use super::gens::{self, name, receipt};
use super::{Answer, Coffre, agenda, listes};

#[allow(clippy::unused_async, missing_docs, reason = "same shape as the real one, where each verb is described")]
impl Coffre {
    pub async fn journee(&self, request: &SignedRequest) -> Answer<Accueil> {
        let agent = self.check(request)?;
        if !agent.role.receives() {
            return Ok(Accueil::Ailleurs(agent));
        }
        let is_first = self.etagere().premier_jour;
        Ok(Accueil::Journee(Box::new(if is_first { first(agent) } else { full(agent) })))
    }

    /// From now on, the day of somebody who has just arrived.
    pub fn begins(&self) {
        self.etagere().premier_jour = true;
    }
}

fn first(agent: Agent) -> Journee {
    Journee {
        receipt: receipt(),
        agent,
        maintenant: agenda::now(),
        structure_entiere: false,
        aujourdhui: Vec::new(),
        aujourdhui_total: 0,
        prochain: None,
        blocs: AFaire::ALL.map(|cle| Bloc { cle, total: 0, lignes: Vec::new() }).into(),
        a_clore: 0,
        remplace: Vec::new(),
        remplacee_par: Vec::new(),
        suivis: 0,
        sites: agenda::sites(),
        bientot: (30, false),
        illisibles: 0,
    }
}

fn full(agent: Agent) -> Journee {
    let maintenant = agenda::now();
    let today = maintenant.date();
    let structure_entiere = agent.role.oversees() && !agent.role.accompanies();
    let vue = VueAgenda { agent: Some(agent.id), ..VueAgenda::default() };
    let mut rdv = agenda::lines(agenda::monday(), &vue, false);
    rdv.retain(|ligne| ligne.genre == GenreAgenda::RendezVous);
    // More than the page shows, most of them still to be said.
    let mut more = rdv.clone();
    more.iter_mut().for_each(|ligne| (ligne.statut, ligne.reprise) = (StatutRdv::Planifie, false));
    rdv.extend(more.iter().cloned());
    rdv.extend(more);
    for ligne in &mut rdv {
        ligne.plage = Plage::new(today, ligne.plage.debut(), ligne.plage.fin()).unwrap_or(ligne.plage);
    }
    let atelier = AtelierDuJour {
        id: AtelierId([7; 16]),
        nom: "Préparer un entretien d'embauche".to_owned(),
        plage: Plage::new(today, 840, 1_020).expect("a stretch of the vitrine"),
        site: 1,
        etat: EtatSeance::Ouverte,
        prises: 8,
        places: Some(12),
    };
    let next = rdv.first().cloned();
    let aujourdhui_total = rdv.len() + 1;
    let mut aujourdhui: Vec<Etape> = rdv.into_iter().map(|ligne| Etape::RendezVous(Box::new(ligne))).collect();
    aujourdhui.push(Etape::Atelier(Box::new(atelier)));
    aujourdhui.sort_by_key(|etape| etape.plage());
    aujourdhui.truncate(25);
    let portee = if structure_entiere { Portee::Structure } else { Portee::Moi };
    Journee {
        receipt: receipt(),
        maintenant,
        structure_entiere,
        aujourdhui,
        aujourdhui_total,
        prochain: next.map(|ligne| (today.saturating_add(1.day()), Box::new(ligne), 9)),
        blocs: AFaire::ALL.map(|cle| bloc(&agent, portee, cle)).into(),
        a_clore: 2,
        remplace: vec![Remplace {
            id: gens::agent(2).id,
            nom: Clair::new(name(2)),
            jusqu_au: today.saturating_add(4.days()),
            combien: 143,
        }],
        remplacee_par: vec![(Clair::new(name(3)), today)],
        suivis: 150,
        sites: agenda::sites(),
        bientot: (30, false),
        illisibles: 1,
        agent,
    }
}

/// The same people as in the list that its count leads to.
fn bloc(agent: &Agent, portee: Portee, cle: AFaire) -> Bloc {
    let filtre = Filtre { portee, a_faire: Some(cle), ..Filtre::default() };
    let liste = listes::portefeuille(agent.clone(), filtre, 1, Vec::new()).liste;
    let today = agenda::now();
    let line = |(n, personne): (u8, Etiquette)| LigneAFaire {
        personne,
        quand: match cle.moment() {
            Moment::Arrive => Quand::Heure(today),
            _ if cle == AFaire::SansStatut => Quand::Heure(today.saturating_sub(i64::from(n).days())),
            _ => Quand::Jour(today.date().saturating_sub(i64::from(n).days())),
        },
        rendez_vous: (cle == AFaire::SansStatut).then_some(RendezVousId([n; 16])),
        passage: (cle == AFaire::Appel).then_some(PassageId([n; 16])),
        texte: if cle == AFaire::Appel { Clair::new("rappeler avant midi <b>svp</b>") } else { Clair::default() },
    };
    Bloc { cle, total: liste.total, lignes: (0..).zip(liste.lignes.into_iter().take(5)).map(line).collect() }
}
