//! GET /dossiers/{id}: the page a conseiller sees most. A band, the plan and the parts, the panel of a conversation, the timeline.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use domaine::agenda::Plage;
use domaine::saisie::{self, Completude};
use domaine::{Champ, Clair, RendezVousId, Statut, statut};
use jiff::civil::Date;

use super::bandeau::{self, Alerte};
use super::ecrit;
use super::fil::{Famille, Fil};
use super::filtre::{FiltreFil, PERIODES};
use super::panneau::{CRENEAUX, DUREE_SUIVANT, Panneau};
use super::parties::{self, Partie};
use super::plan::Plan;
use crate::demande::Demande;
use crate::face::{Explication, Opened, StatutVue};
use crate::pages::listes::mot;
use crate::pages::menu::Menu;
use crate::pages::{Cadre, clair, clair as filters};
use crate::refus::Refus;
use crate::{Etat, dossiers, heure, reponse};

/// Opens, and shows. The query says which page of the timeline, which rendez-vous this is, and what a form has just done.
pub async fn show(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    let opened = etat.coffre.open(&demande.signee, dossiers::named(&id)?).await?;
    let receipt = opened.receipt;
    let cadre = Cadre::of(&etat, demande.langue, opened.agent.clone());
    // Slots are a help: without them the panel still takes a day and an hour.
    let libres = match Menu::of(opened.agent.role).ecriture {
        true => {
            etat.coffre.creneaux(&demande.signee, opened.agent.id, DUREE_SUIVANT, CRENEAUX).await.unwrap_or_default()
        }
        false => Vec::new(),
    };
    let today = dossiers::today(&opened.agent);
    reponse::delivered(&DossierPage::new(cadre, opened, query.as_deref(), &libres, today), &etat.coffre, receipt)
}

/// What a page weighs at most, in bytes: 30 kB, less what a form has just done and the links to other pages.
const POIDS_MAX: usize = 28_800;
/// What the timeline has at least, and at most.
const FIL_MIN: usize = 1_000;
const FIL_MAX: usize = 11_000;
/// Authors that the filter of a timeline offers.
const AUTEURS_MAX: usize = 12;

/// Data of the page.
#[derive(Template)]
#[template(path = "dossiers/show.html")]
pub struct DossierPage {
    cadre: Cadre,
    opened: Opened,
    today: Date,
    alertes: Vec<Alerte>,
    plan: Plan,
    parties: Vec<Partie>,
    /// Another structure's, read for four hours.
    is_bris: bool,
    /// None for who reads and does not write.
    panneau: Option<Panneau>,
    filtre: FiltreFil,
    fil: Fil,
    /// What a form has just done, in words, and what of it is doubtful.
    ecrit: Option<ecrit::Ecrit>,
}

impl DossierPage {
    /// The page of an opened dossier.
    pub fn new(cadre: Cadre, opened: Opened, query: Option<&str>, libres: &[Plage], today: Date) -> DossierPage {
        let langue = cadre.langue;
        let filtre = FiltreFil::read(query);
        let asked = dossiers::asked(query, "rendez-vous").and_then(|id| id.parse::<RendezVousId>().ok());
        let is_bris = opened.explique.explication == Explication::Bris;
        let writes = Menu::of(opened.agent.role).ecriture && !is_bris;
        let part = |groupe| Partie::new(groupe, &opened.champs, &opened.fraicheurs, langue, today);
        let first = FiltreFil { page: 1, ..filtre.clone() };
        let mut page = DossierPage {
            alertes: bandeau::alertes(&cadre, &opened, today),
            plan: Plan::of(&opened, &cadre, asked, today),
            parties: parties::shown().map(part).collect(),
            is_bris,
            panneau: writes.then(|| Panneau::new(&cadre, &opened, asked, libres, today)),
            fil: Fil::of(&opened, &cadre, &first, today),
            ecrit: None,
            filtre,
            cadre,
            opened,
            today,
        };
        // The timeline takes what the rest leaves of a page, so that each dossier shows as much of it as a page may weigh.
        // Measured with the first page whichever is asked for, and rounded: pages cut otherwise at each turn would repeat a line,
        // or lose one.
        let rest = page.render().map_or(POIDS_MAX, |text| text.len());
        let room = POIDS_MAX.saturating_sub(rest) / FIL_MIN * FIL_MIN;
        let fil = Fil::of(&page.opened, &page.cadre, &page.filtre, today);
        page.fil = fil.cut(&page.opened, langue, room.clamp(FIL_MIN, FIL_MAX));
        page.ecrit = ecrit::Ecrit::read(&page.cadre, query);
        page
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

    /// Rights that follow from where she lives.
    fn droits(&self) -> Vec<&'static str> {
        let has = |champ| self.opened.champ(champ).is_some_and(|value| *value == Clair::new("oui"));
        [(Champ::Qpv, "QPV"), (Champ::Frr, "FRR")].into_iter().filter(|(c, _)| has(*c)).map(|(_, mot)| mot).collect()
    }

    fn statut_dit(&self) -> String {
        statut_dit(&self.opened.suivi, &self.cadre)
    }

    fn completude(&self) -> (Completude, String) {
        let (level, _) = self.missing();
        (level, self.cadre.t(&format!("completude-{}", level.key())))
    }

    /// What is missing to be complet: field, where it is typed, its name.
    fn manques(&self) -> Vec<(&'static str, &'static str, String)> {
        let (_, missing) = self.missing();
        let place = |champ: Champ| (champ.key(), champ.groupe().key(), self.cadre.t(&format!("champ-{}", champ.key())));
        missing.into_iter().map(place).collect()
    }

    fn missing(&self) -> (Completude, Vec<Champ>) {
        let has = |champ| self.opened.champ(champ).is_some_and(|value: &Clair| !value.is_empty());
        saisie::completude(has, has(Champ::IdentiteJustifiee))
    }

    fn brouillon(&self) -> &Clair {
        self.opened.brouillon.as_ref().map_or_else(|| clair::rien(), |brouillon| &brouillon.texte)
    }

    fn repris(&self) -> Option<String> {
        let draft = self.opened.brouillon.as_ref()?;
        Some(self.cadre.langue.t1("brouillon-repris", "heure", heure::heure(draft.maj, self.today, self.cadre.langue)))
    }

    /// Key, words, chosen.
    fn familles(&self) -> Vec<(&'static str, String, bool)> {
        let family = |f: Famille| (f.key(), self.cadre.t(&format!("fil-{}s", f.key())), self.filtre.famille == Some(f));
        Famille::ALL.map(family).to_vec()
    }

    fn periodes(&self) -> Vec<(u8, String, bool)> {
        PERIODES
            .map(|mois| (mois, self.cadre.n("fil-derniers-mois", u16::from(mois)), self.filtre.mois == Some(mois)))
            .to_vec()
    }

    /// Whether this author, by her place from 1, is the one asked for.
    fn is_auteur(&self, place: &usize) -> bool {
        self.filtre.auteur == Some(*place)
    }

    /// What may be said of a proposition: key and words.
    fn resultats(&self) -> Vec<(&'static str, String)> {
        use domaine::proposition::EtatProposition;
        let those = EtatProposition::ALL.into_iter().filter(|etat| etat.is_resultat());
        those.map(|etat| (etat.key(), super::plan::result(etat, self.cadre.langue))).collect()
    }

    /// Classes that unfold by an act: road, place, form.
    fn fermees(&self) -> [(&'static str, &'static str, &'static str); 2] {
        [("delicat", "deplie", "deplier"), ("argent", "deplie-argent", "deplier-argent")]
    }

    fn classe(&self, cle: &str) -> String {
        self.cadre.t(&format!("dossier-classe-{cle}"))
    }

    /// Whether some parts hold nothing yet.
    fn vides(&self) -> bool {
        self.parties.iter().any(|partie| partie.lignes.is_empty())
    }

    /// Contact is what is looked for while somebody is on the phone.
    fn ouverte(&self, partie: &Partie) -> bool {
        partie.groupe == domaine::Groupe::Contact
    }
}

/// Why a dossier stands where it stands: "en veille le 18/05/2027 sans nouveau contact".
pub fn statut_dit(suivi: &StatutVue, cadre: &Cadre) -> String {
    let langue = cadre.langue;
    let day = |key: &str, jour: Date| langue.t1(key, "jour", heure::jour(jour));
    let why = match (suivi.statut, suivi.fin, suivi.veille_le, suivi.contact) {
        (Statut::FinAccompagnement, Some((jour, motif)), ..) => {
            let motif = mot(cadre, "statuts-fin", motif).unwrap_or_default();
            langue.t2("statut-fini-le", ("jour", heure::jour(jour)), ("motif", motif))
        }
        (Statut::Actif, _, Some(jour), _) => day("statut-veille-le", jour),
        (Statut::EnVeille, _, _, Some(jour)) => day("statut-dernier-contact", jour),
        (Statut::EnVeille, ..) => langue.t("statut-sans-contact"),
        _ => String::new(),
    };
    let kept = suivi.conservation.filter(|_| suivi.statut != Statut::Actif).map(|kept| {
        let key = if kept.a_confirmer { "statut-conservation-a-confirmer" } else { "statut-conservation" };
        day(key, kept.jour)
    });
    let parts = [Some(why), kept];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
