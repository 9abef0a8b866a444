//! What is wrong with the arguments, in Chinese.

use std::error::Error as _;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// One sentence without the command whose help to read; `None` where clap's own words have to do.
pub(in crate::cli) fn usage(error: &Error) -> Option<String> {
    let said = |kind| error.get(kind).map(named).filter(|text| !text.is_empty());
    let argument = || said(ContextKind::InvalidArg);
    let nearest = |kind| said(kind).map(|text| format!("; 是不是 {text}?")).unwrap_or_default();
    let sentence = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有参数 {}{}", argument()?, nearest(ContextKind::SuggestedArg)),
        ErrorKind::InvalidSubcommand => {
            format!("没有命令 {}{}", said(ContextKind::InvalidSubcommand)?, nearest(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::InvalidValue => {
            let may = said(ContextKind::ValidValue).map(|values| format!("; 可以是 {values}")).unwrap_or_default();
            let nearest = nearest(ContextKind::SuggestedValue);
            match said(ContextKind::InvalidValue) {
                Some(value) => format!("{} 不能是 {value}{may}{nearest}", argument()?),
                None => format!("{} 后面要有值{may}", argument()?),
            }
        }
        ErrorKind::ValueValidation => {
            let why = error.source().map(|why| format!(": {why}")).unwrap_or_default();
            format!("{} 不能是 {}{why}", argument()?, said(ContextKind::InvalidValue)?)
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {}", argument()?),
        ErrorKind::ArgumentConflict => {
            let (own, other) = (argument()?, said(ContextKind::PriorArg)?);
            if own == other { format!("{own} 只能给一次") } else { format!("{own} 不能和 {other} 同用") }
        }
        ErrorKind::TooManyValues => format!("{} 多了一个值 {}", argument()?, said(ContextKind::InvalidValue)?),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("{} 的值不够", argument()?),
        ErrorKind::NoEquals => format!("{} 和值之间要有等号", argument()?),
        ErrorKind::InvalidUtf8 => "有一个参数不是 UTF-8 文字".to_owned(),
        _ => return None,
    };
    Some(sentence)
}

/// Arguments and values, each between quotes.
fn named(value: &ContextValue) -> String {
    let quoted = |text: &str| if text.is_empty() { String::new() } else { format!("`{text}`") };
    match value {
        ContextValue::String(text) => quoted(text),
        ContextValue::Strings(texts) => texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tree;
    use crate::text::Lang;

    #[track_caller]
    fn wrong(args: &[&str]) -> String {
        let error = tree(Lang::Zh).try_get_matches_from([&["qianzhi"], args].concat()).unwrap_err();
        usage(&error).unwrap_or_else(|| panic!("no words for {:?}: {error}", error.kind()))
    }

    #[test]
    fn wrong_usage_is_told_in_chinese_with_the_nearest_name() {
        for (args, told) in [
            (&["demo", "--spedd", "5"][..], "没有参数 `--spedd`; 是不是 `--speed`?"),
            (&["--frobnicate"], "没有参数 `--frobnicate`"),
            (&["consol"], "没有命令 `consol`; 是不是 `console`?"),
            (&["demo", "--speed"], "`--speed <N>` 后面要有值"),
            (&["completions", "bush"], "`<SHELL>` 不能是 `bush`; 可以是 "),
            (&["review"], "缺少 `<"),
            (&["demo", "--speed", "5", "--speed", "6"], "只能给一次"),
        ] {
            let said = wrong(args);
            assert!(said.contains(told), "{args:?}: {said}\nshould say: {told}");
        }
        let said = wrong(&["demo", "--speed", "fast"]);
        assert!(said.starts_with("`--speed <N>` 不能是 `fast`: "), "{said}");
    }
}
