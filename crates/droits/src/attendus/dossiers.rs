//! Acts on dossiers: each is asked of `decide` as many times as it says yes, on as many dossiers.

use std::fmt::Write;

use journal::Kind;
use journal::act::{Act, Purpose, classes};
use journal::entry::{Entry, LoginId};

use super::{AILLEURS, ELLE, ETATS, ICI, T, mot, with};
use crate::budget::explanation;
use crate::decide::{Demande, Refus};
use crate::faits::Dit;
use crate::habilitation::State;
use crate::habilitation::regles::{HEURE, JOUR};
use crate::piece::{Assertion, Credential, LoginPiece, PublicKey};
use crate::registre::LOGIN_MAX;
use crate::signature::{LOGIN, challenge, sha256};
use crate::{Attest, Registre, Role, decide};

const C124: u8 = classes::C1 | classes::C2 | classes::C4;

/// More than any budget: what is not counted goes on.
const MANY: u64 = 200;

/// Name, kind, classes (of a fact: its code), purpose.
const ACTES: [(&str, Kind, u8, Purpose); 21] = [
    ("ouvrir C1 C2 C4", Kind::Opening, C124, Purpose::Accompagnement),
    ("ouvrir C5", Kind::Opening, classes::C5, Purpose::Accompagnement),
    ("ouvrir C6", Kind::Opening, classes::C6, Purpose::Accompagnement),
    ("ouvrir le contact, C1 C2", Kind::Opening, classes::C1 | classes::C2, Purpose::Contact),
    ("révéler C3", Kind::Reveal, classes::C3, Purpose::Revelation),
    ("écrire un entretien", Kind::Opening, classes::C4, Purpose::Ecriture),
    ("imprimer C1 C2 C4", Kind::Print, C124, Purpose::Impression),
    ("voir les lectures", Kind::JournalRead, 0, Purpose::Lectures),
    ("créer un dossier", Kind::Creation, 0, Purpose::Creation),
    ("lister", Kind::ResultPage, 0, Purpose::Liste),
    ("chercher", Kind::ResultPage, 0, Purpose::Recherche),
    ("voir un agenda, un atelier, l'accueil", Kind::ResultPage, 0, Purpose::Agenda),
    ("poser un rendez-vous pour soi", Kind::Explanation, explanation::RENDEZ_VOUS, Purpose::Agenda),
    ("donner un ticket", Kind::Explanation, explanation::TICKET, Purpose::Agenda),
    ("transmettre un appel", Kind::Explanation, explanation::APPEL, Purpose::Agenda),
    ("inscrire à un atelier", Kind::Explanation, explanation::ATELIER, Purpose::Agenda),
    ("poser un remplacement", Kind::Explanation, explanation::REMPLACEMENT, Purpose::Agenda),
    ("affecter à un référent", Kind::Explanation, explanation::AFFECTATION, Purpose::Agenda),
    ("faire envoyer un code", Kind::Explanation, explanation::CODE_DEMANDE, Purpose::Agenda),
    ("signer un import", Kind::MandatProposed, 0, Purpose::Import),
    ("annuler un import", Kind::MandatEnded, 0, Purpose::Import),
];

/// What ties her to the dossier: its structure, and the fact that explains.
const LIENS: [(&str, [u8; 8], u8); 5] = [
    ("sa structure", ICI, 0),
    ("créé par elle", ICI, explanation::CREATION),
    ("son portefeuille", ICI, explanation::PORTEFEUILLE),
    ("autre structure", AILLEURS, 0),
    ("autre structure, dit confié", AILLEURS, explanation::PORTEFEUILLE),
];

/// A line of the table: the answers, with the roles and states that share it.
type Tableau = Vec<[String; LIENS.len()]>;

/// States and roles that have the same table.
type Groupe = (Tableau, Vec<(State, Vec<Role>)>);

pub fn page() -> String {
    let mut groups: Vec<Groupe> = Vec::new();
    for state in ETATS {
        for role in Role::ALL {
            let tableau: Tableau = ACTES.map(|acte| LIENS.map(|lien| answer(role, state, acte, lien))).to_vec();
            let place = groups.iter().position(|(known, _)| *known == tableau).unwrap_or_else(|| {
                groups.push((tableau, Vec::new()));
                groups.len() - 1
            });
            let who = &mut groups[place].1;
            match who.iter_mut().find(|(known, _)| *known == state) {
                Some((_, roles)) => roles.push(role),
                None => who.push((state, vec![role])),
            }
        }
    }
    let is_nothing = |tableau: &Tableau| tableau.iter().flatten().all(|cell| cell == "–");
    groups.sort_by_key(|(tableau, _)| is_nothing(tableau));
    let mut page = String::from(
        "Chaque nombre est celui des dossiers différents que la règle accorde avant de refuser, à qui fait le geste de sa clé tous les \
         vingt et attend la fin de l'heure quand il le faut. « Sa structure » est un \
         dossier que rien n'explique. D'une autre structure, rien, quoi qu'on en dise.\n\n",
    );
    for (tableau, who) in &groups {
        writeln!(page, "### {}\n", sentence(who)).expect("a string");
        if is_nothing(tableau) {
            page.push_str("Rien.\n\n");
            continue;
        }
        writeln!(page, "| acte | {} |\n|---|---|---|---|---|---|", LIENS.map(|lien| lien.0).join(" | "))
            .expect("a string");
        let mut rows: Vec<(Vec<&str>, &[String; LIENS.len()])> = Vec::new();
        for (acte, cells) in ACTES.iter().zip(tableau) {
            match rows.iter_mut().find(|(_, known)| *known == cells) {
                Some((actes, _)) => actes.push(acte.0),
                None => rows.push((vec![acte.0], cells)),
            }
        }
        for (actes, cells) in rows {
            writeln!(page, "| {} | {} |", actes.join(", "), cells.join(" | ")).expect("a string");
        }
        page.push('\n');
    }
    page.pop();
    page
}

/// `conseiller, direction : actif`, the states that share their roles together.
fn sentence(who: &[(State, Vec<Role>)]) -> String {
    let mut parts: Vec<(String, Vec<&str>)> = Vec::new();
    for (state, roles) in who {
        let roles = if roles.len() == Role::ALL.len() {
            "tous les rôles".to_owned()
        } else {
            roles.iter().map(|role| role.key()).collect::<Vec<_>>().join(", ")
        };
        match parts.iter_mut().find(|(known, _)| *known == roles) {
            Some((_, states)) => states.push(mot(*state)),
            None => parts.push((roles, vec![mot(*state)])),
        }
    }
    parts.iter().map(|(roles, states)| format!("{roles} : {}", states.join(", "))).collect::<Vec<_>>().join(" ; ")
}

fn answer(role: Role, state: State, acte: (&str, Kind, u8, Purpose), lien: (&str, [u8; 8], u8)) -> String {
    let (mut registre, login) = entered(role, state);
    let (kind, asked, purpose) = (acte.1, acte.2, acte.3);
    let names_one = !matches!(kind, Kind::ResultPage | Kind::MandatProposed | Kind::MandatEnded);
    let (mut count, mut time) = (0, T);
    while count < MANY {
        match asks(&mut registre, login, time, count, (kind, asked, purpose), lien) {
            Ok(()) => count += 1,
            // She makes the gesture, or waits an hour, and goes on.
            Err(Refus::Tranche) => registre.begin_tranche(&Entry { login, ..Entry::new(Kind::Gesture) }),
            Err(Refus::BudgetHeure) if time < T + 8 * HEURE => time += HEURE,
            Err(_) => break,
        }
    }
    let is_counted = kind.reads() || kind == Kind::Creation || is_own_fact(kind, asked);
    match count {
        0 => "–".to_owned(),
        _ if !names_one && lien.1 == AILLEURS => "–".to_owned(),
        MANY if !is_counted => "oui".to_owned(),
        MANY => format!("{MANY} et plus"),
        _ if asks_tomorrow(&mut registre, count, (kind, asked, purpose), lien) => format!("{count} par jour"),
        _ => format!("{count} en tout"),
    }
}

fn asks_tomorrow(registre: &mut Registre, n: u64, acte: (Kind, u8, Purpose), lien: (&str, [u8; 8], u8)) -> bool {
    let login = signs_in(registre, T + JOUR);
    asks(registre, login, T + JOUR, n, acte, lien).is_ok()
}

/// Asks for one more dossier, and writes the entry that says so.
fn asks(
    registre: &mut Registre,
    login: LoginId,
    time: u64,
    n: u64,
    (kind, classes, purpose): (Kind, u8, Purpose),
    (_, structure, explanation): (&str, [u8; 8], u8),
) -> Result<(), Refus> {
    let dossier: [u8; 16] = sha256(&n.to_be_bytes())[..16].try_into().expect("16 of 32");
    if explanation == crate::budget::explanation::CREATION
        && let Some(agent) = registre.agents.get_mut(&ELLE)
    {
        agent.essai.create(&dossier);
    }
    let names_one = !matches!(kind, Kind::ResultPage | Kind::MandatProposed | Kind::MandatEnded);
    let (classes, explanation) = if kind == Kind::Explanation { (0, classes) } else { (classes, explanation) };
    let act = Act { kind, classes, purpose, dossier: None, mandat: None };
    let request = sha256(&[time.to_be_bytes(), n.to_be_bytes()].concat());
    let subject = names_one.then_some((dossier, structure));
    // What she says for herself is counted; of a colleague, it is not.
    let is_own = is_own_fact(kind, explanation) || explanation == crate::budget::explanation::REMPLACEMENT;
    let dit = Dit { pour: if is_own { ELLE } else { [9; 16] }, de: [8; 16], jusqua: u64::MAX };
    let dit = (kind == Kind::Explanation).then_some(dit);
    let permit = decide(registre, Demande { subject, time, explanation, dit, ..Demande::new(login, act, request) })?;
    if kind.reads() || kind == Kind::Creation || is_own_fact(kind, explanation) {
        let mut entry = permit.entry();
        if let Some(dit) = dit {
            (entry.object, entry.until) = (dit.pour, dit.jusqua);
        }
        registre.fold(&entry, None, &Believes).expect("what was granted is folded");
    }
    Ok(())
}

/// A fact of which so many a day are for herself; a rendez-vous stands for them all, but for codes.
fn is_own_fact(kind: Kind, code: u8) -> bool {
    kind == Kind::Explanation && matches!(code, explanation::RENDEZ_VOUS | explanation::CODE_DEMANDE)
}

pub(super) struct Believes;

impl Attest for Believes {
    fn holds(&self, _: &Credential, _: &[u8; 32], _: &Assertion) -> bool {
        true
    }
}

/// Her account, signed in when it was active, then in this state.
pub(super) fn entered(role: Role, state: State) -> (Registre, LoginId) {
    let mut registre = Registre::default();
    with(&mut registre, ELLE, role, ICI, State::Active);
    let key = Credential { id: vec![7], key: PublicKey::Es256(vec![4]), rp_id: String::new(), origin: String::new() };
    registre.agents.get_mut(&ELLE).expect("just made").credentials.push(key);
    let login = signs_in(&mut registre, T - 1);
    let credentials = registre.agents.remove(&ELLE).expect("just made").credentials;
    with(&mut registre, ELLE, role, ICI, state);
    let agent = registre.agents.get_mut(&ELLE).expect("just made");
    (agent.credentials, agent.login) = (credentials, Some(login));
    (registre, login)
}

pub(super) fn signs_in(registre: &mut Registre, time: u64) -> LoginId {
    let nonce = sha256(&time.to_be_bytes());
    let request = challenge(LOGIN, &nonce, b"browser");
    let assertion =
        Assertion { credential: vec![7], authenticator_data: vec![], client_data: vec![], signature: vec![] };
    let piece = LoginPiece { browser_key: b"browser".to_vec(), nonce, assertion }.encode();
    let login: LoginId = request[..16].try_into().expect("16 of 32");
    let entry = Entry { actor: ELLE, login, request, time, until: time + LOGIN_MAX, ..Entry::new(Kind::Login) };
    registre.fold(&entry, Some(&piece), &Believes).expect("she signs in");
    login
}
