//! Papers of reviews and consultations from a journal alone, as the command writes them.

use qianzhi::envelope::{Author, PostKey, Stamp};
use qianzhi::papers::Gatherer;

use super::*;

/// What the command prints in Chinese, when it succeeds.
fn prints(args: &[&str]) -> String {
    let output = qianzhi(&[args, &["--lang", "zh"]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// An entry that names nobody.
fn unsigned(night: &mut Night, text: &str) -> EventId {
    let stamp = Stamp { now: T0 + Span::minutes(5), offset_ms: None, quality: qianzhi::clock::Quality::Virtual };
    let entry = Fact::EntryLogged(Entry::plain(text.into(), T0));
    let envelope = night.post.author.sign(stamp, "", &entry).unwrap();
    night.world.apply(&envelope.event());
    let id = envelope.id();
    night.envelopes.push(envelope);
    id
}

/// A review of an incident that was closed, its records sealed.
fn reviewed(night: &mut Night) -> EventId {
    let incident = night.incident("京广路隧道积水");
    unsigned(night, "自动雨量站离线");
    let means = Means::Console;
    let (from, ended, at) = (T0 - Span::hours(1), T0 + Span::minutes(20), T0 + Span::minutes(30));
    let aar = night.add(&Fact::AarOpened(Box::new(Aar {
        area: "410100".into(),
        of: AarOf::Incident(incident),
        incident: Some(incident),
        from,
        ended,
        lead: "孙某".into(),
        by: String::new(),
        means,
        at,
    })));
    let mut gatherer = Gatherer::new(from, at);
    night.envelopes.iter().for_each(|envelope| gatherer.take(envelope));
    let records = gatherer.records();
    assert_eq!((records.events, records.sourced), (6, 5));
    // The seal is no part of what it seals: it is recorded after it.
    let seal = Seal { hash: records.hash, events: records.events, missing: 0, unsent: 0 };
    let later = Stamp { now: at + Span::minutes(1), offset_ms: None, quality: qianzhi::clock::Quality::Virtual };
    let fact = Fact::AarMoved { aar, step: Box::new(AarStep::Sealed(seal)), at, after: vec![] };
    let envelope = night.post.author.sign(later, "值班员", &fact).unwrap();
    night.world.apply(&envelope.event());
    night.envelopes.push(envelope);
    aar
}

#[test]
fn the_command_writes_a_review_holds_it_against_its_seal_and_lists_what_has_no_source() {
    let dir = tempfile::tempdir().unwrap();
    let mut night = Night::of(Realm::Test);
    let aar = reviewed(&mut night);
    let sourceless = night.envelopes.iter().find(|envelope| envelope.event().actor.is_empty()).unwrap().id();
    let journal = dir.path().join("journal");
    night.journal(&journal);
    let journal = journal.to_str().unwrap();
    let list = prints(&["paper", "review", journal]);
    assert!(list.contains(&aar.short()) && list.contains("京广路隧道积水") && list.contains("取证"), "{list}");
    let paper = prints(&["paper", "review", journal, &aar.short()]);
    assert!(paper.contains("复盘评估报告 (未签发)") && paper.contains("封存一致"), "{paper}");
    let say = night.say();
    assert!(paper.contains("无来源条目") && paper.contains(&say.numbered(sourceless)), "{paper}");
    let nothing = qianzhi(&["paper", "review", journal, "ffffffff"]);
    assert_eq!(nothing.status.code(), Some(2));
    // One that came later is not what was sealed.
    let mut late = Night::of(Realm::Test);
    let aar = reviewed(&mut late);
    unsigned(&mut late, "补录");
    let journal = dir.path().join("late");
    late.journal(&journal);
    let paper = prints(&["paper", "review", journal.to_str().unwrap(), &aar.short()]);
    assert!(paper.contains("与封存不符"), "{paper}");
}

/// What only the controllers of a drill have is no part of the records: every post seals the same.
#[test]
fn a_seal_is_the_same_with_and_without_the_controllers_own_stream() {
    let mut night = Night::of(Realm::Test);
    night.incident("京广路隧道积水");
    let mut players = Gatherer::new(T0 - Span::hours(1), T0 + Span::hours(1));
    night.envelopes.iter().for_each(|envelope| players.take(envelope));
    let mut controllers = players.clone();
    let key = PostKey::from_seed([9; 32]);
    let series = Series { post: key.post(), incarnation: 1, realm: Realm::Test, stream: Stream::Control };
    let mut author = Author::new(key, series, None);
    let stamp = Stamp { now: T0 + Span::minutes(1), offset_ms: None, quality: qianzhi::clock::Quality::Virtual };
    let fact = Fact::EntryLogged(Entry::plain("导调: 5分钟后断电".into(), T0));
    controllers.take(&author.sign(stamp, "导调员", &fact).unwrap());
    assert_eq!(controllers.records(), players.records());
}

#[test]
fn the_command_writes_minutes_and_the_situation_that_a_consultation_began_with() {
    let mut night = Night::of(Realm::Test);
    let incident = night.incident("京广路隧道积水");
    let (means, at) = (Means::Console, T0);
    let consult = night.add(&Fact::ConsultRequested(Box::new(Consult {
        area: "410100".into(),
        kind: ConsultKind::Emergency,
        reason: "隧道积水研判".into(),
        incident: Some(incident),
        warning: None,
        follows: None,
        by: String::new(),
        means,
        at,
    })));
    let moves = |night: &mut Night, step| {
        let after = night.world.heads(&Aspect::Consult(consult));
        let at = T0 + Span::minutes(2);
        night.add(&Fact::ConsultMoved { consult, step: Box::new(step), at, after });
    };
    let convening = Convening { members: vec![], quorum: 0, channel: Channel::Video, t0: T0, chair: "周某".into() };
    moves(&mut night, ConsultStep::Convened(convening));
    let pack = ContentHash([1; 32]);
    moves(&mut night, ConsultStep::Started(Opening { chair: "周某".into(), role: None, means, pack }));
    let conclusion = Conclusion {
        trend: "两小时内仍有强降雨".into(),
        advice: Advice::Keep,
        measures: vec!["封闭隧道".into()],
        valid_until: T0 + Span::hours(2),
    };
    moves(&mut night, ConsultStep::Drafted(conclusion.clone()));
    moves(&mut night, ConsultStep::Signed(Signature { conclusion, number: 3, by: "周某".into(), role: None, means }));
    let dir = tempfile::tempdir().unwrap();
    let journal = dir.path().join("journal");
    night.journal(&journal);
    let journal = journal.to_str().unwrap();
    let list = prints(&["paper", "minutes", journal]);
    assert!(list.contains(&consult.short()) && list.contains("隧道积水研判"), "{list}");
    let minutes = prints(&["paper", "minutes", journal, "3"]);
    for said in ["两小时内仍有强降雨", "封闭隧道", "周某"] {
        assert!(minutes.contains(said), "{said}: {minutes}");
    }
    let pack = prints(&["paper", "pack", journal, "3"]);
    assert!(pack.contains("京广路隧道积水"), "{pack}");
    assert_eq!(qianzhi(&["paper", "minutes", journal, "9"]).status.code(), Some(2));
}
