//! GET /agenda?jour=2026-11-23&vue=semaine&agent=…&site=2: a day or a week; hers, a colleague's, or everybody's.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domaine::agenda::{Ferie, Plage, StatutRdv, Territoire};
use domaine::fuseau::semaine;
use domaine::{AgentId, Clair};
use jiff::civil::Date;

use crate::agenda::grille::{Case, Heures};
use crate::agenda::vue;
use crate::demande::Demande;
use crate::face::{Agenda, GenreAgenda, LigneAgenda, VueAgenda};
use crate::pages::devient::Devient;
use crate::pages::listes::mot;
use crate::pages::menu::Menu;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, heure, reponse};

/// Shows one page.
pub async fn show(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let agenda = etat.coffre.agenda(&demande.signee, vue::read(query.as_deref())).await?;
    let receipt = agenda.receipt;
    let number = |name| parameter(query.as_deref(), name).and_then(|n| n.parse().ok()).unwrap_or(0);
    let (faits, sautes) = (number("faits"), number("sautes"));
    let cadre = Cadre::of(&etat, demande.langue, agenda.agent.clone());
    reponse::delivered(&AgendaPage { cadre, agenda, faits, sautes }, &etat.coffre, receipt)
}

/// Days that a week always shows: Monday to Friday.
const JOURS_OUVRES: usize = 5;

/// Data of the page.
#[derive(Template)]
#[template(path = "agenda/show.html")]
pub struct AgendaPage {
    /// Frame.
    pub cadre: Cadre,
    /// What is shown.
    pub agenda: Agenda,
    /// Just booked.
    pub faits: u16,
    /// Public holidays that this skipped.
    pub sautes: u16,
}

/// A day of the page.
struct Jour<'a> {
    /// Its column in the grid, from 1.
    rang: usize,
    titre: String,
    adresse: String,
    ferie: Option<String>,
    est_aujourdhui: bool,
    combien: usize,
    lignes: Vec<(&'a LigneAgenda, Case)>,
    libres: Vec<(Plage, Case)>,
}

impl AgendaPage {
    fn vue(&self) -> &VueAgenda {
        &self.agenda.vue
    }

    fn titre(&self) -> String {
        let (first, last) = self.agenda.jours;
        match self.vue().semaine {
            true => {
                let (_, numero) = semaine(first).numero();
                let du = self.cadre.langue.t2("agenda-du-au", ("du", heure::jour(first)), ("au", heure::jour(last)));
                format!("{} {numero}, {du}", self.cadre.t("agenda-semaine"))
            }
            false => heure::en_tete(&heure::titre(first, self.cadre.langue)),
        }
    }

    fn nom(&self) -> Option<&Clair> {
        let whose = self.vue().agent?;
        self.agenda.collegues.iter().find(|(id, _)| *id == whose).map(|(_, nom)| nom)
    }

    fn est_mien(&self) -> bool {
        self.vue().agent == Some(self.agenda.agent.id)
    }

    /// A grid for one agenda; everybody's is a list by the hour.
    fn est_grille(&self) -> bool {
        !self.vue().tous
    }

    /// The week holds more than a page: its days say how many they have.
    fn deborde(&self) -> bool {
        self.vue().semaine && self.agenda.total() > 0 && self.agenda.lignes.is_empty()
    }

    fn est_vide(&self) -> bool {
        self.agenda.total() == 0
    }

    fn heures(&self) -> Heures {
        Heures::of(self.agenda.lignes.iter().map(|ligne| &ligne.plage).chain(&self.agenda.libres))
    }

    fn graduations(&self) -> Vec<(u16, u16)> {
        self.heures().lignes().collect()
    }

    fn jours(&self) -> Vec<Jour<'_>> {
        let (first, last) = self.agenda.jours;
        let days = first.series(jiff::Span::new().days(1)).take_while(|jour| *jour <= last);
        let mut jours: Vec<Jour<'_>> = days.enumerate().map(|(rang, date)| self.jour(date, rang + 1)).collect();
        // The end of a week takes a column only when something stands there, or today does.
        let is_needed =
            |jour: &Jour<'_>| jour.est_aujourdhui || jour.combien + jour.lignes.len() + jour.libres.len() > 0;
        while jours.len() > JOURS_OUVRES && !jours.last().is_some_and(is_needed) {
            jours.pop();
        }
        jours
    }

    /// The class of a grid with so many columns.
    fn colonnes(&self) -> String {
        if self.vue().semaine { format!(" semaine c{}", self.jours().len()) } else { String::new() }
    }

    fn jour(&self, date: Date, rang: usize) -> Jour<'_> {
        let lignes: Vec<&LigneAgenda> = self.agenda.lignes.iter().filter(|l| l.plage.jour() == date).collect();
        let libres: Vec<Plage> = self.agenda.libres.iter().copied().filter(|plage| plage.jour() == date).collect();
        let shown: Vec<Plage> = lignes.iter().map(|l| l.plage).chain(libres.iter().copied()).collect();
        let mut cases = self.heures().cases(&shown).into_iter();
        let placed = lignes.into_iter().zip(cases.by_ref()).collect();
        let territoire = Territoire::of_structure(self.agenda.agent.structure);
        Jour {
            rang,
            titre: heure::en_tete(&heure::proche(date, self.cadre.langue)),
            adresse: vue::address(&VueAgenda { jour: Some(date), semaine: false, page: 1, ..*self.vue() }),
            ferie: Ferie::of(date, territoire).map(|ferie| self.cadre.t(&format!("ferie-{}", ferie.key()))),
            est_aujourdhui: date == self.agenda.maintenant.date(),
            combien: self.agenda.comptes.iter().find(|(jour, _)| *jour == date).map_or(0, |(_, n)| *n),
            lignes: placed,
            libres: libres.into_iter().zip(cases).collect(),
        }
    }

    /// "9 h 00 – 9 h 45"; of a week the beginning alone.
    fn quand(&self, plage: &Plage) -> String {
        match self.vue().semaine {
            true => self.debut(plage),
            false => heure::plage(plage, self.cadre.langue),
        }
    }

    /// "arrivée à 10 h 04", once the front desk wrote it down.
    fn arrivee(&self, ligne: &LigneAgenda) -> Option<String> {
        let minute = ligne.arrivee?;
        Some(self.cadre.langue.t1("agenda-arrivee", "heure", heure::minute(minute, self.cadre.langue)))
    }

    fn debut(&self, plage: &Plage) -> String {
        heure::minute(plage.debut(), self.cadre.langue)
    }

    fn est_rdv(&self, ligne: &LigneAgenda) -> bool {
        ligne.genre == GenreAgenda::RendezVous
    }

    /// What a line is, in the words of its list.
    fn objet(&self, ligne: &LigneAgenda) -> String {
        let liste = match ligne.genre {
            GenreAgenda::RendezVous => "rdv-objets",
            GenreAgenda::Absence => "absences",
            GenreAgenda::Creneau => return self.cadre.t("agenda-creneau"),
        };
        mot(&self.cadre, liste, ligne.objet).unwrap_or_default()
    }

    fn statut(&self, ligne: &LigneAgenda) -> String {
        mot(&self.cadre, "rdv-statuts", ligne.statut as u16).unwrap_or_default()
    }

    fn site(&self, ligne: &LigneAgenda) -> Option<&str> {
        self.agenda.sites.iter().find(|(num, _)| *num == ligne.site).map(|(_, nom)| nom.as_str())
    }

    fn est_planifie(&self, ligne: &LigneAgenda) -> bool {
        ligne.statut == StatutRdv::Planifie
    }

    fn en_retard(&self, ligne: &LigneAgenda) -> bool {
        self.est_rdv(ligne) && ligne.statut.est_en_retard(&ligne.plage, self.agenda.maintenant)
    }

    /// Where a line leads: the panel of its conversation for who writes, how to reach the person for the front desk.
    fn ouvre(&self, ligne: &LigneAgenda) -> Option<String> {
        let dossier = ligne.personne.as_ref()?.dossier;
        let menu = Menu::of(self.agenda.agent.role);
        Some(match (menu.dossiers, self.est_a_elle(ligne) && self.vient(ligne)) {
            (true, true) => format!("/dossiers/{dossier}?rendez-vous={}", ligne.id),
            (true, false) => format!("/dossiers/{dossier}"),
            (false, _) => format!("/dossiers/{dossier}/contact"),
        })
    }

    fn est_a_elle(&self, ligne: &LigneAgenda) -> bool {
        ligne.agent.0 == self.agenda.agent.id && Menu::of(self.agenda.agent.role).ecriture
    }

    /// Whether its day has come: only then is it said who came.
    fn vient(&self, ligne: &LigneAgenda) -> bool {
        ligne.plage.jour() <= self.agenda.maintenant.date()
    }

    /// *Présent* in one gesture writes the evenement, for who holds the rendez-vous; for somebody else it is said of the rendez-vous.
    fn present_ecrit(&self, ligne: &LigneAgenda) -> bool {
        self.est_rdv(ligne)
            && self.est_a_elle(ligne)
            && self.vient(ligne)
            && ligne.statut.peut_devenir(StatutRdv::Present)
    }

    /// What *présent* sends for the lines that she may say it of; a week has no buttons.
    fn formes(&self) -> Vec<Devient> {
        let lines = self.agenda.lignes.iter().filter(|ligne| !self.vue().semaine && self.present_ecrit(ligne));
        Devient::formes(&self.cadre, lines)
    }

    fn forme(&self, formes: &[Devient], ligne: &LigneAgenda) -> usize {
        Devient::rang(formes, &self.cadre, ligne)
    }

    /// What may be said of it now, as buttons: key and words.
    fn gestes(&self, ligne: &LigneAgenda) -> Vec<(&'static str, String)> {
        let says = |statut: &StatutRdv| match statut {
            StatutRdv::Reporte | StatutRdv::NonPrecise => false,
            StatutRdv::Planifie => ligne.reprise || ligne.statut == StatutRdv::Annule,
            StatutRdv::Present => !self.present_ecrit(ligne) && self.vient(ligne) && ligne.statut.peut_devenir(*statut),
            StatutRdv::Absent => self.vient(ligne) && ligne.statut.peut_devenir(*statut),
            StatutRdv::Annule => ligne.statut.peut_devenir(*statut),
        };
        let all = StatutRdv::ALL.into_iter().filter(says);
        all.map(|statut| (statut.key(), self.cadre.t(&format!("agenda-dire-{}", statut.key())))).collect()
    }

    /// The address of the form that puts it off, if it may be.
    fn reporte(&self, ligne: &LigneAgenda) -> Option<String> {
        let dossier = ligne.personne.as_ref()?.dossier;
        ligne.statut.peut_devenir(StatutRdv::Reporte).then(|| {
            let plage = &ligne.plage;
            let (jour, debut, duree) = (plage.jour(), plage.debut(), plage.duree());
            format!(
                "/agenda/report?de={dossier}.{}&creneau={jour}.{debut}&duree={duree}&agent={}",
                ligne.id, ligne.agent.0
            )
        })
    }

    /// Who may take an absence or a slot away.
    fn se_retire(&self, ligne: &LigneAgenda) -> bool {
        ligne.agent.0 == self.agenda.agent.id || self.agenda.agent.role.keeps_agendas()
    }

    fn pose(&self) -> bool {
        self.vue().agent.is_some_and(|whose| whose == self.agenda.agent.id) || self.agenda.agent.role.keeps_agendas()
    }

    fn retour(&self) -> String {
        vue::query(&VueAgenda { jour: Some(self.agenda.jours.0), ..*self.vue() })
    }

    /// The form of a new rendez-vous, with this slot or with this agenda alone.
    fn reserver(&self, plage: Option<&Plage>) -> String {
        let agent = self.vue().agent.map(|id| format!("agent={id}"));
        let slot = plage.map(|plage| format!("creneau={}.{}", plage.jour(), plage.debut()));
        let parts: Vec<String> = agent.into_iter().chain(slot).collect();
        format!("/agenda/nouveau?{}", parts.join("&"))
    }

    fn autre_vue(&self) -> String {
        let jour = Some(self.agenda.jours.0);
        vue::address(&VueAgenda { semaine: !self.vue().semaine, jour, page: 1, ..*self.vue() })
    }

    fn aujourdhui(&self) -> String {
        vue::address(&VueAgenda { jour: None, page: 1, ..*self.vue() })
    }

    fn avant(&self) -> String {
        vue::address(&vue::turned(self.vue(), self.agenda.jours.0, -1))
    }

    fn apres(&self) -> String {
        vue::address(&vue::turned(self.vue(), self.agenda.jours.0, 1))
    }

    fn feuille(&self) -> String {
        let site = self.vue().site.map(|n| format!("&site={n}")).unwrap_or_default();
        format!("/agenda/impression?jour={}{site}", self.agenda.jours.0)
    }

    fn est_choisi(&self, agent: &AgentId) -> bool {
        self.vue().agent == Some(*agent)
    }

    fn est_site(&self, num: &u32) -> bool {
        self.vue().site == Some(*num)
    }

    /// "1 à 25 sur 132": a page says what it does not show.
    fn rang(&self) -> String {
        let first = (self.vue().page.max(1) as usize - 1) * self.vue().par_page();
        let langue = self.cadre.langue;
        let shown = langue.t2("agenda-rang", ("de", first + 1), ("a", first + self.agenda.lignes.len()));
        format!("{shown} {}", self.cadre.n("agenda-sur", self.agenda.total()))
    }

    fn page(&self, by: i64) -> Option<String> {
        let pages = self.agenda.total().div_ceil(self.vue().par_page()) as i64;
        let to = i64::from(self.vue().page.max(1)) + by;
        let is_there = !self.vue().semaine && pages > 1 && (1..=pages).contains(&to);
        let page = u32::try_from(to).ok().filter(|_| is_there)?;
        Some(vue::address(&VueAgenda { page, jour: Some(self.agenda.jours.0), ..*self.vue() }))
    }

    fn flux_depuis(&self) -> Option<String> {
        self.agenda.flux.map(|ms| heure::jour(heure::date(ms)))
    }

    fn a_masques(&self) -> bool {
        self.agenda.lignes.iter().any(|ligne| ligne.personne.as_ref().is_some_and(|p| p.masquee))
    }
}
