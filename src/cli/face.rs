//! How a screen looks and who sits at it: the flags that every screen takes, over the settings.

use std::env;

use super::calling::Calling;
use super::failure::Failure;
use super::setup::{Setup, Sources};
use super::station::Station;
use super::themes::{self, ThemeKeeper};
use crate::config::layout;
use crate::config::settings::Setting;
use crate::console::{Bell, Colours, Keymap, Layout, Model, PostCard, Terminal, Themes};
use crate::domain::{AreaCode, World};
use crate::term::screen::Kind;
use crate::term::tty::has_title;
use crate::text::Lang;
use crate::text::cells::Ambiguous;
use crate::text::tell::Both;
use crate::view::Look;

/// Flags of every screen.
#[derive(clap::Args)]
pub(super) struct Flags {
    /// Words: zh or en; from the locale when not given.
    #[arg(long)]
    lang: Option<String>,
    /// Cells that this terminal gives to characters of ambiguous width: auto (measured at the start), 1 or 2.
    #[arg(long, value_name = "CELLS")]
    ambiguous: Option<String>,
    /// Boards: commander, duty, controller, or a file.
    #[arg(long, value_name = "NAME|FILE")]
    layout: Option<String>,
    /// How things look: dark, light, mono, ascii, one of your own, or a file.
    #[arg(long, value_name = "NAME|FILE")]
    theme: Option<String>,
    /// How many colours the terminal shows: auto, none, 16, 256 or all.
    #[arg(long, value_name = "COUNT")]
    colours: Option<String>,
    /// Bits a second of the line to the terminal, such as 9600; auto takes a serial line's own.
    #[arg(long, value_name = "BITS")]
    baud: Option<String>,
    /// The post's name, as others see it.
    #[arg(long)]
    name: Option<String>,
    /// The person who signs in; the login when not given.
    #[arg(long, value_name = "NAME")]
    operator: Option<String>,
    /// What that person is there for, such as 值班长.
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
    /// Minutes without a key after which the console asks who is there; 0 never.
    #[arg(long, value_name = "MINUTES")]
    lock: Option<String>,
    /// Whether the terminal's bell rings for an alarm: on or off.
    #[arg(long, value_name = "ON")]
    bell: Option<String>,
    /// The post's jurisdiction by its code of GB/T 2260.
    #[arg(long, value_name = "CODE")]
    area: Option<String>,
    #[command(flatten)]
    sources: Sources,
}

impl Flags {
    /// Settles these flags, and others of the command, over the environment and the settings file.
    pub(super) fn settle(&self, others: &[(Setting, Option<&str>)]) -> Result<Setup, Failure> {
        let own = [
            (Setting::Lang, self.lang.as_deref()),
            (Setting::Ambiguous, self.ambiguous.as_deref()),
            (Setting::Layout, self.layout.as_deref()),
            (Setting::Theme, self.theme.as_deref()),
            (Setting::Colours, self.colours.as_deref()),
            (Setting::Baud, self.baud.as_deref()),
            (Setting::Name, self.name.as_deref()),
            (Setting::Operator, self.operator.as_deref()),
            (Setting::Role, self.role.as_deref()),
            (Setting::Lock, self.lock.as_deref()),
            (Setting::Bell, self.bell.as_deref()),
            (Setting::Area, self.area.as_deref()),
        ];
        Setup::read(&self.sources, &[&own, others].concat())
    }
}

/// A face, settled.
#[derive(Clone)]
pub(super) struct Face {
    /// The post's name.
    pub(super) name: String,
    /// The person signed in.
    pub(super) operator: String,
    /// What that person is there for.
    pub(super) role: String,
    /// Minutes without a key after which the console asks who is there.
    pub(super) lock_minutes: u32,
    /// The bell.
    pub(super) bell: Bell,
    /// Its jurisdiction.
    pub(super) area: Option<AreaCode>,
    /// Words.
    pub(super) lang: Lang,
    /// Boards.
    pub(super) layout: Layout,
    /// Which keys do what.
    pub(super) keys: Keymap,
    /// The themes there are, and the one that is drawn with.
    pub(super) themes: Themes,
    /// Keeps the theme that is chosen.
    pub(super) theme_keeper: ThemeKeeper,
    /// What is wrong with the user's own themes.
    pub(super) spoilt_themes: Vec<Both>,
    /// What the environment and the settings say of the terminal.
    pub(super) terminal: Terminal,
    /// What the encoder is told of the terminal.
    pub(super) kind: Kind,
}

impl Face {
    /// What the settings say.
    pub(super) fn of(setup: &Setup) -> Result<Self, Failure> {
        let settings = &setup.settings;
        // NO_COLOR (no-color.org): any value but the empty one.
        let plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let kind = env::var("TERM").unwrap_or_default();
        let own = match settings.baud {
            // More of them cost more bytes.
            Some(_) => Colours::Sixteen,
            None => Colours::of(&kind, &env::var("COLORTERM").unwrap_or_default()),
        };
        let colours = if plain { Colours::None } else { settings.colours.unwrap_or(own) };
        let (themes, spoilt_themes) = themes::settled(setup)?;
        Ok(Self {
            name: settings.name.clone().unwrap_or_else(host),
            operator: setup.operator(),
            role: settings.role.clone(),
            lock_minutes: settings.lock,
            bell: settings.bell,
            area: settings.area.clone(),
            lang: setup.lang(),
            keys: settings.keys.clone(),
            layout: layout::named(&settings.layout)?,
            themes,
            theme_keeper: ThemeKeeper::of(setup),
            spoilt_themes,
            kind: Kind { colours, titled: has_title(&kind), bits: settings.baud },
            terminal: Terminal { kind, locale: locale(), plain, fixed: settings.ambiguous, ..Terminal::default() },
        })
    }
}

/// The locale that says how characters are written, in the order of POSIX.
fn locale() -> String {
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default()
}

impl Face {
    /// How a theme looks on this terminal.
    pub(super) fn look(&self, themes: &Themes, ambiguous: Ambiguous) -> Look {
        themes.now().map(|theme| Look::of(theme, self.kind.colours, ambiguous)).unwrap_or_default()
    }

    /// A console at this post, which has just started.
    pub(super) fn model(&self, world: World, station: &Station, hub: Option<&Calling>) -> Model {
        let card = PostCard {
            id: station.scribe.post(),
            name: self.name.clone(),
            operator: self.operator.clone(),
            area: self.area.clone(),
        };
        let mut model = Model::new(world, card, self.lang, self.layout.clone(), station.clock.now());
        model.keys = self.keys.clone();
        model.role.clone_from(&self.role);
        model.lock_minutes = self.lock_minutes;
        model.terminal = self.terminal.clone();
        model.bell = self.bell;
        model.themes = self.themes.clone();
        model.events = station.journal.durable();
        model.hub = hub.map(|calling| calling.hub.to_string());
        model
    }
}

pub(super) fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}
