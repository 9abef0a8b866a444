//! What every command needs before it begins: settings from their four sources, and the directories of this user.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use crate::config::settings::{Layer, Paths, Setting, Settings};
use crate::domain::Realm;
use crate::journal::{Disk, Fitness, Journal, fitness};
use crate::text::Lang;

/// Where settings come from.
#[derive(clap::Args)]
pub(super) struct Sources {
    /// Settings file, instead of qianzhi/settings.toml in the user's configuration directory.
    #[arg(long, value_name = "FILE", global = true)]
    settings: Option<PathBuf>,
}

/// Flags of every command that prints words.
#[derive(clap::Args)]
pub(super) struct Wording {
    /// Language: zh or en.
    #[arg(long)]
    lang: Option<String>,
    #[command(flatten)]
    sources: Sources,
}

impl Wording {
    /// Settles these flags, and others of the command, over the environment and the settings file.
    pub(super) fn settle(&self, others: &[(Setting, Option<&str>)]) -> Result<Setup, Failure> {
        Setup::read(&self.sources, &[&[(Setting::Lang, self.lang.as_deref())], others].concat())
    }
}

/// Settings, and where files lie that nobody named a place for.
pub(super) struct Setup {
    /// The settings.
    pub(super) settings: Settings,
    /// What they are without the command's flags: what this login does from day to day.
    pub(super) standing: Option<Settings>,
    paths: Option<Paths>,
    /// What a settings file said, when there is one.
    file: Option<Layer>,
    environment: Layer,
    given: Layer,
}

impl Setup {
    /// Defaults < file < environment < flags.
    pub(super) fn read(sources: &Sources, flags: &[(Setting, Option<&str>)]) -> Result<Self, Failure> {
        let paths = Paths::find(|name| env::var_os(name));
        let named = sources.settings.clone().or_else(|| env::var_os("QIANZHI_SETTINGS").map(PathBuf::from));
        let file = match (named, &paths) {
            (Some(path), _) => Some(Layer::file(&path)?),
            (None, Some(paths)) if paths.settings().exists() => Some(Layer::file(&paths.settings())?),
            _ => None,
        };
        // A variable that is not text is none of ours: ours are checked, and none of them may be anything but text.
        let variables = env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.to_string_lossy().into_owned())));
        let environment = Layer::environment(variables)?;
        let mut given = Layer::default();
        for (setting, value) in flags {
            if let Some(value) = value {
                given.flag(*setting, value)?;
            }
        }
        let standing = [environment.clone(), Layer::default()]
            .into_iter()
            .map(|environment| Settings::settle(file.clone().unwrap_or_default(), environment, Layer::default()))
            .find(|standing| standing.realm == Realm::Live);
        let settings = Settings::settle(file.clone().unwrap_or_default(), environment.clone(), given.clone());
        Ok(Self { settings, standing, paths, file, environment, given })
    }

    /// Takes what was answered at an earlier start, below everything else.
    pub(super) fn take_answers(&mut self) -> Result<(), Failure> {
        let Some(path) = self.paths.as_ref().map(Paths::answers).filter(|path| path.exists()) else { return Ok(()) };
        let file = self.file.clone().unwrap_or_default().over(Layer::file(&path)?);
        self.settings = Settings::settle(file, self.environment.clone(), self.given.clone());
        Ok(())
    }

    /// Whether there is a settings file.
    pub(super) fn has_file(&self) -> bool {
        self.file.is_some()
    }

    /// Whether a flag or a variable says anything of this setting.
    pub(super) fn says(&self, setting: Setting) -> bool {
        self.given.says(setting) || self.environment.says(setting)
    }

    /// The directories of this user.
    pub(super) fn paths(&self) -> Result<&Paths, Failure> {
        self.paths.as_ref().ok_or(Failure::NoHome)
    }

    /// The language: the setting, or the locale's.
    pub(super) fn lang(&self) -> Lang {
        self.settings.lang.unwrap_or_else(locale)
    }

    /// The person at the keyboard: the setting, or the login.
    pub(super) fn operator(&self) -> String {
        let login = || env::var("USER").or_else(|_| env::var("LOGNAME")).ok();
        self.settings.operator.clone().or_else(login).unwrap_or_default()
    }
}

/// The language in which a command line is answered whatever is wrong with it: what `--lang` says, `QIANZHI_LANG`, the
/// settings file as far as it can be read, the locale.
pub(super) fn tongue(args: &[OsString]) -> Lang {
    let flags = args.iter().map(|arg| arg.to_string_lossy()).take_while(|arg| arg != "--");
    let flags: Vec<_> = flags.collect();
    let after = |flag: &str| {
        let equals = format!("{flag}=");
        let at = flags.iter().position(|arg| arg == flag || arg.starts_with(&equals))?;
        let told = flags.get(at)?.strip_prefix(&equals).map(str::to_owned);
        told.or_else(|| flags.get(at + 1).map(|arg| arg.clone().into_owned()))
    };
    let known = |text: String| match text.as_str() {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    };
    let said = after("--lang").or_else(|| env::var("QIANZHI_LANG").ok());
    let file = || {
        let named =
            after("--settings").map(PathBuf::from).or_else(|| env::var_os("QIANZHI_SETTINGS").map(PathBuf::from));
        let path = named.or_else(|| Some(Paths::find(|name| env::var_os(name))?.settings()))?;
        Settings::settle(Layer::file(&path).ok()?, Layer::default(), Layer::default()).lang
    };
    match said {
        Some(said) => known(said).unwrap_or_else(locale),
        None => file().unwrap_or_else(locale),
    }
}

/// The language of this user's locale.
pub(super) fn locale() -> Lang {
    of_locale(|name| env::var(name).ok())
}

/// Looks at the disk of a journal behind everything else: what it finds goes to the log.
pub(super) fn look_at_disk(journal: &Journal) -> Result<(), Failure> {
    let dir = journal.dir().to_owned();
    let look = move || match fitness(&dir, &Disk) {
        Ok(Fitness { sync, doubts }) => {
            tracing::info!(dir = %dir.display(), ?sync, "the disk of the journal");
            for doubt in doubts {
                tracing::warn!("{doubt}");
            }
        }
        Err(error) => tracing::warn!(%error, "the disk of the journal could not be looked at"),
    };
    std::thread::Builder::new().name("qianzhi-disk".to_owned()).spawn(look).map(drop).map_err(Failure::Thread)
}

/// A path as the flag it came from.
pub(super) fn text(path: Option<&Path>) -> Option<&str> {
    path.and_then(Path::to_str)
}

/// The language of the locale: Chinese when it says so, else English.
fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG")).unwrap_or_default();
    if locale.starts_with("zh") { Lang::Zh } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_chooses_the_language_in_the_order_of_posix() {
        let lang = |set: &[(&str, &str)]| {
            of_locale(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(lang(&[]), Lang::En);
        assert_eq!(lang(&[("LANG", "zh_CN.UTF-8")]), Lang::Zh);
        assert_eq!(lang(&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C.UTF-8")]), Lang::En);
        assert_eq!(lang(&[("LANG", "en_US.UTF-8"), ("LC_ALL", ""), ("LC_MESSAGES", "zh_TW")]), Lang::Zh);
    }
}
