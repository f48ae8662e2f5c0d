//! GET /etendue?comptes=…&du=2026-03-01: whom may be asked about; and whom they read, by classes, fields and dates. Persons are
//! the pseudonyms of their dossiers, as in the journal: no name is known here.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use domaine::{AgentId, Champ};
use droits::Role;
use jiff::civil::Date;

use super::saisie::Saisie;
use crate::demande::Demande;
use crate::face::{
    ATTEINTES_PAR_PAGE, BureauEtendue, CompteAlerte, EtendueLue, Jalon, PersonneAtteinte, VueDeLEtendue,
};
use crate::pages::trace::Trace;
use crate::pages::{Cadre, clair as filters, comptes, erreur};
use crate::refus::Refus;
use crate::saisies::page_number;
use crate::{Etat, encodage, heure, reponse};

/// Shows the form; with something asked, the answer too.
pub async fn show(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let saisie = Saisie::read(query.as_deref());
    if let Some(dossier) = saisie.dossier {
        return Ok(reponse::toward(&format!("/dossiers/{dossier}/lectures"), demande.page));
    }
    let vue = VueDeLEtendue { listes: saisie.listes, page: page_number(query.as_deref()) };
    let asked = (saisie.demandee && saisie.fautes.is_empty()).then_some((&saisie.demande, vue));
    let parmi = saisie.demande.structures.first().copied();
    let bureau = etat.coffre.bureau_etendue(&demande.signee, parmi, asked).await?;
    let receipt = bureau.receipt;
    let is_wrong = !saisie.fautes.is_empty();
    let cadre = Cadre::of(&etat, demande.langue, bureau.agent.clone());
    let page = EtenduePage { cadre, bureau, saisie, numero: vue.page, today: heure::today() };
    let mut answer = reponse::delivered(&page, &etat.coffre, receipt)?;
    if is_wrong {
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(answer)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "etendue/show.html")]
pub struct EtenduePage {
    cadre: Cadre,
    bureau: BureauEtendue,
    saisie: Saisie,
    numero: u32,
    today: Date,
}

impl EtenduePage {
    fn erreur(&self, champ: &str) -> String {
        let found = self.saisie.fautes.iter().find(|faute| faute.champ == champ);
        found.map_or_else(String::new, |faute| erreur::mots(self.cadre.langue, faute))
    }

    fn fautes(&self) -> Vec<(&'static str, String)> {
        let said = |faute: &crate::face::Saisie| (faute.champ, erreur::raison(self.cadre.langue, faute));
        self.saisie.fautes.iter().map(said).collect()
    }

    fn is_dpo(&self) -> bool {
        self.bureau.agent.role == Role::Dpo
    }

    fn is_named(&self, compte: &AgentId) -> bool {
        self.saisie.demande.comptes.contains(compte)
    }

    fn role(&self, compte: &CompteAlerte) -> String {
        comptes::role(&compte.role, self.cadre.langue)
    }

    /// Whose readings, in words: names of accounts, of structures, how many logins.
    fn nommes(&self) -> Vec<&CompteAlerte> {
        self.bureau.comptes.iter().filter(|compte| self.is_named(&compte.id)).collect()
    }

    fn is_tout(&self) -> bool {
        let demande = &self.saisie.demande;
        demande.comptes.is_empty() && demande.logins.is_empty() && demande.structures.is_empty()
    }

    fn jalon(&self, jalon: &Jalon) -> String {
        let le = heure::en_tete(&heure::instant(jalon.le, self.today, self.cadre.langue));
        format!("{le} · {}", self.cadre.langue.t2("etendue-jalon", ("question", jalon.question), ("n", jalon.entrees)))
    }

    fn racine(&self, jalon: &Jalon) -> String {
        encodage::hex(&jalon.racine)
    }

    /// Persons by certainty: words, count, whether they are a list apart.
    fn certitudes(&self, lue: &EtendueLue) -> Vec<(String, u64)> {
        let keys = ["livre", "livraison-non-confirmee", "liste-seulement"];
        let said = |(key, n): (&str, u64)| (self.certitude(key), n);
        keys.into_iter().zip(lue.bilan.personnes).map(said).collect()
    }

    fn certitude(&self, key: &str) -> String {
        self.cadre.t(&format!("etendue-{key}"))
    }

    /// Classes: words, persons of whom it was delivered, persons of whom it may have been.
    fn classes(&self, lue: &EtendueLue) -> Vec<(String, u64, u64)> {
        let classes = lue.bilan.classes.iter().enumerate();
        let said = classes.map(|(bit, [livre, incertain])| (self.cadre.classes(1 << bit), *livre, *incertain));
        said.filter(|(_, livre, incertain)| livre + incertain > 0).collect()
    }

    /// The counts that hold nobody.
    fn comptes(&self, lue: &EtendueLue) -> Vec<String> {
        let bilan = &lue.bilan;
        let two = |key: &str, [n, m]: [u64; 2]| self.cadre.langue.t2(key, ("n", n), ("m", m));
        let mut said = vec![two("etendue-lectures", [bilan.lectures, bilan.livrees])];
        let others = [
            ("etendue-gestes", [bilan.revelations, bilan.impressions]),
            ("etendue-pages", bilan.pages),
            ("etendue-non-nommes", bilan.non_nommes),
            ("etendue-recherches", bilan.recherches),
        ];
        if bilan.leurres > 0 {
            said.push(self.cadre.langue.t1("etendue-leurres", "n", bilan.leurres));
        }
        said.extend(others.into_iter().filter(|(_, [n, m])| n + m > 0).map(|(key, both)| two(key, both)));
        said
    }

    fn alterees(&self, lue: &EtendueLue) -> Vec<String> {
        lue.bilan.alterees.iter().map(|entree| self.cadre.langue.t1("etendue-alteree", "n", *entree)).collect()
    }

    fn trace(&self, lue: &EtendueLue) -> Trace {
        let said = |(time, n): &(u64, u64)| (self.instant(time), usize::try_from(*n).unwrap_or(usize::MAX));
        Trace::of(lue.courbe.iter().map(said), None)
    }

    fn instant(&self, ms: &u64) -> String {
        heure::instant(*ms, self.today, self.cadre.langue)
    }

    /// Persons of the page, each with the number of her set of fields; and the sets, said once.
    fn rangs<'a>(&self, lue: &'a EtendueLue) -> (Vec<(&'a PersonneAtteinte, usize)>, Vec<String>) {
        let mut sets: Vec<&[Champ]> = Vec::new();
        let mut rangs = Vec::new();
        for person in &lue.personnes {
            let known = sets.iter().position(|set| *set == person.champs);
            let place = known.unwrap_or_else(|| {
                sets.push(&person.champs);
                sets.len() - 1
            });
            rangs.push((person, place + 1));
        }
        let name = |champ: &Champ| self.cadre.t(&format!("champ-{}", champ.key())).to_lowercase();
        let said = sets.into_iter().map(|set| set.iter().map(name).collect::<Vec<_>>().join(", "));
        (rangs, said.collect())
    }

    fn sujet(&self, person: &PersonneAtteinte) -> String {
        encodage::hex(&person.sujet)
    }

    fn quoi(&self, person: &PersonneAtteinte) -> String {
        self.cadre.classes(person.livrees | person.incertaines)
    }

    /// Classes that nothing says were delivered, of somebody of whom others were.
    fn reserve(&self, person: &PersonneAtteinte) -> Option<String> {
        let is_mixed = person.livrees != 0 && person.incertaines != 0;
        is_mixed.then(|| self.cadre.langue.t1("etendue-dont", "classes", self.cadre.classes(person.incertaines)))
    }

    fn quand(&self, person: &PersonneAtteinte) -> String {
        let (first, last) = person.fenetre;
        if first == last {
            self.instant(&first)
        } else {
            format!("{} – {}", self.instant(&first), self.instant(&last))
        }
    }

    fn vers(&self, chemin: &str) -> String {
        self.saisie.address(chemin, "")
    }

    /// The same answer, the other persons.
    fn autres(&self) -> String {
        self.saisie.address("/etendue", if self.saisie.listes { "" } else { "&vue=listes" })
    }

    fn page(&self, lue: &EtendueLue, de: i64) -> String {
        let pages = i64::try_from(lue.total.div_ceil(ATTEINTES_PAR_PAGE)).unwrap_or(i64::MAX);
        let wanted = i64::from(self.numero) + de;
        let vue = if self.saisie.listes { "&vue=listes" } else { "" };
        let is_there = (1..=pages).contains(&wanted);
        if is_there { self.saisie.address("/etendue", &format!("{vue}&page={wanted}")) } else { String::new() }
    }

    fn rang(&self, lue: &EtendueLue) -> String {
        let pages = u32::try_from(lue.total.div_ceil(ATTEINTES_PAR_PAGE)).unwrap_or(u32::MAX).max(1);
        self.cadre.langue.t2("portefeuille-rang", ("n", self.numero), ("pages", pages))
    }
}
