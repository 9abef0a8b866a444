//! Vectors of rules.md 10.1 about deadlines.

use qianzhi::clock::Span;
use qianzhi::domain::{Area, AreaCode, BuiltIn, Colour, Due, Fact, RuleId, Warning, What};

use super::{Log, at};

fn due(id: &str, told: &str) -> qianzhi::clock::At {
    let row = BuiltIn::newest().row(&RuleId::from(id)).unwrap();
    let What::Duty { by, .. } = row.what else { panic!("{id} is a duty") };
    by.due(at(told))
}

#[test]
fn unit_head_told_10_00_county_told_10_59_is_on_time_and_11_01_is_one_minute_late() {
    let due = due("R493-2", "10:00");
    assert!(at("10:59") <= due);
    assert!(at("11:00") <= due, "the hour itself is within the hour");
    assert_eq!(at("11:01") - due, Span::minutes(1));
}

#[test]
fn county_received_10_59_city_by_12_59_province_by_14_59() {
    assert_eq!(due("R493-3", "10:59"), at("12:59"));
    assert_eq!(due("R493-3", "12:59"), at("14:59"));
}

#[test]
fn red_at_21_59_no_decision_22_29_is_the_interlock_alarm() {
    let mut log = Log::new();
    log.say(Fact::AreaNamed(Area { code: "410300".into(), name: "洛阳".into(), name_en: "Luoyang".into() }));
    let warning = log.say(Fact::WarningReceived(Warning {
        area: AreaCode("410300".into()),
        kind: "暴雨".into(),
        kind_en: String::new(),
        colour: Colour::Red,
        number: 5,
        issuer: "市气象台".into(),
        issuer_en: String::new(),
        issued: at("21:58"),
        received: at("21:59"),
        text: "3小时降雨量将达100毫米以上".into(),
        terms: qianzhi::domain::WarningTerms::default(),
    }));
    let deadlines = log.world.deadlines(at("22:00"));
    let interlock = deadlines.iter().find(|d| d.what == Due::Decide { warning }).unwrap();
    assert_eq!(interlock.due, at("22:29"));
    // Asked anew at each second around it: nothing is late before its time, and nothing a second after is not.
    let second = qianzhi::clock::Span::seconds(1);
    for (now, late) in [(at("22:29") - second, false), (at("22:29"), false), (at("22:29") + second, true)] {
        let due = log.world.deadlines(now);
        let interlock = due.iter().find(|d| d.what == Due::Decide { warning }).unwrap();
        assert_eq!(interlock.late(now), late, "{now:?}");
    }
    assert_eq!((interlock.rule, interlock.from), (Some(&RuleId::from("R-互锁-红")), at("21:59")));
    let rule = log.world.rule_behind(interlock).unwrap();
    assert_eq!(rule.row.id, RuleId::from("R-互锁-红"));
    assert!(rule.row.is_default(), "thirty minutes are ours: the law says no time");
}

/// rules.md 3.3: 30/60 is this project's default, and the screen must be able to say so.
#[test]
fn the_local_report_limits_are_nobodys_law() {
    for (id, minutes) in [("RLOC-电话", 30), ("RLOC-书面", 60)] {
        let row = BuiltIn::newest().row(&id.into()).unwrap();
        assert!(row.is_default(), "{id}");
        assert!(matches!(row.what, What::Timer { within, .. } if within == Span::minutes(minutes)), "{id}");
    }
    assert!(!BuiltIn::newest().row(&"R493-2".into()).unwrap().is_default());
}
