//! `RegionalAidGranted` (rules.md 5.2): another city's help makes wartime more than the city's own.

use qianzhi::domain::{
    Aid, AidCommand, AidLine, AidSort, AidStep, Area, Command, CostBearer, Fact, Grant, Means, Posture, Rally, Role,
    Standing, Verdict, Voice, decide, judge,
};

use super::super::hall::Hall;
use super::{hall, posture};

/// What grants a request that the city sent to its neighbour.
pub(super) fn granted(hall: &mut Hall, means: Means) -> Command {
    let to = "410100";
    hall.hears(Fact::AreaNamed(Area { code: to.into(), name: "郑州市".into(), name_en: String::new() }));
    let what = "排涝泵车".into();
    let line = AidLine { sort: AidSort::Equipment, what, count: 2, unit: "台".into(), capability: None };
    let aid = hall.does(Command::Aid(AidCommand::Draft(Aid {
        from: Hall::area(),
        to: to.into(),
        incident: None,
        kind: "暴雨".into(),
        occurred: hall.now,
        place: "伊河路".into(),
        harm: "积水".into(),
        done: "封路".into(),
        needs: vec![line],
        rally: Rally { name: "收费站".into(), point: None },
        route: String::new(),
        contact: "周某".into(),
        frequency: String::new(),
        hours: None,
        cost: CostBearer::Requester,
        logistics: String::new(),
        at: hall.now,
    })));
    let voice = |by: &str, means| Voice { by: by.into(), role: Some(Role::GeneralCommander), means };
    let step = |step, at| Command::Aid(AidCommand::Step { aid, step, at });
    hall.does(step(AidStep::Sent(voice("周某", Means::Console)), hall.now));
    let grants = vec![Grant { line: 0, count: 1, units: vec![] }];
    step(AidStep::Granted { grants, note: String::new(), voice: voice("钱某", means) }, hall.now)
}

/// A neighbour's help is its own word: whoever stands in the city that asked says why they give it in its name.
pub(super) fn not_ours_to_grant(from: Posture) {
    let mut hall = hall(from);
    let grant = granted(&mut hall, Means::Console);
    let who = Standing { area: Some(Hall::area()), ..hall.who(Role::GeneralCommander) };
    let Verdict::Unguarded(unmet) = judge(hall.world(), &who, &grant) else { panic!("it went") };
    assert_eq!(unmet.lacks[0].rule.0.as_ref(), "RAUT-支援-本市");
    let who = Standing { reason: "电话已断".into(), ..who };
    let decided = decide(hall.world(), &who, grant).unwrap();
    hall.log.records(&who, decided);
    assert_eq!((posture(&hall), hall.world().unratified().len()), (Posture::Expanded, 1));
}

/// Help that is granted makes wartime more than the city's own, and nothing else; by nobody's second act.
#[test]
fn a_grant_expands_wartime_and_no_other_posture() {
    for from in Posture::ALL {
        let mut hall = hall(from);
        let grant = granted(&mut hall, Means::Phone);
        hall.does(grant);
        assert_eq!(posture(&hall), if from == Posture::War { Posture::Expanded } else { from }, "{from:?}");
        assert!(hall.world().unratified().is_empty());
    }
}
