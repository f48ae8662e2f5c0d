//! Making a fictional base: structures, agents with software keys, dossiers, through the coffre's own verbs.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use coffre::{Coffre, Nouveau, NouvelEvenement, Premier};
use domaine::{AgentId, Champ, Clair, CodeStructure, GenreEvenement};
use droits::Role;
use droits::piece::{Credential, PublicKey};
use droits::signature::sha256;

use crate::donnees::{Structure, structures};
use crate::passkey::Passkey;
use crate::persona::{Cles, Persona};
use crate::personnes::{Jeune, Jour, Monde, colonnes_scellees};

/// Dossiers in one batch.
const BATCH: usize = 256;

/// What to make.
#[derive(Clone, Debug)]
pub struct Options {
    /// Number of structures.
    pub structures: usize,
    /// Dossiers in each.
    pub dossiers: u64,
    /// Seed.
    pub graine: u64,
    /// Where the sealed values are written in clear, with a marker of each class; none otherwise.
    pub clair: Option<PathBuf>,
}

/// Random roots for a fictional base: the same seed makes the same people, never the same keys.
pub fn roots() -> Cles {
    let root = || {
        let mut bytes = [0; 32];
        aws_lc_rs::rand::fill(&mut bytes).expect("the system's random source answers");
        bytes
    };
    Cles { racine_coffre: root(), racine_contre_cle: root(), personas: Vec::new() }
}

/// Makes everything in an empty, unsealed coffre; gives the keys with their personas.
///
/// # Errors
/// A sentence for the person at the console.
pub fn create(coffre: &Coffre, mut cles: Cles, options: &Options) -> Result<Cles, String> {
    let chosen: Vec<&'static Structure> = structures().iter().take(options.structures).collect();
    if chosen.len() < options.structures {
        return Err(format!("there are only {} structures in the reference data", chosen.len()));
    }
    let worlds: Vec<Monde> = chosen
        .iter()
        .map(|structure| {
            let monde = Monde::new(options.graine, structure, options.dossiers);
            if options.clair.is_some() { monde.with_marqueurs() } else { monde }
        })
        .collect();
    let codes = chosen.iter().map(|s| Ok((code(s)?, s.nom_usuel.to_owned()))).collect::<Result<Vec<_>, String>>()?;
    let (premiers, keys) = teams(coffre, &worlds, &cles)?;
    let addresses = coffre
        .amorcer(true, &codes, &premiers, |n| keys[n].iter().map(|(_, credential)| credential.clone()).collect())
        .map_err(|e| format!("first agents: {e:?}"))?;
    for ((premier, address), keys) in premiers.iter().zip(&addresses).zip(&keys) {
        let (nom, role, structure) = (premier.nom.expose(), premier.role.key(), premier.structure.as_str());
        cles.personas.push(Persona::new(address.agent.0, nom, role, structure, &keys[0].0));
    }
    let mut clear = options
        .clair
        .as_ref()
        .map(|file| File::create(file).map(BufWriter::new))
        .transpose()
        .map_err(|e| e.to_string())?;
    let mut first = 0;
    for monde in &worlds {
        let team = monde.agents().len();
        let agents: Vec<AgentId> = addresses[first..first + team].iter().map(|a| a.agent).collect();
        fill(coffre, monde, &agents, clear.as_mut())?;
        first += team;
    }
    if let Some(mut clear) = clear {
        clear.flush().map_err(|e| e.to_string())?;
    }
    coffre.close_console().map_err(|e| format!("{e:?}"))?;
    Ok(cles)
}

type Keys = Vec<(Passkey, Credential)>;

/// Every agent of every structure, with two software keys each.
fn teams(coffre: &Coffre, worlds: &[Monde], cles: &Cles) -> Result<(Vec<Premier>, Vec<Keys>), String> {
    let seed = sha256(&[&b"personas"[..], &cles.racine_coffre].concat());
    let (mut premiers, mut keys) = (Vec::new(), Vec::new());
    for monde in worlds {
        let structure = code(monde.structure())?;
        for agent in monde.agents() {
            let role = Role::from_key(agent.role).ok_or_else(|| format!("unknown role {}", agent.role))?;
            let n = 2 * premiers.len() as u64;
            keys.push(
                [n, n + 1]
                    .map(|n| {
                        let key = Passkey::from_seed(seed, n);
                        let credential = credential(&key, coffre);
                        (key, credential)
                    })
                    .into(),
            );
            premiers.push(Premier {
                nom: Clair::new(format!("{} {}", agent.prenom, agent.nom)),
                mail: Clair::new(agent.mail.clone()),
                role,
                structure,
            });
        }
    }
    Ok((premiers, keys))
}

fn credential(key: &Passkey, coffre: &Coffre) -> Credential {
    Credential {
        id: key.credential.clone(),
        key: PublicKey::Es256(key.point().to_vec()),
        rp_id: coffre.config().rp_id.clone(),
        origin: coffre.config().origin.clone(),
    }
}

fn fill(
    coffre: &Coffre,
    monde: &Monde,
    agents: &[AgentId],
    mut clear: Option<&mut BufWriter<File>>,
) -> Result<(), String> {
    let structure = code(monde.structure())?;
    let total = monde.combien();
    let mut batch = Vec::with_capacity(BATCH);
    for rang in 0..total {
        let jeune = monde.jeune(rang);
        if let Some(file) = clear.as_mut() {
            write_clear(file, rang, &jeune).map_err(|e| e.to_string())?;
        }
        batch.push(nouveau(&jeune, agents[monde.referent(rang)], rang));
        if batch.len() == BATCH || rang + 1 == total {
            coffre.create_at_console(structure, std::mem::take(&mut batch)).map_err(|e| format!("dossiers: {e:?}"))?;
            progress(rang + 1, total);
        }
    }
    Ok(())
}

fn nouveau(jeune: &Jeune, referent: AgentId, rang: u64) -> Nouveau {
    let mut champs = Vec::new();
    let mut put = |champ: Champ, value: &str| {
        if !value.is_empty() {
            champs.push((champ, Clair::new(value)));
        }
    };
    put(Champ::NomNaissance, &jeune.nom_naissance);
    put(Champ::NomUsage, jeune.nom_usage.as_deref().unwrap_or_default());
    put(Champ::Prenom, jeune.prenom());
    put(Champ::AutresPrenoms, &jeune.prenoms[1..].join(" "));
    put(Champ::Naissance, &jeune.date_naissance.to_string());
    put(Champ::Sexe, if jeune.feminin { "F" } else { "M" });
    put(Champ::CommuneNaissance, &jeune.lieu_naissance);
    put(Champ::Nationalite, format!("{} {}", jeune.nationalite, jeune.precision_identite).trim());
    put(Champ::Voie, format!("{} {}", jeune.adresse.ligne(), jeune.adresse.complement).trim());
    put(Champ::CodePostal, jeune.adresse.code_postal);
    put(Champ::Commune, jeune.adresse.commune);
    put(Champ::Telephone, jeune.mobile.as_deref().unwrap_or_default());
    put(Champ::TelephoneFixe, jeune.fixe.as_deref().unwrap_or_default());
    put(Champ::Mail, jeune.mail.as_deref().unwrap_or_default());
    put(Champ::Nir, jeune.nir.as_deref().unwrap_or_default());
    put(
        Champ::IdentifiantFranceTravail,
        [jeune.france_travail.as_deref().unwrap_or_default(), &jeune.reference_partenaire].join(" ").trim(),
    );
    put(Champ::NiveauFormation, jeune.niveau);
    put(Champ::Situation, &[jeune.situation, &jeune.projet].join(" – "));
    for delicat in &jeune.delicats {
        put(if delicat.theme == "logement" { Champ::Logement } else { Champ::Sante }, &delicat.note);
    }
    if let Some(compte) = &jeune.compte {
        put(Champ::Iban, &[&*compte.iban, &compte.titulaire, &compte.libelle].join(" "));
    }
    for piece in &jeune.pieces {
        put(Champ::Papier, &piece.nom);
    }
    let evenements = jeune
        .evenements
        .iter()
        .filter_map(|e| {
            Some(NouvelEvenement {
                genre: genre(e.genre),
                date: civil(e.date)?,
                duree: e.duree_minutes,
                agent: referent,
                texte: Clair::new(e.note.clone()),
            })
        })
        .collect();
    let cree = civil(jeune.date_accueil).map_or(0, |d| i64::from(coffre::fiche::days(d)) * 86_400_000 + 36_000_000);
    Nouveau { champs, referent, numero: rang as u32 + 1, evenements, cree: cree.max(0) as u64 }
}

fn genre(key: &str) -> GenreEvenement {
    match key {
        "entretien_individuel" => GenreEvenement::EntretienIndividuel,
        "atelier" => GenreEvenement::Atelier,
        "information_collective" => GenreEvenement::InformationCollective,
        "telephone" => GenreEvenement::Telephone,
        "mediation" => GenreEvenement::Mediation,
        "administratif" => GenreEvenement::Administratif,
        _ => GenreEvenement::Courrier,
    }
}

fn civil(jour: Jour) -> Option<jiff::civil::Date> {
    jiff::civil::Date::new(jour.annee as i16, jour.mois as i8, jour.jour as i8).ok()
}

fn code(structure: &Structure) -> Result<CodeStructure, String> {
    structure.code.parse().map_err(|_| format!("structure code {}", structure.code))
}

fn write_clear(file: &mut impl Write, rang: u64, jeune: &Jeune) -> std::io::Result<()> {
    for (classe, champ, valeur) in colonnes_scellees(jeune) {
        writeln!(file, "{};{classe};{champ};\"{}\"", rang + 1, valeur.replace('"', "\"\""))?;
    }
    Ok(())
}

/// One line that moves, on a terminal; nothing elsewhere.
fn progress(done: u64, total: u64) {
    use std::io::IsTerminal;
    if std::io::stderr().is_terminal() {
        eprint!("\r{done} / {total} dossiers");
        if done == total {
            eprintln!();
        }
    }
}
