//! What an account was used for: the facts that a reviewer weighs.

use droits::Role;
use droits::habilitation::regles::JOUR;
use journal::Kind;
use journal::act::classes::C5;
use journal::entry::Pseudonym;

use super::actions;
use crate::base::{FromRow, Row, SqlError, Tx};

crate::statements! {
    USES = "select genre, classes, count(case when temps >= ?3 then 1 end), \
            count(case when temps >= ?3 and explication = 0 then 1 end) \
            from trace where acteur = ?1 and temps >= ?2 group by genre, classes";
    LAST = "select temps from trace where acteur = ?1 and genre <> ?2 order by temps desc limit 1";
}

/// How far back uses are looked for: the longest time between two recertifications.
const WINDOW: u64 = 182 * JOUR;

/// Openings are counted over so long.
const MONTH: u64 = 30 * JOUR;

/// Uses of an account.
pub(super) struct Usage {
    /// Days since the last opening.
    pub(super) last: Option<u16>,
    /// Openings of the last 30 days, and how many nothing explained.
    pub(super) openings: (u32, u32),
    /// What the role allows and was never used, as keys of actions.
    pub(super) unused: Vec<&'static str>,
}

/// Reads them.
pub(super) fn usage(tx: &mut Tx<'_>, actor: Pseudonym, role: Role, time: u64) -> Result<Usage, SqlError> {
    let since = |window: u64| (time.saturating_sub(window) as i64).into();
    let uses: Vec<Use> = tx.all(&USES, &[actor.into(), since(WINDOW), since(MONTH)])?;
    let last: Option<(i64,)> = tx.one(&LAST, &[actor.into(), (Kind::Write as u8).into()])?;
    let days = |(at,): (i64,)| (time.saturating_sub(at as u64) / JOUR).min(u64::from(u16::MAX)) as u16;
    let readings = || uses.iter().filter(|one| one.kind.is_some_and(Kind::reads));
    let has = |is_it: &dyn Fn(&Use) -> bool| uses.iter().any(is_it);
    let is_used = |key: &str| match key {
        "ouvrir" => has(&|one| one.kind == Some(Kind::Opening)),
        "delicat" => has(&|one| one.kind == Some(Kind::Opening) && one.classes & C5 != 0),
        "reveler" => has(&|one| one.kind == Some(Kind::Reveal)),
        "imprimer" => has(&|one| one.kind == Some(Kind::Print)),
        "ecrire" => has(&|one| one.kind == Some(Kind::Write)),
        // Lists and searches leave no trace of their own: nothing is said of what is not known.
        _ => true,
    };
    Ok(Usage {
        last: last.map(days),
        openings: readings().fold((0, 0), |(all, alone), one| (all + one.month, alone + one.unexplained)),
        unused: actions::of_role(role).filter(|key| !is_used(key)).collect(),
    })
}

struct Use {
    kind: Option<Kind>,
    classes: u8,
    month: u32,
    unexplained: u32,
}

impl FromRow for Use {
    fn from_row(row: &Row<'_>) -> Result<Use, SqlError> {
        Ok(Use {
            kind: Kind::from_number(row.int(0)? as u8),
            classes: row.int(1)? as u8,
            month: row.int(2)? as u32,
            unexplained: row.int(3)? as u32,
        })
    }
}
