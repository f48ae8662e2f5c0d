//! Presences at closed workshops, in the lists: the last day of each person, from the clear columns of the structure's rows. Written in no
//! dossier, they are contacts like its evenements; a page of one person opens the rows themselves.

use std::collections::HashMap;

use domaine::seance::{EtatSeance, StatutInscription, TypeOffre};
use domaine::{CodeStructure, GenreEvenement};

use crate::base::{Row, SqlError, Tx};

crate::statements! {
    ALL = "select i.dossier, o.genre, max(a.jour) from atelier a join inscription i on i.atelier = a.id \
           join offre o on o.id = a.offre where a.structure = ?1 and a.etat = ?2 and i.statut = ?3 \
           group by i.dossier, o.genre";
    OF = "select i.dossier, o.genre, max(a.jour) from inscription i join atelier a on a.id = i.atelier \
          join offre o on o.id = a.offre where i.dossier = ?4 and a.structure = ?1 and a.etat = ?2 and i.statut = ?3 \
          group by i.dossier, o.genre";
}

/// The last day of each person of a structure, days since 1970.
pub fn read(tx: &mut Tx<'_>, structure: CodeStructure) -> Result<HashMap<[u8; 16], i32>, SqlError> {
    let mut last = HashMap::new();
    let (closed, came) = (EtatSeance::Close as u8, StatutInscription::Present as u8);
    tx.each(&ALL, &[structure.as_str().into(), closed.into(), came.into()], |row| note(&mut last, row))?;
    Ok(last)
}

/// The last day of these people; zero for who came to none.
pub fn of(tx: &mut Tx<'_>, structure: CodeStructure, dossiers: &[[u8; 16]]) -> Result<Vec<([u8; 16], i32)>, SqlError> {
    let mut last = HashMap::new();
    let (closed, came) = (EtatSeance::Close as u8, StatutInscription::Present as u8);
    for dossier in dossiers {
        let params = [structure.as_str().into(), closed.into(), came.into(), (*dossier).into()];
        tx.each(&OF, &params, |row| note(&mut last, row))?;
    }
    Ok(dossiers.iter().map(|dossier| (*dossier, last.get(dossier).copied().unwrap_or(0))).collect())
}

fn note(last: &mut HashMap<[u8; 16], i32>, row: &Row<'_>) -> Result<(), SqlError> {
    let (Ok(dossier), Ok(jour)) = (row.bytes(0)?.try_into(), i32::try_from(row.int(2)?)) else { return Ok(()) };
    let offre = u8::try_from(row.int(1)?).ok().and_then(TypeOffre::from_number);
    let genre = offre.and_then(|offre| GenreEvenement::from_key(offre.key()));
    if genre.is_some_and(GenreEvenement::reactive) {
        let kept = last.entry(dossier).or_insert(jour);
        *kept = jour.max(*kept);
    }
    Ok(())
}
