//! Who sits at the console. Every entry bears the name of the person signed in, so a console that nobody touched for a
//! while asks who is there; its boards stay in sight. The name is attested by signing in, not proved.

use std::time::Duration;

use super::{Effect, Model, Overlay, record};
use crate::console::form::{Known, build};
use crate::console::{Action, Context, Edit, FormKind, Strokes};
use crate::domain::{Command, Entry, Role, Seated};
use crate::text::say::Say;
use crate::text::words::{Word, fill};

impl Model {
    /// Asks who is there, with the one who sat there last to begin with: nothing is recorded before somebody signs in.
    pub fn ask_who(&mut self) {
        if !self.locked {
            self.locked = true;
            self.begun = Strokes::default();
            let form = build(self, FormKind::SignIn, &Known::default());
            self.overlays.push(Overlay::Form(form));
        }
    }
}

/// Asks who is there when no key was pressed for too long.
pub(in crate::console) fn lock_when_idle(model: &mut Model) {
    let idle = record::window(model, Duration::from_secs(u64::from(model.lock_minutes) * 60));
    // Nothing can be recorded while the past is looked at.
    if model.lock_minutes == 0 || model.locked || model.past.is_some() || model.now - model.touched <= idle {
        return;
    }
    model.ask_who();
}

/// Somebody answered in the other realm.
pub(in crate::console) fn unlock(model: &mut Model) {
    if std::mem::take(&mut model.locked) {
        model.overlays.retain(|over| !matches!(over, Overlay::Form(form) if form.kind == FormKind::SignIn));
    }
}

/// There is no way round the question, only through it.
pub(super) fn insist(model: &mut Model) {
    let enter = model.key_name_in(Context::Form, Action::FormEnter);
    let clear = model.key_name_in(Context::Editing, Action::Edit(Edit::KillToStart));
    let (zh, en) =
        ("先签到: 本人按{0}, 换人先 {1} 再写姓名", "sign in first: {0} if it is you, else {1} and your name");
    model.note(fill(model.lang.pick(zh, en), &[&enter, &clear]));
}

/// Another person takes the seat, which is an entry of the duty log that this person signs; or the same goes on.
pub(super) fn sign_in(model: &mut Model, name: &str, role: Role) -> Vec<Effect> {
    model.locked = false;
    let title = role.say(model.lang);
    if model.post.operator == name && model.role == title {
        model.tell("续席", "you go on");
        return Vec::new();
    }
    let before = std::mem::replace(&mut model.post.operator, name.to_owned());
    title.clone_into(&mut model.role);
    let before = if before == name { String::new() } else { before };
    let seated = Seated { name: name.to_owned(), role, before };
    let text = Say { world: &model.world, lang: model.lang }.seated(&seated);
    let entry = Command::WriteEntry(Entry { seated: Some(seated), ..Entry::plain(text, model.now) });
    let recorded = record::carry_out(model, entry, None).unwrap_or_default();
    [Effect::SignIn(name.to_owned())].into_iter().chain(recorded).collect()
}
