//! Which theme a screen has: what a flag or a variable says, what was chosen at the keyboard, what the settings file
//! says, the default.
//!
//! A choice at the keyboard is kept beside the other state, with what the settings file said then: once that says
//! something else, it is the newer word.

use std::path::PathBuf;

use super::failure::Failure;
use super::setup::Setup;
use crate::config::load;
use crate::config::settings::{Paths, Setting};
use crate::config::theme::{self, Choice};
use crate::console::{Theme, Themes};
use crate::journal;
use crate::text::tell::Both;

/// The themes of a screen, and what is wrong with files that are none.
pub(super) fn settled(setup: &Setup) -> Result<(Themes, Vec<Both>), Failure> {
    let paths = setup.paths().ok();
    let dir = paths.map(Paths::themes);
    let (own, faults) = dir.as_deref().map(theme::all).unwrap_or_default();
    let said = &setup.settings.theme;
    let kept = paths.filter(|_| !setup.says(Setting::Theme)).and_then(kept);
    // What was chosen and is gone was no mistake of who starts the program now.
    let chosen = kept.filter(|choice| choice.instead == *said).and_then(|choice| find(&own, &choice.theme));
    let first = match chosen {
        Some(theme) => theme,
        None => theme::named(said, dir.as_deref())?,
    };
    Ok((Themes::new(first, own), faults.iter().map(Both::of).collect()))
}

fn find(own: &[Theme], name: &str) -> Option<Theme> {
    Theme::built_in(name).or_else(|| own.iter().find(|theme| theme.name == name).cloned())
}

/// What was chosen at the keyboard; a file that cannot be read is none.
fn kept(paths: &Paths) -> Option<Choice> {
    let path = paths.chosen_theme();
    let text = load(&path).ok()?;
    match Choice::read_text(&path.display().to_string(), &text) {
        Ok(choice) => Some(choice),
        Err(fault) => {
            tracing::warn!(%fault, "the theme that was chosen is not known");
            None
        }
    }
}

/// Keeps what is chosen at the keyboard.
#[derive(Clone)]
pub(super) struct ThemeKeeper {
    path: Option<PathBuf>,
    /// What the settings say.
    said: String,
}

impl ThemeKeeper {
    /// For the next start with these settings.
    pub(super) fn of(setup: &Setup) -> Self {
        Self { path: setup.paths().ok().map(Paths::chosen_theme), said: setup.settings.theme.clone() }
    }

    /// Keeps a theme.
    pub(super) fn keep(&self, theme: String) {
        let Some(path) = &self.path else { return };
        let choice = Choice { theme, instead: self.said.clone() };
        if let Err(error) = journal::replace_whole(path, choice.text().as_bytes()) {
            tracing::warn!(%error, "the chosen theme is not kept");
        }
    }
}
