//! Single values: text, numbers, times, lengths of time.

use std::fmt;

use serde::de::DeserializeOwned;
use serde::de::value::StrDeserializer;
use toml::de::DeValue;

use super::Wrong;
use super::fields::wrong_type;
use super::problem::shown;
use crate::clock::{At, Span};
use crate::text::tell::{Both, both};

/// A value that a file can hold.
pub trait Read: Sized {
    /// What is expected, as part of a sentence.
    fn expected() -> Both;
    /// Reads it.
    fn read(value: &DeValue<'_>) -> Result<Self, Wrong>;
}

impl Read for String {
    fn expected() -> Both {
        Both::words("带引号的文字", "a text in quotes")
    }

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        value.as_str().map(str::to_owned).ok_or_else(|| wrong_type(String::expected(), value))
    }
}

/// A text that is not empty and stands on one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line(pub String);

impl Read for Line {
    fn expected() -> Both {
        Both::words("不空的文字", "a text that is not empty")
    }

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        let text = String::read(value)?;
        if text.trim().is_empty() || text.chars().any(char::is_control) {
            return Err(Wrong::Value {
                expected: Both::words("一行文字", "a line of text"),
                found: Both::same(shown(&text)),
                nearest: None,
            });
        }
        Ok(Self(text))
    }
}

/// A short name by which other parts of the file refer to a thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Code(pub String);

const CODE: Both =
    Both::words("1 到 32 个字母、数字、`-`、`_` 或 `.` 的代码", "a code of 1 to 32 letters, digits, `-`, `_` or `.`");

impl Read for Code {
    fn expected() -> Both {
        CODE
    }

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        let text = value.as_str().ok_or_else(|| wrong_type(CODE, value))?;
        let good = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if (1..=32).contains(&text.chars().count()) && text.chars().all(good) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Wrong::Value { expected: CODE, found: Both::same(shown(text)), nearest: None })
        }
    }
}

/// One word of a closed list, as the type's own serialisation writes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word<T>(pub T);

/// What a type says when a word is not one of its own.
#[derive(Debug)]
struct NotOneOf(&'static [&'static str]);

impl fmt::Display for NotOneOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "one of {}", self.0.join(", "))
    }
}

impl std::error::Error for NotOneOf {}

impl serde::de::Error for NotOneOf {
    fn custom<M: fmt::Display>(_: M) -> Self {
        Self(&[])
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self(expected)
    }
}

impl<T: DeserializeOwned> Word<T> {
    fn parse(text: &str) -> Result<T, NotOneOf> {
        T::deserialize(StrDeserializer::<NotOneOf>::new(text))
    }
}

impl<T: DeserializeOwned> Read for Word<T> {
    fn expected() -> Both {
        match Self::parse("") {
            Ok(_) => Both::words("一个词", "a word"),
            Err(not) => {
                let list = not.0.join(", ");
                both!(" {list} 之一", "one of {list}")
            }
        }
    }

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        let text = value.as_str().ok_or_else(|| wrong_type(Both::words("带引号的词", "a word in quotes"), value))?;
        Self::parse(text)
            .map(Self)
            .map_err(|not| Wrong::not_one_of(Both::words("认识的词", "a known word"), text, not.0.iter().copied()))
    }
}

impl Read for bool {
    fn expected() -> Both {
        Both::words("true 或 false", "true or false")
    }

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        value.as_bool().ok_or_else(|| wrong_type(bool::expected(), value))
    }
}

fn integer<T: TryFrom<i64>>(value: &DeValue<'_>, expected: Both) -> Result<T, Wrong> {
    let DeValue::Integer(n) = value else { return Err(wrong_type(expected, value)) };
    let read = i64::from_str_radix(n.as_str(), n.radix()).ok().and_then(|n| T::try_from(n).ok());
    read.ok_or_else(|| Wrong::Value { expected, found: Both::same(shown(n.as_str())), nearest: None })
}

impl Read for u32 {
    fn expected() -> Both {
        Both::words("从 0 起的整数", "a whole number from 0")
    }

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        integer(value, Self::expected())
    }
}

impl Read for u8 {
    fn expected() -> Both {
        Both::words("0 到 255 的整数", "a whole number from 0 to 255")
    }

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        integer(value, Self::expected())
    }
}

impl Read for u16 {
    fn expected() -> Both {
        Both::words("0 到 65535 的整数", "a whole number from 0 to 65535")
    }

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        integer(value, Self::expected())
    }
}

impl Read for u64 {
    fn expected() -> Both {
        Both::words("从 0 起的整数", "a whole number from 0")
    }

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        integer(value, Self::expected())
    }
}

impl Read for f64 {
    fn expected() -> Both {
        Both::words("数字", "a number")
    }

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        let text = match value {
            DeValue::Float(n) => n.as_str(),
            DeValue::Integer(n) if n.radix() == 10 => n.as_str(),
            other => return Err(wrong_type(f64::expected(), other)),
        };
        text.parse().map_err(|_| wrong_type(f64::expected(), value))
    }
}

const TIME: Both =
    Both::words("时间, 如 \"2021-07-20 16:01\" (北京时间)", "a time such as \"2021-07-20 16:01\" (Beijing time)");

impl Read for At {
    fn expected() -> Both {
        TIME
    }

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        let text = match value {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(at) => at.to_string(),
            other => return Err(wrong_type(TIME, other)),
        };
        let wrong = || Wrong::Value { expected: TIME, found: Both::same(shown(&text)), nearest: None };
        At::parse(&text).ok_or_else(wrong)
    }
}

const SPAN: Both = Both::words(
    "一段时间, 如 \"90 s\"、\"5 min\" 或 \"1 h 30 min\"",
    "a length of time such as \"90 s\", \"5 min\" or \"1 h 30 min\"",
);

impl Read for Span {
    fn expected() -> Both {
        SPAN
    }

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        let text = value.as_str().ok_or_else(|| wrong_type(SPAN, value))?;
        let wrong = || Wrong::Value { expected: SPAN, found: Both::same(shown(text)), nearest: None };
        span(text).ok_or_else(wrong)
    }
}

/// Numbers, each followed by its unit.
fn span(text: &str) -> Option<Span> {
    let mut rest = text.trim();
    let mut sum = 0i64;
    while !rest.is_empty() {
        let (number, after) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
        let after = after.trim_start();
        let (unit, after) = after.split_at(after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len()));
        let seconds = match unit {
            "s" => 1,
            "min" => 60,
            "h" => 3600,
            "d" => 86_400,
            _ => return None,
        };
        sum = sum.checked_add(number.parse::<i64>().ok()?.checked_mul(seconds)?)?;
        rest = after.trim_start();
    }
    (!text.trim().is_empty()).then_some(Span(sum.checked_mul(1000)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_numbers_with_units() {
        assert_eq!(span("90 s"), Some(Span::seconds(90)));
        assert_eq!(span("5min"), Some(Span::minutes(5)));
        assert_eq!(span("18 h 31 min"), Some(Span::minutes(18 * 60 + 31)));
        for bad in
            ["", "5", "min", "5 minutes", "-5 min", "5 min soon", "99999999999999999999 s", "9223372036854775807 d"]
        {
            assert_eq!(span(bad), None, "{bad}");
        }
    }
}
