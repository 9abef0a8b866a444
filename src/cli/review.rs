//! `qianzhi review`: indicators from a journal alone.

use std::path::PathBuf;

use super::failure::Failure;
use super::output::Output;
use super::setup::Wording;
use crate::clock::At;
use crate::domain::{EventId, IndicatorCode, World};
use crate::journal;
use crate::limits::AAR_EVIDENCE_MAX;
use crate::review::{Indicator, Measure, indicators};
use crate::text::Lang;
use crate::text::cells::{Ambiguous, pad_right};
use crate::text::say::Say;
use crate::text::tell::both;
use crate::text::visible::visible;
use crate::text::when::{date_minute, span};
use crate::text::words::{AarWord, RuleWord, Word};

/// Compute the indicators of a drill or a real incident from its journal.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The journal; it may be in use.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// As one JSON list.
    #[arg(long)]
    json: bool,
    /// As of this time, such as "2021-07-20 16:00"; the newest event's when not given.
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    #[command(flatten)]
    wording: Wording,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let setup = args.wording.settle(&[])?;
    let at = args.at.as_deref().map(|text| At::parse(text).ok_or_else(|| not_a_time(text))).transpose()?;
    let reader = journal::records(&args.dir)?;
    let mut world = World::new(reader.realm().clone());
    let mut newest = At::default();
    for record in reader {
        // Indicators of a journal that cannot be read whole would be wrong without anybody knowing.
        let event = record?.envelope.event();
        newest = newest.max(event.recorded);
        world.apply(&event);
    }
    let mut output = Output::open();
    print(&mut output, &world, at.unwrap_or(newest), setup.lang(), args.json)?;
    output.flush()
}

fn not_a_time(text: &str) -> Failure {
    Failure::Usage(both!(
        "`{text}` 不是时间: 写 --at \"2021-07-20 16:01\" (北京时间)",
        "`{text}` is not a time: write --at \"2021-07-20 16:01\" (Beijing time)"
    ))
}

/// The indicators as of `at`, a line each, or as JSON.
pub(super) fn print(output: &mut Output, world: &World, at: At, lang: Lang, json: bool) -> Result<(), Failure> {
    let list = indicators(world, at);
    if json {
        let json = serde_json::to_string(&list).unwrap_or_else(|_| unreachable!("strings and integers"));
        return output.line(&json);
    }
    let say = Say { world, lang };
    for indicator in &list {
        output.line(&visible(&line(&say, indicator, at)))?;
        output.line(&visible(&events(&say, indicator)))?;
    }
    Ok(())
}

/// The events that it was computed from, as many as a review keeps.
fn events(say: &Say<'_>, indicator: &Indicator) -> String {
    let events = indicator.measure.events();
    let numbers: Vec<String> = events.iter().take(AAR_EVIDENCE_MAX).map(EventId::short).collect();
    let more = match events.len().saturating_sub(AAR_EVIDENCE_MAX) {
        0 => String::new(),
        more => format!(" {}", AarWord::More.with(say.lang, &[&more])),
    };
    format!("      {}{}{more}", say.lang.pick("依据 ", "from "), numbers.join(" "))
}

fn line(say: &Say<'_>, indicator: &Indicator, at: At) -> String {
    let lang = say.lang;
    // An aim that is nobody's law says so, and so does what is met or missed by it.
    let ours = if say.world.goal_is_default(indicator.id, at) { say.word(RuleWord::Ours) } else { "" };
    let name = say.word(indicator.id);
    let met = match indicator.met {
        Some(true) => lang.pick("达标", "met"),
        Some(false) => lang.pick("未达标", "missed"),
        None if matches!(indicator.measure, Measure::Share { .. } | Measure::Length { .. }) => "",
        None => lang.pick("进行中", "open"),
    };
    let value = match &indicator.measure {
        Measure::Time { span_ms, from_at, to_at, target_ms, .. } => {
            let open = match indicator.id {
                IndicatorCode::K3 => lang.pick("未就位", "not seated"),
                IndicatorCode::R6 => lang.pick("未修订", "not revised"),
                _ => lang.pick("未决定", "no decision"),
            };
            let until = to_at.map_or_else(|| open.to_owned(), date_minute);
            let limit = lang.pick("时限", "limit");
            let (took, target) = (span(*span_ms, lang), span(*target_ms, lang));
            format!("{took} ({} > {until}), {limit} {target}{ours}", date_minute(*from_at))
        }
        Measure::Lead { span_ms, from_at, to_at, least_ms, .. } => {
            let least = lang.pick("不少于", "at least");
            let (lead, target) = (span(*span_ms, lang), span(*least_ms, lang));
            format!("{lead} ({} > {}), {least} {target}{ours}", date_minute(*from_at), date_minute(*to_at))
        }
        Measure::Length { span_ms, numerator, denominator, target_ms, .. } => {
            let own = || lang.pick("本级自定", "the bureau's own").to_owned();
            let (took, target) = (span(*span_ms, lang), target_ms.map_or_else(own, |target| span(target, lang)));
            let rank = if *denominator > 1 { format!(" ({numerator}/{denominator})") } else { String::new() };
            format!("{took}{rank}, {} {target}", lang.pick("时限", "limit"))
        }
        Measure::Share { numerator, denominator, target_percent, .. } => {
            let target = lang.pick("目标", "target");
            let own = || lang.pick("本级自定", "the bureau's own").to_owned();
            let aim = target_percent.map_or_else(own, |percent| format!("{percent}%"));
            format!("{numerator}/{denominator}, {target} {aim}{ours}")
        }
    };
    let area = say.area(&indicator.area);
    let (name, area) =
        (pad_right(&format!("{name}  "), 24, Ambiguous::default()), pad_right(area, 12, Ambiguous::default()));
    format!("{:?}  {name}{area}{value}  {met}", indicator.id).trim_end().to_owned()
}
