//! The measures that a warning calls for, each answered (突发事件应对法 art. 66, 67; rules.md 2.2, 5.2).

use qianzhi::domain::{Article, Colour, Command, EventId, Fact, MeasureOf, Posture, Reckoning, Refusal, Taken};

use super::{Log, at, warning};

fn yes(owner: &str) -> Taken {
    Taken::Yes { owner: owner.to_owned(), reason: String::new() }
}

fn no(reason: &str) -> Taken {
    Taken::No { reason: reason.to_owned(), owner: "郑州 总指挥部".to_owned() }
}

fn answer(log: &mut Log, warning: EventId, number: u8, taken: Taken) -> Result<Vec<Fact>, Refusal> {
    log.command("22:10", Command::AnswerMeasures { warning, answers: vec![(Article::Art67, number, taken)] })
}

#[test]
fn each_of_the_eight_is_answered_with_its_owner_or_its_reason() {
    let mut log = Log::new();
    let warning = log.warning("21:59", Colour::Red);
    assert_eq!(log.world.measures_open(warning, Article::of(Colour::Red)).len(), 8);
    assert_eq!(log.world.measures_open(warning, Article::of(Colour::Yellow)).len(), 5);
    answer(&mut log, warning, 6, yes("栾川县政府 张某")).unwrap();
    answer(&mut log, warning, 7, no("景区已闭园")).unwrap();
    let open: Vec<u8> = log.world.measures_open(warning, Article::Art67).iter().map(|of| of.number).collect();
    assert_eq!(open, [1, 2, 3, 4, 5, 8]);
    let of = MeasureOf { warning, article: Article::Art67, number: 6 };
    assert_eq!(log.world.measure(of), Reckoning::Agreed(&yes("栾川县政府 张某")));
    // A better answer takes the place of the one before.
    answer(&mut log, warning, 6, no("水位回落")).unwrap();
    assert_eq!(log.world.measure(of), Reckoning::Agreed(&no("水位回落")));
}

#[test]
fn a_no_without_reason_and_an_answer_without_owner_are_sent_back() {
    let mut log = Log::new();
    let warning = log.warning("21:59", Colour::Red);
    assert_eq!(answer(&mut log, warning, 1, no(" ")), Err(Refusal::ReasonMissing));
    assert_eq!(answer(&mut log, warning, 1, yes("")), Err(Refusal::OwnerMissing));
    // rules.md 2.2: “做/不做+理由+责任人”: what is left undone is somebody's too, and what is done may say why.
    let nobodys = Taken::No { reason: "景区已闭园".into(), owner: " ".into() };
    assert_eq!(answer(&mut log, warning, 1, nobodys), Err(Refusal::OwnerMissing));
    assert!(matches!(answer(&mut log, warning, 9, yes("张某")), Err(Refusal::Unknown { what: "measure", .. })));
    assert!(matches!(
        answer(&mut log, EventId([99; 32]), 1, yes("张某")),
        Err(Refusal::Unknown { what: "warning", .. })
    ));
    assert_eq!(log.world.measures_open(warning, Article::Art67).len(), 8);
}

/// “each of the eight measures of Art. 67 is answered with yes/no, reason and owner”: all three stand, also for what was
/// left undone, and whoever reads the log reads them.
#[test]
fn an_answer_says_reason_and_owner_whether_yes_or_no() {
    use qianzhi::text::{Lang, say::Say};
    let mut log = Log::new();
    let warning = log.warning("21:59", Colour::Red);
    let done = Taken::Yes { owner: "栾川县政府 张某".into(), reason: "河道水位将超保证".into() };
    let left = Taken::No { reason: "景区已闭园".into(), owner: "文旅局 钱某".into() };
    for (number, taken) in [(6, done.clone()), (7, left.clone())] {
        answer(&mut log, warning, number, taken.clone()).unwrap();
        let of = MeasureOf { warning, article: Article::Art67, number };
        assert_eq!(log.world.measure(of), Reckoning::Agreed(&taken));
        let said = Say { world: &log.world, lang: Lang::Zh }.measure(of, &taken);
        for part in ["张某", "河道水位将超保证"].iter().filter(|_| number == 6) {
            assert!(said.contains(part), "{said}");
        }
        for part in ["钱某", "景区已闭园"].iter().filter(|_| number == 7) {
            assert!(said.contains(part), "{said}");
        }
    }
    // What was written before an owner was asked for is read as it was.
    let old: Taken = serde_json::from_str(r#"{"no":{"reason":"景区已闭园"}}"#).unwrap();
    assert_eq!(old, Taken::No { reason: "景区已闭园".into(), owner: String::new() });
}

#[test]
fn two_posts_that_answer_apart_are_in_conflict() {
    let mut log = Log::new();
    let warning = log.warning("21:59", Colour::Red);
    let of = MeasureOf { warning, article: Article::Art67, number: 1 };
    for taken in [yes("张某"), no("队伍已在位")] {
        let answer = qianzhi::domain::MeasureAnswer { of, taken, at: at("22:05") };
        log.say(Fact::MeasureAnswered { answer, after: Vec::new() });
    }
    assert!(log.world.measure(of).disputed());
    assert_eq!(log.world.conflicts().len(), 1);
    assert_eq!(log.world.measures_open(warning, Article::Art67).len(), 7, "it was answered, twice");
}

/// Warnings of which answers are asked, for Luoyang.
fn asked(log: &Log, now: qianzhi::clock::At) -> Vec<EventId> {
    let asked = log.world.asked_warnings(&log.world.rules(), now);
    asked.into_iter().filter(|(_, w)| w.area.0 == "410300").map(|(id, _)| id).collect()
}

#[test]
fn five_reds_of_one_night_ask_once_and_a_graver_one_asks_anew() {
    let mut log = Log::new();
    log.warning("08:00", Colour::Yellow);
    assert!(asked(&log, at("09:00")).is_empty());
    let orange = log.warning("10:00", Colour::Orange);
    assert_eq!(asked(&log, at("11:00")), [orange]);
    let red = log.warning("11:59", Colour::Red);
    for again in ["12:02", "13:08", "15:50"] {
        log.warning(again, Colour::Red);
    }
    log.warning("16:01", Colour::Orange);
    assert_eq!(asked(&log, at("17:00")), [red]);
    let day = qianzhi::clock::Span::hours(24);
    assert!(asked(&log, at("16:02") + day).is_empty(), "no word of it for a day: it is over");
    // The next storm, more than a day after the last word of this one.
    let mut later = warning("410300", "16:01", Colour::Orange);
    later.received = at("16:02") + day;
    let next = log.say(Fact::WarningReceived(later));
    assert_eq!(asked(&log, at("16:30") + day), [next]);
}

#[test]
fn the_eight_run_from_standing_by_on_the_warning_else_from_the_warning() {
    let mut log = Log::new();
    let red = warning("410300", "21:59", Colour::Red);
    let posture = |posture| Fact::PostureChanged {
        area: "410300".into(),
        posture,
        at: at("20:00"),
        record: String::new(),
        follows: false,
        after: Vec::new(),
    };
    log.say_at("20:00", posture(Posture::Standby));
    assert_eq!(log.world.measures_since(&red), at("21:59"), "it stood by on something else");
    log.say_at("22:05", posture(Posture::Prepared));
    assert_eq!(log.world.measures_since(&red), at("21:59"));
    log.say_at("22:20", posture(Posture::Standby));
    log.say_at("22:40", posture(Posture::War));
    assert_eq!(log.world.measures_since(&red), at("22:20"));
}
