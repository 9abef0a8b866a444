//! What the standing writes of an exclusive aspect come to.

use super::Said;
use crate::domain::algebra::Register;
use crate::domain::{EventId, Value};

/// What an aspect comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reckoning<T> {
    /// Nobody said.
    Unset,
    /// All that stands agrees.
    Agreed(T),
    /// Different values stand, oldest first.
    Disputed(Vec<T>),
}

impl<T> Reckoning<T> {
    /// The value, when there is one and no dispute.
    pub fn agreed(self) -> Option<T> {
        if let Self::Agreed(value) = self { Some(value) } else { None }
    }

    /// The value, or the oldest side of a dispute.
    pub fn first(self) -> Option<T> {
        match self {
            Self::Unset => None,
            Self::Agreed(value) => Some(value),
            Self::Disputed(values) => values.into_iter().next(),
        }
    }

    /// All that stands: nothing, what is agreed, every side of a dispute.
    pub fn sides(&self) -> &[T] {
        match self {
            Self::Unset => &[],
            Self::Agreed(value) => std::slice::from_ref(value),
            Self::Disputed(values) => values,
        }
    }

    /// Whether a person must settle it.
    pub fn disputed(&self) -> bool {
        matches!(self, Self::Disputed(_))
    }
}

/// The standing values of a register, in the order in which they were recorded.
pub(super) fn oldest_first(register: &Register<Said<Value>>) -> Vec<(&EventId, &Said<Value>)> {
    let mut heads: Vec<_> = register.heads().map(|(id, head)| (id, &head.value)).collect();
    heads.sort_by_key(|(id, said)| (said.recorded, **id));
    heads
}

/// What a register says, as far as `get` reads it.
pub(super) fn reckoned<'a, T: PartialEq>(
    register: &'a Register<Said<Value>>,
    get: impl Fn(&'a Value) -> Option<T>,
) -> Reckoning<T> {
    let mut heads = register.heads();
    match (heads.next(), heads.next()) {
        (None, _) => return Reckoning::Unset,
        // As nearly all are.
        (Some((_, only)), None) => return get(&only.value.what).map_or(Reckoning::Unset, Reckoning::Agreed),
        (Some(_), Some(_)) => {}
    }
    let mut values: Vec<T> = Vec::new();
    for (_, said) in oldest_first(register) {
        if let Some(value) = get(&said.what)
            && !values.contains(&value)
        {
            values.push(value);
        }
    }
    match values.len() {
        0 => Reckoning::Unset,
        1 => values.pop().map_or(Reckoning::Unset, Reckoning::Agreed),
        _ => Reckoning::Disputed(values),
    }
}
