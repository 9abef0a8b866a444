//! What forms of the switchover come to.

use super::{Fault, FieldName, Filled, Pick, picked};
use crate::console::form::ItemPick;
use crate::console::form::switch::{SwitchForm, condition_field};
use crate::domain::{AreaCode, Command, Condition, ItemAnswer, Lead, Lifting, Means, Noted, Reckoning, SwitchNote};

impl Filled<'_> {
    pub(super) fn switch(&self, area: &AreaCode, form: &SwitchForm) -> Result<Command, Fault> {
        let world = &self.model.world;
        let what = match form {
            SwitchForm::Lift => return self.lift(),
            SwitchForm::Seat(seat) => {
                let name = self.text(FieldName::Signer);
                // To leave an empty seat empty is a slip.
                if name.is_empty() && world.seat(area, *seat) == Reckoning::Unset {
                    return Err(self.needs(FieldName::Signer));
                }
                Noted::Seated { seat: *seat, name }
            }
            SwitchForm::Item(way, number) => {
                let of = world.item_of(area, *way, *number).ok_or_else(|| self.choose(FieldName::ItemAnswer))?;
                let answer = match picked!(self, FieldName::ItemAnswer, Item)? {
                    ItemPick::Done => ItemAnswer::Done,
                    ItemPick::NotApplicable => ItemAnswer::NotApplicable { reason: self.needed(FieldName::ItemNote)? },
                    ItemPick::HandedOver => ItemAnswer::HandedOver { to: self.needed(FieldName::ItemNote)? },
                };
                Noted::Item { of, answer }
            }
            SwitchForm::Plain(what) => what.clone(),
            SwitchForm::Escalate => {
                Noted::Leads(Lead::Asked { to: self.needed(FieldName::Upper)?, why: self.needed(FieldName::Reason)? })
            }
            SwitchForm::LeadTaken => Noted::Leads(Lead::Taken { by: self.needed(FieldName::Upper)? }),
            SwitchForm::ProposeEnd => {
                let mut met = Vec::new();
                for one in Condition::ALL {
                    if picked!(self, condition_field(one), Met)? {
                        met.push(one);
                    }
                }
                Noted::TerminationProposed { met }
            }
            SwitchForm::Orders => {
                Noted::OrdersHandedOver { orders: world.orders_left(area), to: self.needed(FieldName::Upper)? }
            }
        };
        let (by, means) = self.who_said()?;
        let at = self.time_or_opened(FieldName::At)?;
        Ok(Command::NoteSwitch(SwitchNote { area: area.clone(), what, by, means, at }))
    }

    /// Whoever writes it signs for it already.
    fn who_said(&self) -> Result<(String, Means), Fault> {
        let (by, means) = (self.text(FieldName::By), picked!(self, FieldName::Means, Means)?);
        let own = means == Means::Console && by == self.model.post.operator;
        Ok((if own { String::new() } else { by }, means))
    }

    fn lift(&self) -> Result<Command, Fault> {
        let Some(Pick::Warning(warning, _)) = self.form.pick(FieldName::Lifted) else {
            return Err(self.choose(FieldName::Lifted));
        };
        let (issuer, document) = (self.needed(FieldName::Issuer)?, self.needed(FieldName::Record)?);
        let (by, means) = self.who_said()?;
        let at = self.time_or_opened(FieldName::At)?;
        Ok(Command::LiftWarning(Lifting { warning: *warning, issuer, document, by, means, at }))
    }
}
