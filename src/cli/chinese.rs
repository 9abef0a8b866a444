//! The command line in Chinese: the same tree with other words, for `--help` and the manual pages.
//!
//! Words stand in one table by their English; a test finds what has none. What clap finds wrong with the arguments is
//! told by `usage`. The names of values stay English.

mod table;
mod usage;

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command};

use super::{authority_table, key_table};
use crate::text::Lang;

pub(super) use usage::usage;

/// Help as clap lays it out, with its one fixed word in Chinese.
const TEMPLATE: &str = "{before-help}{about-with-newline}\n用法: {usage}\n\n{all-args}{after-help}";

/// The tree with Chinese words.
pub(super) fn tree(command: Command) -> Command {
    let command = command.disable_version_flag(true).arg(
        Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .help("显示版本")
            .help_heading(OPTIONS),
    );
    translated(command)
}

const OPTIONS: &str = "选项";

fn translated(command: Command) -> Command {
    let about = command.get_about().and_then(words);
    let long_about = command.get_long_about().and_then(words);
    let after = command.get_after_help().and_then(words);
    let keys = command.get_after_long_help().is_some();
    let mut command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .disable_help_flag(true)
        .mut_args(argument)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).help("显示帮助").help_heading(OPTIONS));
    if let Some(about) = about {
        // In a list of commands the first line has to do.
        let short = about.lines().next().filter(|_| long_about.is_some());
        command = command.about(short.unwrap_or(about));
    }
    if let Some(about) = long_about {
        command = command.long_about(about);
    }
    if let Some(after) = after {
        command = command.after_help(after);
    }
    if keys {
        // What is made of a table has its Chinese from the same table.
        let rules = command.get_name() == "rules";
        let made = if rules { authority_table::of(Lang::Zh) } else { key_table::of(Lang::Zh) };
        command = command.after_long_help(made);
    }
    command.mut_subcommands(translated)
}

fn argument(arg: Arg) -> Arg {
    let heading = if arg.is_positional() { "参数" } else { OPTIONS };
    let help = arg.get_help().and_then(words);
    let long = arg.get_long_help().and_then(words);
    // What each value means is in the Chinese words of the argument.
    let explained = arg.get_possible_values().iter().any(|value| value.get_help().is_some());
    let mut arg = arg.help_heading(heading).hide_possible_values(explained);
    if let Some(help) = help {
        arg = arg.help(help);
    }
    if let Some(long) = long {
        arg = arg.long_help(long);
    }
    arg
}

/// The Chinese for an English text, which is known by its first line.
fn words(english: &StyledStr) -> Option<&'static str> {
    let english = english.to_string();
    let first = english.lines().next()?.trim_end_matches(['.', ',']);
    table::TABLE.iter().find(|(known, _)| *known == first).map(|(_, chinese)| *chinese)
}

/// Headings of a manual page.
pub(super) fn page(english: &str) -> String {
    let heading = |line: &str| match line {
        ".SH NAME" => ".SH 名称".to_owned(),
        ".SH SYNOPSIS" => ".SH 概要".to_owned(),
        ".SH DESCRIPTION" => ".SH 说明".to_owned(),
        ".SH OPTIONS" => ".SH 选项".to_owned(),
        ".SH SUBCOMMANDS" => ".SH 命令".to_owned(),
        ".SH EXTRA" => ".SH 附注".to_owned(),
        ".SH VERSION" => ".SH 版本".to_owned(),
        other => other.to_owned(),
    };
    english.lines().map(|line| heading(line) + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every text of a tree: what it belongs to, and the words.
    fn texts(command: &Command, path: &str, all: &mut Vec<(String, String)>) {
        let path = format!("{path} {}", command.get_name());
        let own = [command.get_about(), command.get_long_about(), command.get_after_help()];
        all.extend(own.into_iter().flatten().map(|text| (path.clone(), text.to_string())));
        for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
            let helps = [arg.get_help(), arg.get_long_help()];
            all.extend(helps.into_iter().flatten().map(|text| (format!("{path} {}", arg.get_id()), text.to_string())));
        }
        for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
            texts(sub, &path, all);
        }
    }

    #[test]
    fn every_text_of_the_command_line_has_chinese_words() {
        let mut all = Vec::new();
        texts(&tree(super::super::english()), "", &mut all);
        assert!(all.len() > 100);
        let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        // An English sentence that names 郑州 is English all the same; names of values with their Chinese beside them are not.
        let english = |text: &str| {
            let words: Vec<&str> = text.split_whitespace().collect();
            words.windows(2).filter(|pair| pair.iter().all(|word| word.len() > 2 && word.is_ascii())).count() > 4
        };
        let missing: Vec<_> = all.iter().filter(|(_, text)| !chinese(text)).collect();
        assert!(missing.is_empty(), "no Chinese in src/cli/chinese/table.rs for: {missing:#?}");
        let left: Vec<_> = all.iter().filter(|(_, text)| text.lines().count() == 1 && english(text)).collect();
        assert!(left.is_empty(), "English left: {left:#?}");
    }

    #[test]
    fn no_words_are_kept_for_what_is_gone() {
        let mut all = Vec::new();
        texts(&super::super::english(), "", &mut all);
        for (known, _) in table::TABLE {
            let is_there = |text: &str| text.lines().next().unwrap_or_default().trim_end_matches(['.', ',']) == *known;
            assert!(all.iter().any(|(_, text)| is_there(text)), "nothing says `{known}` any more");
        }
    }

    /// Both trees take the same command lines.
    #[test]
    fn both_trees_have_the_same_names() {
        fn names(command: &Command, all: &mut Vec<String>) {
            let options = command.get_arguments().filter_map(|arg| arg.get_long()).filter(|name| *name != "help");
            all.extend(
                options.filter(|name| *name != "version").map(|name| format!("{} --{name}", command.get_name())),
            );
            all.extend(command.get_subcommands().map(|sub| sub.get_name().to_owned()));
            command.get_subcommands().for_each(|sub| names(sub, all));
        }
        let (mut one, mut other) = (Vec::new(), Vec::new());
        names(&super::super::english(), &mut one);
        names(&tree(super::super::english()), &mut other);
        assert_eq!(one, other);
        tree(super::super::english()).debug_assert();
    }
}
