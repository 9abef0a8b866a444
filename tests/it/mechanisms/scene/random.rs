//! The invariants of rules.md 5.4 as properties: over random acts at one post, and over what two posts did apart.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use qianzhi::domain::{Aspect, Casualty, CasualtyState, HazardKind, HazardReading, Reckoning, SceneTrouble, TeamCode};

use super::*;

fn acts() -> impl Strategy<Value = Vec<(u8, u8, bool)>> {
    prop::collection::vec((0..21_u8, 0..4_u8, any::<bool>()), 1..30)
}

/// Something that somebody may want now.
fn wanted(ground: &Ground, which: u8, how: u8) -> Command {
    let people = u32::from(how) + 1;
    let named = ["F1", "P1", "M1", "F1"][usize::from(how)];
    let view = ground.world.scene(ground.incident);
    let tasks = view.as_ref().map(|view| view.tasks(&ground.world)).unwrap_or_default();
    let some_task = tasks.get(usize::from(how)).map_or(EventId([9; 32]), |task| task.id);
    let zones = view.as_ref().map(SceneView::zones).unwrap_or_default();
    let zone_id = zones.first().map(|zone| zone.id);
    let offered = view.as_ref().and_then(SceneView::offered).map_or(EventId([9; 32]), |(id, ..)| id);
    Command::Scene(match which {
        0 => ground.step(SceneStep::Opened),
        1 => ground.step(SceneStep::Posted(PostCard { commander: format!("{named}长"), ..post() })),
        2 => ground.step(SceneStep::Planned(plan(u16::from(how) * 5, ""))),
        3 => ground.step(re_enter()),
        4 => ground.step(stable()),
        5 => ground.step(SceneStep::HandedOver { to: "属地".into() }),
        6 => ground.step(SceneStep::Closed),
        7 => ground.note(command(named, how.is_multiple_of(2))),
        8 => ground.note(SceneNoted::CommandOffered { from: "陈".into(), to: named.into(), brief: "简".into() }),
        9 => ground.note(SceneNoted::CommandTaken { of: offered }),
        10 | 11 => {
            let signal = if how == 0 { String::new() } else { "长笛".into() };
            ground.note(SceneNoted::Task(SceneTask { signal, zone: zone_id, life: how == 1, ..task(named) }))
        }
        12 => ground.note(SceneNoted::Done { task: some_task, evidence: String::new() }),
        13 => ground.note(zone(if how == 0 { ZoneKind::Forbidden } else { ZoneKind::ALL[usize::from(how)] })),
        14 => ground.note(SceneNoted::Entered {
            crew: crew(named),
            people,
            names: String::new(),
            zone: zone_id,
            remote: false,
        }),
        15 => ground.note(left(named, people)),
        16 => ground.note(counted(named, people)),
        17 => {
            let (state, change) = (CasualtyState::ALL[usize::from(how)], i32::from(how) - 1);
            ground.note(SceneNoted::Casualty(Casualty { state, change, source: named.into(), place: String::new() }))
        }
        18 => {
            let (kind, unit) = (HazardKind::Combustible, String::new());
            let reading = HazardReading { kind, value: people * 400, unit, place: "罐".into() };
            ground.note(SceneNoted::Reading(reading))
        }
        // A team comes and goes by its status alone.
        19 => {
            let status = [TeamStatus::OnScene, TeamStatus::Staged, TeamStatus::Released, TeamStatus::Working];
            return Command::SetTeamStatus {
                team: named.into(),
                status: status[usize::from(how)],
                reason: String::new(),
            };
        }
        _ => {
            return Command::IssueOrder {
                form: Form::Order,
                to: Recipient::Team(named.into()),
                incident: Some(ground.incident),
                text: "撤".into(),
                urgency: Urgency::Withdraw,
                destination: None,
                authority: None,
                until: None,
            };
        }
    })
}

/// What holds at one post whatever was done.
fn holds(ground: &Ground) -> Result<(), TestCaseError> {
    let Some(view) = ground.world.scene(ground.incident) else { return Ok(()) };
    prop_assert!(!view.step.disputed() && !view.commander.disputed(), "one post is of one mind");
    let heads = ground.world.scene_heads(ground.incident, ground.now);
    let over: u32 = view.crews().iter().map(qianzhi::domain::CrewView::more_out).sum();
    prop_assert_eq!(heads.entered + over, heads.left + heads.present, "in is out and present");
    prop_assert!(heads.unaccounted <= heads.present);
    let over = view.state == S::Closed && heads.present == 0;
    prop_assert_eq!(over, ground.world.open_scenes().next().is_none());
    Ok(())
}

/// What must not be was said yes to with a reason, by the row that is about it.
fn explained(ground: &Ground, trouble: &SceneTrouble) -> bool {
    let rows: &[&str] = match trouble {
        // These say everything that is lacking under the first of the rows.
        SceneTrouble::NoSignal(_) | SceneTrouble::TaskForbidden(..) => &["RAUT-次序", "RAUT-现场-"],
        SceneTrouble::Forbidden(..) => &["RAUT-次序", "RAUT-现场-禁入"],
        // A team that is at work or in may be said to be elsewhere: then that is what is shown.
        SceneTrouble::NotCheckedIn(team) if !there(ground, team) => return true,
        SceneTrouble::MoreOut(..) | SceneTrouble::MoreSeen(..) => &["RAUT-现场-进出"],
        SceneTrouble::Inside(_) => &["RAUT-次序", "RAUT-现场-撤销"],
        SceneTrouble::NotCheckedIn(_) | SceneTrouble::Commanders(_) | SceneTrouble::Figure(_) => &[],
    };
    let given = ground.world.unratified();
    given.iter().any(|view| rows.iter().any(|row| view.basis.rule.0.starts_with(row)))
}

/// The invariants of the paper about where people are, reckoned from the ledger by themselves: who is in a zone where nobody may
/// go, and whose team is at work or in without having checked in.
fn broken(ground: &Ground) -> (BTreeSet<CrewName>, BTreeSet<String>) {
    let Some(view) = ground.world.scene(ground.incident) else { return Default::default() };
    let (mut zones, mut lifted, mut inside) = (BTreeMap::new(), BTreeSet::new(), BTreeMap::new());
    for (id, said) in &view.notes {
        match &said.what.what {
            SceneNoted::Zone(zone) => drop(zones.insert(*id, zone.kind)),
            SceneNoted::ZoneLifted { zone } => drop(lifted.insert(*zone)),
            SceneNoted::Entered { crew, people, zone, .. } => {
                let (count, last) = inside.entry(crew.clone()).or_insert((0_u32, None));
                (*count, *last) = (*count + people, zone.or(*last));
            }
            SceneNoted::Left { crew, people } => {
                let (count, _) = inside.entry(crew.clone()).or_insert((0, None));
                *count = count.saturating_sub(*people);
            }
            _ => {}
        }
    }
    let closed = |zone: &Option<EventId>| {
        zone.is_some_and(|id| zones.get(&id) == Some(&ZoneKind::Forbidden) && !lifted.contains(&id))
    };
    let inside = || inside.iter().filter(|(_, (count, _))| *count > 0);
    let forbidden = inside().filter(|(_, (_, zone))| closed(zone)).map(|(crew, _)| crew.clone()).collect();
    let at_work = view.tasks(&ground.world).into_iter().filter(|task| !task.closed());
    let teams = at_work.map(|task| task.task.team.clone()).chain(inside().filter_map(|(crew, _)| crew.team.clone()));
    let known = view.notes.iter().filter_map(|(_, said)| match &said.what.what {
        SceneNoted::Task(task) => Some(task.team.clone()),
        SceneNoted::Entered { crew, .. } => crew.team.clone(),
        _ => None,
    });
    let here = |view: &qianzhi::domain::TeamView<'_>| {
        view.assignment.clone().first().is_some_and(|one| one.incident == Some(ground.incident))
    };
    let assigned = ground.world.teams().into_iter().filter(here).map(|view| view.team.code.clone()).collect::<Vec<_>>();
    // Whoever came and did not check in.
    let came = known.chain(assigned).filter(|team| status(ground, team) == Some(TeamStatus::OnScene));
    let not = teams.filter(|team| !there(ground, team)).chain(came);
    (forbidden, not.map(|team| team.0).collect())
}

fn status(ground: &Ground, team: &TeamCode) -> Option<TeamStatus> {
    ground.world.team(team).and_then(|view| view.status.first())
}

/// Whether a team checked in: these statuses come after that only (rules.md 6.3).
fn there(ground: &Ground, team: &TeamCode) -> bool {
    use TeamStatus::{Resting, Resupply, Staged, Withdrawing, Working};
    matches!(status(ground, team), Some(Staged | Working | Withdrawing | Resting | Resupply))
}

/// What is shown is what is broken, and nothing else.
fn shown_both_ways(ground: &Ground) -> Result<(), TestCaseError> {
    let Some(view) = ground.world.scene(ground.incident) else { return Ok(()) };
    let (mut forbidden, mut not_there) = (BTreeSet::new(), BTreeSet::new());
    for trouble in view.troubles(&ground.world) {
        match trouble {
            SceneTrouble::Forbidden(crew, _) => drop(forbidden.insert(crew)),
            SceneTrouble::NotCheckedIn(team) => drop(not_there.insert(team.0)),
            _ => {}
        }
    }
    prop_assert_eq!((forbidden, not_there), broken(ground));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// With a reason everything well-formed goes through, and is marked; without one nothing that a guard is about does.
    #[test]
    fn one_post_does_as_it_likes_and_the_invariants_hold(acts in acts()) {
        let mut ground = Ground::new();
        for (which, how, gives_reason) in acts {
            ground.now = ground.now + Span::minutes(1);
            let command = wanted(&ground, which, how);
            let who = if gives_reason { ground.because("急") } else { ground.commander() };
            let verdict = judge(&ground.world, &who, &command);
            let before = ground.world.bytes();
            match decide(&ground.world, &who, command) {
                Ok(decided) => {
                    prop_assert_eq!(decided.overridden.is_some(), verdict != Verdict::Within);
                    ground.records(&who.person, decided);
                }
                Err(Refusal::Unguarded(_)) => {
                    prop_assert!(!gives_reason && verdict != Verdict::Within);
                    prop_assert_eq!(ground.world.bytes(), before);
                }
                Err(Refusal::Unknown { .. } | Refusal::Empty) => {}
                Err(no) => prop_assert!(false, "{no:?}"),
            }
            holds(&ground)?;
            let view = ground.world.scene(ground.incident);
            let troubles = view.map(|view| view.troubles(&ground.world)).unwrap_or_default();
            prop_assert!(troubles.iter().all(|it| explained(&ground, it)), "{:?}", troubles);
            shown_both_ways(&ground)?;
        }
    }

    /// Two posts do as they like apart; merged, both say the same, what is at odds is shown, and a withdrawal is in force.
    #[test]
    fn two_posts_that_did_as_they_liked_come_to_one_state(a in acts(), b in acts()) {
        let mut first = Ground::at(S::Period(1));
        let mut second = Ground { post: PostId([2; 32]), ..first.clone() };
        let mut events = Vec::new();
        for (ground, acts) in [(&mut first, a), (&mut second, b)] {
            for (which, how, _) in acts {
                ground.now = ground.now + Span::minutes(1);
                let command = wanted(ground, which, how);
                let who = ground.because("急");
                let Ok(decided) = decide(&ground.world, &who, command) else { continue };
                let mut basis = decided.overridden;
                for fact in decided.facts {
                    let event = ground.event(&who.person, fact, basis.take());
                    ground.world.apply(&event);
                    events.push(event);
                }
            }
        }
        for event in &events {
            first.world.apply(event);
        }
        events.iter().rev().for_each(|event| second.world.apply(event));
        prop_assert_eq!(first.world.bytes(), second.world.bytes());
        let view = first.view();
        let shown = |aspect: Aspect| first.world.conflicts().iter().any(|it| it.aspect == aspect);
        prop_assert_eq!(view.step.disputed(), shown(Aspect::Scene(view.incident)));
        let many = matches!(view.commander, Reckoning::Disputed(_));
        prop_assert_eq!(many, shown(Aspect::Commander(view.incident)));
        let named = view.troubles(&first.world).iter().any(|it| matches!(it, SceneTrouble::Commanders(_)));
        prop_assert_eq!(many, named);
        if let Reckoning::Disputed(sides) = &view.step
            && sides.iter().any(|made| made.step == SceneStep::Withdrawn)
        {
            prop_assert_eq!(view.state, S::Withdrawn);
        }
        let heads = first.world.scene_heads(first.incident, first.now);
        let over: u32 = view.crews().iter().map(qianzhi::domain::CrewView::more_out).sum();
        prop_assert_eq!(heads.entered + over, heads.left + heads.present);
        shown_both_ways(&first)?;
    }
}
