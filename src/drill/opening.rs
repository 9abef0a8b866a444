//! How a drill's log begins: the opening, the rules, and everything there is.

use super::{Act, Scenario, SeatCode};
use crate::domain::{BuiltIn, DrillOpened, Fact, Inject, Limits, Row, RuleChange, Stream, TeamStatus, What};

/// The name that signs for the controller 导调.
pub(super) const CONTROLLER: &str = "导调";

/// Everything that is recorded when the drill begins: one act for all, one for the controllers alone.
pub(super) fn acts(scenario: &Scenario, seed: u64) -> Vec<Act> {
    let at = scenario.begins;
    let act = |stream, facts| Act { at, seat: SeatCode::control(), actor: CONTROLLER.to_owned(), stream, facts };
    vec![act(Stream::Open, region(scenario, seed)), act(Stream::Control, injects(scenario))]
}

fn region(scenario: &Scenario, seed: u64) -> Vec<Fact> {
    let at = scenario.begins;
    let mut facts = vec![
        Fact::DrillOpened(DrillOpened {
            name: scenario.name.clone(),
            name_en: scenario.name_en.clone(),
            scenario: scenario.hash,
            seed,
            begins: scenario.begins,
            ends: scenario.ends,
        }),
        Fact::SetAdopted { set: BuiltIn::newest().name(), after: Vec::new() },
    ];
    facts.extend(own_rules(&scenario.rules));
    facts.extend(scenario.areas.iter().cloned().map(Fact::AreaNamed));
    facts.extend(scenario.places.iter().cloned().map(Fact::PlaceNamed));
    facts.extend(scenario.headquarters.iter().map(|desk| Fact::HeadquartersFormed(desk.card.clone())));
    for team in scenario.teams.iter().map(|team| team.card.clone()) {
        let code = team.code.clone();
        facts.push(Fact::TeamEnrolled { team, after: Vec::new() });
        facts.push(Fact::TeamStatusSet {
            team: code,
            status: TeamStatus::Ready,
            at,
            after: Vec::new(),
            reason: String::new(),
        });
    }
    // A plan that does not fit even in parts was refused when the scenario was read.
    facts.extend(scenario.plans.iter().cloned().filter_map(|plan| plan.adopted().ok()).flatten());
    facts
}

/// The limits of the scenario that are not those of the set, each in the place of its row.
fn own_rules(limits: &Limits) -> impl Iterator<Item = Fact> + '_ {
    let changed = BuiltIn::newest().rows().filter_map(|row| match row.what {
        What::Timer { timer, within } => {
            let other = limits.of(timer).filter(|other| *other != within)?;
            Some(Row { what: What::Timer { timer, within: other }, ..row.clone() })
        }
        _ => None,
    });
    changed.map(|row| {
        let (profile, rule) = (limits.name.clone(), row.id.clone());
        Fact::RuleChanged { change: RuleChange { profile, rule, row: Some(Box::new(row)) }, after: Vec::new() }
    })
}

fn injects(scenario: &Scenario) -> Vec<Fact> {
    let listed = scenario.injects.iter().map(|row| Inject {
        code: row.code.clone(),
        kind: row.what.kind(),
        at: row.at,
        title: row.title.clone(),
        source: row.source.clone(),
    });
    listed.map(Fact::InjectPlanned).collect()
}
