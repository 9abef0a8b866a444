//! Hand-over of a shift: two sign, and never one for both.

use super::said;
use crate::domain::{Command, Fact, Means, Refusal, ShiftSide, SignOff, Standing, World};

/// The sign-off of whoever sits at the console, under their name; or of who takes over from elsewhere, as they said it.
pub(super) fn sign(world: &World, standing: &Standing, command: Command) -> Result<Fact, Refusal> {
    let nobody = |no| if no == Refusal::Empty { Refusal::NobodySignedIn } else { no };
    let (by, at) = (said(&standing.person).map_err(nobody)?, standing.now);
    match command {
        Command::TakeOver { handed, told } => {
            let (by, means) = match told {
                Some((name, means)) => (said(&name)?, means),
                None => (by, Means::Console),
            };
            let open = world.half_signed_everywhere().into_iter().find(|one| one.id == handed);
            let open = open.ok_or(Refusal::NothingHanded)?;
            if open.handed.by == by {
                return Err(Refusal::SameHand(by));
            }
            let (sheet, side) = (open.handed.sheet.clone(), ShiftSide::Taken { handed, means });
            Ok(Fact::ShiftSigned(SignOff { sheet, side, by, at }))
        }
        Command::HandOver { sheet, to } => {
            let to = to.trim().to_owned();
            if to == by {
                return Err(Refusal::SameHand(by));
            }
            Ok(Fact::ShiftSigned(SignOff { sheet, side: ShiftSide::Handed { to }, by, at }))
        }
        _ => Err(Refusal::NothingHanded),
    }
}
