//! `qianzhi paper`: reports, briefs, hand-over sheets and logs from a journal alone, as text, HTML or an office's file.

mod aid;
mod cards;
mod consult;
mod review;

use std::fs;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::output::Output;
use super::setup::Wording;
use crate::clock::{At, Span};
use crate::domain::{AreaCode, Event, EventId, Fact, IncidentStatus, World};
use crate::journal;
use crate::papers::{self, Document, Sender};
use crate::text::Lang;
use crate::text::say::Say;
use crate::text::tell::{Both, both};
use crate::text::visible::visible;
use crate::text::when;

/// Write a paper from a journal: a report, a brief, a hand-over sheet, a log, minutes, a situation pack, a review, an aid
/// request or action cards.
#[derive(clap::Args)]
#[command(after_help = "\
The file's ending says what it becomes: .docx for an office, .html for a printer, anything else text. Without -o the
text goes to the standard output. A paper of a drill says so on every page.

  qianzhi paper report DIR                      lists the reports of the journal
  qianzhi paper report DIR 1a2b3c4d -o r.docx   the report with that number, as a document
  qianzhi paper handover DIR --since 20:00
  qianzhi paper minutes DIR 3 -o 会商纪要3.docx  minutes no. 3; without a number the consultations are listed
  qianzhi paper pack DIR 3                      the situation that it began with, as known then
  qianzhi paper review DIR 1 -o 复盘报告1.docx   the report of a review, with whether the log is still as sealed
  qianzhi paper aid DIR 1a2b -o 支援请求函.docx   an aid request, to send; without a number they are listed
  qianzhi paper cards DIR 防汛 -o 行动卡.html     the action cards of a plan that was started, to print")]
pub(super) struct Args {
    /// Which paper.
    #[arg(value_enum, value_name = "PAPER")]
    kind: Kind,
    /// The journal; it may be in use.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Which report, incident, consultation, review, aid request or started plan: the beginning of its short number, or
    /// words of its title.
    #[arg(value_name = "WHICH")]
    which: Option<String>,
    /// From when, such as "2021-07-20 20:00" or "20:00" of the day before --at; 12 hours before when not given.
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
    /// As of this time; the newest event's when not given.
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Whose paper it is, as it stands at its head; the headquarters' or jurisdiction's name when not given.
    #[arg(long, value_name = "NAME")]
    unit: Option<String>,
    /// Into this file: .docx, .html, or text.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    wording: Wording,
}

/// Papers that there are.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Kind {
    /// A report: 初报, 续报, 核报, 终报, 补报, 零报告.
    Report,
    /// Five lines about an incident, to be read on the phone.
    Brief,
    /// What the next shift must know.
    Handover,
    /// Everything that was written and done.
    ShiftLog,
    /// Calls with their six fields.
    PhoneLog,
    /// Minutes of a consultation 会商纪要.
    Minutes,
    /// The situation that a consultation began with.
    Pack,
    /// The report of an after-action review 复盘报告.
    Review,
    /// A request for aid of another city 支援请求函.
    Aid,
    /// What each role does by a plan that was started 行动卡.
    Cards,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let setup = args.wording.settle(&[])?;
    let lang = setup.lang();
    let wanted = args.at.as_deref().map(|text| time(text, "--at")).transpose()?;
    let (world, events, later) = read(&args.dir, wanted)?;
    let newest = events.iter().map(|event| event.recorded).max().unwrap_or_default();
    let now = wanted.unwrap_or(newest);
    let since = match &args.since {
        Some(text) => since(text, now)?,
        None => world.shift_since(None).unwrap_or(now - papers::SHIFT),
    };
    let say = Say { world: &world, lang };
    let unit = |area: Option<&AreaCode>| unit(args, &say, area);
    let mut document = match args.kind {
        Kind::Report => match &args.which {
            None if args.output.is_some() => return Err(which_one()),
            None => return list(&say),
            Some(which) => one_report(&say, which, args, now)?,
        },
        Kind::Brief => brief(&say, args.which.as_deref(), now)?,
        Kind::Handover => papers::handover(&say, &unit(None), since, now, None),
        Kind::ShiftLog => papers::shift_log(&say, &unit(None), &events, since, now),
        Kind::PhoneLog => papers::phone_log(&say, &unit(None), &events, since, now),
        Kind::Review => match &args.which {
            None if args.output.is_some() => return Err(which_one()),
            None => return review::list(&say),
            Some(which) => {
                let view = review::one(&say, which)?;
                let unit = unit(Some(&view.aar.area));
                review::report(&say, &view, &unit, now, &args.dir)?
            }
        },
        Kind::Aid => match &args.which {
            None if args.output.is_some() => return Err(which_one()),
            None => return aid::list(&say),
            Some(which) => {
                let view = aid::one(&say, which)?;
                papers::aid(&say, &view, &unit(Some(&view.aid.from)), now)
            }
        },
        Kind::Cards => match &args.which {
            None => return cards::list(&say),
            Some(which) => papers::action_cards(&say, cards::one(&say, which)?, now).unwrap_or_default(),
        },
        Kind::Minutes | Kind::Pack => match &args.which {
            None if args.output.is_some() => return Err(which_one()),
            None => return consult::list(&say),
            Some(which) => {
                let view = consult::one(&say, which)?;
                let unit = unit(Some(&view.consult.area));
                if matches!(args.kind, Kind::Pack) {
                    consult::pack(&say, &view, &unit, &events)
                } else {
                    consult::minutes(&say, &view, &unit, now)
                }
            }
        },
    };
    if matches!(args.kind, Kind::Handover) && later > 0 {
        // As it was then is right, and whoever looks for the signatures would not know why they are missing.
        document.notes.push(later_signed(lang, now, later));
    }
    write(&document, args.output.as_deref(), lang)
}

/// A list is no paper: whoever wants a file says of which.
fn which_one() -> Failure {
    Failure::Usage(Both::words(
        "要写哪一份? 目录后写它的编号; 不带 -o 列出全部",
        "which one is to be written? its number goes behind the directory; without -o they are listed",
    ))
}

/// That signatures came after the time the sheet is of.
fn later_signed(lang: Lang, now: At, count: usize) -> String {
    let at = when::date_minute(now);
    match lang {
        Lang::Zh => format!("截至{at}; 其后另有{count}次签字, 不在此单: 不带 --at 可见"),
        Lang::En => format!("as of {at}; {count} signed later, see the sheet without --at"),
    }
}

/// The world as of `wanted`, the events it is made of, and how many signed a sheet after it.
fn read(dir: &Path, wanted: Option<At>) -> Result<(World, Vec<Event>, usize), Failure> {
    let reader = journal::records(dir)?;
    let mut world = World::new(reader.realm().clone());
    let (mut events, mut later) = (Vec::new(), 0);
    for record in reader {
        // A paper from a journal that cannot be read whole would lack something without saying what.
        let event = record?.envelope.event();
        if wanted.is_none_or(|at| event.recorded <= at) {
            world.apply(&event);
            events.push(event);
        } else if matches!(event.fact, Fact::ShiftSigned(_)) {
            later += 1;
        }
    }
    Ok((world, events, later))
}

fn time(text: &str, flag: &str) -> Result<At, Failure> {
    At::parse(text).ok_or_else(|| {
        Failure::Usage(both!(
            "`{text}` 不是时间: 写 {flag} \"2021-07-20 16:01\" (北京时间)",
            "`{text}` is not a time: write {flag} \"2021-07-20 16:01\" (Beijing time)"
        ))
    })
}

/// A full time, or a clock time of the day that ends at `now`.
fn since(text: &str, now: At) -> Result<At, Failure> {
    let Some((hour, minute)) = text.split_once(':').and_then(|(h, m)| Some((h.parse().ok()?, m.parse().ok()?))) else {
        return time(text, "--since");
    };
    let (hour, minute): (u32, u32) = (hour, minute);
    let c = now.civil();
    let today = format!("{:04}-{:02}-{:02} {hour:02}:{minute:02}", c.year, c.month, c.day);
    let at = time(&today, "--since")?;
    Ok(if at > now { at - Span::hours(24) } else { at })
}

/// Whose paper it is: who was named, the headquarters of the jurisdiction, or the jurisdiction.
fn unit(args: &Args, say: &Say<'_>, area: Option<&AreaCode>) -> String {
    if let Some(unit) = &args.unit {
        return unit.clone();
    }
    papers::issuer(say, area)
}

fn one_report(say: &Say<'_>, which: &str, args: &Args, now: At) -> Result<Document, Failure> {
    let papers = say.world.report_papers(None);
    let names = |id: EventId, title: &str| id.short().starts_with(which) || title.contains(which);
    let found = papers.iter().filter(|view| {
        let title = view.parts.get(&crate::domain::ReportPart::Title).copied().unwrap_or_default();
        names(view.id, title) || say.incident(view.paper.incident).contains(which)
    });
    let found: Vec<_> = found.collect();
    let [view] = found.as_slice() else {
        let (dir, count) = (args.dir.display(), found.len());
        let how_many = if found.is_empty() {
            Both::words("没有", "no report")
        } else {
            both!("有 {count} 份", "{count} reports")
        };
        return Err(Failure::Usage(both!(
            "{dir} 里{0}叫 `{which}` 的报告: `qianzhi paper report {dir}` 列出全部",
            "{0} in {dir} named `{which}`: `qianzhi paper report {dir}` lists them",
            how_many
        )));
    };
    let area = say.world.incident(view.paper.incident).map(|incident| &incident.area);
    let unit = match &view.paper.by {
        Some(by) if args.unit.is_none() => say.hq(by).to_owned(),
        _ => unit(args, say, area),
    };
    let sender = Sender { unit: unit.clone(), ..Sender::default() };
    Ok(papers::report(say, view, &papers::composed(say, view.paper, &sender), &unit, now))
}

/// The reports there are, a line each, the newest first.
fn list(say: &Say<'_>) -> Result<(), Failure> {
    let mut output = Output::open();
    let papers = say.world.report_papers(None);
    if papers.is_empty() {
        output.line(say.lang.pick(
            "还没有报告: 在控制台的报告页草拟",
            "no report yet: one is drafted on the console's board of reports",
        ))?;
    }
    for view in papers {
        let state = view.state.clone().first().cloned().unwrap_or_default();
        let (kind, title) = (say.paper_kind(view.paper), say.incident(view.paper.incident));
        let when = crate::text::when::date_minute(view.paper.begun);
        output.line(&visible(&format!(
            "{}  {when}  {kind}  {title}  [{}]",
            view.id.short(),
            say.paper_state(&state)
        )))?;
    }
    output.flush()
}

/// The brief of the incidents that `which` names; of every open one without it.
fn brief(say: &Say<'_>, which: Option<&str>, now: At) -> Result<Document, Failure> {
    let open = |id: EventId| say.world.incident_status(id).first().unwrap_or_default() != IncidentStatus::Closed;
    let wanted = |id: EventId| {
        which.map_or_else(|| open(id), |which| id.short().starts_with(which) || say.incident(id).contains(which))
    };
    let ids: Vec<EventId> = say.world.incidents().into_iter().map(|(id, _)| id).filter(|id| wanted(*id)).collect();
    match which {
        Some(which) if ids.is_empty() => Err(Failure::Usage(both!(
            "没有叫 `{which}` 的事件: 不写它, 就说全部未结的",
            "no incident named `{which}`: without it every open one is told"
        ))),
        _ => Ok(papers::briefs(say, &ids, now)),
    }
}

/// A paper as the files that an office opens and a printer prints: `NAME.docx`, `NAME.html`.
pub(super) fn into_files(dir: &Path, name: &str, document: &Document, lang: Lang) -> Result<(), Failure> {
    fs::create_dir_all(dir).map_err(|source| Failure::Write { path: dir.to_owned(), source })?;
    ["docx", "html"].iter().try_for_each(|ending| write(document, Some(&dir.join(format!("{name}.{ending}"))), lang))
}

fn write(document: &Document, path: Option<&Path>, lang: Lang) -> Result<(), Failure> {
    let Some(path) = path else {
        let mut output = Output::open();
        for line in papers::plain(document) {
            output.line(&line)?;
        }
        return output.flush();
    };
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let bytes = match ending.as_str() {
        "docx" => papers::docx(document, lang),
        "html" | "htm" => papers::html(document, lang).into_bytes(),
        _ => (papers::plain(document).join("\n") + "\n").into_bytes(),
    };
    fs::write(path, bytes).map_err(|source| Failure::Write { path: path.to_owned(), source })
}
