//! Which hub to join: its address, its key, its join secret.

use super::super::{Action, Edit, Line};
use crate::limits::FIELD_BYTES_MAX;
use crate::text::Lang;
use crate::text::words::{StartWord, Word};

/// One thing that is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum JoinField {
    /// Where the hub is.
    #[default]
    Address,
    /// Its key.
    Pin,
    /// What it asks of those who come.
    Secret,
}

impl JoinField {
    /// Every field, in order.
    pub const ALL: [Self; 3] = [Self::Address, Self::Pin, Self::Secret];

    /// Its name, and the sentence that says where to get it.
    pub fn words(self) -> [StartWord; 2] {
        match self {
            Self::Address => [StartWord::Address, StartWord::AddressFrom],
            Self::Pin => [StartWord::Pin, StartWord::PinFrom],
            Self::Secret => [StartWord::Secret, StartWord::SecretFrom],
        }
    }
}

/// What was typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Join {
    /// The field that keys go to.
    pub at: JoinField,
    lines: [Line; 3],
}

impl Default for Join {
    fn default() -> Self {
        Self { at: JoinField::default(), lines: std::array::from_fn(|_| Line::new(FIELD_BYTES_MAX)) }
    }
}

impl Join {
    /// What was typed in a field.
    pub fn line(&self, field: JoinField) -> &Line {
        let [address, pin, secret] = &self.lines;
        match field {
            JoinField::Address => address,
            JoinField::Pin => pin,
            JoinField::Secret => secret,
        }
    }

    /// The same without the blanks around it; full-width letters and marks count as the narrow ones.
    pub fn text(&self, field: JoinField) -> String {
        let text = self.line(field).text().trim();
        // A secret is what it is.
        if field == JoinField::Secret {
            text.to_owned()
        } else {
            text.chars().map(crate::text::names::narrow).collect()
        }
    }

    fn here(&mut self) -> &mut Line {
        let [address, pin, secret] = &mut self.lines;
        match self.at {
            JoinField::Address => address,
            JoinField::Pin => pin,
            JoinField::Secret => secret,
        }
    }

    pub(super) fn insert(&mut self, c: char) {
        self.here().insert(c);
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.here().paste(text);
    }

    /// Whether Enter goes to the next field: a hub on this machine asks for nothing but its address.
    pub(super) fn walks(&self) -> bool {
        self.at != JoinField::Secret && !self.is_plain()
    }

    /// To the next field, or the one before.
    pub(super) fn walk(&mut self, by: usize) {
        let fields = JoinField::ALL;
        let at = fields.iter().position(|field| *field == self.at).unwrap_or(0);
        self.at = fields.get((at + by) % fields.len()).copied().unwrap_or_default();
    }

    pub(super) fn perform(&mut self, action: Action) {
        match action {
            Action::NextField | Action::ChoiceDown => self.walk(1),
            Action::PreviousField | Action::ChoiceUp => self.walk(JoinField::ALL.len() - 1),
            Action::Edit(way) => self.edit(way),
            _ => {}
        }
    }

    fn edit(&mut self, way: Edit) {
        self.here().edit(way);
    }

    fn is_plain(&self) -> bool {
        self.text(JoinField::Address).starts_with("ws://")
    }

    /// The first field that will not do, and why.
    pub(super) fn flaw(&self, lang: Lang) -> Option<(JoinField, &'static str)> {
        let address = self.text(JoinField::Address);
        let (place, pin) = address.split_once('#').unwrap_or((&address, ""));
        let wrong = |field, word: StartWord| Some((field, word.say(lang)));
        if !place.starts_with("ws://") && !place.starts_with("wss://") {
            return wrong(JoinField::Address, StartWord::AddressWrong);
        }
        let beside = self.text(JoinField::Pin);
        let pin = if pin.is_empty() { beside.as_str() } else { pin };
        if !self.is_plain() && (pin.len() != 64 || !pin.bytes().all(|byte| byte.is_ascii_hexdigit())) {
            return wrong(JoinField::Pin, StartWord::PinWrong);
        }
        if !self.is_plain() && self.text(JoinField::Secret).is_empty() {
            return wrong(JoinField::Secret, StartWord::SecretWrong);
        }
        None
    }
}
