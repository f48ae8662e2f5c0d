//! The names of the structures whose browsers are in: their key is given to whoever asks for a list there, and the list is all of them.

use coffre::noms::Noms;
use coffre::racine::join;
use contre_cle::protocole::{Answer, Question};
use domaine::CodeStructure;
use journal::Kind;
use journal::encoding::hex;
use journal::entry::{Entry, LoginId};

use super::mensonges::refusal;
use super::{Tableau, Tenu, Terrain, Voleur, record, said};

/// Has the other half of the key of the names released for a list that a live browser signs, and reads them all; then tries the
/// structure next door, a login of nobody, and a request that shows no list.
pub fn loads(terrain: &Terrain, tableau: &mut Tableau, voleur: &mut Voleur, held: &[Tenu]) -> Result<(), String> {
    tableau.famille("les noms en mémoire");
    let structures: Vec<CodeStructure> = terrain.structures().iter().filter_map(|code| code.parse().ok()).collect();
    let [here, there, ..] = structures[..] else { return Err("two structures".into()) };
    let list = "/portefeuille";
    for (essai, target, structure, login) in [
        ("la structure voisine", list, there, None),
        ("une connexion inventée", list, here, Some([7; 16])),
        ("une demande qui ne montre pas de liste", "/compte", here, None),
    ] {
        let (answer, _) = asks(terrain, voleur, target, structure, login)?;
        tableau.stopped(essai, refusal(&answer));
    }
    let (answer, request) = asks(terrain, voleur, list, here, None)?;
    let Answer::Half(theirs) = answer else {
        return Err("the names of a live browser's structure are not released".into());
    };
    let key = join(&voleur.racine.index_half(here), &theirs, b"index");
    let (noms, _) = terrain.reads_with(move |tx| Noms::read(tx, here, &key))?;
    let mut read = 0;
    for label in held.iter().filter_map(|tenu| noms.get(&tenu.stored.id.0)) {
        let text = format!("{} {} {}", label.prenom.expose(), label.nom.expose(), label.naissance.expose());
        tableau.mesure.butin.keep_clear(
            format!("étiquette /dossiers/{}", hex(&label.dossier.0)),
            Some(request),
            text.into(),
        );
        read += 1;
    }
    tableau.mesure.faits.push(("noms lus dans l'index, dates de naissance comprises".into(), read));
    Ok(())
}

/// An `IndexLoad` for this list, and the question that follows; the answer, and the request's name.
fn asks(
    terrain: &Terrain,
    voleur: &mut Voleur,
    target: &str,
    structure: CodeStructure,
    login: Option<LoginId>,
) -> Result<(Answer, [u8; 32]), String> {
    let vivant = &voleur.vivants[0];
    let request = vivant.signs("GET", target)?;
    let own = vivant.says(terrain, Kind::IndexLoad);
    let entry = Entry {
        login: login.unwrap_or(own.login),
        structure: structure.0,
        request: request.hash(),
        decision: journal::entry::Decision::None,
        ..own
    };
    let name = request.hash();
    let ligne = voleur.ligne()?;
    let index = ligne.tree.len();
    ligne.tells(vec![record(entry, None)])?;
    said(ligne.asks(&Question::Index { index, request: Some(request) })).map(|answer| (answer, name))
}
