//! Alarms that somebody put aside.

use super::World;
use crate::domain::{Aspect, Shelf, Value};

impl World {
    /// Why and until when an alarm is put aside; of two who did apart the oldest. The time may have passed.
    pub fn shelf(&self, alarm: &str) -> Option<&Shelf> {
        let aspect = Aspect::Shelf(alarm.to_owned());
        self.reckon(&aspect, |v| if let Value::Shelf(shelf) = v { Some(shelf) } else { None }).first()
    }

    /// The names of all alarms that were ever put aside.
    pub(super) fn shelved_alarms(&self) -> impl Iterator<Item = &str> {
        let from = Aspect::Shelf(String::new());
        self.registers
            .range(from..)
            .map_while(|(a, _)| if let Aspect::Shelf(name) = a { Some(name.as_str()) } else { None })
    }
}
