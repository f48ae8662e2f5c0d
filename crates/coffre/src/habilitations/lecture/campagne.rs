//! Recertification: who reviews which accounts, line by line, and what happens when she approves a line that stands for nobody.

use domaine::saisie::normal_name;
use domaine::{AgentId, Clair};
use droits::Role;
use droits::habilitation::regles::{CAMPAIGN, JOUR};
use droits::registre::State;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::entry::Pseudonym;
use zeroize::Zeroizing;

use super::leurres::{COUNT, Reviewed, Tirage};
use super::listes::shown;
use super::usage::{Usage, usage};
use super::{Lecteur, instant, lives};
use crate::base::{FromRow, Row, SqlError, Tx};
use crate::face::{Campagne, Compte, Error, LigneCampagne, Refusal, Saisie};
use crate::{Alive, Coffre, locked};

crate::statements! {
    CURRENT = "select debut, reprise, faites from campagne where agent = ?1 order by debut desc limit 1";
    BEGIN = "insert into campagne (agent, debut, reprise, faites) values (?1, ?2, 0, 0) \
             on conflict (agent, debut) do nothing";
    ANSWERED = "update campagne set faites = ?3 where agent = ?1 and debut = ?2";
    RESUME = "update campagne set reprise = ?3, faites = 0 where agent = ?1 and debut = ?2";
    REVIEWS = "select coalesce(max(temps), 0) from acte \
               where sujet = ?1 and genre in (?2, ?3) and acteur = ?4 and temps >= ?5";
}

/// The last campaign of a reviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ligne {
    /// When it began, milliseconds.
    debut: u64,
    /// Zero; or when it was begun again after a decoy was approved; negative once another keeper sits beside her.
    reprise: i64,
    /// Decoys answered, one bit each.
    faites: u8,
}

impl Coffre {
    /// What is due to this reviewer. Her campaign begins when she first sees a line of it, and its decoys are drawn then.
    ///
    /// # Errors
    /// For who reviews nobody: only the direction and the DPO do.
    pub async fn campagne(&self, request: &SignedRequest) -> Result<Campagne, Error> {
        let alive = self.alive()?;
        let lecteur = alive.reviewer(request).await?;
        alive.campagne_of(lecteur).await
    }

    /// The reviewer says of a line that it is needed. A decoy of hers: `true`, her campaign begins again, and there is nothing
    /// to sign. Any other account: `false`, and the request may still be used for the gesture.
    ///
    /// # Errors
    /// As for any signed request.
    pub async fn certify_decoy(&self, request: &SignedRequest, agent: AgentId) -> Result<bool, Error> {
        self.answer_decoy(request, agent, true).await
    }

    /// The reviewer says of a line that it is not needed. A decoy of hers: `true`, she read, and it counts as done.
    ///
    /// # Errors
    /// As [`Coffre::certify_decoy`].
    pub async fn refuse_decoy(&self, request: &SignedRequest, agent: AgentId) -> Result<bool, Error> {
        self.answer_decoy(request, agent, false).await
    }

    /// Another keeper of the structure sits beside the reviewer whose campaign began again: her lines may be signed.
    ///
    /// # Errors
    /// `Introuvable` when nobody waits for her.
    pub async fn beside(&self, request: &SignedRequest) -> Result<(), Error> {
        let alive = self.alive()?;
        let lecteur = alive.reviewer(request).await?;
        let waiting = alive.waiting_for(&lecteur).await?;
        if waiting.is_empty() {
            return Err(Error::Refusal(Refusal::Introuvable));
        }
        let resume = move |tx: &mut Tx<'_>| {
            waiting.iter().try_for_each(|(name, ligne)| {
                tx.exec(&RESUME, &[name.into(), (ligne.debut as i64).into(), (-ligne.reprise).into()]).map(drop)
            })
        };
        Ok(alive.base.write(resume).await?)
    }

    async fn answer_decoy(&self, request: &SignedRequest, agent: AgentId, is_kept: bool) -> Result<bool, Error> {
        let alive = self.alive()?;
        let reader = alive.authenticate(request).await?;
        if !reviews(reader.role) {
            return Ok(false);
        }
        let actor = alive.pseudonym_of(reader.id).ok_or(Error::Refusal(Refusal::Compte))?;
        let is_new = !locked(&alive.shown).get(&request.login).is_some_and(|seen| seen.contains(&request.hash()));
        if !is_new || !alive.answer_leurre(actor, agent, is_kept).await? {
            return Ok(false);
        }
        locked(&alive.shown).entry(request.login).or_default().insert(request.hash());
        Ok(true)
    }
}

impl Alive {
    /// Whether this reviewer may sign lines: not while her campaign began again and nobody sits beside her.
    pub(in crate::habilitations) async fn check_campaign(&self, actor: Pseudonym) -> Result<(), Error> {
        let current = self.base.read(move |tx| current(tx, actor)).await?;
        if current.is_some_and(|ligne| ligne.reprise > 0) {
            return Err(Error::Saisie(vec![Saisie { champ: "geste", raison: "campagne-reprise" }]));
        }
        Ok(())
    }

    /// Answers a decoy; `false` when this account is none of hers. Kept, the campaign begins again, with other decoys.
    pub(in crate::habilitations) async fn answer_leurre(
        &self,
        actor: Pseudonym,
        agent: AgentId,
        is_kept: bool,
    ) -> Result<bool, Error> {
        let current = self.base.read(move |tx| current(tx, actor)).await?;
        let Some(ligne) = current else { return Ok(false) };
        let key = self.racine.leurres();
        let Some(place) = ligne.tirage(&key, actor).place(agent) else { return Ok(false) };
        let debut = ligne.debut as i64;
        let time = instant(&self.sequenceur.registre());
        let (statement, cell) = match is_kept {
            true => (RESUME, time as i64),
            false => (ANSWERED, i64::from(ligne.faites | 1 << place)),
        };
        self.base.write(move |tx| tx.exec(&statement, &[actor.into(), debut.into(), cell.into()]).map(drop)).await?;
        Ok(true)
    }

    async fn reviewer(&self, request: &SignedRequest) -> Result<Lecteur, Error> {
        let lecteur = self.lecteur(request).await?;
        if !reviews(lecteur.agent.role) {
            return Err(Error::Refusal(Refusal::Role));
        }
        let registre = self.sequenceur.registre();
        let is_active = registre.agent(&lecteur.name).is_some_and(|a| a.state(instant(&registre)) == State::Active);
        drop(registre);
        if is_active { Ok(lecteur) } else { Err(Error::Refusal(Refusal::Compte)) }
    }

    async fn campagne_of(&self, lecteur: Lecteur) -> Result<Campagne, Error> {
        let (time, reviewed) = self.reviewed(&lecteur);
        let due = |compte: &Compte| compte.dates.campagne < time + CAMPAIGN;
        let is_due = reviewed.iter().any(|(_, compte)| due(compte));
        let waiting = self.waiting_for(&lecteur).await?;
        let a_cote = waiting.first().and_then(|(name, _)| self.names().nom(name));

        self.suivi.settle().await;
        let (reviewer, rows) = (lecteur.name, reviewed.clone());
        let work = move |tx: &mut Tx<'_>| {
            let Some(ligne) = begun(tx, reviewer, time, is_due)? else { return Ok(None) };
            let mut facts = Vec::with_capacity(rows.len());
            for (name, compte) in &rows {
                facts.push((last_review(tx, name, reviewer, ligne.debut)?, usage(tx, *name, compte.role, time)?));
            }
            Ok(Some((ligne, facts)))
        };
        let Some((ligne, facts)) = self.base.write(work).await? else {
            return Ok(Campagne { agent: lecteur.agent, lignes: Vec::new(), faites: 0, is_reprise: false, a_cote });
        };

        let (mut lignes, mut faites) =
            (self.decoys(&lecteur, &ligne, time), u16::from(ligne.faites.count_ones() as u8));
        for ((_, compte), (seen, usage)) in reviewed.into_iter().zip(facts) {
            // What she signed before a resumption is to be reviewed again.
            let is_done = seen > ligne.reprise.unsigned_abs();
            faites += u16::from(is_done);
            let is_open = compte.etat != State::Closed && (due(&compte) || seen > 0);
            if is_open && !is_done {
                lignes.push(line(compte, usage));
            }
        }
        lignes.sort_by_key(|ligne| (ligne.compte.dates.campagne, ligne.compte.agent));
        Ok(Campagne { agent: lecteur.agent, lignes, faites, is_reprise: ligne.reprise > 0, a_cote })
    }

    /// Accounts of the structure that this person reviews, closed ones too, and the time at which they were looked at.
    fn reviewed(&self, lecteur: &Lecteur) -> (u64, Vec<(Pseudonym, Compte)>) {
        let (registre, annuaire) = (self.sequenceur.registre(), self.names());
        let time = instant(&registre);
        let is_hers = |name: &Pseudonym| {
            let account = registre.agent(name)?;
            let is_here = account.structure == lecteur.agent.structure.0 && *name != lecteur.name;
            let has_lived = lives(account, time) || account.state(time) == State::Closed;
            (is_here && has_lived && reviewer_of(account.role) == lecteur.agent.role).then_some(())
        };
        let found = registre.agents().filter(|(name, _)| is_hers(name).is_some());
        (time, found.filter_map(|(name, _)| Some((*name, shown(&registre, &annuaire, name)?))).collect())
    }

    /// Reviewers of the structure whose campaign began again and waits for this person beside them.
    async fn waiting_for(&self, lecteur: &Lecteur) -> Result<Vec<(Pseudonym, Ligne)>, Error> {
        let others: Vec<Pseudonym> = {
            let registre = self.sequenceur.registre();
            let near = registre.agents().filter(|(_, a)| a.structure == lecteur.agent.structure.0 && reviews(a.role));
            near.map(|(name, _)| *name).filter(|name| *name != lecteur.name).collect()
        };
        let work = move |tx: &mut Tx<'_>| {
            let mut waiting = Vec::new();
            for name in &others {
                waiting.extend(current(tx, *name)?.filter(|ligne| ligne.reprise > 0).map(|ligne| (*name, ligne)));
            }
            Ok(waiting)
        };
        Ok(self.base.read(work).await?)
    }

    fn decoys(&self, lecteur: &Lecteur, ligne: &Ligne, time: u64) -> Vec<LigneCampagne> {
        let annuaire = self.names();
        let here = annuaire.of_structure(lecteur.agent.structure);
        let taken: Zeroizing<Vec<String>> = Zeroizing::new(here.map(|(_, f)| normal_name(f.nom.expose())).collect());
        let mail = annuaire.get(&lecteur.name).map(|fiche| fiche.mail.clone()).unwrap_or_else(|| Clair::new(""));
        let reviewed = Reviewed {
            structure: lecteur.agent.structure,
            structure_nom: &lecteur.agent.structure_nom,
            roles: roles_of(lecteur.agent.role),
            domain: mail.expose().split_once('@').map_or("", |(_, domain)| domain),
            taken: &taken,
        };
        let key = self.racine.leurres();
        let tirage = ligne.tirage(&key, lecteur.name);
        let waiting = (0..COUNT).filter(|n| ligne.faites & 1 << n == 0);
        waiting.map(|n| tirage.line(n, &reviewed, time)).collect()
    }
}

impl Ligne {
    fn tirage<'a>(&self, key: &'a [u8; 32], reviewer: Pseudonym) -> Tirage<'a> {
        Tirage { key, reviewer, debut: self.debut.max(self.reprise.unsigned_abs()) }
    }

    /// It lasts three weeks; begun again, three weeks from there; and never ends while somebody is awaited beside her.
    fn is_open(&self, time: u64) -> bool {
        self.reprise > 0 || time < self.debut.max(self.reprise.unsigned_abs()) + CAMPAIGN
    }
}

/// Whether this role reviews accounts.
fn reviews(role: Role) -> bool {
    matches!(role, Role::Direction | Role::Dpo)
}

/// Who reviews an account of this role.
fn reviewer_of(role: Role) -> Role {
    if matches!(role, Role::Direction | Role::Gestionnaire) { Role::Dpo } else { Role::Direction }
}

/// What decoys pretend to be: roles that several people of a structure hold.
fn roles_of(reviewer: Role) -> &'static [Role] {
    match reviewer {
        Role::Dpo => &[Role::Gestionnaire],
        _ => &[Role::Conseiller, Role::Accueil, Role::ReferentCollectif],
    }
}

fn line(compte: Compte, usage: Usage) -> LigneCampagne {
    let Usage { last, openings, unused } = usage;
    LigneCampagne { compte, derniere_ouverture: last, ouvertures: openings, inutilises: unused }
}

fn current(tx: &mut Tx<'_>, reviewer: Pseudonym) -> Result<Option<Ligne>, SqlError> {
    tx.one(&CURRENT, &[reviewer.into()])
}

/// The campaign under way, begun now where something is due and none is.
fn begun(tx: &mut Tx<'_>, reviewer: Pseudonym, time: u64, is_due: bool) -> Result<Option<Ligne>, SqlError> {
    let known = current(tx, reviewer)?.filter(|ligne| ligne.is_open(time));
    if known.is_some() || !is_due {
        return Ok(known);
    }
    let debut = time / JOUR * JOUR;
    tx.exec(&BEGIN, &[reviewer.into(), (debut as i64).into()])?;
    Ok(Some(Ligne { debut, reprise: 0, faites: 0 }))
}

/// When this reviewer last certified or closed an account since the campaign began; zero if she did not.
fn last_review(tx: &mut Tx<'_>, name: &Pseudonym, reviewer: Pseudonym, debut: u64) -> Result<u64, SqlError> {
    let kinds = [Kind::Recertification, Kind::Closing].map(|kind| (kind as u8).into());
    let [certified, closed] = kinds;
    let cells = [name.into(), certified, closed, reviewer.into(), (debut as i64).into()];
    Ok(tx.one::<(i64,)>(&REVIEWS, &cells)?.map_or(0, |(time,)| time as u64))
}

impl FromRow for Ligne {
    fn from_row(row: &Row<'_>) -> Result<Ligne, SqlError> {
        Ok(Ligne { debut: row.int(0)? as u64, reprise: row.int(1)?, faites: row.int(2)? as u8 })
    }
}
