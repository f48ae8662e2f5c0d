//! /habilitations/nouvelle: a new account is asked for. Nine fields, most of them filled from the staff list at one click.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domaine::Clair;
use droits::Role;
use jiff::civil::Date;

use crate::demande::Demande;
use crate::face::{Bureau, Carte, Error, Geste, LigneRh, Saisie};
use crate::habilitations::{colonnes, last_day};
use crate::pages::{Cadre, clair, clair as filters, comptes};
use crate::refus::Refus;
use crate::saisies::{Saisies, parameter};
use crate::{Etat, encodage, geste, heure, reponse};

/// GET: the form, empty or begun with a line of the staff list (`?rh=`).
pub async fn form(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let bureau = etat.coffre.habilitations(&demande.signee).await?;
    let asked = parameter(query.as_deref(), "rh").and_then(encodage::from_hex16);
    let cadre = Cadre::of(&etat, demande.langue, bureau.agent.clone());
    reponse::page(&ProposerPage::new(cadre, bureau, asked, heure::today()))
}

/// POST: the gesture. An approver elsewhere, then a parrain here, make an account of it; nobody alone does.
pub async fn propose(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let made = |saisies: &Saisies| Ok(Geste::Proposer(Box::new(carte(saisies)?)));
    geste::signed(&etat, &demande, made, |signe| format!("/habilitations/{}?fait=proposition", signe.agent)).await
}

/// The card that the form holds. Whether its words are well written is said by the coffre, all at once.
fn carte(saisies: &Saisies) -> Result<Carte, Refus> {
    let text = |name| clair::trimmed(saisies.get(name));
    let role = clair::code(saisies.get("role"), Role::from_key);
    let (debut, jusqu) = (clair::date(saisies.get("debut")), clair::date(saisies.get("jusqu")));
    let missing = [
        (role.is_none(), Saisie { champ: "role", raison: "champ-requis" }),
        (debut.is_none(), Saisie { champ: "debut", raison: "habilitation-debut" }),
        (jusqu.is_none(), Saisie { champ: "jusqu", raison: "habilitation-date" }),
    ];
    let (Some(role), Some(debut), Some(jusqu)) = (role, debut, jusqu) else {
        let wrong = missing.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, saisie)| saisie);
        return Err(Refus::Coffre(Error::Saisie(wrong.collect())));
    };
    Ok(Carte {
        prenom: text("prenom"),
        nom: text("nom"),
        mail: text("mail"),
        role,
        is_parrain: saisies.has("parrain"),
        debut,
        jusqu,
        fonction: text("fonction"),
        rh: clair::code(saisies.get("rh"), encodage::from_hex16),
    })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "habilitations/propose.html")]
pub struct ProposerPage {
    cadre: Cadre,
    bureau: Bureau,
    /// The line that the form is begun with.
    ligne: Option<LigneRh>,
    today: Date,
}

impl ProposerPage {
    fn new(cadre: Cadre, bureau: Bureau, asked: Option<[u8; 16]>, today: Date) -> ProposerPage {
        let ligne = bureau.rh.iter().find(|ligne| Some(ligne.id) == asked).cloned();
        ProposerPage { cadre, bureau, ligne, today }
    }

    fn of(&self, field: impl Fn(&LigneRh) -> &Clair) -> &Clair {
        self.ligne.as_ref().map_or(clair::rien(), field)
    }

    fn prenom(&self) -> &Clair {
        self.of(|ligne| &ligne.prenom)
    }

    fn nom(&self) -> &Clair {
        self.of(|ligne| &ligne.nom)
    }

    fn mail(&self) -> &Clair {
        self.of(|ligne| &ligne.mail)
    }

    fn fonction(&self) -> &Clair {
        self.of(|ligne| &ligne.fonction)
    }

    fn rh(&self) -> String {
        self.ligne.as_ref().map(|ligne| encodage::hex(&ligne.id)).unwrap_or_default()
    }

    /// The first day of work: the list's, or today.
    fn debut(&self) -> Date {
        self.ligne.as_ref().and_then(|ligne| ligne.debut).unwrap_or(self.today)
    }

    /// The end of the contract when it comes within the year, a year otherwise.
    fn jusqu(&self) -> Date {
        let last = self.dernier();
        self.ligne.as_ref().and_then(|ligne| ligne.fin).filter(|fin| (self.today..last).contains(fin)).unwrap_or(last)
    }

    fn dernier(&self) -> Date {
        last_day(self.today)
    }

    /// Code, word, and whether the contract's title most often means it.
    fn roles(&self) -> Vec<(&'static str, String, bool)> {
        let guess = colonnes::role(self.fonction());
        let said = |role: Role| (role.key(), comptes::role(&role, self.cadre.langue), guess == Some(role));
        Role::ALL.into_iter().map(said).collect()
    }

    /// Who bears the same name or the same address already: said before anything is signed.
    fn double(&self) -> Option<(String, String)> {
        let (agent, etat) = self.ligne.as_ref()?.connu?;
        Some((agent.to_string(), comptes::etat(etat, self.cadre.langue)))
    }

    /// Whether no account may be asked for this week.
    fn is_full(&self) -> bool {
        let (hers, all) = self.bureau.places;
        hers == 0 || all == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const FORM: &str = "prenom=In%C3%A8s&nom=+Lef%C3%A8vre+&mail=ines%40essai.example&role=conseiller&fonction=Conseill%C3%A8re\
        &debut=2026-12-07&jusqu=2027-06-30&rh=01010101010101010101010101010101";

    #[test]
    fn a_card_is_what_was_typed() {
        let read = carte(&Saisies::read(FORM.as_bytes())).expect("a whole form");
        assert!(read.nom == Clair::new("Lefèvre") && read.role == Role::Conseiller && !read.is_parrain);
        assert_eq!((read.debut, read.jusqu), (date(2026, 12, 7), date(2027, 6, 30)));
        assert_eq!(read.rh, Some([1; 16]));
        assert!(carte(&Saisies::read(format!("{FORM}&parrain=on").as_bytes())).expect("a whole form").is_parrain);
    }

    #[test]
    fn what_is_no_role_or_no_date_is_asked_again() {
        let check = |form: &str, expected: &[&str]| {
            let Err(Refus::Coffre(Error::Saisie(wrong))) = carte(&Saisies::read(form.as_bytes())) else {
                panic!("{form}")
            };
            assert_eq!(wrong.iter().map(|saisie| saisie.champ).collect::<Vec<_>>(), expected, "{form}");
        };
        check("", &["role", "debut", "jusqu"]);
        check(&FORM.replace("role=conseiller", "role=chef"), &["role"]);
        check(&FORM.replace("2027-06-30", "2027-02-30"), &["jusqu"]);
    }
}
