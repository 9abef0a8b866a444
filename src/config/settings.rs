//! Settings: defaults < file < environment < flags.
//!
//! Every setting is one line of one table, [`Setting::ALL`]: its key in the file, its variable, its flag, its default
//! and what it may be. The sample file, the manual and the reader all come from that table.

mod answers;
mod paths;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use super::fields::wrong_type;
use super::{Fault, Read, Wrong, load, nearest, read_document};
use crate::console::{Bell, Colours, Keymap};
use crate::domain::{AreaCode, Realm};
use crate::limits::{LINE_BITS, THIN_BUDGET};
use crate::text::Lang;
use crate::text::cells::Ambiguous;
use crate::text::tell::{Both, Tell};

pub use answers::Answers;
pub use paths::Paths;

/// One setting.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Setting {
    /// Words of the screen.
    Lang,
    /// Width of characters of ambiguous width.
    Ambiguous,
    /// Which world.
    Realm,
    /// Address of the hub to call.
    Hub,
    /// The key of that hub.
    Pin,
    /// The file with the hub's join secret.
    JoinSecretFile,
    /// Bits per second each way that the link to it may use.
    Budget,
    /// Directory of the journal.
    Journal,
    /// Boards.
    Layout,
    /// How things look.
    Theme,
    /// How many colours the terminal shows.
    Colours,
    /// Bits a second of the terminal's line.
    Baud,
    /// The post's name.
    Name,
    /// The person signed in.
    Operator,
    /// What that person is there for.
    Role,
    /// Minutes without a key after which the console asks who is there.
    Lock,
    /// Whether the terminal's bell rings.
    Bell,
    /// The post's jurisdiction.
    Area,
    /// Where a hub listens.
    Listen,
    /// Directory of a hub's store.
    Store,
}

impl Setting {
    /// Every setting, in the order of the sample file.
    pub const ALL: [Self; 20] = [
        Self::Lang,
        Self::Ambiguous,
        Self::Realm,
        Self::Hub,
        Self::Pin,
        Self::JoinSecretFile,
        Self::Budget,
        Self::Journal,
        Self::Layout,
        Self::Theme,
        Self::Colours,
        Self::Baud,
        Self::Name,
        Self::Operator,
        Self::Role,
        Self::Lock,
        Self::Bell,
        Self::Area,
        Self::Listen,
        Self::Store,
    ];

    /// Its key in the file, which is also its flag.
    pub fn key(self) -> &'static str {
        match self {
            Self::Lang => "lang",
            Self::Ambiguous => "ambiguous",
            Self::Realm => "realm",
            Self::Hub => "hub",
            Self::Pin => "pin",
            Self::JoinSecretFile => "join-secret-file",
            Self::Budget => "budget",
            Self::Journal => "journal",
            Self::Layout => "layout",
            Self::Theme => "theme",
            Self::Colours => "colours",
            Self::Baud => "baud",
            Self::Name => "name",
            Self::Operator => "operator",
            Self::Role => "role",
            Self::Lock => "lock",
            Self::Bell => "bell",
            Self::Area => "area",
            Self::Listen => "listen",
            Self::Store => "store",
        }
    }

    /// Its environment variable.
    pub fn variable(self) -> String {
        format!("{PREFIX}{}", self.key().to_uppercase().replace('-', "_"))
    }

    /// Its default, as the file writes it; empty stands for "none" or "found out".
    pub fn default(self) -> &'static str {
        match self {
            Self::Lang | Self::Ambiguous | Self::Colours | Self::Baud => "auto",
            Self::Theme => "dark",
            Self::Realm => "live",
            Self::Layout => "commander",
            Self::Listen => "127.0.0.1:7720",
            Self::Lock => "30",
            Self::Bell => "on",
            Self::Hub
            | Self::Pin
            | Self::JoinSecretFile
            | Self::Budget
            | Self::Journal
            | Self::Name
            | Self::Operator
            | Self::Role
            | Self::Area
            | Self::Store => "",
        }
    }

    /// What it may be, as part of a sentence.
    pub fn expected(self) -> Both {
        let (zh, en) = match self {
            Self::Lang => ("auto (按系统语言)、zh 或 en", "auto (from the locale), zh or en"),
            Self::Ambiguous => ("auto (实测)、1 或 2 格", "auto (measured), 1 or 2 cells"),
            Self::Realm => ("live、test 或 drill:NAME", "live, test or drill:NAME"),
            Self::Hub => (
                "地址, 如 ws://127.0.0.1:7720 或 wss://10.1.2.3:7720, 或空着",
                "an address such as ws://127.0.0.1:7720 or wss://10.1.2.3:7720, or nothing",
            ),
            Self::Pin => (
                "平台启动时显示的 64 个十六进制数字, 或空着",
                "the 64 hexadecimal digits that a hub prints at its start, or nothing",
            ),
            Self::JoinSecretFile => ("文件, 或空着", "a file, or nothing"),
            Self::Budget => ("每秒 300 到 10000000 比特, 或空着", "bits per second from 300 to 10000000, or nothing"),
            Self::Journal | Self::Store => {
                ("目录, 或空着用默认的", "a directory, or nothing for one under the state directory")
            }
            Self::Layout => ("版面的名字或文件", "the name of a layout, or its file"),
            Self::Theme => ("配色的名字或文件", "the name of a theme, or its file"),
            Self::Baud => (
                "auto (按串口), 或每秒 300 到 115200 比特",
                "auto (that of a serial line), or bits a second from 300 to 115200",
            ),
            Self::Colours => {
                ("auto (按终端)、none、16、256 或 all", "auto (as the terminal says), none, 16, 256 or all")
            }
            Self::Name => ("席位名, 一行, 或空着用主机名", "the post's name on one line, or nothing for the host's"),
            Self::Operator => {
                ("操作员名, 一行, 或空着用登录名", "the name of the person on one line, or nothing for the login")
            }
            Self::Role => ("此人的职务, 一行, 或空着", "what that person is there for on one line, or nothing"),
            Self::Bell => ("on 或 off", "on or off"),
            Self::Lock => ("0 (从不) 到 1440 分钟", "minutes from 0 (never) to 1440"),
            Self::Area => ("GB/T 2260 代码, 如 410100, 或空着", "a code of GB/T 2260 such as 410100, or nothing"),
            Self::Listen => ("地址和端口, 如 127.0.0.1:7720", "an address and a port such as 127.0.0.1:7720"),
        };
        Both::words(zh, en)
    }

    fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.key() == key)
    }

    /// What is wrong with `text` as this setting.
    fn check(self, text: &str) -> Result<(), Wrong> {
        let closed: &[&str] = match self {
            Self::Lang => &["auto", "zh", "en"],
            Self::Ambiguous => &["auto", "1", "2"],
            Self::Bell => &["on", "off"],
            Self::Colours => &["auto", "none", "16", "256", "all"],
            Self::Realm if text.parse::<Realm>().is_err() => &["live", "test"],
            _ => &[],
        };
        let one_line = !text.chars().any(char::is_control) && text.len() <= 255;
        let good = match self {
            Self::Hub => text.is_empty() || text.starts_with("ws://") || text.starts_with("wss://"),
            Self::Pin => text.is_empty() || text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()),
            Self::Area => text.is_empty() || text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()),
            Self::Listen => text.parse::<SocketAddr>().is_ok(),
            Self::Layout | Self::Theme => !text.trim().is_empty(),
            Self::Lang | Self::Ambiguous | Self::Bell | Self::Colours => closed.contains(&text),
            Self::Realm => closed.is_empty(),
            Self::Baud => text == "auto" || text.parse().is_ok_and(|bits| LINE_BITS.contains(&bits)),
            Self::Lock => text.parse::<u32>().is_ok_and(|minutes| minutes <= 1440),
            Self::Budget => text.is_empty() || text.parse().is_ok_and(|budget| THIN_BUDGET.contains(&budget)),
            Self::JoinSecretFile | Self::Journal | Self::Name | Self::Operator | Self::Role | Self::Store => true,
        };
        if good && one_line {
            return Ok(());
        }
        let nearest = nearest(text, closed.iter().copied());
        Err(Wrong::Value { expected: self.expected(), found: Both::same(super::problem::shown(text)), nearest })
    }
}

const PREFIX: &str = "QIANZHI_";

/// The variable that holds a join secret itself: no setting, because a secret does not belong into a settings file.
pub const JOIN_SECRET: &str = "QIANZHI_JOIN_SECRET";

/// Variables of that prefix which are no settings: the settings file itself, the join secret, and the switch that lets
/// a test cause a fault.
const OTHER_VARIABLES: [&str; 3] = ["QIANZHI_SETTINGS", JOIN_SECRET, "QIANZHI_FAULT"];

/// A setting from outside the file that cannot be.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadSetting {
    /// A variable or flag with a value that cannot be.
    #[error("{source_name}: {wrong}")]
    Value {
        /// The variable or flag.
        source_name: String,
        /// What is wrong.
        wrong: Box<Wrong>,
    },
    /// A variable of ours that means nothing.
    #[error("the environment variable {name} means nothing{}", nearest.as_ref().map(|n| format!("; did you mean {n}?")).unwrap_or_default())]
    Variable {
        /// Its name.
        name: String,
        /// The nearest one that does.
        nearest: Option<String>,
    },
}

impl Tell for BadSetting {
    fn zh(&self) -> String {
        match self {
            Self::Value { source_name, wrong } => format!("{source_name}: {}", wrong.zh()),
            Self::Variable { name, nearest } => {
                let hint = nearest.as_ref().map(|name| format!("; 是不是 {name}?")).unwrap_or_default();
                format!("没有环境变量 {name}{hint}")
            }
        }
    }
}

/// What one source says: any part of the settings.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Layer(BTreeMap<Setting, String>, Option<Keymap>);

impl Layer {
    /// The defaults.
    pub fn defaults() -> Self {
        Self(Setting::ALL.into_iter().map(|setting| (setting, setting.default().to_owned())).collect(), None)
    }

    /// Reads a settings file that must be there.
    pub fn file(path: &Path) -> Result<Self, Fault> {
        Self::text(&path.display().to_string(), &load(path)?)
    }

    /// Reads a settings file; `file` is its name in problems.
    pub fn text(file: &str, text: &str) -> Result<Self, Fault> {
        read_document(file, text, |log, fields| {
            let mut layer = Self::default();
            for setting in Setting::ALL {
                let Some(found) = fields.may_sited::<Plain>(log, setting.key()) else { continue };
                match setting.check(&found.value.0) {
                    Ok(()) => drop(layer.0.insert(setting, found.value.0)),
                    Err(wrong) => log.wrong(&found.spot, wrong),
                }
            }
            let keys = fields.table(log, "keys").and_then(|table| super::keys::keymap(log, table));
            layer.1 = keys.filter(|keys| *keys != Keymap::default());
            Some(layer)
        })
    }

    /// Reads the variables that begin with `QIANZHI_`.
    pub fn environment(variables: impl IntoIterator<Item = (String, String)>) -> Result<Self, BadSetting> {
        let mut layer = Self::default();
        for (name, value) in variables {
            let Some(key) = name.strip_prefix(PREFIX) else { continue };
            if OTHER_VARIABLES.contains(&name.as_str()) {
                continue;
            }
            let setting =
                Setting::of_key(&key.to_lowercase().replace('_', "-")).filter(|setting| setting.variable() == name);
            let Some(setting) = setting else {
                let known: Vec<String> = Setting::ALL.into_iter().map(Setting::variable).collect();
                let nearest = nearest(&name, known.iter().map(String::as_str));
                return Err(BadSetting::Variable { name, nearest });
            };
            layer.set(setting, &value, name)?;
        }
        Ok(layer)
    }

    /// Takes a flag.
    pub fn flag(&mut self, setting: Setting, value: &str) -> Result<(), BadSetting> {
        self.set(setting, value, format!("--{}", setting.key()))
    }

    fn set(&mut self, setting: Setting, value: &str, source_name: String) -> Result<(), BadSetting> {
        setting.check(value).map_err(|wrong| BadSetting::Value { source_name, wrong: Box::new(wrong) })?;
        self.0.insert(setting, value.to_owned());
        Ok(())
    }

    /// Whether it says anything of this setting.
    pub fn says(&self, setting: Setting) -> bool {
        self.0.contains_key(&setting)
    }

    /// This layer over `below`: what it says hides what they say.
    #[must_use]
    pub fn over(self, mut below: Self) -> Self {
        below.0.extend(self.0);
        below.1 = self.1.or(below.1);
        below
    }
}

/// A text, or a whole number written without quotes.
struct Plain(String);

impl Read for Plain {
    fn expected() -> Both {
        String::expected()
    }

    fn read(value: &toml::de::DeValue<'_>) -> Result<Self, Wrong> {
        if let toml::de::DeValue::Integer(number) = value {
            return Ok(Self(number.as_str().to_owned()));
        }
        value.as_str().map(|text| Self(text.to_owned())).ok_or_else(|| wrong_type(String::expected(), value))
    }
}

/// Everything settled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Words of the screen; `None` takes the locale's.
    pub lang: Option<Lang>,
    /// Width of characters of ambiguous width; `None` measures it.
    pub ambiguous: Option<Ambiguous>,
    /// Which world.
    pub realm: Realm,
    /// The same, only when somebody said it: a journal that exists keeps its own.
    pub realm_said: Option<Realm>,
    /// Address of the hub to call.
    pub hub: Option<String>,
    /// The key of that hub, when it does not stand in its address.
    pub pin: Option<String>,
    /// The file with the hub's join secret.
    pub join_secret_file: Option<PathBuf>,
    /// Bits per second each way that the link may use, when it is a thin one.
    pub budget: Option<u32>,
    /// Directory of the journal, when it was named.
    pub journal: Option<PathBuf>,
    /// Name or file of the layout.
    pub layout: String,
    /// Name or file of the theme.
    pub theme: String,
    /// How many colours the terminal shows; `None` takes its word.
    pub colours: Option<Colours>,
    /// Bits a second of the terminal's line; `None` takes a serial line's own.
    pub baud: Option<u32>,
    /// The post's name, when it was given.
    pub name: Option<String>,
    /// The person signed in, when given.
    pub operator: Option<String>,
    /// What that person is there for; empty when nobody said.
    pub role: String,
    /// Minutes without a key after which the console asks who is there; 0 never.
    pub lock: u32,
    /// Whether the terminal's bell rings.
    pub bell: Bell,
    /// The post's jurisdiction.
    pub area: Option<AreaCode>,
    /// Which keys do what.
    pub keys: Keymap,
    /// Where a hub listens.
    pub listen: String,
    /// Directory of a hub's store, when it was named.
    pub store: Option<PathBuf>,
}

impl Settings {
    /// The settings that the layers come to, the defaults below them all.
    pub fn settle(file: Layer, environment: Layer, flags: Layer) -> Self {
        let given = flags.over(environment).over(file);
        let realm_said = given.0.get(&Setting::Realm).and_then(|realm| realm.parse().ok());
        let Layer(mut said, keys) = given.over(Layer::defaults());
        let mut take = |setting| said.remove(&setting).unwrap_or_default();
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        Self {
            lang: match take(Setting::Lang).as_str() {
                "zh" => Some(Lang::Zh),
                "en" => Some(Lang::En),
                _ => None,
            },
            ambiguous: match take(Setting::Ambiguous).as_str() {
                "1" => Some(Ambiguous::One),
                "2" => Some(Ambiguous::Two),
                _ => None,
            },
            // Checked when it was said.
            realm: take(Setting::Realm).parse().unwrap_or(Realm::Live),
            realm_said,
            hub: some(take(Setting::Hub)),
            pin: some(take(Setting::Pin)),
            join_secret_file: some(take(Setting::JoinSecretFile)).map(PathBuf::from),
            budget: take(Setting::Budget).parse().ok(),
            journal: some(take(Setting::Journal)).map(PathBuf::from),
            layout: take(Setting::Layout),
            theme: take(Setting::Theme),
            baud: take(Setting::Baud).parse().ok(),
            colours: match take(Setting::Colours).as_str() {
                "none" => Some(Colours::None),
                "16" => Some(Colours::Sixteen),
                "256" => Some(Colours::Indexed),
                "all" => Some(Colours::True),
                _ => None,
            },
            name: some(take(Setting::Name)),
            operator: some(take(Setting::Operator)),
            role: take(Setting::Role),
            lock: take(Setting::Lock).parse().unwrap_or_default(),
            bell: if take(Setting::Bell) == "off" { Bell::Silent } else { Bell::Rings },
            area: some(take(Setting::Area)).map(AreaCode),
            keys: keys.unwrap_or_default(),
            listen: take(Setting::Listen),
            store: some(take(Setting::Store)).map(PathBuf::from),
        }
    }
}

#[cfg(test)]
mod tests;
