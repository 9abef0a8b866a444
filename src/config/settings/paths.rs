//! Where files of this program lie when nobody names another place: the XDG base directories.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::domain::Realm;

/// The directories of this user.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paths {
    /// `$XDG_CONFIG_HOME/qianzhi`.
    pub config: PathBuf,
    /// `$XDG_STATE_HOME/qianzhi`.
    pub state: PathBuf,
}

impl Paths {
    /// Finds them by the environment; `None` when neither `HOME` nor the two of XDG are absolute paths.
    pub fn find(variable: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        // The base directory specification: what is not absolute is to be ignored.
        let absolute = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let base = |name: &str, below: &str| absolute(name).or_else(|| absolute("HOME").map(|home| home.join(below)));
        Some(Self {
            config: base("XDG_CONFIG_HOME", ".config")?.join("qianzhi"),
            state: base("XDG_STATE_HOME", ".local/state")?.join("qianzhi"),
        })
    }

    /// The settings file that is read when it is there.
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.toml")
    }

    /// The journal of this login's post `nth`, from 1, in a realm: each realm has its own.
    pub fn journal(&self, realm: &Realm, nth: usize) -> PathBuf {
        let post = if nth == 1 { "post".to_owned() } else { format!("post-{nth}") };
        self.realm(realm).join(post)
    }

    /// The user's own themes.
    pub fn themes(&self) -> PathBuf {
        self.config.join("themes")
    }

    /// The theme that was chosen at the keyboard.
    pub fn chosen_theme(&self) -> PathBuf {
        self.state.join("theme.toml")
    }

    /// What was answered when a console was first started here.
    pub fn answers(&self) -> PathBuf {
        self.state.join("start.toml")
    }

    /// There when the test card was looked at and nothing was chosen that lasts.
    pub fn card_seen(&self) -> PathBuf {
        self.state.join("card.seen")
    }

    /// The join secret that was typed then.
    pub fn join_secret(&self) -> PathBuf {
        self.state.join("join.secret")
    }

    /// A hub's store.
    pub fn hub_store(&self) -> PathBuf {
        self.state.join("hub")
    }

    /// The log file of one of the program's faces.
    pub fn log(&self, face: &str) -> PathBuf {
        self.state.join(format!("{face}.log"))
    }

    fn realm(&self, realm: &Realm) -> PathBuf {
        match realm {
            Realm::Live => self.state.join("live"),
            Realm::Test => self.state.join("test"),
            // A realm's name has no separator, but `..` would be a way out.
            Realm::Drill(name) => self.state.join("drill").join(format!("drill-{name}")),
        }
    }
}
