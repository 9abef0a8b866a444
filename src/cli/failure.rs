//! From typed errors to one sentence and an exit code.

mod zh;

use std::io::{self, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::OnceLock;

use clap::error::ErrorKind as Usage;

use crate::config::Fault;
use crate::config::settings::BadSetting;
use crate::domain::Refusal;
use crate::envelope::Malformed;
use crate::journal::JournalError;
use crate::text::Lang;
use crate::text::tell::{Both, Tell};
use crate::text::visible::visible;

/// Who needs a journal and was given none asks for one.
pub(super) const WHICH_JOURNAL: Both =
    Both::words("哪个日志? 用 --journal DIR 写明", "which journal? name one with --journal DIR");

/// Why a command did not do what it was asked; its words are one sentence with the way out.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The arguments are not a command of this program.
    #[error("{0}")]
    Usage(Both),
    /// A variable or flag that cannot be.
    #[error(transparent)]
    Setting(#[from] BadSetting),
    /// A file that a person wrote is not as it should be.
    #[error(transparent)]
    File(#[from] Fault),
    /// A table that is to be imported.
    #[error(transparent)]
    Table(#[from] crate::config::table::TableFault),
    /// Changes that nobody confirmed.
    #[error("{0} changes were shown and none was recorded: run it again with --yes, or answer y on a terminal")]
    NotConfirmed(usize),
    /// A journal.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// A backup.
    #[error(transparent)]
    Backup(#[from] crate::journal::BackupError),
    /// A bundle.
    #[error(transparent)]
    Bundle(#[from] crate::journal::bundle::BundleError),
    /// A bundle that the process which has the journal open did not take.
    #[error("the process that has the journal {} open does not take it: {why}", dir.display())]
    HandedBack {
        /// Which journal.
        dir: PathBuf,
        /// In its words.
        why: Both,
    },
    /// A bundle that nobody took in time.
    #[error(
        "the journal {} is open in another process that has not taken the bundle yet; it waits as {} for the next console \
         or hub on this journal, and importing it again does no harm",
        dir.display(), path.display()
    )]
    HandedOver {
        /// Which journal.
        dir: PathBuf,
        /// Where the bundle lies.
        path: PathBuf,
    },
    /// What was asked for is not done.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// An event that cannot be signed.
    #[error("the entry cannot be signed: {0}; shorten it, or the operator's name")]
    Unsigned(#[from] Malformed),
    /// A journal of the same realm, but of another scenario or seed.
    #[error("the journal {} holds a run of another scenario or seed: name another journal", dir.display())]
    OtherDrill {
        /// Which journal.
        dir: PathBuf,
    },
    /// A line that is not text.
    #[error("a line of the standard input is not UTF-8 text: it was left out")]
    NotText,
    /// Neither `HOME` nor the directories of XDG are set.
    #[error("HOME is not set, so there is no place for files: name --journal DIR")]
    NoHome,
    /// The standard input cannot be read.
    #[error("cannot read the standard input: {0}")]
    Input(io::Error),
    /// A file could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A journal that was looked at is not sound.
    #[error("the journal {} is not sound: what is listed was changed, lost or forked; keep it, and begin from a copy", dir.display())]
    Unsound {
        /// Which.
        dir: PathBuf,
    },
    /// A bundle that was looked at is not sound.
    #[error("the bundle {} is not sound: what is listed is not its posts' own, or forked; ask whoever made it", path.display())]
    UnsoundBundle {
        /// Which.
        path: PathBuf,
    },
    /// A directory that cannot be watched.
    #[error("cannot watch {}: {source}; with --no-follow nothing is watched", path.display())]
    Watch {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The standard output could not be written.
    #[error("cannot write to the standard output: {0}")]
    Output(io::Error),
    /// An address that is none.
    #[error(transparent)]
    HubAddress(#[from] crate::link::AddressError),
    /// A file with a join secret that cannot be read.
    #[error("cannot read the join secret from {}: {source}", path.display())]
    SecretFile {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What is there is no join secret.
    #[error("{from}: {error}")]
    Secret {
        /// The file or variable.
        from: String,
        /// Why, without its words.
        error: crate::sync::NotASecret,
    },
    /// A hub that does not start.
    #[error(transparent)]
    Hub(#[from] crate::hub::HubError),
    /// A hub without a key.
    #[error(transparent)]
    HubKey(#[from] crate::hub::KeyError),
    /// A hub that will not have us, or is none.
    #[error("{hub} does not serve this post{}", because(hub, &why.to_string()))]
    HubRefused {
        /// Its address.
        hub: String,
        /// In its words, or ours.
        why: Both,
    },
    /// A hub that cannot be reached.
    #[error("no hub answers at {hub}{}; is one running there?", because(hub, &why.to_string()))]
    HubAway {
        /// Its address.
        hub: String,
        /// What the last call came to.
        why: Both,
    },
    /// Recorded, and not delivered in time.
    #[error(
        "recorded, and not yet at {hub}: {count}{}; what waits stays in the journal and goes out with its next connection",
        because(hub, &why.to_string())
    )]
    Undelivered {
        /// The hub.
        hub: String,
        /// How many.
        count: usize,
        /// What the last call came to.
        why: Both,
    },
    /// The hub will not take an event.
    #[error("the hub will not take {id}: {why}; it stays in the journal")]
    Parked {
        /// Which.
        id: crate::domain::EventId,
        /// In its words.
        why: Both,
    },
    /// No terminal to run on.
    #[error("{0}; run it on a terminal, or over ssh with -t")]
    Terminal(#[from] crate::term::tty::TtyError),
    /// The terminal went away.
    #[error("cannot write to the terminal: {0}")]
    Screen(io::Error),
    /// The drill did not start.
    #[error("cannot start the drill: {0}; `qianzhi demo` plays it")]
    Drill(io::Error),
    /// No room for files that are needed for a while.
    #[error("cannot use the directory for temporary files: {0}; set TMPDIR to one with room")]
    Scratch(io::Error),
    /// The system gave no random number.
    #[error("the system gives no random numbers: {0}")]
    Random(getrandom::Error),
    /// Figures that were promised and missed.
    #[error("{0} of the stated figures missed; run it again on a quiet machine before you believe it")]
    Missed(usize),
    /// The first frame differs from the one after loading.
    #[error("the first frame is not the one that the same events give later: the fold or the drawing is at fault")]
    Unsettled,
    /// The process that was measured ended otherwise.
    #[error("the process that was to be measured did not say its figures: {0}")]
    Measured(String),
    /// Every journal this login keeps for a realm is open in another process.
    #[error("all {0} posts of this login are in use: end one, or name another journal with --journal DIR")]
    PostsInUse(usize),
    /// The system gave no thread.
    #[error("cannot start a thread: {0}; other programs may be using up this user's share")]
    Thread(io::Error),
}

impl From<crate::journal::Unsigned> for Failure {
    fn from(unsigned: crate::journal::Unsigned) -> Self {
        match unsigned {
            crate::journal::Unsigned::Malformed(error) => Self::Unsigned(error),
            crate::journal::Unsigned::Journal(error) => Self::Journal(error),
        }
    }
}

impl Failure {
    /// Says it on the standard error, and gives the exit code.
    pub(super) fn report(&self) -> ExitCode {
        let code = match self {
            // `qianzhi tail | head` is a good use of a pipe.
            Self::Output(error) if error.kind() == ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Self::Usage(_) | Self::Setting(_) | Self::HubAddress(_) => 2,
            _ => 1,
        };
        self.say();
        ExitCode::from(code)
    }

    /// Says it on the standard error: one line, or one for each thing that is wrong with a file.
    pub(super) fn say(&self) {
        say(self);
    }
}

/// Why, without the address that the sentence named already.
fn because(hub: &str, why: &str) -> String {
    let why = why.strip_prefix(hub).map_or(why, str::trim_start);
    if why.is_empty() { String::new() } else { format!(": {why}") }
}

/// The language of the standard error, which is one for the whole process.
static TONGUE: OnceLock<Lang> = OnceLock::new();

/// Settles in which language is spoken from now on.
pub(super) fn speak(lang: Lang) {
    // The first word stays: a process has one person to talk to.
    TONGUE.get_or_init(|| lang);
}

/// The language of the standard error.
pub(super) fn tongue() -> Lang {
    TONGUE.get().copied().unwrap_or(Lang::En)
}

/// A sentence on the standard error, or several, a line each. File names and foreign words in it cannot move the cursor.
pub(super) fn say(told: &(impl Tell + ?Sized)) {
    for line in told.tell(tongue()).lines() {
        // Nobody is left to be told when the standard error is closed too.
        writeln!(io::stderr(), "qianzhi: {}", visible(line)).ok();
    }
}

/// What clap found: help and version are an answer, everything else wrong usage in one sentence.
pub(super) fn usage(error: &clap::Error, lang: Lang) -> Result<(), Failure> {
    match error.kind() {
        Usage::DisplayHelp | Usage::DisplayVersion => error.print().map_err(Failure::Output),
        Usage::DisplayHelpOnMissingArgumentOrSubcommand => {
            let which =
                Both::words("要哪个命令? `qianzhi --help` 列出全部", "which command? `qianzhi --help` lists them");
            Err(Failure::Usage(which))
        }
        _ => {
            let paragraphs = error.to_string();
            let chinese = (lang == Lang::Zh).then(|| super::chinese::usage(error)).flatten();
            Err(Failure::Usage(Both::same(match chinese {
                Some(told) => format!("{told} (见 `{} --help`)", command_of(&paragraphs)),
                None => in_one_line(&paragraphs),
            })))
        }
    }
}

/// clap explains itself in paragraphs: its message and tips; of the synopsis, whose help to read.
fn in_one_line(paragraphs: &str) -> String {
    let told: Vec<&str> = paragraphs
        .lines()
        .take_while(|line| !line.starts_with("Usage:"))
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("For more information"))
        .collect();
    let told = told.join(" ").replace(" tip: ", ". tip: ");
    let command = command_of(paragraphs);
    format!("{} (see `{command} --help`)", told.strip_prefix("error: ").unwrap_or(&told))
}

/// The command whose synopsis clap shows.
fn command_of(paragraphs: &str) -> String {
    let synopsis = paragraphs.split_once("Usage:").map_or("qianzhi", |(_, synopsis)| synopsis);
    let command = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase());
    synopsis.split_whitespace().take_while(command).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_become_one_line() {
        let said = "error: unexpected argument '--spedd' found\n\n  tip: a similar argument exists: '--speed'\n\n\
                    Usage: qianzhi demo [OPTIONS]\n\nFor more information, try '--help'.\n";
        assert_eq!(
            in_one_line(said),
            "unexpected argument '--spedd' found. tip: a similar argument exists: '--speed' (see `qianzhi demo --help`)"
        );
        assert_eq!(
            in_one_line("error: no\n\nUsage:\n  qianzhi review --json <DIR>\n"),
            "no (see `qianzhi review --help`)"
        );
    }
}
