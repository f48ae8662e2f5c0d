//! What replaces compile-time checks of the SQL: tests call these on both engines with the list of statements.

use std::collections::HashMap;

use super::{Base, SqlError, Statement, Tx};

/// Prepares every statement; the first that the engine refuses is returned with its name. Refuses too a parameter
/// whose inferred type is not one of ours, and two statements that would share a place in the caches.
pub fn prepare_all(base: &Base, statements: &[Statement]) -> Result<(), (&'static str, SqlError)> {
    let mut seen = HashMap::new();
    for &statement in statements {
        let name = statement.name();
        if seen.insert(statement.id(), name).is_some() {
            return Err((name, SqlError::Type { statement: name, position: 0, attendu: "a statement declared once" }));
        }
        base.read_blocking(move |tx| tx.prepare(&statement)).map_err(|error| (name, error))?;
    }
    Ok(())
}

/// The names of the statements that read a whole table or a whole index, by the engine's own plan. On PostgreSQL the
/// plan is asked for with sequential scans priced out, so that an empty test table does not hide a missing index.
pub fn full_scans(base: &Base, statements: &[Statement]) -> Result<Vec<&'static str>, SqlError> {
    let mut found = Vec::new();
    for &statement in statements {
        let scans = base.write_blocking(move |tx| {
            tx.abandon();
            if tx.is_postgresql() { postgresql_scans(tx, &statement) } else { sqlite_scans(tx, &statement) }
        })?;
        if scans {
            found.push(statement.name());
        }
    }
    Ok(found)
}

/// `SCAN t`, with or without an index. `SCAN (…)` reads a subquery's result, and `SCAN CONSTANT ROW` nothing.
fn sqlite_scans(tx: &mut Tx<'_>, statement: &Statement) -> Result<bool, SqlError> {
    let plan = tx.last_column(&format!("explain query plan {}", statement.text()))?;
    let whole =
        |step: &String| step.strip_prefix("SCAN ").is_some_and(|what| !what.starts_with('(') && what != "CONSTANT ROW");
    Ok(plan.iter().any(whole))
}

/// `Seq Scan`, or an index read without a condition on it.
fn postgresql_scans(tx: &mut Tx<'_>, statement: &Statement) -> Result<bool, SqlError> {
    let parameters = parameters(statement.text());
    let nulls = vec!["null"; parameters].join(", ");
    let call = if parameters == 0 { String::new() } else { format!("({nulls})") };
    tx.batch("set local enable_seqscan = off; set local plan_cache_mode = force_generic_plan; deallocate prepare all")?;
    tx.batch(&format!("prepare plan_asked as {}", statement.postgresql()))?;
    let plan = tx.last_column(&format!("explain (costs off) execute plan_asked{call}"))?;
    let reads_index = |step: &str| step.contains("Index Scan") || step.contains("Index Only Scan");
    Ok(plan.iter().enumerate().any(|(i, step)| {
        let bounded = plan.get(i + 1).is_some_and(|next| next.contains("Index Cond:"));
        step.contains("Seq Scan") || (reads_index(step) && !bounded)
    }))
}

/// The highest placeholder number outside quotes.
fn parameters(text: &str) -> usize {
    let unquoted = text.split('\'').step_by(2);
    let numbers = unquoted.flat_map(|part| part.split('?').skip(1)).map(|after| {
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        after[..digits].parse().unwrap_or(0)
    });
    numbers.max().unwrap_or(0)
}
