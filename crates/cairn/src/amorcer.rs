//! `cairn amorcer`: opens an empty base at the console, prints one-use addresses, closes the console for ever.

use clap::Args;
use coffre::Premier;
use coffre::face::{Error, Refusal};
use domaine::{Clair, CodeStructure};
use droits::Role;

use crate::Fin;
use crate::cle;
use crate::gardien::Gardien;
use crate::lieux::Lieux;

/// Options of `cairn amorcer`.
#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    lieux: Lieux,
    /// Address by which browsers will reach the application, for ever: `https://cairn.example`, `http://localhost:8080`.
    #[arg(long)]
    origine: String,
    /// Code and name of the first structure: `59512S00=Mission locale de Roubaix`.
    #[arg(long, value_name = "CODE=NOM")]
    structure: String,
    /// A first agent: `conseiller=Prénom Nom=mail`, or `conseiller+parrain=…` for who may vouch for newcomers. Give one for each.
    #[arg(long = "agent", value_name = "ROLE=NOM=MAIL", required = true)]
    agents: Vec<String>,
    /// Root of the coffre, from its key ceremony.
    #[command(flatten)]
    coffre: cle::Ouverture,
    /// Sealed root files of a contre-clé beside us; another organisation unseals its own.
    #[arg(long, value_name = "DOSSIER")]
    contre_cle_fichiers: Option<std::path::PathBuf>,
    /// Identities of the contre-clé's holders.
    #[arg(long, value_name = "FICHIER", num_args = 1..)]
    contre_cle_identites: Vec<std::path::PathBuf>,
}

/// Opens the base.
pub fn run(options: &Options) -> Fin {
    let structure = parse_structure(&options.structure)?;
    let premiers: Vec<Premier> =
        options.agents.iter().map(|a| parse_agent(a, structure.0)).collect::<Result<_, _>>()?;
    let root = options.coffre.open()?;
    let other = match &options.contre_cle_fichiers {
        Some(files) => Some(cle::open(files, &options.contre_cle_identites)?),
        None => None,
    };

    let lieux = &options.lieux;
    lieux.make().map_err(|e| format!("{}: {e}", lieux.donnees.display()))?;
    lieux.set_origine(&options.origine)?;
    let gardien = Gardien::start(lieux)?;
    match &other {
        Some(other) => gardien.unseal(other)?,
        None if gardien.is_distant() => {}
        None => return Err("give --contre-cle-fichiers and two --contre-cle-identites".into()),
    }
    let coffre = lieux.sealed()?;
    crate::serve::unseal(&coffre, lieux, &root)?;
    let addresses = coffre.amorcer(false, &[structure], &premiers, |_| Vec::new()).map_err(words)?;
    coffre.close_console().map_err(words)?;

    println!("La console est fermée pour toujours. Chaque adresse sert une fois, pendant 15 minutes :\n");
    for (premier, address) in premiers.iter().zip(&addresses) {
        println!("  {}  {}/enrolement/{}", premier.role.key(), options.origine, address.code);
    }
    if let Some(missing) = missing(&premiers) {
        println!("\nAttention : {missing}");
    }
    println!("\nLancez `cairn serve`, puis ouvrez l'adresse avec les deux clés de la personne.");
    // The contre-clé stays: `cairn serve` finds it again, unsealed.
    Ok(())
}

/// What these first agents lack to admit anybody later; the console does not open twice.
fn missing(premiers: &[Premier]) -> Option<&'static str> {
    let has = |role: Role| premiers.iter().any(|p| p.role == role);
    let parrains = premiers.iter().filter(|p| p.is_parrain || p.role == Role::Direction).count();
    if !has(Role::Gestionnaire) {
        return Some("sans gestionnaire, personne ne pourra proposer de compte.");
    }
    if parrains == 0 {
        return Some("sans direction ni parrain (conseiller+parrain=…), personne ne pourra recevoir de nouvel agent.");
    }
    // Too few for a lot: two of two roles approve, and a third vouches.
    let attend = [Role::Direction, Role::Dpo, Role::Vigie].into_iter().filter(|role| has(*role)).count();
    let enough = attend + usize::from(premiers.iter().any(|p| p.is_parrain)) >= 3 || (attend >= 2 && parrains >= 2);
    (!enough).then_some(
        "ces personnes ne suffisent pas à la cérémonie d'admission : il en faut deux, de rôles différents, pour approuver, \
         et une troisième pour parrainer (docs/habilitations/ceremonie.md).",
    )
}

fn words(error: Error) -> String {
    match error {
        Error::Refusal(Refusal::Conflit) => "this base is not empty: the console opens once".into(),
        other => format!("{other:?}"),
    }
}

fn parse_structure(text: &str) -> Result<(CodeStructure, String), String> {
    let (code, nom) = text.split_once('=').ok_or("write --structure CODE=NOM")?;
    Ok((code.parse().map_err(|_| format!("`{code}` is not a structure code, such as 59512S00"))?, nom.to_owned()))
}

fn parse_agent(text: &str, structure: CodeStructure) -> Result<Premier, String> {
    let parts: Vec<_> = text.splitn(3, '=').collect();
    let [role, nom, mail] = parts.as_slice() else { return Err("write --agent ROLE=NOM=MAIL".into()) };
    let (role, is_parrain) = role.strip_suffix("+parrain").map_or((*role, false), |role| (role, true));
    let role = Role::from_key(role)
        .ok_or_else(|| format!("`{role}` is not a role; the roles are {}", Role::ALL.map(Role::key).join(", ")))?;
    Ok(Premier { nom: Clair::new(*nom), mail: Clair::new(*mail), role, structure, is_parrain })
}
