//! The forms of a session, read. What cannot be read is said field by field, all at once.

use domaine::agenda::{Fin, JoursSemaine, Plage, Recurrence, Rythme};
use domaine::seance::{StatutInscription, TypeOffre};
use domaine::{AgentId, Clair, DossierId};
use jiff::civil::Date;

use crate::face::{AtelierSaisi, ChangementAtelier, GesteInscription, OffreSaisie, Saisie};
use crate::pages::{clair, listes};
use crate::saisies::Saisies;

/// Rhythms of the form, in its order; the first is once.
pub const RYTHMES: [&str; 4] = ["une", "semaine", "quinzaine", "mois"];

/// People of one sheet that a form may name: more than a page shows.
const LIGNES_MAX: usize = 100;

/// Faults found so far: each field is named once.
#[derive(Default)]
struct Fautes(Vec<Saisie>);

impl Fautes {
    fn dire(&mut self, champ: &'static str, raison: &'static str) {
        if self.0.iter().all(|faute| faute.champ != champ) {
            self.0.push(Saisie { champ, raison });
        }
    }

    fn lu<T>(&mut self, champ: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.dire(champ, "champ-mal-forme");
        }
        value
    }
}

/// New sessions.
pub fn nouveau(saisies: &Saisies) -> Result<AtelierSaisi, Vec<Saisie>> {
    let mut fautes = Fautes::default();
    let offre = offre(saisies, &mut fautes);
    let temps = temps(saisies, &mut fautes);
    let places = places(saisies, &mut fautes);
    let recurrence = recurrence(saisies, &mut fautes);
    match (offre, temps) {
        (Some(offre), Some(Temps { plage, limite, animateur, site })) if fautes.0.is_empty() => Ok(AtelierSaisi {
            offre,
            plage,
            places,
            limite,
            animateur,
            site,
            texte: clair::trimmed(saisies.get("consigne")),
            recurrence,
        }),
        _ => Err(fautes.0),
    }
}

/// A change of a session as a whole.
pub fn changement(saisies: &Saisies) -> Result<ChangementAtelier, Vec<Saisie>> {
    let mut fautes = Fautes::default();
    let key = ["places", "deplacer", "annuler", "rouvrir", "emarger", "marquer"];
    let changement = match clair::code(saisies.get("geste"), |text| key.into_iter().find(|k| *k == text)) {
        Some("places") => Some(ChangementAtelier::Places(places(saisies, &mut fautes))),
        Some("deplacer") => temps(saisies, &mut fautes).map(|temps| {
            let Temps { plage, limite, animateur, site } = temps;
            ChangementAtelier::Deplace { plage, limite, animateur, site }
        }),
        Some("annuler") => Some(ChangementAtelier::Annuler),
        Some("rouvrir") => Some(ChangementAtelier::Rouvrir),
        Some("emarger") => Some(ChangementAtelier::Emarger(ticks(saisies))),
        Some("marquer") => marque(saisies, &mut fautes).map(|marque| ChangementAtelier::Emarger(vec![marque])),
        _ => fautes.lu("geste", None),
    };
    match changement {
        Some(changement) if fautes.0.is_empty() => Ok(changement),
        _ => Err(fautes.0),
    }
}

/// What is done for one person.
pub fn geste(saisies: &Saisies) -> Result<GesteInscription, Vec<Saisie>> {
    let read = |text: &str| match text {
        "inscrire" => Some(GesteInscription::Inscrire),
        "sur-place" => Some(GesteInscription::SurPlace),
        "desinscrire" => Some(GesteInscription::Desinscrire),
        _ => StatutInscription::from_key(text).map(GesteInscription::Statut),
    };
    clair::code(saisies.get("geste"), read).ok_or(vec![Saisie { champ: "geste", raison: "champ-mal-forme" }])
}

/// The ticks that changed: the form says whom it showed (`montres`) and who was ticked then (`coches`), by place in that list.
fn ticks(saisies: &Saisies) -> Vec<(DossierId, StatutInscription)> {
    let ids = |champ: &str| -> Vec<Option<DossierId>> {
        let all = clair::split(saisies.get(champ));
        all.iter().take(LIGNES_MAX).map(|id| clair::code(id, |text| text.parse().ok())).collect()
    };
    let were = ids("coches");
    let change = |(n, id): (usize, Option<DossierId>)| {
        let id = id?;
        match (saisies.has(&format!("p{n}")), were.contains(&Some(id))) {
            (true, false) => Some((id, StatutInscription::Present)),
            (false, true) => Some((id, StatutInscription::Inscrit)),
            _ => None,
        }
    };
    ids("montres").into_iter().enumerate().filter_map(change).collect()
}

fn marque(saisies: &Saisies, fautes: &mut Fautes) -> Option<(DossierId, StatutInscription)> {
    let dossier = fautes.lu("dossier", clair::code(saisies.get("dossier"), |text| text.parse().ok()));
    let statut = fautes.lu("statut", clair::code(saisies.get("statut"), StatutInscription::from_key));
    dossier.zip(statut)
}

/// When, by whom, where.
struct Temps {
    plage: Plage,
    limite: Option<Date>,
    animateur: AgentId,
    site: u32,
}

fn temps(saisies: &Saisies, fautes: &mut Fautes) -> Option<Temps> {
    let jour = fautes.lu("jour", clair::date(saisies.get("jour")));
    let debut = fautes.lu("heure-debut", clair::minute(saisies.get("heure-debut")));
    let fin = fautes.lu("heure-fin", clair::minute(saisies.get("heure-fin")));
    let limite = optional(saisies.get("limite"), clair::date);
    if limite.is_none() {
        fautes.dire("limite", "champ-mal-forme");
    }
    let animateur = fautes.lu("animateur", clair::code(saisies.get("animateur"), |text| text.parse().ok()));
    let site = optional(saisies.get("site"), clair::numero);
    if site.is_none() {
        fautes.dire("site", "champ-mal-forme");
    }
    let plage = match Plage::new(jour?, debut?, fin?) {
        Ok(plage) => plage,
        Err(refusee) => {
            fautes.dire("heure-fin", refusee.key());
            return None;
        }
    };
    Some(Temps { plage, limite: limite?, animateur: animateur?, site: site?.unwrap_or(0) })
}

fn offre(saisies: &Saisies, fautes: &mut Fautes) -> Option<OffreSaisie> {
    if !saisies.is("offre", "nouvelle") && !saisies.get("offre").is_empty() {
        let id = clair::code(saisies.get("offre"), |text| text.parse().ok());
        return fautes.lu("offre", id).map(OffreSaisie::Connue);
    }
    let nom = clair::trimmed(saisies.get("nom"));
    if nom.is_empty() {
        fautes.dire("nom", "champ-obligatoire");
    }
    let genre = fautes.lu("genre", clair::code(saisies.get("genre"), TypeOffre::from_key));
    let service = optional(saisies.get("service"), |value| clair::code(value, |key| listes::code("offre", key)));
    if service.is_none() {
        fautes.dire("service", "champ-hors-liste");
    }
    Some(OffreSaisie::Nouvelle { nom, genre: genre?, code: service? })
}

/// Empty is no limit; zero is not a number of places, and the coffre says so.
fn places(saisies: &Saisies, fautes: &mut Fautes) -> Option<u16> {
    let read = optional(saisies.get("places"), clair::nombre);
    if read.is_none_or(|places| places == Some(0)) {
        fautes.dire("places", "atelier-places");
    }
    read.flatten()
}

fn recurrence(saisies: &Saisies, fautes: &mut Fautes) -> Option<Recurrence> {
    let rythme = match clair::code(saisies.get("rythme"), |key| RYTHMES.into_iter().find(|r| *r == key)) {
        Some("semaine") => Rythme::Semaines(1),
        Some("quinzaine") => Rythme::Semaines(2),
        Some("mois") => Rythme::Mois,
        _ => return None,
    };
    let fois = fautes.lu("fois", clair::nombre(saisies.get("fois")))?;
    match Recurrence::new(rythme, JoursSemaine::default(), Fin::Fois(fois)) {
        Ok(recurrence) => Some(recurrence),
        Err(_) => {
            fautes.dire("fois", "atelier-fois");
            None
        }
    }
}

/// `Some(None)` for an empty field, `None` for one that cannot be read.
fn optional<T>(value: &Clair, read: impl Fn(&Clair) -> Option<T>) -> Option<Option<T>> {
    if value.is_empty() { Some(None) } else { read(value).map(Some) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const ID: &str = "00112233445566778899aabbccddeeff";
    const TEMPS: &str = "jour=2026-11-24&heure-debut=9h30&heure-fin=12:00&animateur=00112233445566778899aabbccddeeff";

    fn wrong(corps: &str) -> Vec<&'static str> {
        nouveau(&Saisies::read(corps.as_bytes())).err().unwrap_or_default().iter().map(|s| s.champ).collect()
    }

    #[test]
    fn a_session_is_read() {
        let corps =
            format!("offre={ID}&{TEMPS}&places=12&limite=2026-11-20&site=2&consigne=+CV+&rythme=semaine&fois=12");
        let read = nouveau(&Saisies::read(corps.as_bytes())).expect("it reads");
        assert_eq!(read.plage, Plage::new(date(2026, 11, 24), 570, 720).expect("a stretch"));
        assert_eq!((read.places, read.limite, read.site), (Some(12), Some(date(2026, 11, 20)), 2));
        assert!(read.recurrence.is_some() && matches!(read.offre, OffreSaisie::Connue(_)));
        let new = nouveau(&Saisies::read(format!("offre=nouvelle&nom=CV&genre=atelier&{TEMPS}&places=").as_bytes()));
        let new = new.expect("it reads");
        assert!(matches!(new.offre, OffreSaisie::Nouvelle { genre: TypeOffre::Atelier, code: None, .. }));
        assert_eq!((new.places, new.limite, new.site), (None, None, 0));
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let check = |corps: &str, expected: &[&str]| assert_eq!(wrong(corps), expected, "{corps}");
        check("", &["nom", "genre", "jour", "heure-debut", "heure-fin", "animateur"]);
        check(&format!("offre=x&{TEMPS}&places=0"), &["offre", "places"]);
        check(&format!("offre={ID}&{TEMPS}&places=douze&limite=x&site=x"), &["limite", "site", "places"]);
        check(&format!("offre={ID}&{}", TEMPS.replace("12:00", "9h30")), &["heure-fin"]);
        check(&format!("offre={ID}&{TEMPS}&rythme=semaine&fois=105"), &["fois"]);
        check(&format!("offre={ID}&{TEMPS}&rythme=semaine&fois="), &["fois"]);
        check(&format!("offre={ID}&{TEMPS}&rythme=semaine&fois=104"), &[]);
        check(&format!("offre=nouvelle&nom=CV&genre=atelier&service=rien&{TEMPS}"), &["service"]);
    }

    #[test]
    fn only_the_ticks_that_changed_are_sent() {
        let (a, b, c, d) = ("a".repeat(32), "b".repeat(32), "c".repeat(32), "d".repeat(32));
        let corps = format!("geste=emarger&montres={a}+{b}+{c}+{d}&coches={b}+{c}&p0=on&p1=on");
        let read = changement(&Saisies::read(corps.as_bytes())).expect("it reads");
        let id = |text: &str| text.parse::<DossierId>().expect("an id");
        let ChangementAtelier::Emarger(marques) = read else { panic!("not a sheet") };
        assert_eq!(marques, [(id(&a), StatutInscription::Present), (id(&c), StatutInscription::Inscrit)]);
        for corps in ["", "geste=autre", "geste=marquer&dossier=x&statut=absent", "geste=places&places=0"] {
            assert!(changement(&Saisies::read(corps.as_bytes())).is_err(), "{corps}");
        }
    }
}
