//! Rules are data with a source: rows, sets that a log adopts, rows that a bureau puts in their place. Numbers are
//! written from rules.md, not from the tables.

mod adopted;
mod clocks;
mod grading;
mod standards;
mod upward;
mod vectors;

use std::collections::{BTreeMap, BTreeSet};

use qianzhi::clock::At;
use qianzhi::domain::{
    BuiltIn, Confidence, Event, EventId, Fact, GradingTable, Measure, Need, PostId, Realm, ReportKind, ReportPart, Row,
    What, World,
};
use qianzhi::envelope::content_hash;

/// Beijing time.
pub(super) fn at(text: &str) -> At {
    At::parse(&format!("2026-07-20 {text}")).unwrap()
}

/// A world, and the hand that writes in it.
pub(super) struct Log {
    pub(super) world: World,
    count: u8,
}

impl Log {
    pub(super) fn new() -> Self {
        Self { world: World::new(Realm::Test), count: 0 }
    }

    pub(super) fn say(&mut self, fact: Fact) -> EventId {
        self.say_at(at("09:00"), fact)
    }

    /// Recorded at this moment.
    pub(super) fn say_at(&mut self, recorded: At, fact: Fact) -> EventId {
        self.count += 1;
        let (id, post) = (EventId([self.count; 32]), PostId([1; 32]));
        let seq = u64::from(self.count);
        self.world.apply(&Event { id, post, seq, hlc: seq, recorded, actor: "李明".into(), fact, overridden: None });
        id
    }
}

/// Whoever sees this fail changed a row of a set that logs may have adopted: make the next version instead.
#[test]
fn a_built_in_set_never_changes() {
    let names: Vec<_> = BuiltIn::ALL.iter().map(|set| set.name()).collect();
    for (set, name) in BuiltIn::ALL.iter().zip(&names) {
        let hash = content_hash(&set.canonical());
        assert_eq!(hash, name.hash, "{}/{}: {:?}", name.name, name.version, hash.0);
        assert_eq!(BuiltIn::named(name), Some(*set));
    }
    let versions: BTreeSet<u32> = names.iter().map(|name| name.version).collect();
    assert_eq!(versions.len(), names.len());
}

#[test]
fn every_row_has_a_name_of_its_own_words_in_both_languages_a_source_and_a_confidence() {
    let mut seen = BTreeSet::new();
    for row in BuiltIn::newest().rows() {
        assert!(seen.insert(&row.id), "{} twice", row.id);
        assert!(
            !row.zh.trim().is_empty() && !row.en.trim().is_empty() && !row.source.work.trim().is_empty(),
            "{row:?}"
        );
        assert!(row.en.is_ascii(), "{}: {}", row.id, row.en);
        // What is law names its article; what is nobody's rule says so.
        match row.confidence {
            Confidence::Law => assert!(
                // rules.md 1.5 names the regulation on coal mines without its article.
                !row.source.article.is_empty() || row.id.0 == "RK2" || row.id.0.starts_with("RGRD-调查-煤矿"),
                "{}",
                row.id
            ),
            Confidence::Default => assert!(
                row.source.work.contains("本项目")
                    || row.source.work.contains("地方规定不一")
                    || row.source.work.contains("总体应急预案"),
                "{}",
                row.id
            ),
            Confidence::Published | Confidence::Memory => {}
        }
        let json = serde_json::to_vec(row).unwrap();
        assert_eq!(serde_json::from_slice::<Row>(&json).unwrap(), *row);
        assert!(json.len() < 2048, "{} leaves no room in an event", row.id);
    }
}

#[test]
fn the_bands_of_a_table_meet_and_leave_nothing_out_above_their_first() {
    let mut bands: BTreeMap<(GradingTable, Measure), Vec<_>> = BTreeMap::new();
    for row in BuiltIn::newest().rows() {
        if let What::Band { table, measure, grade, from, below } = row.what {
            bands.entry((table, measure)).or_default().push((from, below, grade));
        }
    }
    assert!(bands.len() > 15);
    for (of, mut rows) in bands {
        rows.sort_unstable_by_key(|(from, ..)| *from);
        for pair in rows.windows(2) {
            assert_eq!(pair[0].1, Some(pair[1].0), "{of:?}");
            assert!(pair[0].2 < pair[1].2, "{of:?}: more is more severe");
        }
        assert_eq!(rows.last().unwrap().1, None, "{of:?}");
    }
}

/// The table of rules.md 3.2, row by row: 初报, 续报, 核报, 终报 for an accident; 补报 and 零报告 are ours.
#[test]
fn what_a_report_must_hold_is_what_the_rows_say() {
    use Need::{Absent as A, OnJump as J, Optional as O, Required as R};
    use ReportPart as P;
    let table = [
        (P::Title, [R, R, R, R]),
        (P::Source, [R, R, R, R]),
        (P::Sender, [R, R, R, R]),
        (P::Times, [R, A, R, R]),
        (P::Place, [R, O, R, R]),
        (P::Unit, [R, A, R, R]),
        (P::Course, [R, R, R, R]),
        (P::Casualties, [R, R, R, R]),
        (P::Loss, [O, O, R, R]),
        (P::Impact, [R, R, A, R]),
        (P::Measures, [R, R, A, R]),
        (P::Forces, [O, R, R, R]),
        (P::Risks, [O, R, A, R]),
        (P::Requests, [O, O, A, O]),
        (P::Explanation, [A, J, R, A]),
        (P::Conclusion, [A, O, O, R]),
    ];
    let log = Log::new();
    let need = |part, kind| log.world.part_need(part, kind, at("10:00"));
    let kinds = [ReportKind::Initial, ReportKind::FollowUp, ReportKind::Verified, ReportKind::Final];
    for (part, needs) in table {
        assert_eq!(kinds.map(|kind| need(part, kind)), needs, "{part:?}");
    }
    let required = |kind| ReportPart::ALL.into_iter().filter(move |part| need(*part, kind) == R).collect::<Vec<_>>();
    assert_eq!(required(ReportKind::Correction), [P::Title, P::Sender, P::Casualties, P::Explanation]);
    assert_eq!(required(ReportKind::Zero), [P::Title, P::Sender]);
}
