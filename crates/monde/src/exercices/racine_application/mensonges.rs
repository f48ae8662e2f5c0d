//! What he tells the contre-clé, one lie after another. None gives a half of a key.

use contre_cle::protocole::{Answer, Question};
use droits::Role;
use droits::budget::explanation;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::act::{Purpose, classes};
use journal::entry::{Decision, Entry};
use journal::tree::{Tree, leaf_hash};

use super::super::terrain::Cote;
use super::{Tableau, Tenu, Terrain, Voleur, record, signed};

const JOUR: u64 = 86_400_000;
const MINUTE: u64 = 60_000;

/// Why nothing came of it; `None` when something did.
pub fn refusal(answer: &Answer) -> Option<String> {
    match answer {
        Answer::No(no) => Some(format!("la contre-clé refuse : {no:?}")),
        Answer::Cosigned { void, .. } if !void.is_empty() => Some("cosignée, et sans effet".to_owned()),
        _ => None,
    }
}

/// Lies told while the tranche of each login is nearly whole: it is not for want of it that they are refused.
pub fn before(terrain: &Terrain, tableau: &mut Tableau, voleur: &mut Voleur, held: &[Tenu]) -> Result<(), String> {
    tableau.famille("mensonges");
    let (one, other) = (&held[held.len() - 1], &held[held.len() - 2]);
    let stolen = signed(&voleur.volees[0]).ok_or("a stolen request")?;
    let first = &held[0];

    // Shares without an entry: of one that is not there, of the honest one that was answered.
    let (request, entry) = voleur.vivants[0].opens(terrain, one)?;
    let honest = honest(terrain, &stolen)?;
    let next = voleur.ligne()?.tree.len();
    for (essai, index, request, tenu) in
        [("une part sans inscription", next, &request, one), ("une part déjà rendue", honest, &stolen, first)]
    {
        let answer = voleur.ligne()?.shares(index, request, tenu)?;
        tableau.stopped(essai, refusal(&answer));
    }

    let [her, colleague] = [&voleur.vivants[0], &voleur.vivants[1]];
    // Each lie has a request of its own: it is not for want of novelty that it is refused.
    let alone = |changed: fn(Entry) -> Entry| {
        let (request, entry) = her.opens(terrain, one)?;
        Ok::<_, String>((changed(entry), request))
    };
    let asked = |request: SignedRequest| Entry { request: request.hash(), ..entry.clone() };
    let unsigned = SignedRequest { signature: [0; 64], ..request };
    let of_another = colleague.opens(terrain, one)?.0;
    let in_her_name = SignedRequest { login: entry.login, ..of_another.clone() };
    let elsewhere = her.opens(terrain, other)?.0;
    // Somebody answers for the colleague, who answers for nobody.
    let (absent, hers) = colleague.opens(terrain, one)?;
    let essais = [
        ("une demande que rien ne signe", (entry.clone(), unsigned), one),
        ("une demande qu'une autre clé signe", (asked(in_her_name.clone()), in_her_name), one),
        ("la demande d'un navigateur, l'inscription d'un autre", (asked(of_another.clone()), of_another), one),
        ("la demande d'un autre dossier", (asked(elsewhere.clone()), elsewhere), one),
        ("une demande rejouée", (Entry { subject: first.sujet, ..asked(stolen.clone()) }, stolen), first),
        ("toutes les classes", alone(|entry| Entry { classes: classes::ALL, ..entry })?, one),
        ("la partie délicate", alone(|entry| Entry { classes: entry.classes | classes::C5, ..entry })?, one),
        ("une révélation", alone(|entry| Entry { kind: Kind::Reveal, classes: classes::C3, ..entry })?, one),
        ("pour écrire", alone(|entry| Entry { purpose: Purpose::Ecriture as u8, ..entry })?, one),
        ("un ticket que personne n'a donné", alone(|entry| explained(entry, explanation::TICKET))?, one),
        ("un remplacement inventé", (explained(hers, explanation::REMPLACEMENT), absent), one),
        ("un état qui n'est pas le sien", alone(|entry| Entry { etat: entry.etat + 1, ..entry })?, one),
        ("au nom d'une autre structure", alone(|entry| Entry { structure: *b"13055S00", ..entry })?, one),
        ("au nom d'une direction", alone(|entry| Entry { role: Role::Direction as u8, ..entry })?, one),
        ("une connexion inventée", alone(|entry| Entry { login: [9; 16], ..entry })?, one),
        ("un autre compte", alone(|entry| Entry { actor: [9; 16], ..entry })?, one),
        ("datée de demain", alone(|entry| Entry { time: entry.time + JOUR, ..entry })?, one),
        ("datée d'il y a une minute", alone(|entry| Entry { time: entry.time - MINUTE, ..entry })?, one),
    ];
    for (essai, (entry, request), tenu) in essais {
        let ligne = voleur.ligne()?;
        let index = ligne.tree.len();
        let told = ligne.tells(vec![record(entry, None)])?;
        let answer = match told {
            Answer::Cosigned { .. } => ligne.shares(index, &request, tenu)?,
            no => no,
        };
        tableau.stopped(essai, refusal(&answer));
    }
    made(terrain, tableau, voleur, one)
}

/// A dossier that exists, said to begin: halves of every class would be those of a new one.
fn made(terrain: &Terrain, tableau: &mut Tableau, voleur: &mut Voleur, one: &Tenu) -> Result<(), String> {
    let vivant = &voleur.vivants[0];
    let request = vivant.signs("POST", "/dossiers")?;
    let creation = Entry {
        subject: one.sujet,
        purpose: Purpose::Creation as u8,
        request: request.hash(),
        ..vivant.says(terrain, Kind::Creation)
    };
    let ligne = voleur.ligne()?;
    let index = ligne.tree.len();
    ligne.tells(vec![record(creation, None)])?;
    let answer = ligne.asks(&Question::Created { creations: vec![(index, Some(request))] })?;
    tableau.stopped("une création sous le nom d'un dossier qui existe", refusal(&answer));
    Ok(())
}

/// Lies told once every tranche is used up: more logins, gestures that nobody made, facts of others, another history.
pub fn after(terrain: &Terrain, tableau: &mut Tableau, voleur: &mut Voleur, held: &[Tenu]) -> Result<(), String> {
    tableau.famille("la tranche finie");
    let more = &held[held.len() - 3];
    let (login, piece) = (voleur.vivants[0].entree.clone(), voleur.vivants[0].piece.clone());
    let now = voleur.vivants[0].says(terrain, Kind::Login).time;
    let until = now + JOUR / 2;
    let said_again = Entry { time: now, until, fence: 0, ..login.clone() };
    let gesture = Entry {
        purpose: 1,
        count: 1,
        until,
        request: login.request,
        decision: Decision::None,
        structure: [0; 8],
        ..voleur.vivants[0].says(terrain, Kind::Gesture)
    };
    let extension = Entry { count: 30, purpose: 0, kind: Kind::BudgetExtension, ..gesture.clone() };
    for (essai, entry) in [
        ("sa connexion, dite une seconde fois", said_again.clone()),
        ("une connexion neuve, avec son assertion", Entry { login: [5; 16], ..said_again }),
        ("un geste que personne n'a fait", gesture),
        ("une journée prolongée par personne", extension),
    ] {
        let told = voleur.ligne()?.tells(vec![record(entry, piece.clone())])?;
        tableau.stopped(essai, refusal(&told));
        let (request, entry) = voleur.vivants[0].opens(terrain, more)?;
        let ligne = voleur.ligne()?;
        let index = ligne.tree.len();
        ligne.tells(vec![record(entry, None)])?;
        let answer = ligne.shares(index, &request, more)?;
        tableau.stopped(format!("{essai} : et une ouverture de plus"), refusal(&answer));
    }
    rewrites(terrain, tableau, voleur)
}

/// Another history, under the journal's own signature: from then on nothing is cosigned any more.
fn rewrites(terrain: &Terrain, tableau: &mut Tableau, voleur: &mut Voleur) -> Result<(), String> {
    let entry = voleur.vivants[0].says(terrain, Kind::IndexDrop);
    let told = record(Entry { actor: [0; 16], login: [0; 16], decision: Decision::None, ..entry }, None);
    let ligne = voleur.ligne()?;
    let mut tree = Tree::new();
    (0..=ligne.tree.len()).for_each(|_| tree.push(leaf_hash(&told.entry)));
    let note = ligne.signer.sign(tree.len(), tree.root());
    let answer = ligne.asks(&Question::Append { first: ligne.tree.len(), records: vec![told.clone()], note })?;
    tableau.stopped("une autre histoire", refusal(&answer));
    let answer = ligne.tells(vec![told])?;
    tableau.stopped("puis la vraie", refusal(&answer));
    Ok(())
}

fn explained(entry: Entry, code: u8) -> Entry {
    Entry { explanation: code, ..entry }
}

/// The index of the honest opening that a stolen request asked for.
fn honest(terrain: &Terrain, stolen: &SignedRequest) -> Result<u64, String> {
    let entries = terrain.entries(Cote::ContreCle)?;
    let at = entries.iter().position(|e| e.kind == Kind::Opening && e.request == stolen.hash());
    at.map(|at| at as u64).ok_or_else(|| "the honest opening".to_owned())
}
