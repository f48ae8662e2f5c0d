//! What an agent has read: her own trace, for her own eyes.

use domaine::Clair;
use droits::budget::day;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::act::act;

use crate::Coffre;
use crate::base::{FromRow, Row, SqlError};
use crate::face::{Error, Lecture, MaLecture, MesLectures, Refusal};
use crate::listes::{PAGE, reading};
use crate::sequenceur::now;
use crate::suivi::genre_lecture;

crate::statements! {
    COUNT = "select count(*) from trace where acteur = ?1 and temps >= ?2 and genre in (?3, ?4, ?5)";
    PAGE_OF = "select sujet, entree, genre, temps, classes, explication from trace \
               where acteur = ?1 and temps >= ?2 and genre in (?3, ?4, ?5) order by temps desc, entree desc \
               limit ?6 offset ?7";
    DAYS = "select (temps - 10800000) / 86400000, count(distinct sujet) from trace \
            where acteur = ?1 and temps >= ?2 and genre in (?3, ?4, ?5) group by 1 order by 1";
}

/// Days that are shown, today counted.
const DAYS_SHOWN: u64 = 30;

impl Coffre {
    /// One page of the agent's own readings of the last 30 days, newest first; pages begin at 1.
    ///
    /// # Errors
    /// A refusal or a failure; nothing was shown.
    pub async fn my_readings(&self, request: &SignedRequest, page: u32) -> Result<MesLectures, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        let asked = act(&request.method, &request.target).filter(|a| a.kind == Kind::ResultPage);
        let asked = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
        let name = alive.sequenceur.registre().login_of(&request.login).map(|login| login.agent);
        let name = name.ok_or(Error::Refusal(Refusal::Introuvable))?;
        let noms = alive.noms(agent.structure, Some(request)).await?;

        let today = day(now());
        let first = today.saturating_sub(DAYS_SHOWN - 1);
        let kinds = [Kind::Opening, Kind::Reveal, Kind::Print].map(|kind| (kind as u8).into());
        let since = ((first * 86_400_000 + 10_800_000) as i64).into();
        let [opening, reveal, print] = kinds;
        let mut values = vec![name.into(), since, opening, reveal, print];
        let skip = i64::from(page.max(1) - 1).saturating_mul(PAGE as i64);
        let (total, days, rows) = alive
            .base
            .read(move |tx| {
                let total = tx.one::<(i64,)>(&COUNT, &values)?.map_or(0, |(n,)| n);
                let days: Vec<(i64, i64)> = tx.all(&DAYS, &values)?;
                values.truncate(5);
                values.extend([(PAGE as i64).into(), skip.into()]);
                let rows: Vec<Read> = tx.all(&PAGE_OF, &values)?;
                values.truncate(5);
                Ok((total, days, rows))
            })
            .await?;

        let labels: Vec<_> = rows.iter().map(|row| reading(&noms).of_subject(&row.subject)).collect();
        let mut persons: Vec<_> = labels.iter().flatten().cloned().collect();
        persons.sort_by_key(|label| label.dossier);
        persons.dedup_by_key(|label| label.dossier);
        let receipt = alive.journal_page(request, asked, request.hash(), &persons).await?;
        let own = agent.nom.clone();
        let lignes = rows.into_iter().zip(labels).map(|(row, label)| MaLecture {
            etiquette: label.map(|label| alive.shown(label, &agent)),
            lecture: row.lecture(own.clone()),
        });
        let lignes = lignes.collect();
        let count =
            |wanted: u64| days.iter().find(|(day, _)| *day == wanted as i64).map_or(0, |(_, count)| *count as u16);
        let jours = (first..=today).map(|day| (day as i32, count(day))).collect();
        Ok(MesLectures { receipt, agent, lignes, total: total as usize, jours })
    }
}

/// One row of hers.
struct Read {
    subject: [u8; 16],
    index: u64,
    kind: Option<Kind>,
    time: u64,
    classes: u8,
    explanation: u8,
}

impl Read {
    fn lecture(&self, agent: Clair) -> Lecture {
        Lecture {
            time: self.time,
            agent: Some(agent),
            classes: self.classes,
            explication: self.explanation,
            entree: self.index,
            genre: genre_lecture(self.kind.unwrap_or(Kind::Opening)),
        }
    }
}

impl FromRow for Read {
    fn from_row(row: &Row<'_>) -> Result<Read, SqlError> {
        Ok(Read {
            subject: row.bytes(0)?.try_into().unwrap_or_default(),
            index: row.int(1)? as u64,
            kind: Kind::from_number(row.int(2)? as u8),
            time: row.int(3)? as u64,
            classes: row.int(4)? as u8,
            explanation: row.int(5)? as u8,
        })
    }
}
