//! The words of the screen: every one in Chinese and English, side by side, so that a missing word does not compile.
//!
//! One file per region. A table is an enum of its own or the words of a domain enum; both are matched exhaustively.

mod aar;
mod assembly;
mod authority;
mod board;
mod calls;
mod consult;
mod domain;
mod evacuation;
mod frame;
mod history;
mod linkage;
mod notice;
mod report;
mod resource;
mod rules;
mod scene;
mod start;
mod structure;
mod switch;
mod warning;

use std::fmt::Display;

use super::Lang;

pub use aar::AarWord;
pub use assembly::AssemblyWord;
pub use authority::AuthorityWord;
pub use board::{
    AtlasWord, ConflictWord, DrillWord, HubWord, IncidentWord, ListWord, OrderWord, PlanWord, SituationWord, TeamWord,
};
pub use calls::CallWord;
pub use consult::ConsultWord;
pub use domain::{Full, Prompt, Scale};
pub use evacuation::EvacuationWord;
pub use frame::{AgeWord, BesideWord, BoardsWord, EntryWord, HelpWord, RailWord, StatusWord};
pub use history::{JournalWord, PastWord};
pub use linkage::LinkageWord;
pub use notice::NoticeWord;
pub use report::ReportWord;
pub use resource::ResourceWord;
pub use rules::RuleWord;
pub use scene::SceneWord;
pub use start::{CardWord, StartWord};
pub use structure::StructureWord;
pub use switch::SwitchWord;
pub use warning::WarningWord;

/// A word in both languages.
pub trait Word: Copy {
    /// Chinese, English.
    fn both(self) -> [&'static str; 2];

    /// The word in `lang`.
    fn say(self, lang: Lang) -> &'static str {
        let [zh, en] = self.both();
        lang.pick(zh, en)
    }

    /// The word with `{0}`, `{1}`… replaced by `args`.
    fn with(self, lang: Lang, args: &[&dyn Display]) -> String {
        fill(self.say(lang), args)
    }
}

/// `template` with `{0}`, `{1}`… replaced by `args`; what is put in is never looked at for more places.
pub fn fill(template: &str, args: &[&dyn Display]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut left = template;
    while let Some((before, after)) = left.split_once('{') {
        out.push_str(before);
        let arg = after.split_once('}').and_then(|(n, rest)| Some((args.get(n.parse::<usize>().ok()?)?, rest)));
        if let Some((arg, rest)) = arg {
            out.push_str(&arg.to_string());
            left = rest;
        } else {
            out.push('{');
            left = after;
        }
    }
    out.push_str(left);
    out
}

/// A table of words: `words! { Name { Key = "中文", "English"; } }` makes the enum `Name` with `Name::ALL`;
/// `words! { impl DomainEnum { Variant = "中文", "English"; } }` gives a domain enum its words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($key:ident = $zh:literal, $en:literal;)+ }) => {
        $(#[$doc])*
        #[expect(missing_docs, reason = "each word is its own description")]
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum $name { $($key),+ }

        impl $name {
            /// Every word of the table.
            pub const ALL: &'static [Self] = &[$(Self::$key),+];
        }

        impl $crate::text::words::Word for $name {
            fn both(self) -> [&'static str; 2] {
                match self { $(Self::$key => [$zh, $en]),+ }
            }
        }
    };
    (impl $name:ident { $($key:ident = $zh:literal, $en:literal;)+ }) => {
        impl $crate::text::words::Word for $name {
            fn both(self) -> [&'static str; 2] {
                match self { $(Self::$key => [$zh, $en]),+ }
            }
        }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cells::{Ambiguous, width};

    fn all() -> Vec<[&'static str; 2]> {
        fn of<W: Word>(words: &[W]) -> impl Iterator<Item = [&'static str; 2]> {
            words.iter().map(|word| word.both())
        }
        of(StatusWord::ALL)
            .chain(of(AgeWord::ALL))
            .chain(of(BesideWord::ALL))
            .chain(of(BoardsWord::ALL))
            .chain(of(RailWord::ALL))
            .chain(of(EntryWord::ALL))
            .chain(of(HelpWord::ALL))
            .chain(of(SituationWord::ALL))
            .chain(of(ListWord::ALL))
            .chain(of(AtlasWord::ALL))
            .chain(of(JournalWord::ALL))
            .chain(of(PastWord::ALL))
            .chain(of(CardWord::ALL))
            .chain(of(StartWord::ALL))
            .chain(of(IncidentWord::ALL))
            .chain(of(TeamWord::ALL))
            .chain(of(OrderWord::ALL))
            .chain(of(PlanWord::ALL))
            .chain(of(ConflictWord::ALL))
            .chain(of(HubWord::ALL))
            .chain(of(DrillWord::ALL))
            .chain(of(ReportWord::ALL))
            .chain(of(WarningWord::ALL))
            .chain(of(Prompt::ALL))
            .chain(domain::every())
            .chain(rules::every())
            .chain(assembly::every())
            .chain(authority::every())
            .chain(switch::every())
            .chain(consult::every())
            .chain(resource::every())
            .chain(aar::every())
            .chain(linkage::every())
            .chain(scene::every())
            .collect()
    }

    #[test]
    fn every_word_has_the_same_places_in_both_languages() {
        for [zh, en] in all() {
            for n in 0..4 {
                let place = format!("{{{n}}}");
                assert_eq!(zh.contains(&place), en.contains(&place), "{zh} / {en}");
            }
        }
    }

    #[test]
    fn no_word_has_a_character_of_ambiguous_width() {
        for text in all().into_iter().chain(rules::texts()).flatten() {
            assert_eq!(width(text, Ambiguous::One), width(text, Ambiguous::Two), "{text}");
        }
    }

    /// Names of the terminal and the command line, which are no words.
    const COMMAND_LINE: [&str; 17] = [
        "qianzhi console --choose",
        "wss://10.1.2.3:7720",
        "ws://127.0.0.1:7720",
        "wss://",
        "ws://",
        "TERM=xterm-256color",
        "TERM",
        "LANG=zh_CN.UTF-8",
        "LANG",
        "UTF-8",
        "tmux",
        "Esc",
        "ssh",
        "--ambiguous auto",
        "--ambiguous",
        "--lang en",
        "braille",
    ];

    #[test]
    fn chinese_words_have_no_english_and_english_words_no_chinese() {
        for [zh, en] in all() {
            let bare = ["R-", "KiB", "WGS84", "CGCS2000"]
                .iter()
                .chain(&COMMAND_LINE)
                .fold(zh.to_owned(), |zh, word| zh.replace(word, ""));
            let bare = bare.replace("80x24", "").replace("{0}x{1}", "");
            assert!(!bare.chars().any(|c| c.is_ascii_alphabetic()), "{zh}");
            assert!(en.is_ascii(), "{en}");
        }
    }

    #[test]
    fn what_is_filled_in_is_not_read_as_a_template() {
        assert_eq!(fill("{0} > {1}", &[&"{1}", &2]), "{1} > 2");
        assert_eq!(fill("{7} {x} {", &[&1]), "{7} {x} {");
    }
}
