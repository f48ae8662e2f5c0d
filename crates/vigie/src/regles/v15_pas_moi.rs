//! V15: « ce n'est pas moi ».

use journal::Kind;

use super::{Fiche, Moment, Regle, Texte};
use crate::alerte::{Alerte, Gravite};
use crate::normes::{Codes, NormeFaute, Normes};
use crate::table::{Carte, court};

/// What is said of this rule.
pub const FICHE: Fiche = Fiche {
    numero: 15,
    version: 1,
    cle: "v15",
    gravite: Gravite::LoginFerme,
    // A person speaks: it is no noise, but some will press by mistake.
    bruit: 0.05,
    raisons: &[("v15-pas-moi", &["regle"]), ("v15-signalement", &["regle"])],
    histoire: Texte {
        fr: "Un agent voit dans ses connexions une ligne qu'il ne reconnaît pas et coupe son compte ; ou un jeune demande « qui est-ce ? » \
             d'une lecture de son dossier. Une personne a vu ce qu'aucune règle ne voit.",
        en: "An agent sees among her logins one that she does not recognise, and cuts her account; or a young person asks “who is this?” of a \
             reading of the dossier. A person has seen what no rule sees.",
    },
    signal: Texte {
        fr: "Suspension d'un compte par son propre titulaire (elle coupe déjà ; l'alerte ouvre la revue et ferme la connexion). Étape d'incident \
             qui est un signalement : une note pour la file de revue.",
        en: "Suspension of an account by its own holder (it cuts already; the alert opens the review and ends the login). A step of an \
             incident that is a report: a note for the review queue.",
    },
};

/// Its state: the last login of each agent, as an entry to show.
pub struct Etat {
    soi_meme: Codes,
    signalements: Codes,
    logins: Carte<u64, u64>,
}

impl Etat {
    pub(super) fn new(normes: &Normes) -> Result<Etat, NormeFaute> {
        let (soi_meme, signalements) = (normes.codes("v15", "soi_meme")?, normes.codes("v15", "signalements")?);
        Ok(Etat { soi_meme, signalements, logins: Carte::default() })
    }
}

impl Regle for Etat {
    fn take(&mut self, m: &Moment<'_>, sortie: &mut Vec<Alerte>) {
        let e = m.entry;
        let (gravite, code) = match e.kind {
            Kind::Login => {
                self.logins.insert(court(&e.actor), m.index);
                return;
            }
            Kind::Suspension if self.soi_meme.holds(e.rule) && e.actor != [0; 16] && e.actor == e.object => {
                (Gravite::LoginFerme, "v15-pas-moi")
            }
            Kind::Incident if self.signalements.holds(e.rule) => (Gravite::Note, "v15-signalement"),
            _ => return,
        };
        let login = self.logins.get(&court(&e.object)).copied();
        let alerte = m.alerte(&FICHE).gravite(gravite).raison(code, &[e.rule.into()]);
        sortie.push(Alerte { acteur: e.object, ..alerte }.preuves(login.into_iter().chain([m.index])));
    }
}

#[cfg(test)]
mod tests {
    use journal::entry::Entry;

    use super::*;
    use crate::essai::{Cahier, LEA, MAX};

    fn cut(by: [u8; 16], whom: [u8; 16], rule: u8) -> Cahier {
        let mut cahier = Cahier::new();
        cahier.login(LEA).waits(60);
        cahier.writes(Entry { actor: by, object: whom, rule, login: [1; 16], ..Entry::new(Kind::Suspension) });
        cahier
    }

    #[test]
    fn who_cuts_her_own_account_rings_and_the_login_is_shown() {
        let cahier = cut(LEA, LEA, 1);
        assert_eq!(cahier.said(15), [(Gravite::LoginFerme, 1)]);
        let alerte = cahier.of_rule(15).next().expect("just seen");
        assert_eq!((alerte.acteur, &alerte.preuves[..]), (LEA, &[0, 1][..]));
    }

    #[test]
    fn a_colleague_s_account_does_not() {
        assert_eq!(cut(MAX, LEA, 2).said(15), []);
    }

    #[test]
    fn a_report_is_a_note_and_other_steps_of_an_incident_are_not() {
        for (rule, expected) in [(1, 1), (2, 0)] {
            let mut cahier = Cahier::new();
            cahier.writes(Entry { rule, object: LEA, ..Entry::new(Kind::Incident) });
            assert_eq!(cahier.said(15).len(), expected, "rule {rule}");
        }
        assert_eq!(cut(LEA, MAX, 1).said(15), [], "a rule that speaks of oneself, over another");
    }
}
