//! What the journal and a history say of a delicate part: its class, and never which field of it. A name of a field would say what is
//! inside ("situation pénitentiaire", "ASE") to who may read the pathway alone, and to who holds the disks.

use coffre::face::{ChampModifie, EvenementSaisi, Modified};
use domaine::catalogue::Catalogue;
use domaine::{Champ, Clair, DossierId};
use jiff::civil::date;
use journal::entry::Kind;

use crate::essai::{Essai, Personne, entretien, modifies};

/// Changes one field of a class that has its own form.
fn changes(e: &Essai, who: &Personne, d: DossierId, classe: &str, champ: (Champ, &str, &str)) {
    let request = who.request_with("POST", &format!("/dossiers/{d}/{classe}/modification"), b"a form");
    let typed: Vec<ChampModifie> = modifies(&[champ]);
    let done = e.run(e.coffre().modify_class(&request, d, typed, vec![])).expect("is answered");
    assert!(matches!(done, Modified::Ecrit { .. }), "{champ:?}");
}

/// What stands in it, as the form that opens it shows it.
fn stands(e: &Essai, who: &Personne, d: DossierId, classe: &str, champ: Champ) -> String {
    let request = who.request_with("POST", &format!("/dossiers/{d}/{classe}"), b"a form");
    let shown = e.run(e.coffre().unfold(&request, d)).expect("unfolds").champs;
    shown.into_iter().find(|(c, _)| *c == champ).map(|(_, value)| value.expose().to_owned()).unwrap_or_default()
}

fn key(liste: &str, at: usize) -> &'static str {
    Catalogue::get(liste).expect("a list").valeurs()[at].cle
}

#[test]
fn a_write_of_a_closed_part_says_its_class_and_not_its_field() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let (lea, direction) = (e.signs_in("lea"), e.signs_in("direction"));
        let fields = |e: &Essai| e.entries(Kind::Write).pop().expect("one").fields;
        let changed = |e: &Essai, classe: &str, champ: Champ, value: &str| {
            let before = stands(e, &lea, hers, classe, champ);
            changes(e, &lea, hers, classe, (champ, &before, value));
            fields(e)
        };
        let logement = changed(e, "delicat", Champ::Logement, "chrs");
        let penal = changed(e, "delicat", Champ::SituationPenitentiaire, key("situations-penitentiaires", 1));
        let ase = changed(e, "delicat", Champ::Ase, "oui");
        let note = EvenementSaisi { delicat: Clair::new("x"), date: date(2026, 11, 22), ..entretien("Point.") };
        lea.records_panel(hers, note).expect("records");
        let avec_note = fields(e);
        let montant = changed(e, "argent", Champ::RessourcesMontant, "612");
        let iban = changed(e, "argent", Champ::Iban, "FR7630001007941234567890185");
        assert_eq!((logement, logement), (penal, ase), "one mark for the class");
        assert_eq!(avec_note & !Champ::Entretien.bit(), logement, "a note says no more");
        assert_eq!(montant, iban, "nor does money");

        // The history is the same for everybody who opens the dossier, a direction included.
        for who in [&lea, &direction] {
            let told: Vec<u64> = who.opens(hers).expect("opens").historique.iter().map(|c| c.champs).collect();
            assert_eq!(told[..6], [iban, montant, avec_note, ase, penal, logement]);
        }
    });
}

#[test]
fn a_creation_says_no_more() {
    let e = Essai::on_sqlite(1);
    let made = e.entries(Kind::Write);
    let closed = Champ::ALL.iter().filter(|c| matches!(c.classe(), domaine::Classe::Delicat));
    let delicate = closed.fold(0, |bits, champ| bits | champ.bit());
    // Each dossier of a test holds where the person lives.
    assert!(
        made.iter().all(|write| write.fields & delicate == delicate),
        "all of the class, or the field would be named"
    );
}
