//! A synthetic person as the coffre takes a new dossier.

use coffre::{Nouveau, NouveauParcours, NouvelEvenement, NouvelleSituation};
use domaine::proposition::Proposition;
use domaine::situation::Situation;
use domaine::{AgentId, Champ, Clair, GenreEvenement};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::personnes::{Evenement, Jeune, Jour, SituationFictive};

/// Milliseconds of a day.
const JOUR: i64 = 86_400_000;

/// Of the list "lieux".
const MISSION_LOCALE: u16 = 1;
/// Likewise.
const PERMANENCE: u16 = 2;
/// Likewise.
const TELEPHONE: u16 = 4;
/// Likewise.
const EXTERIEUR: u16 = 7;

/// The dossier of this person, number `rang + 1`, accompanied by `referent`. Histories stand `semaines` weeks later than they were
/// invented, so that a base that is made next year is as lively as today; births stay.
pub fn nouveau(jeune: &Jeune, referent: AgentId, rang: u64, semaines: i64) -> Nouveau {
    let later = |date: Date| date.saturating_add((7 * semaines).days());
    let mut champs = Vec::new();
    let mut put = |champ: Champ, value: &str| {
        if !value.is_empty() {
            champs.push((champ, Clair::new(value)));
        }
    };
    put(Champ::NomNaissance, &jeune.nom_naissance);
    put(Champ::NomUsage, jeune.nom_usage.as_deref().unwrap_or_default());
    put(Champ::Prenom, jeune.prenom());
    put(Champ::AutresPrenoms, &jeune.prenoms[1..].join(" "));
    put(Champ::Naissance, &jeune.date_naissance.to_string());
    put(Champ::Sexe, if jeune.feminin { "F" } else { "M" });
    put(Champ::CommuneNaissance, &jeune.lieu_naissance);
    put(Champ::Nationalite, format!("{} {}", jeune.nationalite, jeune.precision_identite).trim());
    put(Champ::Voie, format!("{} {}", jeune.adresse.ligne(), jeune.adresse.complement).trim());
    put(Champ::CodePostal, jeune.adresse.code_postal);
    put(Champ::Commune, jeune.adresse.commune);
    put(Champ::Telephone, jeune.mobile.as_deref().unwrap_or_default());
    put(Champ::TelephoneFixe, jeune.fixe.as_deref().unwrap_or_default());
    put(Champ::Mail, jeune.mail.as_deref().unwrap_or_default());
    put(Champ::Nir, jeune.nir.as_deref().unwrap_or_default());
    put(
        Champ::IdentifiantFranceTravail,
        [jeune.france_travail.as_deref().unwrap_or_default(), &jeune.reference_partenaire].join(" ").trim(),
    );
    put(Champ::NiveauFormation, jeune.niveau);
    put(Champ::Situation, &jeune.projet);
    for (champ, value) in &jeune.champs {
        // A day that is still to come moves with the histories.
        match value.parse().ok().filter(|_| matches!(champ, Champ::TitreSejourFin | Champ::RqthFin)) {
            Some(jour) => put(*champ, &later(jour).to_string()),
            None => put(*champ, value),
        }
    }
    if jeune.champ(Champ::InscriptionFranceTravail) == Some("inscrit") {
        put(Champ::InscriptionFranceTravailDate, &later(jeune.date_accueil.civil()).to_string());
        put(Champ::SansEmploiDepuis, &later(jeune.date_accueil.civil()).to_string());
    }
    let notes = jeune.delicats.iter().map(|d| &*d.note).collect::<Vec<_>>().join("\n");
    if jeune.evenements.is_empty() {
        // Nobody was received: only a marker is there, in a free value of its class.
        put(Champ::ProtectionNom, &notes);
    }
    if let Some(compte) = &jeune.compte {
        put(Champ::Iban, [&*compte.iban, &compte.libelle].join(" ").trim());
    }
    for piece in &jeune.pieces {
        put(Champ::Papier, &piece.nom);
    }
    let last = jeune.evenements.len().saturating_sub(1);
    let evenements = jeune.evenements.iter().enumerate().map(|(n, e)| NouvelEvenement {
        date: later(e.date.civil()),
        // Delicate matters come up once one knows each other.
        delicat: Clair::new(if n == last { &*notes } else { "" }),
        ..evenement(e, referent)
    });
    let parcours = NouveauParcours {
        situations: jeune.situations.iter().map(|one| situation(one, jeune, later)).collect(),
        propositions: jeune.propositions.iter().map(|one| proposition(one, later)).collect(),
        confirmes: jeune.confirmes.iter().map(|(groupe, jour)| (*groupe, later(*jour))).collect(),
        fin: jeune.fin.map(|(jour, motif)| (later(jour), motif)),
    };
    Nouveau {
        referent,
        numero: u32::try_from(rang + 1).unwrap_or(u32::MAX),
        evenements: evenements.collect(),
        parcours,
        statut: jeune.statut,
        cree: morning(jeune.date_accueil.plus(7 * semaines)),
        maj: morning(jeune.derniere_activite().plus(7 * semaines)),
        champs,
    }
}

fn evenement(e: &Evenement, agent: AgentId) -> NouvelEvenement {
    let genre = GenreEvenement::from_key(e.genre).unwrap_or(GenreEvenement::COURRIER);
    let lieu = match e.genre {
        "telephone" => Some(TELEPHONE),
        "visite" => Some(EXTERIEUR),
        // One in four is held in a town of the neighbourhood.
        "entretien-individuel" if e.note.len().is_multiple_of(4) => Some(PERMANENCE),
        "entretien-individuel" | "atelier" | "information-collective" => Some(MISSION_LOCALE),
        _ => None,
    };
    NouvelEvenement {
        genre,
        date: e.date.civil(),
        duree: e.duree_minutes,
        lieu,
        agent,
        texte: Clair::new(e.note.clone()),
        delicat: Clair::default(),
    }
}

fn situation(one: &SituationFictive, jeune: &Jeune, later: impl Fn(Date) -> Date) -> NouvelleSituation {
    let it = one.situation;
    let situation =
        Situation { debut: later(it.debut), fin_prevue: it.fin_prevue.map(&later), fin: it.fin.map(&later), ..it };
    NouvelleSituation {
        situation,
        organisme: Clair::new(one.organisme),
        lieu: Clair::new(if one.organisme.is_empty() { "" } else { jeune.adresse.commune }),
        heures: one.heures,
    }
}

fn proposition(one: &Proposition, later: impl Fn(Date) -> Date) -> Proposition {
    Proposition {
        creee: later(one.creee),
        terme: one.terme.map(&later),
        resultat: one.resultat.map(&later),
        inscrit: one.inscrit.map(&later),
        ..*one
    }
}

/// Ten o'clock of that day, milliseconds.
fn morning(jour: Jour) -> u64 {
    (jour.days() * JOUR + 10 * JOUR / 24).max(0) as u64
}
