//! Cards of new accounts: sealed beside the journal, which holds their hash. A card that was changed does not answer it any more.

use domaine::{AgentId, Clair, CodeStructure};
use droits::Role;
use droits::signature::sha256;
use jiff::civil::Date;
use std::sync::PoisonError;
use zeroize::Zeroizing;

use crate::annuaire::{self, Fiche};
use crate::face::{Carte, Error};
use crate::fiche::{date, days, put, take};
use crate::sceau::{self, Place};
use crate::{Alive, random};

crate::statements! {
    PUT = "insert into carte (agent, structure, contenu) values (?1, ?2, ?3)";
    GET = "select structure, contenu from carte where agent = ?1";
}

/// Table number in [`Place`].
const KIND: u8 = 33;

/// A card with the account that it makes, before its entry.
pub(super) struct CarteRangee {
    pub(super) fiche: Fiche,
    clear: Zeroizing<Vec<u8>>,
}

impl CarteRangee {
    /// A new account's card: its id and the salt of its pseudonym are drawn here.
    pub(super) fn new(carte: &Carte, structure: CodeStructure) -> CarteRangee {
        let nom = Clair::new(format!("{} {}", carte.prenom.expose(), carte.nom.expose()));
        let fiche = Fiche { id: AgentId(random()), structure, nom, mail: carte.mail.clone(), salt: random() };
        let mut clear = Zeroizing::new(Vec::new());
        put(&mut clear, 1, carte.prenom.expose().as_bytes());
        put(&mut clear, 2, carte.nom.expose().as_bytes());
        put(&mut clear, 3, carte.mail.expose().as_bytes());
        put(&mut clear, 4, &[carte.role as u8, u8::from(carte.is_parrain)]);
        put(&mut clear, 5, &days(carte.debut).to_be_bytes());
        put(&mut clear, 6, &days(carte.jusqu).to_be_bytes());
        put(&mut clear, 7, carte.fonction.expose().as_bytes());
        put(&mut clear, 8, &carte.rh.unwrap_or_default());
        // Its hash is public: without a secret part, names could be tried until one fits.
        put(&mut clear, 9, &random::<16>());
        CarteRangee { fiche, clear }
    }

    /// What the journal holds of it.
    pub(super) fn hash(&self) -> [u8; 32] {
        sha256(&self.clear)
    }
}

impl Alive {
    pub(super) async fn store_carte(&self, carte: CarteRangee) -> Result<(), Error> {
        let CarteRangee { fiche, clear } = carte;
        let key = self.racine.agents(fiche.structure);
        let sealed = sceau::seal(&key, &place(fiche.id, fiche.structure), &clear);
        let (row, racine) = (fiche.clone(), self.racine.clone());
        self.base
            .write(move |tx| {
                annuaire::insert_agent(tx, &racine, &row)?;
                let cells = [row.id.0.into(), row.structure.as_str().into(), sealed.clone().into()];
                tx.exec(&PUT, &cells).map(drop)
            })
            .await?;
        self.annuaire.write().unwrap_or_else(PoisonError::into_inner).insert(fiche);
        Ok(())
    }

    /// The card that was signed for an account; `None` when there is none, or when it does not answer `content` any more.
    pub(super) async fn carte(&self, agent: AgentId, content: Option<[u8; 32]>) -> Result<Option<Carte>, Error> {
        let row = self.base.read(move |tx| tx.one::<(String, Vec<u8>)>(&GET, &[agent.0.into()])).await?;
        let Some((structure, sealed)) = row else { return Ok(None) };
        let Ok(structure) = structure.parse::<CodeStructure>() else { return Ok(None) };
        let clear = sceau::open(&self.racine.agents(structure), &place(agent, structure), &sealed);
        let clear = clear.filter(|clear| content.is_none_or(|content| sha256(clear) == content));
        Ok(clear.and_then(|clear| decode(&clear)))
    }
}

fn place(agent: AgentId, structure: CodeStructure) -> Place {
    Place { owner: agent.0, structure: structure.0, kind: KIND, num: 0, version: 1 }
}

fn decode(clear: &[u8]) -> Option<Carte> {
    let mut rest = clear;
    let mut next = |number| take(&mut rest).filter(|(n, _)| *n == number).map(|(_, value)| value);
    let text = |bytes: &[u8]| std::str::from_utf8(bytes).ok().map(Clair::new);
    let day = |bytes: &[u8]| -> Option<Date> { date(i32::from_be_bytes(bytes.try_into().ok()?)) };
    let (prenom, nom, mail) = (text(next(1)?)?, text(next(2)?)?, text(next(3)?)?);
    let (role, is_parrain) = match next(4)? {
        [role, parrain] => (Role::from_number(*role)?, *parrain == 1),
        _ => return None,
    };
    let (debut, jusqu, fonction) = (day(next(5)?)?, day(next(6)?)?, text(next(7)?)?);
    let rh: [u8; 16] = next(8)?.try_into().ok()?;
    Some(Carte { prenom, nom, mail, role, is_parrain, debut, jusqu, fonction, rh: (rh != [0; 16]).then_some(rh) })
}
