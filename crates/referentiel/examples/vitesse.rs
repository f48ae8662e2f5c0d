//! How long a search takes and what the indexes weigh: `cargo run --release -p referentiel --example vitesse`.

use std::time::{Duration, Instant};

use referentiel::{communes, metiers, pays};

const TOURS: u32 = 200;

fn main() {
    let start = Instant::now();
    referentiel::load();
    println!(
        "{:?}; index made in {:?}, {} kB held",
        referentiel::version(),
        start.elapsed(),
        referentiel::memory() / 1024
    );
    let asked =
        ["s", "sa", "saint", "saint pierre 17", "st martin", "59100", "roubaix 59", "marsielle", "xzxzxzxz", "2A004"];
    print("communes", &asked, |text| communes::search(text, 20).len());
    print("metiers", &["a", "agent", "caissière", "caisiere", "d1505", "xzxzxzxz"], |text| {
        metiers::search(text, 20).len()
    });
    print("pays", &["a", "maroc", "afganistan"], |text| pays::search(text, 20).len());
}

fn print(table: &str, asked: &[&str], search: impl Fn(&str) -> usize) {
    for text in asked {
        let start = Instant::now();
        let found = (0..TOURS).map(|_| search(text)).max().unwrap_or(0);
        let each: Duration = start.elapsed() / TOURS;
        println!("{table:8} {text:18} {found:2} answers, {each:?}");
    }
}
