//! What a person answered when a console was started for the first time: settings of the lowest rank, in a file that the
//! program keeps itself. Whatever a settings file, a variable or a flag says goes before it.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::Setting;

/// The answers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Answers {
    /// The hub to call; none to work alone.
    pub hub: Option<String>,
    /// Its key.
    pub pin: Option<String>,
    /// The file with its join secret.
    pub secret_file: Option<PathBuf>,
}

impl Answers {
    /// As a settings file, which is read like any other. Without a hub it says nothing, and that it is there says that
    /// the question was answered.
    pub fn text(&self) -> String {
        let mut text = "# Answered when a console was first started here; `qianzhi console --choose` asks again.\n\
                        # A settings file, a variable or a flag goes before it.\n"
            .to_owned();
        let secret = self.secret_file.as_ref().map(|path| path.to_string_lossy().into_owned());
        let said = [(Setting::Hub, &self.hub), (Setting::Pin, &self.pin), (Setting::JoinSecretFile, &secret)];
        for (setting, value) in said {
            if let Some(value) = value {
                let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
                // Writing to a text cannot fail.
                writeln!(text, "{} = \"{quoted}\"", setting.key()).ok();
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Layer, Settings};
    use super::*;

    #[test]
    fn what_was_answered_is_read_as_settings_below_every_other() {
        let answers = Answers {
            hub: Some("wss://10.1.2.3:7720".into()),
            pin: Some("ab".repeat(32)),
            secret_file: Some("/home/a \"b\" \\c/join.secret".into()),
        };
        let layer = Layer::text("start.toml", &answers.text()).unwrap();
        let over = |file: Layer| Settings::settle(file.over(layer.clone()), Layer::default(), Layer::default());
        let settings = over(Layer::default());
        assert_eq!((settings.hub, settings.pin), (answers.hub.clone(), answers.pin.clone()));
        assert_eq!(settings.join_secret_file, answers.secret_file);
        let settings = over(Layer::text("s.toml", "hub = \"ws://127.0.0.1:1\"").unwrap());
        assert_eq!(settings.hub.as_deref(), Some("ws://127.0.0.1:1"));
        assert_eq!(Layer::text("start.toml", &Answers::default().text()), Ok(Layer::default()));
    }
}
