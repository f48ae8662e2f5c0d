//! GET /dossiers/{id}: the page a conseiller sees most.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domaine::{Champ, Clair, GenreEvenement};
use jiff::civil::Date;

use crate::demande::Demande;
use crate::face::{Evenement, Explication, Opened};
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, dossiers, heure, reponse};

/// Opens, and shows.
pub async fn show(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let opened = etat.coffre.open(&demande.signee, dossiers::named(&id)?).await?;
    let receipt = opened.receipt;
    let cadre = Cadre::of(&etat, demande.langue, opened.agent.clone());
    reponse::delivered(&DossierPage::new(cadre, opened, heure::today()), &etat.coffre, receipt)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "dossiers/show.html")]
pub struct DossierPage {
    cadre: Cadre,
    opened: Opened,
    today: Date,
    mois: Vec<Mois>,
}

/// Evenements of one month, newest first.
struct Mois {
    nom: String,
    evenements: Vec<Evenement>,
}

/// Changes and readings shown; the whole list is asked for apart.
const LIGNES_MAX: usize = 20;

impl DossierPage {
    /// The page of an opened dossier.
    pub fn new(cadre: Cadre, mut opened: Opened, today: Date) -> DossierPage {
        let mut mois: Vec<Mois> = Vec::new();
        for evenement in std::mem::take(&mut opened.evenements) {
            let nom = heure::mois(evenement.date, cadre.langue);
            match mois.last_mut() {
                Some(last) if last.nom == nom => last.evenements.push(evenement),
                _ => mois.push(Mois { nom, evenements: vec![evenement] }),
            }
        }
        opened.historique.truncate(LIGNES_MAX);
        opened.lectures.truncate(LIGNES_MAX);
        DossierPage { cadre, opened, today, mois }
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

    fn required(&self, champ: Champ) -> &Clair {
        static NOTHING: std::sync::LazyLock<Clair> = std::sync::LazyLock::new(Clair::default);
        self.opened.champ(champ).unwrap_or(&NOTHING)
    }

    fn age(&self) -> Option<String> {
        let naissance = filters::date(self.opened.champ(Champ::Naissance)?)?;
        Some(self.cadre.n("dossier-age", heure::age(naissance, self.today)))
    }

    /// Filled fields of a part of the page, with their names.
    fn part(&self, champs: &[Champ]) -> Vec<(Champ, String, &Clair)> {
        let filled = champs.iter().filter_map(|&c| Some((c, self.opened.champ(c).filter(|value| !value.is_empty())?)));
        filled.map(|(c, value)| (c, self.cadre.t(&format!("champ-{}", c.key())), value)).collect()
    }

    fn identite(&self) -> Vec<(Champ, String, &Clair)> {
        use Champ::{AutresPrenoms, CommuneNaissance, Naissance, Nationalite, NomNaissance, NomUsage, Prenom, Sexe};
        self.part(&[NomNaissance, NomUsage, Prenom, AutresPrenoms, Naissance, Sexe, CommuneNaissance, Nationalite])
    }

    fn contact(&self) -> Vec<(Champ, String, &Clair)> {
        self.part(&[
            Champ::Telephone,
            Champ::TelephoneFixe,
            Champ::Mail,
            Champ::Voie,
            Champ::CodePostal,
            Champ::Commune,
        ])
    }

    fn parcours(&self) -> Vec<(Champ, String, &Clair)> {
        self.part(&[Champ::Situation, Champ::NiveauFormation])
    }

    fn explication(&self) -> String {
        match self.opened.explication {
            Explication::Portefeuille => self.cadre.t("explication-portefeuille"),
            _ => self.cadre.t("explication-aucune"),
        }
    }

    fn ouvertures(&self) -> String {
        let (done, limit) = self.opened.ouvertures;
        self.cadre.langue.t2("dossier-ouvertures", ("n", done), ("limite", limit))
    }

    fn genres(&self) -> Vec<(&'static str, String, bool)> {
        let draft = self.opened.brouillon.as_ref().and_then(|b| b.genre);
        let chosen = draft.unwrap_or(GenreEvenement::EntretienIndividuel);
        GenreEvenement::ALL.into_iter().map(|g| (g.key(), self.genre(&g), g == chosen)).collect()
    }

    fn genre(&self, genre: &GenreEvenement) -> String {
        self.cadre.t(&format!("genre-{}", genre.key()))
    }

    fn repris(&self) -> Option<String> {
        let draft = self.opened.brouillon.as_ref()?;
        Some(self.cadre.langue.t1("brouillon-repris", "heure", heure::heure(draft.maj, self.today)))
    }

    fn jour(&self, date: &Date) -> String {
        heure::jour(*date)
    }

    fn instant(&self, ms: &u64) -> String {
        heure::instant(*ms, self.today)
    }

    /// "identité, contact".
    fn classes(&self, bitmap: &u8) -> String {
        let named = (0..7).filter(|n| bitmap & (1 << n) != 0).map(|n| self.cadre.t(&format!("classe-{}", n + 1)));
        named.collect::<Vec<_>>().join(", ")
    }

    fn raison(&self, code: &u8) -> String {
        match code {
            0 => self.cadre.t("raison-aucune"),
            1 => self.cadre.t("raison-portefeuille"),
            _ => self.cadre.t("raison-autre"),
        }
    }
}
