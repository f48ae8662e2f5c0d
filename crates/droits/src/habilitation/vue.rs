//! The registre as it stands at a time. The fold looks at the time of its latest entry; who prepares an act, or a button,
//! looks at the clock: a right lapses without anything being written.

use std::ops::Deref;

use crate::registre::Registre;

/// See [`Registre::at`].
#[derive(Clone, Copy)]
pub struct Vue<'a> {
    registre: &'a Registre,
    time: u64,
}

impl Registre {
    /// As it stands at this time (milliseconds), or at its latest entry's if that is later.
    pub fn at(&self, time: u64) -> Vue<'_> {
        Vue { registre: self, time: time.max(self.latest()) }
    }

    pub(crate) fn vue(&self) -> Vue<'_> {
        self.at(0)
    }
}

impl Vue<'_> {
    /// The time looked at, milliseconds.
    pub fn latest(&self) -> u64 {
        self.time
    }
}

impl Deref for Vue<'_> {
    type Target = Registre;

    fn deref(&self) -> &Registre {
        self.registre
    }
}
