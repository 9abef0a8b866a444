//! `qianzhi review`: indicators from a journal alone.

use std::path::PathBuf;

use super::failure::Failure;
use super::output::Output;
use super::setup::Wording;
use crate::clock::At;
use crate::domain::World;
use crate::journal;
use crate::review::{Indicator, IndicatorId, Measure, indicators};
use crate::text::Lang;
use crate::text::cells::{Ambiguous, pad_right};
use crate::text::say::Say;
use crate::text::tell::both;
use crate::text::visible::visible;
use crate::text::when::{date_minute, span};

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
        output.line(&visible(&line(&say, indicator)))?;
    }
    Ok(())
}

fn line(say: &Say<'_>, indicator: &Indicator) -> String {
    let lang = say.lang;
    let name = match indicator.id {
        IndicatorId::K1 => lang.pick("预警到决定", "warning to decision"),
        IndicatorId::K2 => lang.pick("初报按时", "initial reports on time"),
        IndicatorId::K3 => lang.pick("启动到席位就位", "activation to seated"),
        IndicatorId::K4 => lang.pick("会商率", "consultations held"),
        IndicatorId::K5 => lang.pick("会商参加率", "took part in them"),
        IndicatorId::K6 => lang.pick("签收率", "acknowledged in time"),
        IndicatorId::K7 => lang.pick("135达标率", "met 1, 3 and 5 minutes"),
        IndicatorId::K8 => lang.pick("15分钟到场率", "there within 15 minutes"),
        IndicatorId::K9 => lang.pick("10小时救助率", "relief within 10 hours"),
        IndicatorId::K10 => lang.pick("未清点到人数", "not accounted for"),
        IndicatorId::K14 => lang.pick("毗邻通报率", "neighbours told"),
    };
    let met = match indicator.met {
        Some(true) => lang.pick("达标", "met"),
        Some(false) => lang.pick("未达标", "missed"),
        None if matches!(indicator.measure, Measure::Share { .. }) => "",
        None => lang.pick("进行中", "open"),
    };
    let value = match &indicator.measure {
        Measure::Time { span_ms, from_at, to_at, target_ms, .. } => {
            let open = match indicator.id {
                IndicatorId::K3 => lang.pick("未就位", "not seated"),
                _ => lang.pick("未决定", "no decision"),
            };
            let until = to_at.map_or_else(|| open.to_owned(), date_minute);
            let limit = lang.pick("时限", "limit");
            let (took, target) = (span(*span_ms, lang), span(*target_ms, lang));
            format!("{took} ({} > {until}), {limit} {target}", date_minute(*from_at))
        }
        Measure::Share { numerator, denominator, target_percent, .. } => {
            let target = lang.pick("目标", "target");
            let own = || lang.pick("本级自定", "the bureau's own").to_owned();
            let aim = target_percent.map_or_else(own, |percent| format!("{percent}%"));
            format!("{numerator}/{denominator}, {target} {aim}")
        }
    };
    let area = say.area(&indicator.area);
    let (name, area) = (pad_right(name, 24, Ambiguous::default()), pad_right(area, 12, Ambiguous::default()));
    format!("{:?}  {name}{area}{value}  {met}", indicator.id).trim_end().to_owned()
}
