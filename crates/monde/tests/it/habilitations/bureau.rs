//! The front desk on probation: it is shown masked people only, so its day is everybody's.

use coffre::face::{RendezVousSaisi, VueAccueil, VueAgenda};
use domaine::agenda::Plage;
use jiff::civil::Date;

use super::*;

#[test]
fn on_probation_the_front_desk_sees_the_day_and_a_conseillere_hers() {
    alone("habilitations::bureau::on_probation_the_front_desk_sees_the_day_and_a_conseillere_hers", || {
        let e = Essai::with_network(coffre::base::essai::bases().swap_remove(0), 3);
        let desk = on_probation(&e, "accueil", 1);
        let lea = e.signs_in("lea");
        let seen = |who: &Personne, vue| e.run(e.coffre().agenda(&who.request("GET", "/agenda"), vue)).expect("a page");
        let today = seen(&lea, VueAgenda::default()).maintenant.date();
        let tomorrow = today.saturating_add(jiff::Span::new().days(1));
        let book = |pour: &str, jour: Date, debut: u16| {
            let dossier = e.of(pour)[usize::from(debut) / 60 % 3];
            let saisi = RendezVousSaisi {
                agent: e.agent(pour),
                plage: Plage::de(jour, debut, 45).expect("a stretch"),
                site: 0,
                objet: 2,
                texte: Clair::default(),
                recurrence: None,
                force: false,
            };
            let request = lea.request_with("POST", &format!("/agenda/{dossier}"), b"a form");
            e.run(e.coffre().book(&request, dossier, saisi)).expect("books");
        };
        for jour in [today, tomorrow] {
            book("lea", jour, 1_200);
            book("karine", jour, 1_200);
            book("karine", jour, 1_260);
        }
        let sheet = |who: &Personne, page| {
            let request = who.request("GET", "/agenda/impression");
            e.run(e.coffre().print_agenda(&request, None, None, page)).expect("a sheet")
        };
        let day = |who: &Personne| {
            let page = seen(who, VueAgenda { jour: Some(today), ..VueAgenda::default() });
            (page.lignes.len(), page.total())
        };
        let expected = e.run(e.coffre().accueil(&desk.request("GET", "/accueil"), VueAccueil::default()));
        assert_eq!(expected.expect("the desk").attendus_total, 3, "so it was decided at the desk");
        assert_eq!(day(&desk), (3, 3));
        let whole = sheet(&desk, 1);
        assert_eq!((whole.lignes.len(), whole.total), (3, 3));
        assert!(whole.lignes.iter().all(|line| line.personne.as_ref().is_some_and(|p| p.masquee)));
        // A conseillère on probation: hers alone, and a total that says so.
        let lea = on_probation(&e, "lea", 3);
        assert_eq!(day(&lea), (1, 1));
        let own = sheet(&lea, 1);
        assert_eq!((own.lignes.len(), own.total), (1, 1));
    });
}

/// Somebody whose keys were made anew: on probation for a week.
fn on_probation(e: &Essai, nom: &'static str, n: usize) -> Personne {
    let agent = e.agent(nom);
    e.signs_in("gestionnaire").signs(Geste::RefaireCles { agent }).expect("asked");
    approves(e, &elsewhere(e), agent);
    let (new, second) = e.newcomer(nom, n);
    let karine = e.signs_in("karine");
    let cles = arrives(e, &karine, agent, [&new.passkey, &second]);
    karine.signs(Geste::Parrainer { agent, cles }).expect("vouched");
    later(4 * HEURE);
    new.enters().expect("enters")
}
