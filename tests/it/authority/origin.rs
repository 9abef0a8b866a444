//! From a fact back to its command: whoever receives a fact judges it by the table as its author's post did.

use std::collections::BTreeSet;

use qianzhi::domain::{
    Aspect, Command, Fact, Means, Role, Sanction, Verdict, World, decide, judge, judge_fact, origin,
};
use qianzhi::domain::{Level, Ratification};

use super::matrix::{claims, decides, lines};
use super::names::name;
use super::{CITY, Log, activated, at, response, sits};
use crate::it::fold::dice::Dice;
use crate::it::fold::facts::{Hand, Known};

/// Every role × every command of the matrix: the first fact of what was decided is judged as the command was.
#[test]
fn a_fact_is_judged_as_the_command_it_came_from() {
    let mut met = BTreeSet::new();
    for line in lines() {
        met.insert(name(&line.command));
        for role in Role::ALL.into_iter().map(Some).chain([None]) {
            let who = super::Standing { reason: "来不及请示".into(), ..sits("陈某", role) };
            let said = judge(&line.log.world, &who, &line.command);
            let decided = decide(&line.log.world, &who, line.command.clone()).unwrap();
            let each: Vec<Verdict> = decided.facts.iter().map(|f| judge_fact(&line.log.world, &who, f)).collect();
            let shown = || format!("{} by {role:?}: {:?}", line.what, decided.facts);
            // A log that adopts its set with a bureau's first rows does so by itself.
            let Some(found) = each.iter().find(|found| **found != Verdict::Within).or(each.first()) else { continue };
            assert_eq!(claims(found), claims(&said), "{}", shown());
            assert_eq!(std::mem::discriminant(found), std::mem::discriminant(&said), "{}", shown());
            // What goes along claims no more.
            for rest in &each {
                assert!(*rest == Verdict::Within || claims(rest) == claims(&said), "{}: {rest:?}", shown());
            }
        }
    }
    assert!(met.len() > 30, "{met:?}");
}

/// Every kind of fact has its command, or is one that no command writes: a new kind is put in one of the two.
#[test]
fn every_kind_of_fact_has_its_command_or_is_nobodys() {
    let nobodys = [
        "rules.adopted/1",
        "rules.adopted/2",
        "area.named/1",
        "place.named/1",
        "headquarters.formed/1",
        "team.enrolled/1",
        "plan.adopted/1",
        "plan.part/1",
        "reading.taken/1",
        "track.logged/1",
        "event.voided/1",
        "drill.opened/1",
        "drill.clock/1",
        "inject.planned/1",
        "inject.fired/1",
        "contact.listed/1",
        "material.listed/1",
        "shelter.listed/1",
        "organ.listed/1",
        "expert.listed/1",
        "watch.listed/1",
        "region.adopted/1",
    ];
    let (mut dice, world, known) = (Dice::new(7), World::new(qianzhi::domain::Realm::Live), Known::default());
    for kind in Fact::KINDS {
        let mut found = BTreeSet::new();
        for _ in 0..40 {
            let mut hand = Hand { dice: &mut dice, world: &world, known: &known, codes: 3 };
            let fact = hand.write(kind);
            found.insert(origin(&world, &fact).map(|command| name(&command)));
        }
        let written = found.iter().any(Option::is_some);
        assert_eq!(written, !nobodys.contains(kind), "{kind}: {found:?}");
    }
}

#[test]
fn whoever_settles_is_judged_as_settling_and_not_as_deciding_anew() {
    let mut log = Log::at_level(Level::Two);
    log.says(Fact::ResponseDecided { response: response(activated(Level::Four)), after: vec![] });
    let conflict = &log.world.conflicts()[0];
    let four = conflict.sides.iter().find(|side| side.value != conflict.sides[0].value).unwrap().id;
    let deputy = sits("周某", Some(Role::GeneralDeputy));
    for side in [conflict.sides[0].id, four] {
        let settle = Command::Settle { aspect: Aspect::Response(CITY.into()), in_favour_of: side };
        assert_eq!(judge(&log.world, &deputy, &settle), Verdict::Within);
        let decided = decide(&log.world, &deputy, settle.clone()).unwrap();
        assert_eq!(origin(&log.world, &decided.facts[0]), Some(settle));
        assert_eq!(judge_fact(&log.world, &deputy, &decided.facts[0]), Verdict::Within);
    }
}

#[test]
fn an_answer_is_judged_by_the_role_of_who_gave_it() {
    let mut log = Log::new();
    let of = log.does(&sits("李明", Some(Role::DutyOfficer)), decides(activated(Level::Two))).unwrap();
    let answer = |role| Fact::DecisionRatified {
        ratification: Ratification {
            of,
            sanction: Sanction::Ratified,
            by: "周某".into(),
            role,
            means: Means::Phone,
            note: String::new(),
            at: at("09:20"),
        },
        after: vec![],
    };
    let duty = sits("李明", Some(Role::DutyOfficer));
    assert_eq!(judge_fact(&log.world, &duty, &answer(Some(Role::GeneralDeputy))), Verdict::Within);
    for low in [Some(Role::SpecialCommander), None] {
        assert!(matches!(judge_fact(&log.world, &duty, &answer(low)), Verdict::WithReason(_)));
    }
}

#[test]
fn rules_in_the_place_of_others_are_claimed_and_the_first_are_not() {
    let mut log = Log::new();
    let set = || Fact::SetAdopted { set: qianzhi::domain::BuiltIn::newest().name(), after: vec![] };
    let duty = sits("李明", Some(Role::DutyOfficer));
    assert_eq!(judge_fact(&log.world, &duty, &set()), Verdict::Within, "a log adopts its rules when it begins");
    log.says(set());
    assert!(matches!(judge_fact(&log.world, &duty, &set()), Verdict::WithReason(_)));
}
