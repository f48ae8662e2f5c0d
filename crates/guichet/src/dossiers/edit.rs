//! GET /dossiers/{id}/modifier?partie=contact: one part of a dossier, to be changed. Each field travels with the value
//! that the form was given, so that two people may change a dossier at once without taking anything from one another.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use domaine::{Champ, Clair, DossierId, Groupe};

use super::{edit_situation, edit_statut, parties};
use crate::demande::Demande;
use crate::face::{ChampModifie, Opened, Saisie};
use crate::pages::champs::{self, ChampAffiche};
use crate::pages::{Cadre, clair, clair as filters, erreur};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, dossiers, heure, reponse};

/// Opens, and shows the form of a part; of a situation, or of the end of the accompaniment, which are parts of their own.
pub async fn edit(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    let query = query.as_deref();
    let opened = etat.coffre.open(&demande.signee, dossiers::named(&id)?).await?;
    let receipt = opened.receipt;
    let cadre = Cadre::of(&etat, demande.langue, opened.agent.clone());
    match dossiers::asked(query, "partie").unwrap_or("") {
        "situations" => {
            let num = dossiers::asked(query, "situation").and_then(|num| num.parse().ok());
            reponse::delivered(&edit_situation::SituationPage::new(cadre, &opened, num), &etat.coffre, receipt)
        }
        "statut" => reponse::delivered(&edit_statut::StatutPage::new(cadre, &opened), &etat.coffre, receipt),
        key => reponse::delivered(&ModifierPage::fresh(cadre, part(key), &opened), &etat.coffre, receipt),
    }
}

/// The part of a key; the first for anything else.
pub fn part(key: &str) -> Groupe {
    Groupe::from_key(key).filter(|groupe| parties::shown().any(|shown| shown == *groupe)).unwrap_or(Groupe::Identite)
}

/// The fields of these parts that the form had. Where two values were offered, somebody else's is no change at all.
pub fn read(parts: impl IntoIterator<Item = Groupe>, saisies: &Saisies) -> Vec<ChampModifie> {
    let sent = parts.into_iter().flat_map(Groupe::champs).filter(|champ| saisies.has(champ.key()));
    sent.map(|champ| {
        let avant = saisies.get(&format!("avant-{}", champ.key())).clone();
        let is_theirs = saisies.is(&format!("choix-{}", champ.key()), "autre");
        let apres = if is_theirs { avant.clone() } else { champs::typed(saisies, champ) };
        ChampModifie { champ, avant, apres }
    })
    .collect()
}

/// Data of the page: fresh, to be corrected, or in conflict.
#[derive(Template)]
#[template(path = "dossiers/edit.html")]
pub struct ModifierPage {
    cadre: Cadre,
    dossier: DossierId,
    /// Where the form goes, after the dossier's address: nothing, or the road of a class.
    chemin: &'static str,
    partie: Groupe,
    /// First name, name, number; none when the form comes back without its dossier.
    qui: Option<(Clair, Clair, Clair)>,
    lignes: Vec<LigneModifiee>,
    erreurs: Vec<Saisie>,
    /// Who wrote the other values, and when.
    conflit: Option<(Option<Clair>, String)>,
}

/// A field, with what the form was given and what it holds.
pub struct LigneModifiee {
    pub avant: Clair,
    pub affiche: ChampAffiche,
    /// What somebody else wrote meanwhile, and what was typed here, both as they are read.
    pub conflit: Option<(Clair, Clair)>,
}

impl LigneModifiee {
    /// The fields of a part, as they stand.
    pub fn fresh(cadre: &Cadre, groupe: Groupe, champs: &[(Champ, Clair)]) -> Vec<LigneModifiee> {
        let stands =
            |champ| champs.iter().find(|(c, _)| *c == champ).map(|(_, value)| value.clone()).unwrap_or_default();
        let line = |champ| {
            let avant = stands(champ);
            LigneModifiee { affiche: ChampAffiche::new(cadre, champ, &avant, &[]), avant, conflit: None }
        };
        groupe.champs().map(line).collect()
    }
}

/// What two people changed otherwise: who wrote last, when, and what stands.
pub struct Deux<'a> {
    pub par: &'a Option<Clair>,
    pub quand: u64,
    /// What was just typed, field by field.
    pub miens: &'a [(Champ, Clair)],
    /// What stands now.
    pub champs: &'a [(Champ, Clair)],
}

impl ModifierPage {
    /// The form of an opened dossier.
    pub fn fresh(cadre: Cadre, partie: Groupe, opened: &Opened) -> ModifierPage {
        let lignes = LigneModifiee::fresh(&cadre, partie, &opened.champs);
        let (qui, dossier) = (Some(identity(opened)), opened.dossier);
        ModifierPage { lignes, qui, dossier, chemin: "", partie, erreurs: vec![], conflit: None, cadre }
    }

    /// The form as it was sent, with what to correct.
    pub fn to_correct(
        cadre: Cadre,
        dossier: DossierId,
        chemin: &'static str,
        parts: impl IntoIterator<Item = Groupe>,
        saisies: &Saisies,
        erreurs: Vec<Saisie>,
    ) -> ModifierPage {
        let parts: Vec<Groupe> = parts.into_iter().collect();
        let line = |champ: Champ| LigneModifiee {
            avant: saisies.get(&format!("avant-{}", champ.key())).clone(),
            affiche: ChampAffiche::new(&cadre, champ, &champs::typed(saisies, champ), &erreurs),
            conflit: None,
        };
        let sent = parts.iter().flat_map(|partie| partie.champs()).filter(|champ| saisies.has(champ.key()));
        let lignes = sent.map(line).collect();
        let partie = parts.first().copied().unwrap_or(Groupe::Identite);
        ModifierPage { lignes, qui: None, dossier, chemin, partie, conflit: None, erreurs, cadre }
    }

    /// The form as it was sent, with both values where two people changed the same field.
    pub fn in_conflict(mut self, deux: &Deux<'_>) -> ModifierPage {
        for modifiee in &mut self.lignes {
            let Some(champ) = Champ::from_key(modifiee.affiche.cle) else { continue };
            let Some((_, mine)) = deux.miens.iter().find(|(c, _)| *c == champ) else { continue };
            let stands = deux.champs.iter().find(|(c, _)| *c == champ).map(|(_, v)| v.clone()).unwrap_or_default();
            let read = |value: &Clair| clair::affiche(champ, value, self.cadre.langue);
            modifiee.conflit = Some((read(mine), read(&stands)));
            // Sent again, mine is a change of what stands now.
            modifiee.affiche =
                ChampAffiche { valeur: mine.clone(), ..ChampAffiche::new(&self.cadre, champ, mine, &[]) };
            modifiee.avant = stands;
        }
        self.conflit = Some((deux.par.clone(), heure::instant(deux.quand, heure::today(), self.cadre.langue)));
        self
    }

    /// The same, of whom it is.
    pub fn of(mut self, opened: &Opened) -> ModifierPage {
        self.qui = Some(identity(opened));
        self
    }

    fn titre(&self) -> String {
        self.cadre.t(&format!("groupe-{}", self.partie.key()))
    }

    fn bilan(&self) -> Vec<(&'static str, String)> {
        self.erreurs.iter().map(|s| (s.champ, erreur::raison(self.cadre.langue, s))).collect()
    }

    /// The parts beside it; none on the road of a class, which shows nothing else.
    fn parties(&self) -> Vec<(Groupe, String)> {
        let shown = if self.chemin.is_empty() { parties::shown().collect() } else { Vec::new() };
        shown.into_iter().map(|groupe: Groupe| (groupe, self.cadre.t(&format!("groupe-{}", groupe.key())))).collect()
    }
}

/// First name, name in use and number.
pub fn identity(opened: &Opened) -> (Clair, Clair, Clair) {
    let field = |champ| opened.champ(champ).cloned().unwrap_or_default();
    let usage = field(Champ::NomUsage);
    let nom = if usage.is_empty() { field(Champ::NomNaissance) } else { usage };
    (field(Champ::Prenom), nom, field(Champ::Numero))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_changes_only_the_fields_it_had() {
        let check = |corps: &str, expected: &[(Champ, &str, &str)]| {
            let read = read([Groupe::Contact], &Saisies::read(corps.as_bytes()));
            let expected: Vec<_> = expected.iter().map(|(c, a, b)| (*c, Clair::new(*a), Clair::new(*b))).collect();
            let read: Vec<_> = read.into_iter().map(|m| (m.champ, m.avant, m.apres)).collect();
            assert!(read == expected, "{corps}");
        };
        check("nom-naissance=Autre&avant-nom-naissance=Essai", &[]);
        check("avant-mail=a%40x.example&mail=+b%40x.example+", &[(Champ::Mail, "a@x.example", "b@x.example")]);
        check("avant-mail=a&mail=", &[(Champ::Mail, "a", "")]);
        check("avant-mail=la+sienne&mail=la+mienne&choix-mail=autre", &[(Champ::Mail, "la sienne", "la sienne")]);
        check("avant-mail=la+sienne&mail=la+mienne&choix-mail=mienne", &[(Champ::Mail, "la sienne", "la mienne")]);
        let canaux = "avant-canaux-dangereux=sms&canaux-dangereux=&canaux-dangereux=telephone&canaux-dangereux=sms";
        check(canaux, &[(Champ::CanauxDangereux, "sms", "telephone sms")]);
    }

    #[test]
    fn a_part_that_this_road_does_not_open_is_the_first_one() {
        let check = |key, expected| assert_eq!(part(key), expected, "{key}");
        check("famille", Groupe::Famille);
        check("logement", Groupe::Identite);
        check("banque", Groupe::Identite);
        check("suivi", Groupe::Identite);
        check("autre", Groupe::Identite);
    }
}
