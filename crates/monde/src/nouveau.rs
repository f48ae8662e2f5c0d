//! A synthetic person as the coffre takes a new dossier.

use coffre::{Nouveau, NouvelEvenement};
use domaine::{AgentId, Champ, Clair, GenreEvenement};

use crate::personnes::{Jeune, Jour};

/// Milliseconds of a day.
const JOUR: i64 = 86_400_000;

/// The dossier of this person, number `rang + 1`, accompanied by `referent`.
pub fn nouveau(jeune: &Jeune, referent: AgentId, rang: u64) -> Nouveau {
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
    let situation: Vec<&str> = [jeune.situation, &jeune.projet].into_iter().filter(|s| !s.is_empty()).collect();
    put(Champ::Situation, &situation.join(" – "));
    let notes = |theme: &'static str| jeune.delicats.iter().filter(move |d| d.theme == theme).map(|d| &*d.note);
    put(Champ::Logement, &jeune.logement.into_iter().chain(notes("logement")).collect::<Vec<_>>().join(". "));
    put(Champ::Sante, &notes("sante").collect::<Vec<_>>().join(" "));
    if let Some(compte) = &jeune.compte {
        put(Champ::Iban, [&*compte.iban, &compte.titulaire, &compte.libelle].join(" ").trim());
    }
    for piece in &jeune.pieces {
        put(Champ::Papier, &piece.nom);
    }
    let evenements = jeune
        .evenements
        .iter()
        .filter_map(|e| {
            Some(NouvelEvenement {
                genre: genre(e.genre),
                date: civil(e.date)?,
                duree: e.duree_minutes,
                agent: referent,
                texte: Clair::new(e.note.clone()),
            })
        })
        .collect();
    Nouveau {
        champs,
        referent,
        numero: u32::try_from(rang + 1).unwrap_or(u32::MAX),
        evenements,
        statut: jeune.statut,
        cree: morning(jeune.date_accueil),
        maj: morning(jeune.derniere_activite()),
    }
}

fn genre(key: &str) -> GenreEvenement {
    match key {
        "entretien_individuel" => GenreEvenement::EntretienIndividuel,
        "atelier" => GenreEvenement::Atelier,
        "information_collective" => GenreEvenement::InformationCollective,
        "telephone" => GenreEvenement::Telephone,
        "mediation" => GenreEvenement::Mediation,
        "administratif" => GenreEvenement::Administratif,
        _ => GenreEvenement::Courrier,
    }
}

/// Ten o'clock of that day, milliseconds.
fn morning(jour: Jour) -> u64 {
    (jour.days() * JOUR + 10 * JOUR / 24).max(0) as u64
}

fn civil(jour: Jour) -> Option<jiff::civil::Date> {
    jiff::civil::Date::new(jour.annee as i16, jour.mois as i8, jour.jour as i8).ok()
}
