//! Whoever operates the coffre's journal. He has its key, its disk, its line to the contre-clé and what is published of it; he wants
//! some of it never to have been: he cuts its end off, writes another history, dates an opening a day earlier. Each is seen at the next
//! checkpoint by the other side, and by a third party in less than a minute.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use contre_cle::client::ContreCle;
use contre_cle::protocole::{Answer, Question};
use journal::Kind;
use journal::entry::Entry;
use journal::log::{Log, Record};
use journal::note::{Checkpoint, Note, Signer};
use journal::storage::DiskStorage;
use journal::tiles::Publisher;
use journal::verify::{verify, verify_extends};

use super::butin::Butin;
use super::coffre_tenu::{leaves, note, signer};
use super::complices::Complice;
use super::complices::creation::{done, said};
use super::complices::tableau::Tableau;
use super::complices::wait;
use super::jours::of_referents;
use super::terrain::{Copie, Cote, Terrain};
use super::{Controle, Exercice, Mesure};
use journal::encoding::hex;

pub const EXERCICE: Exercice = Exercice {
    nom: "journal-bifurque",
    titre: "Exploitant du journal : il en ôte la fin, en écrit un autre, antidate une ouverture, puis publie.",
    profil: "clé du journal, disque et tuiles en main",
    plafond: 0,
    plafond_lignes: 0,
    controle: Controle::Toujours("l'arbre et la contre-signature ne se débranchent pas"),
    non_couvert: &[
        "un tiers qui n'aurait jamais rien gardé : un journal entier remis à hier, avec sa vraie contre-signature, tient pour lui",
        "les deux côtés remis ensemble à hier : deux organisations s'entendent, aucune promesse",
    ],
    run,
};

/// Entries whose history he would change.
const FIN: usize = 8;
/// Entries written at once.
const LOT: usize = 1_000;
/// What a third party has.
const TIERS: Duration = Duration::from_secs(60);
const JOUR_MS: u64 = 86_400_000;

/// A journal that is not what was told: what he did to it, and its entries.
type Autre = (&'static str, Vec<Record>);

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    works(terrain, 0)?;
    terrain.stop()?;
    terrain.verify()?;
    let before = published(terrain, "avant")?;
    wait(terrain, 60)?;
    terrain.serve()?;
    works(terrain, FIN)?;
    terrain.stop()?;
    terrain.verify()?;
    let after = published(terrain, "apres")?;
    let copie = terrain.copy("saine")?;

    let others = others(&leaves(terrain)?)?;
    told(terrain, &mut tableau, &others, &copie)?;
    on_disk(terrain, &mut tableau, &others, &copie)?;
    let longest = audited(terrain, &mut tableau, &others, (&before, &after))?;
    tableau.mesure.faits.push(("entrées du journal".into(), leaves(terrain)?.len() as u64));
    tableau.mesure.faits.push(("millisecondes, le plus long contrôle d'un tiers".into(), longest.as_millis() as u64));
    if longest > TIERS {
        tableau.mesure.echecs.push(format!("un tiers met {} s", longest.as_secs()));
    }
    Ok(tableau.mesure)
}

/// Somebody honest opens some of her own.
fn works(terrain: &Terrain, skipped: usize) -> Result<(), String> {
    let who = Complice::new(terrain, "conseiller", 0, 0)?;
    let mut hers = terrain.enter(&who.persona)?;
    for dossier in of_referents(terrain, &[hex(&who.persona.agent)])?.iter().skip(skipped).take(FIN) {
        done(&said(hers.opens(dossier))?, "an honest opening")?;
    }
    Ok(())
}

/// What third parties read, kept as one of them would.
fn published(terrain: &Terrain, nom: &str) -> Result<PathBuf, String> {
    let tiles = terrain.steal(nom)?.join("coffre/tuiles");
    if tiles.join("checkpoint").exists() { Ok(tiles) } else { Err("nothing is published".into()) }
}

/// The three lies, each over the end of what is there.
fn others(leaves: &[Record]) -> Result<Vec<Autre>, String> {
    let at = leaves.iter().rposition(|record| kind(record) == Some(Kind::Opening)).ok_or("no opening")?;
    let changed = |change: fn(&mut Entry)| {
        let mut all = leaves.to_vec();
        let mut entry = Entry::decode(&all[at].entry).map_err(|fault| format!("{fault:?}"))?;
        change(&mut entry);
        all[at].entry = entry.encode();
        Ok::<_, String>(all)
    };
    Ok(vec![
        ("la fin ôtée", leaves[..at].to_vec()),
        ("une autre personne à la place", changed(|entry| entry.subject[0] ^= 1)?),
        ("une ouverture antidatée d'un jour", changed(|entry| entry.time -= JOUR_MS)?),
    ])
}

fn kind(record: &Record) -> Option<Kind> {
    Entry::decode(&record.entry).ok().map(|entry| entry.kind)
}

/// On the line: the other history told from where it parts, then as if it had always been, with one entry more.
fn told(terrain: &mut Terrain, tableau: &mut Tableau, others: &[Autre], copie: &Copie) -> Result<(), String> {
    tableau.famille("au point de contrôle suivant");
    let signer = signer(terrain)?;
    for (essai, records) in others {
        terrain.serve()?;
        terrain.kill_application();
        let known = leaves(terrain)?;
        let parts = known.iter().zip(records).take_while(|(one, other)| one.entry == other.entry).count();
        let (same, more) = records.split_at(parts.min(records.len() - 1));
        let answer = tells(terrain, &signer, same, more)?;
        tableau.stopped(format!("{essai}, dite d'où elle diffère"), refusal(&answer));
        // Of the same length as the true one, so that only its root differs.
        let last = known[known.len() - 1].clone();
        let missing = known.len() - records.len();
        let forked: Vec<Record> = records.iter().chain(std::iter::repeat_n(&last, missing)).cloned().collect();
        let answer = tells(terrain, &signer, &forked, std::slice::from_ref(&last))?;
        tableau.stopped(format!("{essai}, sous le point de contrôle suivant"), refusal(&answer));
        let answer = tells(terrain, &signer, &known, std::slice::from_ref(&last))?;
        tableau.stopped(format!("{essai}, puis la vraie histoire"), refusal(&answer));
        puts_back(terrain, copie)?;
    }
    Ok(())
}

fn tells(terrain: &Terrain, signer: &Signer, known: &[Record], more: &[Record]) -> Result<Answer, String> {
    let note = note(signer, known, more, None);
    said(terrain.line().ask(&Question::Append { first: known.len() as u64, records: more.to_vec(), note }))
}

fn refusal(answer: &Answer) -> Option<String> {
    match answer {
        Answer::No(no) => Some(format!("la contre-clé refuse : {no:?}")),
        _ => None,
    }
}

/// On the coffre's disk, under its own signature: the programs do not start on it, or nobody works.
fn on_disk(terrain: &mut Terrain, tableau: &mut Tableau, others: &[Autre], copie: &Copie) -> Result<(), String> {
    tableau.famille("sur le disque du coffre");
    let signer = signer(terrain)?;
    for (essai, records) in others {
        let folder = terrain.base().join("coffre/journal");
        said(fs::remove_dir_all(&folder))?;
        writes(&folder, &signer, records)?;
        let why = match terrain.serve() {
            Err(why) => why.lines().rev().find(|line| !line.trim().is_empty()).map(str::to_owned),
            Ok(()) => terrain.enter(&terrain.persona("conseiller", 0, 0)?).err(),
        };
        tableau.stopped(*essai, why);
        puts_back(terrain, copie)?;
    }
    Ok(())
}

/// A journal of his own, on a disk.
fn writes(folder: &Path, signer: &Signer, records: &[Record]) -> Result<Log<DiskStorage>, String> {
    said(fs::create_dir_all(folder))?;
    let mut log = said(Log::open(said(DiskStorage::open(folder))?))?;
    for (n, lot) in records.chunks(LOT).enumerate() {
        said(log.append(lot, &note(signer, &records[..n * LOT], lot, None)))?;
    }
    Ok(log)
}

/// As a third party reads it: the keys that everybody has, and the last checkpoint that it kept.
fn audited(
    terrain: &Terrain,
    tableau: &mut Tableau,
    others: &[Autre],
    (before, after): (&Path, &Path),
) -> Result<Duration, String> {
    tableau.famille("publié");
    let signer = signer(terrain)?;
    let keys = said(fs::read_to_string(terrain.base().join("coffre/tuiles.vkey")))?;
    let [journal, contre_cle, ..] = keys.lines().collect::<Vec<_>>()[..] else { return Err("two keys".into()) };
    let honest = said(fs::read(after.join("checkpoint")))?;
    let kept = checkpoint(&honest)?;
    let mut longest = Duration::ZERO;
    let mut timed = |check: &dyn Fn() -> Option<String>| {
        let start = Instant::now();
        let why = check();
        longest = longest.max(start.elapsed());
        why
    };
    for (n, (essai, records)) in others.iter().enumerate() {
        let dir = terrain.fichier(&format!("autre-{n}"));
        let log = writes(&dir.join("journal"), &signer, records)?;
        let bare = log.note().to_vec();
        let tiles = dir.join("tuiles");
        said(said(Publisher::open(&tiles))?.publish(&log, &bare))?;
        let refuses = || verify(&tiles, journal, Some(contre_cle)).err().map(|fault| fault.to_string());
        tableau.stopped(format!("{essai}, sans la contre-clé"), timed(&refuses));
        said(fs::write(tiles.join("checkpoint"), borrowed(&bare, &honest)?))?;
        tableau.stopped(format!("{essai}, sous une contre-signature d'avant"), timed(&refuses));
        let extends = || verify_extends(&kept, &tiles).err().map(|fault| fault.to_string());
        tableau.stopped(format!("{essai}, pour qui a gardé le dernier point"), timed(&extends));
    }
    // Its honest state of before is truly cosigned: what tells is a later checkpoint that somebody kept.
    let extends = || verify_extends(&kept, before).err().map(|fault| fault.to_string());
    tableau.stopped("remis à un état d'avant, pour qui a gardé le dernier point", timed(&extends));
    let old = checkpoint(&said(fs::read(before.join("checkpoint")))?)?;
    let grows = || {
        let is_whole = verify(after, journal, Some(contre_cle)).is_ok() && verify_extends(&old, after).is_ok();
        is_whole.then(|| "prolonge ce qui était publié".to_owned())
    };
    tableau.stopped("l'honnête, pour qui a gardé l'avant-dernier", timed(&grows));
    Ok(longest)
}

fn checkpoint(bytes: &[u8]) -> Result<Checkpoint, String> {
    let note = Note::parse(bytes).map_err(|fault| format!("{fault:?}"))?;
    Checkpoint::parse(&note.text).map_err(|fault| format!("{fault:?}"))
}

/// His note, with the signature lines that the contre-clé put under another.
fn borrowed(bare: &[u8], honest: &[u8]) -> Result<Vec<u8>, String> {
    let mut mine = Note::parse(bare).map_err(|fault| format!("{fault:?}"))?;
    let theirs = Note::parse(honest).map_err(|fault| format!("{fault:?}"))?;
    mine.signatures.extend(theirs.signatures.into_iter().skip(1));
    Ok(mine.to_bytes())
}

/// Both sides as they were, stopped.
fn puts_back(terrain: &mut Terrain, copie: &Copie) -> Result<(), String> {
    terrain.kill();
    terrain.put_copy_back(copie, Cote::Deux)
}
