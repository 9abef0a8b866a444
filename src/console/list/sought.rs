//! What is looked for in a list: words, each a regular expression or the initials of a name.

use regex::{Regex, RegexBuilder};

use crate::limits::REGEX_BYTES_MAX;
use crate::text::names::{Fit, fit, folded};
use crate::text::number::DIGITS;

/// A filter as it was typed, and how it is carried out.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    text: String,
    words: Vec<Word>,
    /// Why a word is no regular expression; it is then looked for as it stands.
    flaw: Option<String>,
}

/// One word of it; every one must be found.
#[derive(Clone, Debug)]
enum Word {
    /// A regular expression, case and full-width forms folded.
    Expression(Regex),
    /// Plain text: as it stands, or as the pinyin of a name.
    Plain(String),
}

impl Sought {
    /// Reads a filter: words between blanks. A word with a sign that means something in a regular expression is one.
    pub fn new(text: &str) -> Self {
        let mut sought = Self { text: text.trim_start().to_owned(), ..Self::default() };
        for word in folded(text).split_whitespace() {
            match expression(word) {
                None => sought.words.push(Word::Plain(word.to_owned())),
                Some(Ok(regex)) => sought.words.push(Word::Expression(regex)),
                Some(Err(flaw)) => {
                    sought.words.push(Word::Plain(word.to_owned()));
                    sought.flaw = Some(flaw);
                }
            }
        }
        sought
    }

    /// As it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether everything is found.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Why a word is taken as it stands.
    pub fn flaw(&self) -> Option<&str> {
        self.flaw.as_deref()
    }

    /// Digits that an entry's number must have so that every number among the words is found: as many as it has at least,
    /// and all of them where more than those were said.
    pub fn digits(&self) -> u8 {
        let long = |word: &str| {
            let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
            word.split_once('-').is_some_and(|(minute, rest)| {
                minute.len() == 4 && rest.len() > usize::from(DIGITS.0) && digits(minute) && digits(rest)
            })
        };
        if folded(&self.text).split_whitespace().any(long) { DIGITS.1 } else { DIGITS.0 }
    }

    /// Whether all its words are found in `text`.
    pub fn finds(&self, text: &str) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let text = folded(text);
        self.words.iter().all(|word| match word {
            Word::Expression(regex) => regex.is_match(&text),
            Word::Plain(plain) => text.contains(plain.as_str()) || by_pinyin(plain, &text),
        })
    }
}

/// `None` when a word has no sign of a regular expression.
fn expression(word: &str) -> Option<Result<Regex, String>> {
    if !word.contains(['.', '*', '+', '?', '|', '^', '$', '[', '(', '\\', '{']) {
        return None;
    }
    let built = RegexBuilder::new(word).size_limit(REGEX_BYTES_MAX).build();
    // The last line of the library's words names the flaw; those before it draw the pattern.
    Some(built.map_err(|e| e.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned()))
}

/// Letters may be the pinyin of characters that stand together.
fn by_pinyin(plain: &str, text: &str) -> bool {
    plain.bytes().all(|b| b.is_ascii_lowercase())
        && text.split_whitespace().any(|name| fit(plain, name).is_some_and(|fit| fit < Fit::Scattered))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_order_and_every_one_must_be() {
        let sought = Sought::new("水深 京广");
        assert!(sought.finds("京广路 水深1.6米") && !sought.finds("京广路 封闭"));
        assert!(Sought::new("").finds("") && Sought::new("  ").finds("京广路"));
    }

    #[test]
    fn expressions_letters_and_full_width_forms() {
        assert!(Sought::new("水深[0-9.]+米").finds("京广路 水深1.6米"));
        assert!(Sought::new("^p1|p2").finds("P2 抽排二队"));
        assert!(Sought::new("jgl").finds("到 京广路 待命") && !Sought::new("jgl").finds("京西 广场"));
        assert!(Sought::new("Ｐ１").finds("p1 抽排一队"));
    }

    #[test]
    fn a_longer_number_of_an_entry_is_looked_for_in_all_its_digits() {
        for (text, digits) in
            [("1558-372", 3), ("1558-3721", 9), ("１５５８-３７２１ 水", 9), ("07-2012", 3), ("1558-37a1", 3)]
        {
            assert_eq!(Sought::new(text).digits(), digits, "{text}");
        }
    }

    #[test]
    fn what_is_no_expression_is_looked_for_as_it_stands_and_says_why() {
        let sought = Sought::new("(电话");
        assert!(sought.flaw().is_some_and(|flaw| flaw.contains("unclosed")), "{:?}", sought.flaw());
        assert!(sought.finds("封闭 (电话 张某)") && !sought.finds("电话 张某"));
        assert!(Sought::new("a{1000}{1000}{1000}").flaw().is_some(), "nor may one take the machine's memory");
    }
}
