//! Moving people, and what they get.

use super::{known, said, unknown};
use crate::domain::{Evacuation, Fact, Refusal, Relief, World};

/// People were moved; whither is a shelter of the list, or said in words.
pub(super) fn moved(world: &World, evacuation: Evacuation) -> Result<Fact, Refusal> {
    if evacuation.people == 0 {
        return Err(Refusal::Empty);
    }
    if let Some(shelter) = &evacuation.shelter {
        known(world.shelter(shelter).is_some(), "shelter", shelter.to_string())?;
    }
    let (whence, by) = (said(&evacuation.whence)?, said(&evacuation.by)?);
    Ok(Fact::EvacueesMoved(Evacuation { whence, by, ..evacuation }))
}

/// Some of them got something.
pub(super) fn relieved(world: &World, relief: Relief) -> Result<Fact, Refusal> {
    world.evacuation(relief.evacuation).ok_or_else(|| unknown("incident", &relief.evacuation.short()))?;
    if relief.kinds.is_empty() || relief.people == 0 {
        return Err(Refusal::Empty);
    }
    Ok(Fact::ReliefGiven(Relief { by: said(&relief.by)?, ..relief }))
}
