//! The HR list of a structure: who works there, as its payroll says. It proposes and reminds; it gives no right.

use domaine::{Clair, CodeStructure};
use droits::Role;
use droits::signature::SignedRequest;
use jiff::civil::Date;
use zeroize::Zeroizing;

use crate::face::{Error, LigneRh, Refusal, RhLu, Saisie};
use crate::fiche::{date, days, put, take};
use crate::sceau::{self, Place};
use crate::{Alive, Coffre, random};

crate::statements! {
    CLEAR = "delete from rh where structure = ?1";
    PUT = "insert into rh (id, structure, contenu) values (?1, ?2, ?3)";
    ALL = "select id, contenu from rh where structure = ?1";
}

/// Table number in [`Place`].
const KIND: u8 = 34;

/// Most lines of one list: a large mission locale has two hundred people.
const LINES_MAX: usize = 1_000;

impl Coffre {
    /// Replaces the HR list of the gestionnaire's structure; gives the number of lines.
    ///
    /// # Errors
    /// For anybody but a gestionnaire; an empty list, or one too long.
    pub async fn deposit_rh(&self, request: &SignedRequest, lignes: Vec<RhLu>) -> Result<u32, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate_once(request).await?;
        if agent.role != Role::Gestionnaire {
            return Err(Error::Refusal(Refusal::Role));
        }
        if lignes.is_empty() || lignes.len() > LINES_MAX {
            return Err(Error::Saisie(vec![Saisie { champ: "fichier", raison: "rh-lignes" }]));
        }
        let key = alive.racine.agents(agent.structure);
        let structure = agent.structure;
        let rows: Vec<([u8; 16], Vec<u8>)> = lignes
            .iter()
            .map(|ligne| {
                let id = random();
                (id, sceau::seal(&key, &place(id, structure), &encode(ligne)))
            })
            .collect();
        let count = rows.len() as u32;
        alive
            .base
            .write(move |tx| {
                tx.exec(&CLEAR, &[structure.as_str().into()])?;
                rows.iter().try_for_each(|(id, sealed)| {
                    tx.exec(&PUT, &[id.into(), structure.as_str().into(), sealed.clone().into()]).map(drop)
                })
            })
            .await?;
        Ok(count)
    }
}

impl Alive {
    /// The HR list of a structure, by name; the account that looks like each is for the reader to find.
    pub(super) async fn rh(&self, structure: CodeStructure) -> Result<Vec<LigneRh>, Error> {
        let rows = self.base.read(move |tx| tx.all::<([u8; 16], Vec<u8>)>(&ALL, &[structure.as_str().into()])).await?;
        let key = self.racine.agents(structure);
        let open = |(id, sealed): ([u8; 16], Vec<u8>)| {
            sceau::open(&key, &place(id, structure), &sealed).and_then(|clear| decode(id, &clear))
        };
        let mut lignes: Vec<LigneRh> = rows.into_iter().filter_map(open).collect();
        lignes.sort_by(|a, b| (a.nom.expose(), a.prenom.expose()).cmp(&(b.nom.expose(), b.prenom.expose())));
        Ok(lignes)
    }
}

fn place(id: [u8; 16], structure: CodeStructure) -> Place {
    Place { owner: id, structure: structure.0, kind: KIND, num: 0, version: 1 }
}

fn encode(ligne: &RhLu) -> Zeroizing<Vec<u8>> {
    let mut out = Zeroizing::new(Vec::new());
    for (number, value) in [(1, &ligne.prenom), (2, &ligne.nom), (3, &ligne.mail), (4, &ligne.fonction)] {
        put(&mut out, number, value.expose().as_bytes());
    }
    for (number, day) in [(5, ligne.debut), (6, ligne.fin)] {
        put(&mut out, number, &day.map(|day| days(day).to_be_bytes().to_vec()).unwrap_or_default());
    }
    out
}

fn decode(id: [u8; 16], clear: &[u8]) -> Option<LigneRh> {
    let mut rest = clear;
    let mut next = |number| take(&mut rest).filter(|(n, _)| *n == number).map(|(_, value)| value);
    let text = |bytes: &[u8]| std::str::from_utf8(bytes).ok().map(Clair::new);
    let day = |bytes: &[u8]| -> Option<Date> { date(i32::from_be_bytes(bytes.try_into().ok()?)) };
    Some(LigneRh {
        id,
        prenom: text(next(1)?)?,
        nom: text(next(2)?)?,
        mail: text(next(3)?)?,
        fonction: text(next(4)?)?,
        debut: day(next(5)?),
        fin: day(next(6)?),
        connu: None,
    })
}
