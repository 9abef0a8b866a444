//! From typed errors to one sentence and an exit code.

use std::io::{self, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind as Usage;

use crate::text::visible::visible;

/// Why a command did not do what it was asked; its words are one sentence with the way out.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The arguments are not a command of this program.
    #[error("{0}")]
    Usage(String),
    /// A file could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The standard output could not be written.
    #[error("cannot write to the standard output: {0}")]
    Output(io::Error),
}

impl Failure {
    /// Says it on the standard error, in one line, and gives the exit code.
    pub(super) fn report(&self) -> ExitCode {
        let code = match self {
            // `qianzhi tail | head` is a good use of a pipe.
            Self::Output(error) if error.kind() == ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Self::Usage(_) => 2,
            Self::Write { .. } | Self::Output(_) => 1,
        };
        say(&self.to_string());
        ExitCode::from(code)
    }
}

/// One sentence on the standard error. File names and foreign words in it cannot move the cursor.
fn say(sentence: &str) {
    // Nobody is left to be told when the standard error is closed too.
    writeln!(io::stderr(), "qianzhi: {}", visible(sentence)).ok();
}

/// What clap found: help and version are an answer, everything else wrong usage in one sentence.
pub(super) fn usage(error: &clap::Error) -> Result<(), Failure> {
    match error.kind() {
        Usage::DisplayHelp | Usage::DisplayVersion => error.print().map_err(Failure::Output),
        Usage::DisplayHelpOnMissingArgumentOrSubcommand => {
            Err(Failure::Usage("which command? `qianzhi --help` lists them".to_owned()))
        }
        _ => Err(Failure::Usage(in_one_line(&error.to_string()))),
    }
}

/// clap explains itself in paragraphs: its message and tips, without the synopsis.
fn in_one_line(paragraphs: &str) -> String {
    let told: Vec<&str> = paragraphs
        .lines()
        .take_while(|line| !line.starts_with("Usage:"))
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("For more information"))
        .collect();
    let told = told.join(" ");
    format!("{} (see `qianzhi --help`)", told.strip_prefix("error: ").unwrap_or(&told))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_become_one_line() {
        let said = "error: unexpected argument '--spedd' found\n\n  tip: a similar argument exists: '--speed'\n\n\
                    Usage: qianzhi demo\n\nFor more information, try '--help'.\n";
        assert_eq!(
            in_one_line(said),
            "unexpected argument '--spedd' found tip: a similar argument exists: '--speed' (see `qianzhi --help`)"
        );
    }
}
