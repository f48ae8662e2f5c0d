//! Who came to a session collective, and its clôture: the sheet that is signed must match the list of the enrolled.

use jiff::civil::Date;

use super::inscription::{
    Inscription, StatutInscription, appliquer, attente, has_place, line, must_be_open, next_ordre, with_promoted,
};
use super::{EtatSeance, Refus, Seance};
use crate::DossierId;

/// What a closed session counts, and what is to be written with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bilan {
    /// Those who signed. Each presence reads as an evenement of the dossier.
    pub presents: usize,
    /// Those who did not come.
    pub absents: usize,
    /// Refusals, of the jeune or of a third party.
    pub refus: usize,
    /// Lines of those who were still waiting, and wait no more.
    pub liberes: Vec<Inscription>,
}

/// Marks an enrolled dossier: present, absent, a refusal, or enrolled again when it was a mistake. From any of these to any
/// other, as long as the session is open; a presence or an absence from its first day on. Who takes a place, again or out
/// of the waiting list, finds one free or is refused. Answers the lines to write, the marked one first.
///
/// A refusal told beforehand gives its place to the first who waits. An absence gives it to nobody: the session has
/// begun, and somebody at the door takes it by [`inscrire_sur_place`] or by being marked present.
pub fn emarger(
    seance: &Seance,
    inscriptions: &[Inscription],
    dossier: DossierId,
    statut: StatutInscription,
    today: Date,
) -> Result<Vec<Inscription>, Refus> {
    must_be_open(seance)?;
    let known = line(inscriptions, dossier)
        .filter(|line| line.statut != StatutInscription::Desinscrit)
        .ok_or(Refus::PasInscrit)?;
    match statut {
        StatutInscription::EnAttente | StatutInscription::Desinscrit => return Err(Refus::StatutImpossible),
        StatutInscription::Absent if known.statut == StatutInscription::EnAttente => {
            return Err(Refus::StatutImpossible);
        }
        StatutInscription::Present | StatutInscription::Absent => must_have_come(seance.debut, today)?,
        StatutInscription::Inscrit | StatutInscription::RefusTiers | StatutInscription::RefusJeune => {}
    }
    if statut.occupe() && !known.statut.occupe() && !has_place(seance, inscriptions) {
        return Err(Refus::Complet);
    }

    let marked = Inscription { statut, ..*known };
    let refuses = matches!(statut, StatutInscription::RefusTiers | StatutInscription::RefusJeune);
    if refuses { Ok(with_promoted(seance, inscriptions, marked, today)) } else { Ok(vec![marked]) }
}

/// Writes down somebody who came without being enrolled, from the first day on and past the closing date: the sheet
/// says who was there. Needs a free place. Answers the line to write.
pub fn inscrire_sur_place(
    seance: &Seance,
    inscriptions: &[Inscription],
    dossier: DossierId,
    today: Date,
) -> Result<Inscription, Refus> {
    must_be_open(seance)?;
    must_have_come(seance.debut, today)?;
    match line(inscriptions, dossier) {
        Some(line) if line.statut != StatutInscription::Desinscrit => return Err(Refus::DejaInscrit),
        _ if !has_place(seance, inscriptions) => return Err(Refus::Complet),
        _ => {}
    }
    Ok(Inscription { dossier, ordre: next_ordre(inscriptions), statut: StatutInscription::Present })
}

/// Closes a session, from its last day on: everyone enrolled has signed or is marked. Who still waits is released.
/// Answers the session and what it counts; or, as [`Refus::NonEmarges`], whom the animateur has forgotten.
pub fn cloturer(seance: &Seance, inscriptions: &[Inscription], today: Date) -> Result<(Seance, Bilan), Refus> {
    must_be_open(seance)?;
    must_have_come(seance.fin, today)?;
    let forgotten = in_order(inscriptions, |statut| statut == StatutInscription::Inscrit);
    if !forgotten.is_empty() {
        return Err(Refus::NonEmarges(forgotten));
    }

    let count = |any: &[StatutInscription]| inscriptions.iter().filter(|i| any.contains(&i.statut)).count();
    let released = |i: &Inscription| Inscription { statut: StatutInscription::Desinscrit, ..*i };
    let bilan = Bilan {
        presents: count(&[StatutInscription::Present]),
        absents: count(&[StatutInscription::Absent]),
        refus: count(&[StatutInscription::RefusTiers, StatutInscription::RefusJeune]),
        liberes: attente(inscriptions).into_iter().map(released).collect(),
    };
    Ok((Seance { etat: EtatSeance::Close, close_le: Some(today), ..*seance }, bilan))
}

/// Cancels a session that nobody has signed. The lines stay as they are: they say whom to warn, those enrolled and those
/// who waited, in order of their demand.
pub fn annuler(seance: &Seance, inscriptions: &[Inscription]) -> Result<(Seance, Vec<DossierId>), Refus> {
    must_be_open(seance)?;
    if inscriptions.iter().any(|i| i.statut == StatutInscription::Present) {
        return Err(Refus::DejaEmargee);
    }
    let expected = |statut| matches!(statut, StatutInscription::Inscrit | StatutInscription::EnAttente);
    Ok((Seance { etat: EtatSeance::Annulee, ..*seance }, in_order(inscriptions, expected)))
}

/// Puts a session on another day, with another closing date. Once somebody has signed, it has taken place on its day. Nobody is absent from
/// a day that is to come: who was marked so is enrolled again, or waits where her place was given, in the order of the demands. What is
/// wrong with the new days is said by [`Seance::fautes`]. Answers the session and the lines to write.
pub fn deplacer(
    seance: &Seance,
    inscriptions: &[Inscription],
    jour: Date,
    limite: Option<Date>,
) -> Result<(Seance, Vec<Inscription>), Refus> {
    must_be_open(seance)?;
    let signed = inscriptions.iter().any(|i| i.statut == StatutInscription::Present);
    if jour != seance.debut && signed {
        return Err(Refus::DejaEmargee);
    }
    let fin = seance.fin.saturating_add(seance.debut.duration_until(jour));
    let moved = Seance { debut: jour, fin, limite, ..*seance };
    let (mut stands, mut written) = (inscriptions.to_vec(), Vec::new());
    if jour != seance.debut {
        for dossier in in_order(inscriptions, |statut| statut == StatutInscription::Absent) {
            let Some(absent) = line(&stands, dossier) else { continue };
            let has_place = has_place(&moved, &stands);
            let statut = if has_place { StatutInscription::Inscrit } else { StatutInscription::EnAttente };
            let back = [Inscription { statut, ..*absent }];
            appliquer(&mut stands, &back);
            written.extend(back);
        }
    }
    Ok((moved, written))
}

fn must_have_come(jour: Date, today: Date) -> Result<(), Refus> {
    if today < jour { Err(Refus::PasAvant(jour)) } else { Ok(()) }
}

fn in_order(inscriptions: &[Inscription], keep: impl Fn(StatutInscription) -> bool) -> Vec<DossierId> {
    let mut kept: Vec<_> = inscriptions.iter().filter(|i| keep(i.statut)).collect();
    kept.sort_by_key(|i| (i.ordre, i.dossier));
    kept.into_iter().map(|i| i.dossier).collect()
}
