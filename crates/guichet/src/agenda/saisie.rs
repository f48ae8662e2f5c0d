//! The forms of the agenda, read: stretches, rhythms, colleagues. What cannot be read is said field by field, all at once.

use domaine::AgentId;
use domaine::agenda::{Fin, JoursSemaine, Plage, PlageRefusee, Recurrence, Rythme, lire_heure};
use jiff::civil::Date;

use crate::agenda::vue;
use crate::face::{RendezVousSaisi, Saisie};
use crate::pages::{clair, listes};
use crate::saisies::Saisies;

/// Rhythms of the form, in its order.
pub const RYTHMES: [&str; 5] = ["une", "semaine", "quinzaine", "mois", "jours"];

/// Faults found so far: each field is named once.
#[derive(Default)]
pub struct Fautes(pub Vec<Saisie>);

impl Fautes {
    pub fn dire(&mut self, champ: &'static str, raison: &'static str) {
        if self.0.iter().all(|faute| faute.champ != champ) {
            self.0.push(Saisie { champ, raison });
        }
    }

    /// The value, or the fault of its field.
    pub fn lu<T>(&mut self, champ: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.dire(champ, "champ-mal-forme");
        }
        value
    }
}

/// A rendez-vous as its form sends it.
pub fn rendez_vous(saisies: &Saisies) -> Result<RendezVousSaisi, Vec<Saisie>> {
    let mut fautes = Fautes::default();
    let plage = plage(saisies, &mut fautes);
    let agent = fautes.lu("agent", agent(saisies));
    let objet = fautes.lu("objet", code(saisies, "objet", "rdv-objets"));
    let recurrence = recurrence(saisies, &mut fautes);
    match (plage, agent, objet) {
        (Some(plage), Some(agent), Some(objet)) if fautes.0.is_empty() => Ok(RendezVousSaisi {
            agent,
            plage,
            site: site(saisies),
            objet,
            texte: clair::trimmed(saisies.get("texte")),
            recurrence,
            force: saisies.is("force", "1"),
        }),
        _ => Err(fautes.0),
    }
}

/// A day, an hour and a length; or one of the slots that the form proposes, which says the day and the hour at one click.
pub fn plage(saisies: &Saisies, fautes: &mut Fautes) -> Option<Plage> {
    let duree = fautes.lu("duree", clair::nombre(saisies.get("duree")));
    let chosen = clair::code(saisies.get("creneau"), slot);
    let (jour, debut) = match chosen {
        Some((jour, debut)) => (Some(jour), Some(debut)),
        None => (
            fautes.lu("jour", clair::code(saisies.get("jour"), vue::day)),
            fautes.lu("debut", clair::code(saisies.get("debut"), lire_heure)),
        ),
    };
    match Plage::de(jour?, debut?, duree?) {
        Ok(plage) => Some(plage),
        Err(refusee) => {
            fautes.dire("duree", raison(refusee));
            None
        }
    }
}

/// "2026-11-24.570": a day and a minute, as the form writes them.
pub fn slot(text: &str) -> Option<(Date, u16)> {
    let (jour, minute) = text.split_once('.')?;
    Some((vue::day(jour)?, minute.parse().ok()?))
}

/// Again and again, or `None` for once.
pub fn recurrence(saisies: &Saisies, fautes: &mut Fautes) -> Option<Recurrence> {
    let rythme = match clair::code(saisies.get("rythme"), |key| RYTHMES.into_iter().find(|r| *r == key)) {
        Some("semaine") => Rythme::Semaines(1),
        Some("quinzaine") => Rythme::Semaines(2),
        Some("mois") => Rythme::Mois,
        Some("jours") => Rythme::Jours,
        _ => return None,
    };
    let until = clair::code(saisies.get("jusqua"), vue::day);
    let fin = match until {
        Some(jour) => Fin::Jusqua(jour),
        None => Fin::Fois(fautes.lu("fois", clair::nombre(saisies.get("fois")))?),
    };
    match Recurrence::new(rythme, JoursSemaine::default(), fin) {
        Ok(recurrence) => Some(recurrence),
        Err(_) => {
            fautes.dire("fois", "rdv-fois");
            None
        }
    }
}

/// A colleague.
pub fn agent(saisies: &Saisies) -> Option<AgentId> {
    clair::code(saisies.get("agent"), |id| id.parse().ok())
}

/// The number of a site; zero for none.
pub fn site(saisies: &Saisies) -> u32 {
    clair::code(saisies.get("site"), |n| n.parse().ok()).unwrap_or(0)
}

/// The code of a key of a list.
pub fn code(saisies: &Saisies, champ: &str, liste: &str) -> Option<u16> {
    clair::code(saisies.get(champ), |key| listes::code(liste, key))
}

/// Why a stretch is none, in the form's words.
pub fn raison(refusee: PlageRefusee) -> &'static str {
    refusee.key()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const AGENT: &str = "00112233445566778899aabbccddeeff";

    fn read(corps: &str) -> Result<RendezVousSaisi, Vec<&'static str>> {
        rendez_vous(&Saisies::read(corps.as_bytes())).map_err(|wrong| wrong.iter().map(|s| s.champ).collect())
    }

    #[test]
    fn a_rendez_vous_is_read() {
        let typed = read(&format!("agent={AGENT}&jour=2026-11-24&debut=9h30&duree=45&objet=suivi&site=2&texte=+CV+"));
        let typed = typed.expect("it reads");
        assert_eq!(typed.plage, Plage::new(date(2026, 11, 24), 570, 615).expect("a stretch"));
        assert_eq!((typed.site, typed.objet, typed.force, typed.recurrence), (2, 2, false, None));
        let slot = read(&format!("agent={AGENT}&creneau=2026-11-25.600&jour=&debut=&duree=45&objet=suivi"));
        assert_eq!(slot.expect("a slot").plage.jour(), date(2026, 11, 25));
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let check = |corps: &str, expected: &[&str]| {
            assert_eq!(read(corps).err().unwrap_or_default(), expected, "{corps}");
        };
        check("", &["duree", "jour", "debut", "agent", "objet"]);
        check(
            &format!("agent={AGENT}&jour=2026-02-30&debut=25:00&duree=x&objet=rien"),
            &["duree", "jour", "debut", "objet"],
        );
        check(&format!("agent={AGENT}&jour=2026-11-24&debut=23:50&duree=30&objet=suivi"), &["duree"]);
        let again = format!("agent={AGENT}&jour=2026-11-24&debut=9&duree=30&objet=suivi&rythme=semaine");
        check(&format!("{again}&fois=105"), &["fois"]);
        check(&format!("{again}&fois=0"), &["fois"]);
        check(&format!("{again}&fois="), &["fois"]);
        check(&format!("{again}&fois=104"), &[]);
        check(&format!("{again}&fois=&jusqua=2026-12-31"), &[]);
    }
}
