//! The journal on its disk and in the eyes of others: cuts, failures, publication, foreign verifiers.

mod cuts;
mod differential;
mod etendue;
mod failures;
mod foreign;
mod publication;
mod support;
