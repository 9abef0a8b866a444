//! Hand-over of the shift in one gesture: whoever leaves signs the sheet, and as soon as that is durable whoever comes
//! signs in the same place, with which the post is theirs.

use super::{Effect, Model, open, paper, record};
use crate::console::FormKind;
use crate::domain::{Command, Due, EventId, Fact, Means, ShiftSide};
use crate::papers;
use crate::text::say::Say;

/// Opens what is to be signed: for who comes when it is half signed, at this post or in the rail's row in hand.
pub(super) fn sign(model: &mut Model) -> Vec<Effect> {
    let in_hand = model.selected_deadline().filter(|_| model.pane == crate::console::Pane::Rail);
    let in_hand = in_hand.and_then(|due| if let Due::TakeOver { handed } = due.what { Some(handed) } else { None });
    let here = || model.world.half_signed(model.post.id).map(|half| half.id);
    match in_hand.or_else(here) {
        Some(handed) => open::form(model, FormKind::TakeOver(handed)),
        None => open::form(model, FormKind::HandOver),
    }
}

/// Takes a shift over under a name; `None` when that was refused, and then nobody else sits here. Who does so from
/// elsewhere does not sit here either.
pub(super) fn take_over(
    model: &mut Model,
    handed: EventId,
    (name, role, means): (&str, &str, Means),
) -> Option<Vec<Effect>> {
    if means != Means::Console {
        let told = Some((name.to_owned(), means));
        return record::carry_out(model, Command::TakeOver { handed, told }, None);
    }
    let before = (std::mem::replace(&mut model.post.operator, name.to_owned()), model.role.clone());
    role.clone_into(&mut model.role);
    let recorded = record::carry_out(model, Command::TakeOver { handed, told: None }, None);
    if recorded.is_none() {
        (model.post.operator, model.role) = before;
    }
    Some([Effect::SignIn(name.to_owned())].into_iter().chain(recorded?).collect())
}

/// A sign-off of this post is durable: the other one signs next, or reads what both have signed.
pub(super) fn signed(model: &mut Model, id: EventId, fact: &Fact) {
    let Fact::ShiftSigned(sign_off) = fact else { return };
    if !model.overlays.is_empty() || !model.world.stands(&id) {
        return;
    }
    match &sign_off.side {
        ShiftSide::Handed { .. } => drop(open::form(model, FormKind::TakeOver(id))),
        ShiftSide::Taken { handed, .. } => {
            let (sheet, document) = model.sheet_of(sign_off.sheet.since, sign_off.sheet.made);
            // When something came in meanwhile the sheet would say other things than they have signed.
            if sheet != sign_off.sheet {
                return;
            }
            let all = model.world.hand_overs(None);
            let Some(both) = all.iter().find(|one| one.id == *handed) else { return };
            let say = Say { world: &model.world, lang: model.lang };
            let document = papers::with_signatures(&say, document, both);
            let name = paper::dated(model, "handover-signed");
            drop(paper::read(model, document, name));
        }
    }
}

impl Model {
    /// What is handed over, or by whom it was, to stand beside the form's title.
    pub(in crate::console) fn shift_told(&self, kind: &FormKind) -> String {
        let say = Say { world: &self.world, lang: self.lang };
        let half = |id: EventId| self.world.hand_overs(None).into_iter().find(|one| one.id == id);
        match kind {
            FormKind::TakeOver(handed) => {
                half(*handed).map(|one| format!("{} {}", say.half_signed(&one), say.sheet(&one.handed.sheet)))
            }
            _ => Some(format!("{} > {}", self.post.operator, say.sheet(&self.handover_sheet().0))),
        }
        .unwrap_or_default()
    }
}
