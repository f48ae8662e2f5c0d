//! A September with 300 newcomers in a region.

mod bureau;
mod calendrier;
mod deroule;
mod gens;

#[test]
fn essai() {
    for is_raised in [true, false] {
        let t = std::time::Instant::now();
        for g in 1..=3 {
            let mut b = deroule::play(g, is_raised);
            b.jours.sort();
            for e in &mut b.etapes { e.sort(); }
            let q = |v: &Vec<u64>, p: usize| v.get(v.len() * p / 100).copied().unwrap_or(9999);
            println!("{is_raised} {g}: n {} med {} p90 {} max {:?} le3 {}; etapes {:?}; retirages {} retirees {} derniers {} cerem {} bloques {} attend {} deux {} qc {} qp {} sp {} amax {}",
                b.jours.len(), q(&b.jours,50), q(&b.jours,90), b.jours.last(), b.jours.iter().filter(|j| **j<=3).count(),
                b.etapes.iter().map(|e| (q(e,50), q(e,90))).collect::<Vec<_>>(),
                b.retirages, b.retirees.len(), b.derniers_tirages, b.ceremonies, b.bloques.len(), b.attend_bloque.len(), b.deux_en_attente.len(), b.quota_comptes.len(), b.quota_parrains.len(), b.sans_parrain.len(), b.approbations_max);
        }
        println!("{:?}", t.elapsed());
    }
}
