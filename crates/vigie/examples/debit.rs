//! How many entries a second a vigie reads, and how often its rules speak of ordinary activity made up for this: agents, days and
//! openings as in `normes.toml`. `cargo run --release -p vigie --example debit -- [structures] [days] [explained, per cent]`
//!
//! Not the calibration: normal life has its own generator, with its own sourced parameters. This tells speed, and gross mistakes.

use std::collections::BTreeMap;
use std::time::Instant;

use journal::entry::{Decision, Entry, Kind, Pseudonym};
use vigie::{Gravite, Normes, Vigie, histoires};

const LUNDI: u64 = 1_763_942_400_000;
const HEURE: u64 = 3_600_000;

/// Paces of agents, over that of their role.
const PACES: [f64; 8] = [0.6, 0.75, 0.85, 0.95, 1.0, 1.05, 1.2, 1.6];

/// xorshift64*: the same world for the same seed.
struct Hasard(u64);

impl Hasard {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, max: u64) -> u64 {
        self.next() % max.max(1)
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A count of this mean, wider than Poisson: Poisson of a mean that is itself drawn (sum of four exponentials: form 4).
    fn count(&mut self, mean: f64) -> u64 {
        let spread: f64 = (0..4).map(|_| -(1.0 - self.unit()).ln()).sum::<f64>() / 4.0;
        let (limit, mut product, mut count) = ((-mean * spread).exp(), 1.0, 0);
        loop {
            product *= self.unit();
            if product <= limit {
                return count;
            }
            count += 1;
        }
    }
}

fn name(kind: u8, number: u64) -> Pseudonym {
    let mut out = [kind; 16];
    out[..8].copy_from_slice(&Hasard(number.wrapping_mul(31) + 7 + u64::from(kind)).next().to_be_bytes());
    out
}

fn main() {
    let arg = |at: usize, default: u64| std::env::args().nth(at).and_then(|text| text.parse().ok()).unwrap_or(default);
    let (structures, days, explained) = (arg(1, 60), arg(2, 22), arg(3, 95));
    let entries = month(structures, days, explained as f64 / 100.0);
    let mut vigie = Vigie::new(Normes::livrees());
    let begun = Instant::now();
    let mut said: BTreeMap<(u8, Gravite), u64> = BTreeMap::new();
    for (index, entry) in (0..).zip(&entries) {
        for alerte in vigie.take(index, entry) {
            *said.entry((alerte.regle, alerte.gravite)).or_default() += 1;
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    let agent_days = structures * 33 * days;
    println!("{} entries in {seconds:.2} s: {:.0} a second", entries.len(), entries.len() as f64 / seconds);
    println!("{agent_days} agent-days; alerts for 1,000 of them:");
    for ((regle, gravite), count) in said {
        let expected = histoires().iter().find(|fiche| fiche.numero == regle).map_or(0.0, |fiche| fiche.bruit);
        println!("  {regle:3} {gravite:?}: {:.3} (expected {expected})", count as f64 * 1_000.0 / agent_days as f64);
    }
}

/// Ordinary days of ordinary agents, in the order of time.
fn month(structures: u64, days: u64, explained: f64) -> Vec<Entry> {
    let mut chance = Hasard(7);
    let mut entries = Vec::new();
    let blank = |kind| Entry { decision: Decision::Granted, role: 1, ..Entry::new(kind) };
    let (login, opening, page, reveal, creation) = (
        Entry::new(Kind::Login),
        blank(Kind::Opening),
        Entry::new(Kind::ResultPage),
        blank(Kind::Reveal),
        Entry::new(Kind::Creation),
    );
    for number in 0..structures * 2_000 {
        entries.push(Entry { time: LUNDI, subject: name(1, number), ..creation.clone() });
    }
    for day in (0..).filter(|day| day % 7 < 5).take(days as usize) {
        let from = entries.len();
        for agent in 0..structures * 33 {
            let who = (name(2, agent), name(3, agent * 100 + day), (agent / 33).to_be_bytes());
            let (actor, key, structure) = who;
            let signed = |entry: &Entry, time| Entry { time, actor, login: key, structure, ..entry.clone() };
            let begins = LUNDI + day * 24 * HEURE + 8 * HEURE + chance.below(HEURE);
            entries.push(Entry { role: 1, ..signed(&login, begins) });
            // Each has her own pace; one day in two hundred is heavy.
            let heavy = if chance.below(200) == 0 { 2.5 } else { 1.0 };
            let count = chance.count(17.0 * PACES[(agent % 8) as usize] * heavy);
            for _ in 0..count {
                let time = begins + 60_000 + chance.below(8 * HEURE);
                let subject = name(1, agent / 33 * 2_000 + chance.below(2_000));
                let explanation = u8::from(chance.unit() < explained);
                entries.push(Entry { subject, explanation, ..signed(&opening, time) });
                for again in 0..chance.below(3) {
                    entries.push(Entry { subject, explanation, ..signed(&opening, time + (again + 1) * 90_000) });
                }
                if chance.below(3) == 0 {
                    entries.push(Entry { purpose: 3, count: chance.below(12) as u32, ..signed(&page, time - 20_000) });
                }
                entries.push(Entry { purpose: 2, count: 20, ..signed(&page, time - 30_000) });
                if chance.below(55) == 0 {
                    entries.push(Entry { subject, explanation, ..signed(&reveal, time + 45_000) });
                }
            }
        }
        entries[from..].sort_by_key(|entry| entry.time);
    }
    entries
}
