//! What a page may cost: a bench that finds more fails, whatever else it printed.

use std::fmt;

use super::Mesure;

/// Largest body of any page, in bytes.
pub const OCTETS_MAX: u64 = 30_000;

/// CPU per request, ours and the database's, in milliseconds. The worst case of an act is told, and promised nowhere.
const CPU_MS_MAX: [(&str, f64); 4] = [("personne", 5.0), ("journee", 10.0), ("portefeuille", 10.0), ("agenda", 10.0)];

/// More than was promised.
#[derive(Clone, Debug, PartialEq)]
pub struct Depassement {
    /// The act.
    pub acte: String,
    /// What was measured, and the limit: milliseconds, or bytes.
    pub mesure: f64,
    /// See `mesure`.
    pub limite: f64,
    /// "ms de CPU", or "octets".
    pub unite: &'static str,
}

impl fmt::Display for Depassement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} : {} {}, plus que {}", self.acte, self.mesure, self.unite, self.limite)
    }
}

impl std::error::Error for Depassement {}

impl Mesure {
    /// The first limit that was passed, if any. An act without limits passes none.
    pub fn depassement(&self) -> Option<Depassement> {
        let chiffres = &self.chiffres;
        let (acte, cpu_max) = CPU_MS_MAX.into_iter().find(|(acte, _)| *acte == chiffres.acte)?;
        let over = |mesure: f64, limite: f64, unite| {
            (mesure > limite).then(|| Depassement { acte: acte.to_owned(), mesure, limite, unite })
        };
        let heaviest = self.pire.iter().map(|pire| pire.octets_max).chain([chiffres.octets_max]).max();
        over(chiffres.cpu_ms + chiffres.cpu_base_ms, cpu_max, "ms de CPU")
            .or_else(|| over(heaviest.unwrap_or(0) as f64, OCTETS_MAX as f64, "octets"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Chiffres;
    use super::*;

    fn mesure(acte: &str, cpu_ms: f64, cpu_base_ms: f64, octets_max: u64) -> Mesure {
        let chiffres = Chiffres {
            acte: acte.into(),
            moteur: "sqlite".into(),
            dossiers: 100_000,
            cpu_ms,
            cpu_base_ms,
            p50_ms: 1.0,
            p99_ms: 2.0,
            octets: 1,
            octets_max,
            par_seconde: 1.0,
        };
        Mesure { chiffres, rappel: None, execution: None, pire: None, nu: None, cpu_ensemble_ms: 0.0 }
    }

    #[test]
    fn limits_are_inclusive_and_both_sides_count() {
        let check = |acte, cpu, base, octets, passes: bool| {
            let one = mesure(acte, cpu, base, octets);
            assert_eq!(one.depassement().is_none(), passes, "{acte} {cpu} {base} {octets}: {:?}", one.depassement());
        };
        check("personne", 4.0, 1.0, 30_000, true);
        check("personne", 4.0, 1.25, 30_000, false);
        check("personne", 4.0, 0.0, 30_001, false);
        check("journee", 10.0, 0.0, 1, true);
        check("journee", 10.25, 0.0, 1, false);
        check("agenda", 2.0, 9.0, 1, false);
        check("import", 99.0, 0.0, 99_000, true);
        let mut heavy = mesure("agenda", 1.0, 0.0, 1);
        heavy.pire = Some(Chiffres { octets_max: 30_001, ..heavy.chiffres.clone() });
        assert!(heavy.depassement().is_some_and(|over| over.unite == "octets"));
    }
}
