//! The one place that says which coffre answers: the real one, or the cardboard one of the tests and of the vitrine.

#[cfg(any(test, feature = "vitrine"))]
pub use crate::vitrine::{Coffre, face::*};
#[cfg(not(any(test, feature = "vitrine")))]
pub use coffre::{Coffre, face::*};
