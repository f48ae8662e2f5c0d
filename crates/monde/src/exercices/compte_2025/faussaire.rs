//! Edited journal and forged checkpoint. The attacker now has root on the application's disk, its journal key included: he writes
//! entries as the coffre would, tells the contre-clé whatever he likes, and changes what verifiers read.

use std::fs;

use contre_cle::client::ContreCle;
use contre_cle::protocole::{Answer, Question};
use droits::Role;
use journal::Kind;
use journal::entry::Entry;
use journal::log::{Log, Record};
use journal::note::Signer;
use journal::storage::DiskStorage;
use journal::tree::{Tree, leaf_hash};

use super::super::attaquant::Attaquant;
use super::super::coffre_tenu::{leaves, note, record, signer};
use super::super::terrain::{Copie, Terrain};
use super::creation::said;
use super::sql::{last_words, probe};
use super::tableau::{Tableau, raison};
use super::{Prise, reset};

/// A batch of forged entries: what it claims, and its records.
type Faux = (&'static str, Vec<Record>);

/// What he forges on the line, on the disk, and for verifiers.
pub fn run(terrain: &mut Terrain, tableau: &mut Tableau, prise: &mut Prise, copie: &Copie) -> Result<(), String> {
    tableau.famille("journal falsifié");
    let signer = signer(terrain)?;
    let forged = forged(terrain, &self::leaves(terrain)?)?;
    for (essai, records) in &forged {
        // A program that starts may write an entry of its own.
        let leaves = self::leaves(terrain)?;
        let answer = tells(terrain, &signer, &leaves, records)?;
        tableau.stopped(format!("à la contre-clé : {essai}"), without_effect(&answer, records.len()));
        probe(terrain, tableau, prise, "", &format!("ensuite : {essai}"))?;
        let entered = Attaquant::enter(terrain, &prise.persona, &tableau.mesure.butin).err();
        tableau.stopped(
            "ensuite : le coffre qui n'a pas ces entrées",
            entered.map(|why| format!("arrêté, donc vu : {why}")),
        );
        reset(terrain, copie)?;
    }
    for (essai, records) in &forged {
        terrain.stop()?;
        let leaves = self::leaves(terrain)?;
        appends(terrain, &signer, &leaves, records)?;
        opens(terrain, tableau, prise, &format!("sur le disque du coffre : {essai}"))?;
        reset(terrain, copie)?;
    }
    for at in [3, 2] {
        terrain.stop()?;
        flips(terrain, at)?;
        opens(terrain, tableau, prise, "un octet du journal du coffre changé")?;
        reset(terrain, copie)?;
    }
    tableau.famille("point de contrôle forgé");
    published(terrain, tableau, &signer)?;
    reset(terrain, copie)?;
    let stranger = stranger(&signer)?;
    let one = &forged[0].1;
    for (essai, key, root) in
        [("signé d'une autre clé", &stranger, None), ("d'une autre racine", &signer, Some([7; 32]))]
    {
        let leaves = self::leaves(terrain)?;
        let answer = tells_with(terrain, key, &leaves, one, root)?;
        tableau.stopped(format!("à la contre-clé : {essai}"), refusal(&answer));
        reset(terrain, copie)?;
    }
    Ok(())
}

/// Tries to serve what is on the disk, then to use it.
fn opens(terrain: &mut Terrain, tableau: &mut Tableau, prise: &mut Prise, essai: &str) -> Result<(), String> {
    match terrain.serve() {
        Err(why) => {
            tableau.stopped(essai, Some(last_words(&why)));
            Ok(())
        }
        Ok(()) => {
            probe(terrain, tableau, prise, "", essai)?;
            let third = super::creation::propose(terrain, &mut prise.thief, &prise.key, "Troisieme")?.err();
            tableau.stopped(format!("{essai}, troisième demande"), third.as_ref().map(raison));
            Ok(())
        }
    }
}

/// Entries that would make an account of the one that she proposed, and logins of others, none of them signed for.
fn forged(terrain: &Terrain, leaves: &[Record]) -> Result<Vec<Faux>, String> {
    let entries: Vec<(Entry, Option<Vec<u8>>)> =
        leaves.iter().filter_map(|r| Some((Entry::decode(&r.entry).ok()?, r.piece.clone()))).collect();
    let (proposal, piece) = entries.iter().rfind(|(e, _)| e.kind == Kind::Proposal).ok_or("no proposal")?;
    let is_chief =
        |e: &&Entry| e.kind == Kind::Seed && e.role == Role::Gestionnaire as u8 && e.structure != proposal.structure;
    let chiefs: Vec<&Entry> = entries.iter().map(|(e, _)| e).filter(is_chief).collect();
    let login_of = |name: &[u8; 16]| {
        let theirs = entries.iter().rfind(|(e, _)| e.kind == Kind::Login && e.actor == *name);
        theirs.map_or(proposal.login, |(e, _)| e.login)
    };
    let time = terrain.horloges.0.now().unsigned_abs() * 1_000;
    let base = |kind| Entry { time, ..Entry::new(kind) };
    let approvals = |piece: Option<&Vec<u8>>| -> Vec<Record> {
        let one = |chief: &&Entry| Entry {
            actor: chief.object,
            login: login_of(&chief.object),
            object: proposal.object,
            role: proposal.role,
            structure: proposal.structure,
            content: proposal.content,
            request: proposal.request,
            ..base(Kind::Approval)
        };
        chiefs.iter().map(one).map(|entry| record(entry, piece.cloned())).collect()
    };
    let key = entries.iter().rfind(|(e, p)| e.kind == Kind::Enrolment && p.is_some()).ok_or("no enrolment")?;
    let enrolment = Entry { object: proposal.object, rule: 2, ..base(Kind::Enrolment) };
    let by = |kind, actor: &Entry| Entry {
        actor: actor.object,
        login: login_of(&actor.object),
        object: proposal.object,
        ..base(kind)
    };
    let direction = entries
        .iter()
        .map(|(e, _)| e)
        .find(|e| e.kind == Kind::Seed && e.role == Role::Direction as u8 && e.structure == proposal.structure);
    let direction = direction.ok_or("no direction")?;
    let parrain = Entry { content: [9; 32], request: [8; 32], ..by(Kind::Parrain, direction) };
    let seed = Entry {
        object: [6; 16],
        role: Role::Conseiller as u8,
        structure: proposal.structure,
        until: time + 86_400_000,
        ..base(Kind::Seed)
    };
    let lea = entries
        .iter()
        .map(|(e, _)| e)
        .find(|e| e.kind == Kind::Seed && e.role == Role::Conseiller as u8 && e.structure == proposal.structure);
    let lea = lea.ok_or("no conseiller")?;
    let own_login = entries.iter().rfind(|(e, p)| e.kind == Kind::Login && e.actor == proposal.actor && p.is_some());
    let (own_login, assertion) = own_login.ok_or("no login of hers")?;
    let stolen = Entry { time, actor: lea.object, login: [5; 16], role: lea.role, ..own_login.clone() };
    Ok(vec![
        ("connexion d'une conseillère, avec son assertion à elle", vec![record(stolen, assertion.clone())]),
        ("approbations forgées, sans pièce", approvals(None)),
        ("approbations forgées, avec la pièce de la demande", approvals(piece.as_ref())),
        ("clé du voleur enrôlée sans approbation", vec![record(enrolment, key.1.clone())]),
        ("parrainage forgé", vec![record(parrain, None)]),
        ("premier agent ajouté, console fermée", vec![record(seed, None)]),
    ])
}

/// Why what he told is worth nothing.
fn without_effect(answer: &Answer, count: usize) -> Option<String> {
    match answer {
        Answer::Cosigned { void, .. } if void.len() == count => {
            Some(format!("cosignées, et sans effet : {count} sur {count}"))
        }
        other => refusal(other),
    }
}

fn refusal(answer: &Answer) -> Option<String> {
    match answer {
        Answer::No(no) => Some(format!("la contre-clé refuse : {no:?}")),
        _ => None,
    }
}

fn tells(terrain: &Terrain, signer: &Signer, leaves: &[Record], records: &[Record]) -> Result<Answer, String> {
    tells_with(terrain, signer, leaves, records, None)
}

fn tells_with(
    terrain: &Terrain,
    signer: &Signer,
    leaves: &[Record],
    records: &[Record],
    root: Option<[u8; 32]>,
) -> Result<Answer, String> {
    let note = note(signer, leaves, records, root);
    let question = Question::Append { first: leaves.len() as u64, records: records.to_vec(), note };
    said(terrain.line().ask(&question))
}

fn appends(terrain: &Terrain, signer: &Signer, leaves: &[Record], records: &[Record]) -> Result<(), String> {
    let storage = said(DiskStorage::open(terrain.base().join("coffre/journal")))?;
    let mut log = said(Log::open(storage))?;
    let kept = usize::try_from(log.len()).unwrap_or(0);
    if kept != leaves.len() {
        return Err(format!("the journal moved: {kept} entries, {} expected", leaves.len()));
    }
    said(log.append(records, &note(signer, leaves, records, None))).map(drop)
}

/// A byte of the journal's last segment, at this part of its length.
fn flips(terrain: &Terrain, part: usize) -> Result<(), String> {
    let folder = terrain.base().join("coffre/journal");
    let files = said(fs::read_dir(&folder))?.flatten().map(|entry| entry.path());
    let last = files.filter(|path| path.is_file()).max_by_key(|path| fs::metadata(path).map_or(0, |m| m.len()));
    let path = last.ok_or("no journal")?;
    let mut bytes = said(fs::read(&path))?;
    let at = bytes.len() / part;
    bytes[at] ^= 1;
    said(fs::write(path, bytes))
}

/// What verifiers read, changed where the application published it.
fn published(terrain: &mut Terrain, tableau: &mut Tableau, signer: &Signer) -> Result<(), String> {
    terrain.stop()?;
    terrain.verify()?;
    let path = terrain.base().join("coffre/tuiles/checkpoint");
    let honest = said(fs::read(&path))?;
    let text = String::from_utf8_lossy(&honest).into_owned();
    let stranger = stranger(signer)?;
    let mut tree = Tree::new();
    leaves(terrain)?.iter().for_each(|record| tree.push(leaf_hash(&record.entry)));
    let more = text.replacen(&format!("\n{}\n", tree.len()), &format!("\n{}\n", tree.len() + 1), 1);
    for (essai, forged) in [
        ("un octet de la note changé", more.into_bytes()),
        ("signée d'une autre clé", stranger.sign(tree.len(), tree.root())),
        ("signée du coffre, sans la contre-clé", signer.sign(tree.len(), tree.root())),
        ("signée du coffre, une autre racine", signer.sign(tree.len(), [7; 32])),
    ] {
        said(fs::write(&path, forged))?;
        let why = terrain.verify().err();
        tableau.stopped(format!("publié : {essai}"), why.map(|why| format!("le vérificateur refuse : {why}")));
    }
    said(fs::write(&path, honest))?;
    terrain.verify().map(drop)
}

fn stranger(signer: &Signer) -> Result<Signer, String> {
    let vkey = signer.vkey();
    said(Signer::from_seed(vkey.split('+').next().unwrap_or_default(), &[3; 32]))
}
