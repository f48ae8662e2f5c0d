//! GET /dossiers/{id}: the page a conseiller sees most.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use domaine::saisie::{self, Completude};
use domaine::{Champ, Clair, GenreEvenement, statut};
use jiff::civil::Date;

use crate::demande::Demande;
use crate::dossiers::fil::Fil;
use crate::face::{Explication, Opened};
use crate::pages::champs::Partie;
use crate::pages::{Cadre, clair, clair as filters};
use crate::refus::Refus;
use crate::{Etat, dossiers, heure, reponse};

/// Opens, and shows. The query says which page of the timeline, and what a form has just done.
pub async fn show(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    let opened = etat.coffre.open(&demande.signee, dossiers::named(&id)?).await?;
    let receipt = opened.receipt;
    let cadre = Cadre::of(&etat, demande.langue, opened.agent.clone());
    reponse::delivered(&DossierPage::new(cadre, opened, query.as_deref(), heure::today()), &etat.coffre, receipt)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "dossiers/show.html")]
pub struct DossierPage {
    cadre: Cadre,
    opened: Opened,
    today: Date,
    fil: Fil,
    /// What a form of change has just done, in words.
    ecrit: Option<String>,
}

impl DossierPage {
    /// The page of an opened dossier.
    pub fn new(cadre: Cadre, opened: Opened, query: Option<&str>, today: Date) -> DossierPage {
        let page = dossiers::asked(query, "fil").and_then(|page| page.parse().ok()).unwrap_or(1);
        let fil = Fil::of(&opened, cadre.langue, page);
        let ecrit = dossiers::asked(query, "ecrit").map(|_| written(&cadre, dossiers::asked(query, "gardes")));
        DossierPage { cadre, opened, today, fil, ecrit }
    }

    /// The name in use: usage when there is one, birth otherwise.
    fn nom(&self) -> &Clair {
        self.opened.champ(Champ::NomUsage).filter(|nom| !nom.is_empty()).unwrap_or(self.required(Champ::NomNaissance))
    }

    fn prenom(&self) -> &Clair {
        self.required(Champ::Prenom)
    }

    fn numero(&self) -> &Clair {
        self.required(Champ::Numero)
    }

    fn naissance(&self) -> &Clair {
        self.required(Champ::Naissance)
    }

    fn required(&self, champ: Champ) -> &Clair {
        self.opened.champ(champ).unwrap_or_else(|| clair::rien())
    }

    fn age(&self) -> Option<String> {
        let naissance = clair::date(self.naissance())?;
        Some(self.cadre.n("dossier-age", statut::age(naissance, self.today)))
    }

    /// Part, title, icon.
    fn parties(&self) -> [(Partie, String, &'static str); 3] {
        let icons = ["personne", "telephone", "situation"];
        let mut icons = icons.into_iter();
        Partie::ALL.map(|p| (p, self.cadre.t(&format!("dossier-{}", p.key())), icons.next().unwrap_or("dossier")))
    }

    fn lignes(&self, partie: &Partie) -> Vec<(String, Clair)> {
        let known = partie.lignes().iter().filter_map(|ligne| Some((ligne.champ, self.opened.champ(ligne.champ)?)));
        let shown = known.filter(|(_, value)| !value.is_empty()).map(|(champ, value)| {
            (self.cadre.t(&format!("champ-{}", champ.key())), clair::affiche(champ, value, self.cadre.langue))
        });
        shown.collect()
    }

    fn explication(&self) -> String {
        match self.opened.explication {
            Explication::Portefeuille => self.cadre.t("explication-portefeuille"),
            _ => self.cadre.t("explication-aucune"),
        }
    }

    fn completude(&self) -> (Completude, String) {
        let (level, _) = self.missing();
        (level, self.cadre.t(&format!("completude-{}", level.key())))
    }

    /// What is missing to be complet: field, where it is typed, its name.
    fn manques(&self) -> Vec<(&'static str, &'static str, String)> {
        let (_, missing) = self.missing();
        let place = |champ: Champ| {
            let name = self.cadre.t(&format!("champ-{}", champ.key()));
            Some((champ.key(), Partie::of(champ)?.key(), name))
        };
        missing.into_iter().filter_map(place).collect()
    }

    fn missing(&self) -> (Completude, Vec<Champ>) {
        // Whether the identity was seen on a document is not recorded yet.
        saisie::completude(|champ| self.opened.champ(champ).is_some_and(|value| !value.is_empty()), false)
    }

    fn genres(&self) -> Vec<(&'static str, String, bool)> {
        let draft = self.opened.brouillon.as_ref().and_then(|b| b.genre);
        let chosen = draft.unwrap_or(GenreEvenement::EntretienIndividuel);
        let name = |genre: GenreEvenement| self.cadre.t(&format!("genre-{}", genre.key()));
        GenreEvenement::ALL.into_iter().map(|g| (g.key(), name(g), g == chosen)).collect()
    }

    fn repris(&self) -> Option<String> {
        let draft = self.opened.brouillon.as_ref()?;
        Some(self.cadre.langue.t1("brouillon-repris", "heure", heure::heure(draft.maj, self.today)))
    }

    fn familles(&self) -> [(&'static str, String); 4] {
        ["tout", "contact", "modification", "lecture"].map(|f| (f, self.cadre.t(&format!("fil-{f}s"))))
    }
}

/// "Enregistré", and what somebody else had changed meanwhile and keeps. Keys that are no field's say nothing.
fn written(cadre: &Cadre, gardes: Option<&str>) -> String {
    let keys = gardes.unwrap_or("").split('.');
    let known = keys.filter_map(|key| Champ::ALL.iter().find(|champ| champ.key() == key));
    let names: Vec<_> = known.map(|champ| cadre.t(&format!("champ-{}", champ.key())).to_lowercase()).collect();
    if names.is_empty() {
        cadre.t("modifier-ecrit")
    } else {
        cadre.langue.t1("modifier-gardes", "champs", names.join(", "))
    }
}
