//! Malware in the browser of somebody at work. It holds the browser's key, and has it sign whatever it likes, in as many tabs as it
//! likes; it sees all that she sees. It does not hold her passkey: it waits until she makes a gesture for her own work, and steals what
//! the gesture opened, or the assertion itself, to send it elsewhere.

use std::collections::VecDeque;
use std::thread;

use domaine::formation::Parcours;
use droits::Role;
use droits::budget::Plafonds;
use journal::Kind;
use journal::encoding::hex;
use journal::entry::{Decision, Entry};

use super::attaquant::Attaquant;
use super::butin::Butin;
use super::complices::creation::{FONCTION, day, said, sheet};
use super::complices::tableau::{Tableau, raison};
use super::complices::{Complice, wait};
use super::jours::of_referents;
use super::terrain::{Cote, Terrain};
use super::{Controle, Exercice, Mesure};
use crate::client::{asks_a_tranche, form};
use crate::geste::{answered, asked, borrowed};
use crate::http::Answer;
use crate::passkey::{Passkey, base64url};

pub const EXERCICE: Exercice = Exercice {
    nom: "logiciel-malveillant",
    titre: "Logiciel malveillant dans le navigateur d'une conseillère au travail, qui vole ce que ses gestes ouvrent.",
    profil: "huit onglets, une journée",
    plafond: PLAFONDS.jour as u64,
    plafond_lignes: PLAFONDS.lignes as u64,
    controle: Controle::Nomme("budget"),
    non_couvert: &[
        "un mandat qui attend : sa proposition seule est essayée, et l'assertion détournée est refusée de la même façon",
        "ce qu'il écrirait dans les dossiers ouverts : chaque écriture reste, et se voit au dossier",
        "une page qui dirait autre chose que ce que la clé signe : la clé d'accès ne montre rien",
    ],
    run,
};

const PLAFONDS: Plafonds = Plafonds::of(Role::Conseiller);

/// Requests that it has on their way at once.
const ONGLETS: usize = 8;

/// Times that an hour is full.
const HEURES_MAX: u32 = 8;

/// What gives power, cuts, freezes, or lets a campaign read: none is to be signed by what a browser holds.
const POUVOIRS: &[Kind] = &[
    Kind::Enrolment,
    Kind::AuthenticatorEnd,
    Kind::Proposal,
    Kind::Approval,
    Kind::Parrain,
    Kind::BudgetExtension,
    Kind::Freeze,
    Kind::MandatProposed,
    Kind::MandatApproved,
];

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    let lea = Complice::new(terrain, "conseiller", 0, 0)?;
    let mut day = Journee::new(terrain, &tableau.mesure.butin, &lea)?;
    day.lasts(terrain, &tableau.mesure.butin)?;
    let unexplained = unexplained(&terrain.entries(Cote::Coffre)?, &tableau.mesure);
    if terrain.sans_controle().is_none() {
        if unexplained > u64::from(PLAFONDS.inexplique_jour) {
            tableau.mesure.echecs.push(format!("{unexplained} dossiers sans explication"));
        }
        powers(terrain, &mut tableau)?;
    }
    tableau.mesure.faits.extend([
        ("ouvertures qu'elle a faites elle-même".into(), day.hers),
        ("ouvertures volées".into(), day.stolen),
        ("gestes qu'elle a faits".into(), day.gestures),
        ("dont sans explication".into(), unexplained),
    ]);
    Ok(tableau.mesure)
}

/// Her day, and what it gives to what sits in her browser.
struct Journee<'a> {
    lea: &'a Complice,
    tabs: Vec<Attaquant>,
    own: VecDeque<String>,
    others: VecDeque<String>,
    hers: u64,
    stolen: u64,
    gestures: u64,
    hours: u32,
}

/// How a wave of requests ended.
#[derive(PartialEq)]
enum Vague {
    Prise,
    Tranche,
    Heure,
    Refus,
}

impl<'a> Journee<'a> {
    fn new(terrain: &Terrain, butin: &Butin, lea: &'a Complice) -> Result<Journee<'a>, String> {
        let own: VecDeque<String> = of_referents(terrain, &[hex(&lea.persona.agent)])?.into();
        let others = terrain.dossiers()?.into_iter().filter(|id| !own.contains(id)).collect();
        let mut day = Journee { lea, tabs: Vec::new(), own, others, hers: 0, stolen: 0, gestures: 0, hours: 0 };
        day.enters(terrain, butin)?;
        Ok(day)
    }

    fn enters(&mut self, terrain: &Terrain, butin: &Butin) -> Result<(), String> {
        let browser = self.lea.enters(terrain, butin)?;
        self.tabs = (1..ONGLETS).map(|_| browser.another_tab()).collect();
        self.tabs.push(browser);
        Ok(())
    }

    /// She opens one of her own, makes the gesture when her page asks for it, and it takes the rest before she comes back. What
    /// nothing explains comes last, all tabs at once: there a race could pass the limit.
    fn lasts(&mut self, terrain: &mut Terrain, butin: &Butin) -> Result<(), String> {
        let kept = usize::from(PLAFONDS.jour - PLAFONDS.inexplique_jour);
        let is_on = terrain.sans_controle().is_none();
        let mut own: VecDeque<String> =
            if is_on { self.own.drain(..kept.min(self.own.len())).collect() } else { self.own.drain(..).collect() };
        while let Some(first) = own.pop_front() {
            match self.she_opens(&first)? {
                Vague::Prise => {}
                Vague::Heure if self.hours < HEURES_MAX => {
                    own.push_front(first);
                    self.an_hour(terrain, butin)?;
                    continue;
                }
                Vague::Heure | Vague::Refus | Vague::Tranche if !is_on => {
                    own.push_front(first);
                    wait(terrain, 61)?;
                }
                _ => break,
            }
            self.wave(&mut own)?;
        }
        let mut others = std::mem::take(&mut self.others);
        loop {
            let vague = self.wave(&mut others)?;
            match vague {
                _ if others.is_empty() => break,
                Vague::Prise => {}
                Vague::Tranche => self.gesture()?,
                Vague::Heure if self.hours < HEURES_MAX => self.an_hour(terrain, butin)?,
                _ if !is_on => wait(terrain, 61)?,
                _ => break,
            }
        }
        Ok(())
    }

    /// She, at her screen.
    fn she_opens(&mut self, dossier: &str) -> Result<Vague, String> {
        for _ in 0..3 {
            let answer = said(self.tabs[0].opens(dossier))?;
            match seen(&answer) {
                Vague::Prise => {
                    self.hers += 1;
                    return Ok(Vague::Prise);
                }
                // The gesture is hers, for this page; what it opens goes to whoever is first.
                Vague::Tranche => self.gesture()?,
                other => return Ok(other),
            }
        }
        Ok(Vague::Tranche)
    }

    /// The answer names the page that she comes back to: a dossier's would be a line that no list gave.
    fn gesture(&mut self) -> Result<(), String> {
        let key = self.lea.key.clone();
        said(self.tabs[0].signs("/tranches", &[("vers", "/")], &key))?;
        self.gestures += 1;
        Ok(())
    }

    /// All tabs at once; the first dossier is asked for by two of them. What opened is gone from these.
    fn wave(&mut self, left: &mut VecDeque<String>) -> Result<Vague, String> {
        let wanted: Vec<String> = left.iter().take(self.tabs.len() - 1).cloned().collect();
        let doubled = wanted.first().into_iter().chain(&wanted);
        let answers: Vec<(String, Answer)> = thread::scope(|scope| {
            let asks: Vec<_> = doubled
                .zip(&mut self.tabs)
                .map(|(dossier, tab)| scope.spawn(move || said(tab.opens(dossier)).map(|a| (dossier.clone(), a))))
                .collect();
            asks.into_iter().map(|ask| ask.join().map_err(|_| "a tab broke".to_owned())?).collect::<Result<_, String>>()
        })?;
        let before = left.len();
        let open: Vec<&String> = answers.iter().filter(|(_, a)| a.status == 200).map(|(id, _)| id).collect();
        left.retain(|id| !open.contains(&id));
        self.stolen += (before - left.len()) as u64;
        let shut = answers.iter().map(|(_, answer)| seen(answer)).find(|vague| *vague != Vague::Prise);
        Ok(if before > left.len() { Vague::Prise } else { shut.unwrap_or(Vague::Refus) })
    }

    fn an_hour(&mut self, terrain: &mut Terrain, butin: &Butin) -> Result<(), String> {
        self.hours += 1;
        wait(terrain, 3_601)?;
        self.enters(terrain, butin)
    }
}

fn seen(answer: &Answer) -> Vague {
    match answer.status {
        200 => Vague::Prise,
        429 if asks_a_tranche(answer) => Vague::Tranche,
        429 if answer.text().contains("en une heure") => Vague::Heure,
        _ => Vague::Refus,
    }
}

fn unexplained(entries: &[Entry], mesure: &Mesure) -> u64 {
    let logins = mesure.butin.contenu().logins.clone();
    let is_one = |e: &&Entry| {
        e.kind == Kind::Opening && e.decision == Decision::Granted && e.explanation == 0 && logins.contains(&e.login)
    };
    entries.iter().filter(is_one).map(|e| e.subject).collect::<std::collections::BTreeSet<_>>().len() as u64
}

/// In the browsers of those who have power: everything that a gesture gives, asked for without one, with a key of its own, and with
/// the assertion that she made for something else.
fn powers(terrain: &Terrain, tableau: &mut Tableau) -> Result<(), String> {
    for (role, famille) in [
        ("conseiller", "chez une conseillère"),
        ("direction", "chez une direction"),
        ("gestionnaire", "chez une gestionnaire"),
        ("dpo", "chez un DPO"),
    ] {
        tableau.famille(famille);
        let who = Complice::new(terrain, role, 0, usize::from(role == "conseiller"))?;
        let mut browser = who.enters(terrain, &tableau.mesure.butin)?;
        for (target, fields) in wanted(terrain)? {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let before = given(terrain)?;
            let bare = said(browser.post(target, &fields))?;
            tableau.holds(format!("POST {target}, sans geste"), given(terrain)? == before, &raison(&bare));
            let own = said(browser.signs(target, &fields, &Passkey::generate()))?;
            tableau.holds(format!("POST {target}, une clé à lui"), given(terrain)? == before, &raison(&own));
            let diverted = diverts(terrain, &mut browser, &who, target, &fields)?;
            tableau.holds(format!("POST {target}, son geste détourné"), given(terrain)? == before, &raison(&diverted));
        }
    }
    Ok(())
}

/// A public key of nobody's, as `age` writes them in its own documentation.
const DESTINATAIRE: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

/// An address, and the fields of its form.
type Formulaire = (&'static str, Vec<(&'static str, String)>);

/// What he would have signed, with forms that are whole.
fn wanted(terrain: &Terrain) -> Result<Vec<Formulaire>, String> {
    let (structure, until) = (terrain.structures()[0].clone(), day(terrain, 30));
    let colleague = hex(&terrain.persona("conseiller", 0, 2)?.agent);
    let card = [
        ("prenom", "Camille".to_owned()),
        ("nom", "Faux".into()),
        ("mail", "camille.faux@cairn.example".into()),
        ("role", "conseiller".into()),
        ("fonction", FONCTION.into()),
        ("debut", day(terrain, 0)),
        ("jusqu", until.clone()),
    ];
    let mandat = [
        ("titre", "Appels".to_owned()),
        ("jusqu", until.clone()),
        ("destinataire", DESTINATAIRE.into()),
        ("atelier", "7".repeat(32)),
    ];
    let key = base64url(&Passkey::generate().credential);
    Ok(vec![
        ("/habilitations/nouvelle", card.to_vec()),
        ("/gels", vec![("structure", structure.clone()), ("minutes", "60".into())]),
        ("/quotas", vec![("structure", structure), ("nombre", "20".into()), ("jusqu", until)]),
        ("/rallonges", vec![("agent", colleague), ("motif", "forum".into())]),
        ("/mandats/nouveau", mandat.to_vec()),
        ("/compte/cles", vec![("cle", key.clone()), ("cleClientData", key.clone()), ("cleAttestation", key.clone())]),
        ("/compte/cles/retrait", vec![("cle", key)]),
    ])
}

/// She signs her course, or a tranche; the answer of her key is sent with the form of something else.
fn diverts(
    terrain: &Terrain,
    browser: &mut Attaquant,
    who: &Complice,
    target: &str,
    fields: &[(&str, &str)],
) -> Result<Answer, String> {
    let post = |browser: &mut Attaquant, target: &str, fields: &[(&str, &str)]| {
        let body = form(fields);
        said(browser.sends("POST", target, Some((FORM, body.as_bytes())), false))
    };
    let course = sheet(Parcours::of(who.persona.role == "gestionnaire", false));
    let course: Vec<(&str, &str)> = course.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let first = match who.persona.role.as_str() {
        "conseiller" | "direction" => post(browser, "/tranches", &[("vers", "/")])?,
        _ => post(browser, "/formation/certificat", &course)?,
    };
    let demande = asked(&first).ok_or_else(|| format!("an honest gesture: {}", raison(&first)))?;
    let whole = answered(fields, &demande, &who.key, &terrain.origine());
    post(browser, target, &borrowed(&whole))
}

const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

/// How many of what gives power the journal holds.
fn given(terrain: &Terrain) -> Result<usize, String> {
    let entries = terrain.entries(Cote::Coffre)?;
    Ok(entries.iter().filter(|e| POUVOIRS.contains(&e.kind) && e.decision != Decision::Refused).count())
}
