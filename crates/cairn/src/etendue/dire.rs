//! The answer in words, or as JSON: counts and times, never a person's name.

use coffre::etendue::Rang;
use coffre::etendue::csv::{certitude, champs, classes, instant};
use journal::encoding::{base64, hex};
use journal::etendue::{Certitude, Etendue};
use serde_json::{Value, json};

use super::source::Source;
use crate::Fin;

/// Points of the plot of persons against time.
const POINTS: u32 = 48;

/// The counts of an étendue.
pub fn etendue(source: &Source, etendue: &Etendue, is_json: bool) {
    if is_json {
        println!("{}", whole(source, etendue));
        return;
    }
    let bilan = &etendue.bilan;
    head(source);
    println!("Personnes");
    for (which, count) in Certitude::ALL.into_iter().zip(bilan.personnes) {
        println!("  {:<26} {count:>9}", certitude(which));
    }
    println!("  {:<26} {:>9}", "leurres (personne)", bilan.leurres);
    println!("Classes de données                livré   non confirmé");
    for (bit, [delivered, unsure]) in bilan.classes.iter().enumerate() {
        println!("  {:<26} {delivered:>9}      {unsure:>9}", classes(1 << bit));
    }
    println!("Lectures                     {:>9}", bilan.lectures);
    println!("  dont livrées               {:>9}", bilan.livrees);
    println!("  dont révélations           {:>9}", bilan.revelations);
    println!("  dont impressions           {:>9}", bilan.impressions);
    println!("Pages de liste               {:>9}, {} lignes", bilan.pages[0], bilan.pages[1]);
    println!("  listés, non nommés         {:>9}, {} lignes", bilan.non_nommes[0], bilan.non_nommes[1]);
    println!("Recherches exactes           {:>9}, {} réponses", bilan.recherches[0], bilan.recherches[1]);
    if let Some((first, last)) = bilan.fenetre {
        println!("Du {} au {}", instant(first), instant(last));
    }
    for entry in &bilan.alterees {
        println!("ALTÉRÉE : la liste gardée pour l'entrée {entry} n'est pas celle que le journal engage.");
    }
    println!("Un login est une clé de navigateur ; aucune adresse de réseau n'est dans le journal.");
}

/// Who read a person.
pub fn readers(source: &Source, sujet: &[u8; 16], rows: &[Rang], is_json: bool) -> Fin {
    if is_json {
        let lines: Vec<Value> = rows.iter().map(reader).collect();
        println!("{}", json!({ "journal": checkpoint(source), "sujet": hex(sujet), "lectures": lines }));
        return Ok(());
    }
    head(source);
    for row in rows {
        let said = if row.acces.livre { Certitude::Livre } else { Certitude::NonConfirmee };
        println!(
            "{}  compte {}  {}  {:?}  {}  {}  entrée {}",
            instant(row.acces.temps),
            hex(&row.acteur),
            String::from_utf8_lossy(&row.structure),
            row.acces.genre,
            classes(row.acces.classes),
            certitude(said),
            row.acces.entree
        );
    }
    println!("{} lectures. Les pages de listes se demandent par compte.", rows.len());
    Ok(())
}

/// The proof of one entry, as JSON: what `FORMAT.md` says is enough to check it.
pub fn proof(source: &Source, entree: u64) -> Fin {
    let proof = source.tuiles.prove(entree).ok_or(format!("no proof of entry {entree} in this journal"))?;
    let path: Vec<String> = proof.chemin.iter().map(|hash| base64(hash)).collect();
    let note = String::from_utf8_lossy(source.tuiles.note()).into_owned();
    println!("{}", json!({ "entree": entree, "octets": hex(&proof.octets), "chemin": path, "checkpoint": note }));
    Ok(())
}

fn head(source: &Source) {
    let checkpoint = source.tuiles.checkpoint();
    println!("Lu dans : {}", source.lu);
    println!("Journal {}, {} entrées, racine {}", checkpoint.origin, checkpoint.size, hex(&checkpoint.root));
}

fn checkpoint(source: &Source) -> Value {
    let checkpoint = source.tuiles.checkpoint();
    json!({ "origine": checkpoint.origin, "entrees": checkpoint.size, "racine": hex(&checkpoint.root), "lu": source.lu })
}

fn whole(source: &Source, etendue: &Etendue) -> Value {
    let (bilan, question) = (&etendue.bilan, &etendue.question);
    let ids = |ids: &mut dyn Iterator<Item = &[u8; 16]>| ids.map(|id| hex(id)).collect::<Vec<_>>();
    let structures = question.structures.iter().map(|code| String::from_utf8_lossy(code).into_owned());
    let until = (question.au != u64::MAX).then(|| instant(question.au));
    let by_class = bilan.classes.iter().enumerate().map(|(bit, [delivered, unsure])| {
        json!({ "classe": classes(1 << bit), "livre": delivered, "livraison-non-confirmee": unsure })
    });
    let persons: serde_json::Map<String, Value> = Certitude::ALL
        .into_iter()
        .zip(bilan.personnes)
        .map(|(which, count)| (which.key().into(), count.into()))
        .collect();
    let curve = etendue.courbe(POINTS).into_iter().map(|(time, persons)| json!([instant(time), persons]));
    json!({
        "journal": checkpoint(source),
        "question": {
            "acteurs": ids(&mut question.acteurs.iter()),
            "logins": ids(&mut question.logins.iter()),
            "structures": structures.collect::<Vec<_>>(),
            "du": instant(question.du),
            "au": until,
        },
        "personnes": persons,
        "leurres": bilan.leurres,
        "classes": by_class.collect::<Vec<_>>(),
        "lectures": bilan.lectures,
        "lectures_livrees": bilan.livrees,
        "revelations": bilan.revelations,
        "impressions": bilan.impressions,
        "pages_de_liste": { "pages": bilan.pages[0], "lignes": bilan.pages[1] },
        "listes_non_nommes": { "pages": bilan.non_nommes[0], "lignes": bilan.non_nommes[1] },
        "pages_alterees": bilan.alterees,
        "recherches_exactes": { "recherches": bilan.recherches[0], "reponses": bilan.recherches[1] },
        "fenetre": bilan.fenetre.map(|(first, last)| [instant(first), instant(last)]),
        "courbe": curve.collect::<Vec<_>>(),
        "reseaux": "aucune adresse dans le journal",
    })
}

fn reader(row: &Rang) -> Value {
    let said = if row.acces.livre { Certitude::Livre } else { Certitude::NonConfirmee };
    json!({
        "temps": instant(row.acces.temps),
        "acteur": hex(&row.acteur),
        "login": hex(&row.login),
        "structure": String::from_utf8_lossy(&row.structure),
        "genre": format!("{:?}", row.acces.genre),
        "classes": classes(row.acces.classes),
        "champs": champs(row.acces.champs, row.acces.classes),
        "certitude": said.key(),
        "entree": row.acces.entree,
    })
}
