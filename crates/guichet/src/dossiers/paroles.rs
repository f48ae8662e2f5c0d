//! How a pathway is said: a value of the catalogue by its number, a situation, its days.

use domaine::catalogue::Catalogue;
use domaine::situation::{Etat, Situation};
use jiff::civil::Date;

use crate::heure;
use crate::langues::Langue;
use crate::pages::Cadre;
use crate::pages::listes::mot;

/// The word of a value of a national list, by its key.
pub fn cle(liste: &str, cle: &str, langue: Langue) -> Option<&'static str> {
    Some(langue.mot(Catalogue::get(liste)?.by_key(cle)?))
}

/// "Emploi · CDD temps plein": the category, then its type; the type alone where it says the category again.
pub fn situation(situation: &Situation, cadre: &Cadre) -> String {
    let categorie = cle("situation-categories", situation.categorie.key(), cadre.langue).unwrap_or_default();
    match mot(cadre, "situation-types", situation.type_) {
        Some(nature) if nature.to_lowercase().contains(&categorie.to_lowercase()) => nature,
        Some(nature) => format!("{categorie} · {nature}"),
        None => categorie.to_owned(),
    }
}

/// "depuis le 01/09/2026", "du 01/09/2026 au 30/11/2026", "à partir du 01/12/2026".
pub fn periode(situation: &Situation, langue: Langue, today: Date) -> String {
    let debut = heure::jour(situation.debut);
    match (situation.dernier_jour(), situation.etat(today)) {
        (Some(fin), _) => langue.t2("situation-du-au", ("debut", debut), ("fin", heure::jour(fin))),
        (None, Etat::Prevu) => langue.t1("situation-a-partir", "debut", debut),
        (None, _) => langue.t1("situation-depuis", "debut", debut),
    }
}

/// The item of the offre de service, of the nation or of the structure.
pub fn offre(code: u16, cadre: &Cadre) -> String {
    mot(cadre, "offre", code).unwrap_or_else(|| cadre.langue.t1("offre-locale", "n", code))
}
