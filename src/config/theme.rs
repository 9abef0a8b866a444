//! Theme files: how each meaning looks. Four are built in; any other is a file, in the place of one of those.
//!
//! ```toml
//! name = "夜班"
//! from = "dark"                    # what is not said here stays as it is there
//! ascii = false                    # true: maps keep to ASCII, whatever the layout says
//!
//! [alarm]
//! text = "#ff5f00"                 # "#rrggbb", one of sixteen such as "bright-red", a number to 255, or "own"
//! ground = "own"                   # the terminal's own
//! bold = true                      # dim, underline, reverse and blink are there too
//! sixteen = { text = "bright-red", bold = true }   # on a terminal of sixteen colours
//! ```

use std::path::Path;

use toml::de::DeValue;

use super::fields::{Fields, Log, nearest, read_document, wrong_type};
use super::{Fault, Read, Wrong, load};
use crate::console::{Attributes, Colours, Hue, Ink, Meaning, Paint, Theme};
use crate::limits::THEMES_MAX;
use crate::text::tell::{Both, both};

/// Names of the sixteen colours, in their order.
const SIXTEEN: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

/// Channels of the cube of 216 that xterm shows from number 16 on.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

const HUE: Both = Both::words(
    "颜色: \"#rrggbb\", 名字如 \"bright-red\", 到 255 的数, 或 \"own\"",
    "a colour: \"#rrggbb\", a name such as \"bright-red\", a number to 255, or \"own\"",
);

/// The theme that `wanted` names: a built-in one, one of the user's own in `own`, or a file.
pub fn named(wanted: &str, own: Option<&Path>) -> Result<Theme, Fault> {
    if let Some(theme) = Theme::built_in(wanted) {
        return Ok(theme);
    }
    let path = Path::new(wanted);
    let bare = !wanted.contains(['/', '\\', '.']);
    if !bare || path.exists() {
        return read(path);
    }
    // What looks like a name and is no file was meant as a name: that of a file, or the one in it.
    let (themes, _) = own.map(all).unwrap_or_default();
    if let Some(theme) = themes.iter().find(|theme| theme.name == wanted) {
        return Ok(theme.clone());
    }
    if let Some(path) = own.map(|dir| dir.join(format!("{wanted}.toml"))).filter(|path| path.exists()) {
        return read(&path);
    }
    let known = || Theme::NAMES.into_iter().chain(themes.iter().map(|theme| theme.name.as_str()));
    Err(Fault::NoSuchTheme {
        name: super::problem::shown(wanted),
        known: known().collect::<Vec<_>>().join(", "),
        nearest: nearest(wanted, known()),
    })
}

/// The user's own themes: every readable file of the directory by its name, and what is wrong with the others.
pub fn all(dir: &Path) -> (Vec<Theme>, Vec<Fault>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return (Vec::new(), Vec::new()) };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    paths.truncate(THEMES_MAX);
    let (mut themes, mut faults) = (Vec::new(), Vec::new());
    for path in paths {
        match read(&path) {
            Ok(theme) => themes.push(theme),
            Err(fault) => faults.push(fault),
        }
    }
    (themes, faults)
}

/// A theme that was chosen at the keyboard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Its name.
    pub theme: String,
    /// What the settings said when it was chosen.
    pub instead: String,
}

impl Choice {
    /// As the file that is kept.
    pub fn text(&self) -> String {
        let line = |key: &str, text: &str| format!("{key} = \"{}\"\n", text.replace('\\', "\\\\").replace('"', "\\\""));
        format!(
            "# Chosen at the keyboard, as long as the settings say what they said then.\n{}{}",
            line("theme", &self.theme),
            line("instead-of", &self.instead)
        )
    }

    /// Reads that file.
    pub fn read_text(file: &str, text: &str) -> Result<Self, Fault> {
        read_document(file, text, |log, fields| {
            let (theme, instead) = (fields.line(log, "theme"), fields.line(log, "instead-of"));
            Some(Self { theme: theme?, instead: instead? })
        })
    }
}

/// Reads and checks a theme file.
pub fn read(path: &Path) -> Result<Theme, Fault> {
    read_text(&path.display().to_string(), &load(path)?)
}

/// Reads and checks a theme; `file` is its name in problems.
pub fn read_text(file: &str, text: &str) -> Result<Theme, Fault> {
    read_document(file, text, |log, fields| Some(theme(log, fields)))
}

fn theme(log: &mut Log<'_>, fields: &mut Fields<'_>) -> Theme {
    let spot = fields.spot_of("name");
    let name = fields.line(log, "name");
    if let Some(name) = name.as_deref().filter(|name| Theme::built_in(name).is_some()) {
        let expected = Both::words("内置配色没有的名字", "a name that no built-in theme has");
        log.wrong(&spot, Wrong::Value { expected, found: Both::same(name.to_owned()), nearest: None });
    }
    let mut theme = from(log, fields);
    theme.name = name.unwrap_or_default();
    theme.ascii = fields.may::<bool>(log, "ascii").unwrap_or(theme.ascii);
    for (meaning, _) in Meaning::LETTERS {
        if let Some(table) = fields.table(log, meaning.slug()) {
            let ink = ink(log, table, theme.ink(meaning));
            theme = theme.with(meaning, ink);
        }
    }
    for meaning in [Meaning::Drill, Meaning::Test, Meaning::Past] {
        distinct(log, fields, &theme, meaning);
    }
    theme
}

/// The built-in theme that it begins with.
fn from(log: &mut Log<'_>, fields: &mut Fields<'_>) -> Theme {
    let Some(from) = fields.may_sited::<String>(log, "from") else { return Theme::default() };
    Theme::built_in(&from.value).unwrap_or_else(|| {
        log.wrong(
            &from.spot,
            Wrong::not_one_of(Both::words("内置配色", "a built-in theme"), &from.value, Theme::NAMES.into_iter()),
        );
        Theme::default()
    })
}

/// What is not the real thing must not look like it, where there is colour at all.
fn distinct(log: &mut Log<'_>, fields: &Fields<'_>, theme: &Theme, meaning: Meaning) {
    let live = theme.ink(Meaning::Status);
    let same = [Colours::True, Colours::Sixteen].into_iter().find(|colours| {
        let paint = live.paint(*colours);
        paint == theme.ink(meaning).paint(*colours) && (paint.text, paint.ground) != (Hue::Own, Hue::Own)
    });
    if let Some(colours) = same {
        let where_from = match colours {
            Colours::Sixteen => Both::words(" (十六色终端上)", " on a terminal of sixteen colours"),
            _ => Both::default(),
        };
        let status = Meaning::Status.slug();
        let expected = both!("和 `{status}` 不同的样子{0}", "another look than that of `{status}`{0}", where_from);
        let wrong = Wrong::Value { expected, found: Both::words("一样", "the same"), nearest: None };
        log.wrong(&fields.spot_of(meaning.slug()), wrong);
    }
}

/// One meaning: what its table says, over what it was.
fn ink(log: &mut Log<'_>, mut table: Fields<'_>, was: Ink) -> Ink {
    let full = paint(log, &mut table, was.full);
    // What was chosen for sixteen colours goes with the look that it was chosen for.
    let mut sixteen = if full == was.full { was.sixteen } else { None };
    if let Some(mut few) = table.table(log, "sixteen") {
        sixteen =
            Some(paint(log, &mut few, sixteen.unwrap_or(Paint { attributes: full.attributes, ..Paint::default() })));
        few.close(log);
    }
    table.close(log);
    Ink { full, sixteen }
}

fn paint(log: &mut Log<'_>, table: &mut Fields<'_>, was: Paint) -> Paint {
    let spot = table.spot_of("ground");
    let text = table.may::<Hue>(log, "text").unwrap_or(was.text);
    let ground = table.may::<Hue>(log, "ground").unwrap_or(was.ground);
    if text == ground && text != Hue::Own {
        let expected = Both::words("和字不同的颜色", "another colour than that of the letters on it");
        log.wrong(&spot, Wrong::Value { expected, found: Both::words("一样", "the same"), nearest: None });
    }
    let mut flag = |key, was| table.may::<bool>(log, key).unwrap_or(was);
    let attributes = Attributes {
        bold: flag("bold", was.attributes.bold),
        dim: flag("dim", was.attributes.dim),
        underline: flag("underline", was.attributes.underline),
        reverse: flag("reverse", was.attributes.reverse),
        blink: flag("blink", was.attributes.blink),
    };
    Paint { text, ground, attributes }
}

impl Read for Hue {
    fn expected() -> Both {
        HUE
    }

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        let not = |found: &str, nearest| Wrong::Value {
            expected: HUE,
            found: Both::same(super::problem::shown(found)),
            nearest,
        };
        match value {
            DeValue::Integer(number) => number.as_str().parse().map(of_number).map_err(|_| not(number.as_str(), None)),
            DeValue::String(text) => {
                let text: &str = text;
                of_text(text).ok_or_else(|| not(text, nearest(text, SIXTEEN.into_iter().chain(["own"]))))
            }
            other => Err(wrong_type(HUE, other)),
        }
    }
}

fn of_text(text: &str) -> Option<Hue> {
    if let Some(digits) = text.strip_prefix('#') {
        let rgb = u32::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 6)?;
        let [_, red, green, blue] = rgb.to_be_bytes();
        return Some(Hue::Rgb(red, green, blue));
    }
    if text == "own" {
        return Some(Hue::Own);
    }
    (0_u8..).zip(SIXTEEN).find(|(_, name)| *name == text).map(|(number, _)| Hue::Named(number))
}

/// A colour by its number in xterm's 256.
fn of_number(number: u8) -> Hue {
    let cube = number.saturating_sub(16);
    let channel = |n: u8| CUBE.get(usize::from(n)).copied().unwrap_or(u8::MAX);
    match number {
        0..=15 => Hue::Named(number),
        16..=231 => Hue::Rgb(channel(cube / 36), channel(cube / 6 % 6), channel(cube % 6)),
        232.. => {
            let grey = (number - 232).saturating_mul(10).saturating_add(8);
            Hue::Rgb(grey, grey, grey)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        read_text("my.toml", text).unwrap_err().to_string()
    }

    #[test]
    fn what_a_file_says_stands_in_the_place_of_what_it_begins_with() {
        let text = "name = \"night\"\nfrom = \"light\"\nascii = true\n[alarm]\ntext = \"#102030\"\nunderline = true\n\
                    [key]\ntext = 202\nsixteen = { text = \"bright-red\" }\n[quiet]\ntext = \"own\"\ndim = true\n";
        let (theme, light) = (read_text("my.toml", text).unwrap(), Theme::built_in("light").unwrap());
        assert!(theme.ascii && theme.name == "night");
        let alarm = theme.ink(Meaning::Alarm);
        assert_eq!(alarm.full.text, Hue::Rgb(0x10, 0x20, 0x30));
        assert!(alarm.full.attributes.underline && alarm.full.attributes.bold, "bold as before");
        assert_eq!(alarm.paint(Colours::Sixteen), alarm.full, "the nearest, not that of another look");
        let key = theme.ink(Meaning::Key);
        assert_eq!((key.full.text, key.sixteen.unwrap().text), (Hue::Rgb(255, 95, 0), Hue::Named(9)));
        assert_eq!(theme.ink(Meaning::Quiet).full.text, Hue::Own);
        for meaning in [Meaning::Plain, Meaning::Attention, Meaning::Drill, Meaning::Selected] {
            assert_eq!(theme.ink(meaning), light.ink(meaning), "{meaning:?}");
        }
        assert_eq!(
            read_text("my.toml", "name = \"x\"\n").unwrap().ink(Meaning::Key),
            Theme::default().ink(Meaning::Key)
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place_and_the_nearest_name() {
        for (text, expected) in [
            ("from = \"dark\"\n", "my.toml:1:1: `name` is missing"),
            ("name = \"dark\"\n", "my.toml:1:8: name: expected a name that no built-in theme has, found `dark`"),
            (
                "name = \"x\"\nfrom = \"drak\"\n",
                "my.toml:2:8: from: expected one of dark, light, mono, ascii, found `drak`; did you mean `dark`?",
            ),
            ("name = \"x\"\n[alrm]\ntext = 1\n", "my.toml:2:2: alrm: unknown key `alrm`; did you mean `alarm`?"),
            ("name = \"x\"\n[alarm]\ntext = \"brightred\"\n", "my.toml:3:8: alarm.text: expected a colour"),
            ("name = \"x\"\n[alarm]\ntext = \"brightred\"\n", "did you mean `bright-red`?"),
            ("name = \"x\"\n[alarm]\ntext = \"#12345\"\n", "my.toml:3:8: alarm.text: expected a colour"),
            ("name = \"x\"\n[alarm]\ntext = 256\n", "found `256`"),
            ("name = \"x\"\n[alarm]\ntext = true\n", "alarm.text: expected a colour"),
            (
                "name = \"x\"\n[alarm]\nbolt = true\n",
                "my.toml:3:1: alarm.bolt: unknown key `bolt`; did you mean `bold`?",
            ),
            ("name = \"x\"\n[alarm]\nbold = 1\n", "my.toml:3:8: alarm.bold: expected true or false"),
            ("name = \"x\"\nalarm = \"red\"\n", "my.toml:2:9: alarm: expected a table"),
            (
                "name = \"x\"\n[key]\ntext = \"red\"\nground = \"red\"\n",
                "my.toml:4:10: key.ground: expected another colour than that of the letters on it",
            ),
            (
                "name = \"x\"\n[key]\nsixteen = { txet = 1 }\n",
                "my.toml:3:13: key.sixteen.txet: unknown key `txet`; did you mean `text`?",
            ),
            (
                "name = \"x\"\n[drill]\ntext = \"#ffffff\"\nground = \"#0000af\"\n",
                "my.toml:2:1: drill: expected another look than that of `live`, found `the same`",
            ),
            ("name = x\n", "not TOML"),
        ] {
            let said = wrong(text);
            assert!(said.contains(expected), "{said}\nshould say: {expected}");
        }
    }

    #[test]
    fn a_choice_is_read_as_it_was_kept() {
        for theme in ["light", "夜 \"班\" \\ 1"] {
            let choice = Choice { theme: theme.to_owned(), instead: "dark".to_owned() };
            assert_eq!(Choice::read_text("theme.toml", &choice.text()), Ok(choice));
        }
    }

    #[test]
    fn a_theme_is_built_in_one_of_the_users_own_or_a_file() {
        for name in Theme::NAMES {
            assert_eq!(named(name, None).unwrap().name, name);
        }
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("b.toml"), "name = \"夜班\"\n").unwrap();
        std::fs::write(dir.path().join("a.toml"), "name = \"a\"\n[alarm]\ntext = 999\n").unwrap();
        std::fs::write(dir.path().join("notes.txt"), "no theme").unwrap();
        let (themes, faults) = all(dir.path());
        assert_eq!(themes.iter().map(|theme| theme.name.as_str()).collect::<Vec<_>>(), ["夜班"]);
        let [fault] = faults.as_slice() else { panic!("{faults:?}") };
        assert!(fault.to_string().contains("a.toml:3:8: alarm.text"), "{fault}");
        assert_eq!(named("夜班", Some(dir.path())).unwrap().name, "夜班");
        assert_eq!(named("b", Some(dir.path())).unwrap().name, "夜班");
        assert_eq!(named(dir.path().join("b.toml").to_str().unwrap(), None).unwrap().name, "夜班");
        let said = named("lihgt", Some(dir.path())).unwrap_err().to_string();
        assert!(said.contains("dark, light, mono, ascii, 夜班") && said.contains("did you mean `light`?"), "{said}");
        assert!(named("a", Some(dir.path())).unwrap_err().to_string().contains("a.toml:3:8"));
    }
}
