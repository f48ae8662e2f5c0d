//! Writes a file of invented young people to the standard output, to try an import:
//! `cargo run -p tableur --example echantillon -- 2000 40 > jeunes.csv` (rows, flawed rows; 0 for none, 40 unless said).

#[allow(dead_code, reason = "the tests look at more of it than is written here")]
#[path = "../tests/it/echantillon.rs"]
mod echantillon;

use std::io::{self, Write};

fn main() -> io::Result<()> {
    let mut numbers = std::env::args().skip(1).map(|word| word.parse::<usize>());
    let (Some(Ok(count)), flaws) = (numbers.next(), numbers.next().unwrap_or(Ok(40))) else {
        return Err(io::Error::other("echantillon LIGNES [DEFAUTS]"));
    };
    let made = echantillon::make(count, flaws.map_err(io::Error::other)?);
    io::stdout().lock().write_all(&made.bytes)
}
