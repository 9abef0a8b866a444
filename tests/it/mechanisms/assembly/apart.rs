//! Two posts that act apart: what agrees agrees, and what does not is shown.

use super::*;

/// Decides on one's own replica; the facts are folded there, and kept for the other.
fn apart(night: &mut Night, first: u16, commands: impl IntoIterator<Item = Command>) -> Vec<Event> {
    night.count = first;
    let mut events = Vec::new();
    for command in commands {
        let decided = decide(&night.world, &night.standing(""), command).unwrap();
        for fact in decided.facts {
            night.count += 1;
            let mut id = EventId::default();
            id.0[..2].copy_from_slice(&night.count.to_be_bytes());
            let event = Event {
                id,
                post: PostId([(first / 1000) as u8; 32]),
                seq: u64::from(night.count),
                hlc: 1,
                recorded: night.now,
                actor: format!("席位{first}"),
                fact,
                overridden: None,
            };
            night.world.apply(&event);
            events.push(event);
        }
    }
    events
}

fn hears(night: &mut Night, events: &[Event]) {
    for event in events {
        night.world.apply(event);
    }
}

#[test]
fn a_team_that_two_headquarters_called_up_apart_is_shown_as_double_booked() {
    let base = Night::new();
    let (mut a, mut b) = (base.clone(), base);
    let to_a = a.command(EventId::default(), E::Order);
    let to_b = Mobilise { destination: Some(Destination::Place("B".into())), ..b.mobilise("P1", Purpose::Mobilise) };
    let from_a = apart(&mut a, 2000, [to_a]);
    let from_b = apart(&mut b, 3000, [Command::Assembly(AssemblyCommand::Muster(to_b))]);
    hears(&mut a, &from_b);
    hears(&mut b, &from_a);
    assert!(a.world == b.world, "both know the same");
    let both: Vec<_> = a.world.mobilisations().collect();
    assert_eq!(both.len(), 2);
    assert!(both.iter().all(|one| a.world.double_booked(one)));
    let aspects: Vec<_> = a.world.conflicts().into_iter().map(|conflict| conflict.aspect).collect();
    assert_eq!(aspects, [qianzhi::domain::Aspect::Assignment("P1".into())], "for a person to settle");
    // One of them is called off: the team is the other's, and nothing is double any more.
    let (off, stays) = (from_b[0].id, from_a[0].id);
    a.does(Command::EndOrder { order: off, outcome: Outcome::Cancelled("归一处".into()) }).unwrap();
    assert!(!a.world.double_booked(&a.world.mobilisation(stays).unwrap()));
    assert_eq!(a.status("P1"), Some(TeamStatus::Ordered), "it is still under the order that stays");
}

#[test]
fn two_who_write_the_same_down_apart_agree() {
    let (night, order) = standing_at(S::EnRoute);
    let (mut a, mut b) = (night.clone(), night);
    b.now = at("09:01");
    let (arrives_a, arrives_b) = (a.command(order, E::ReachScene), b.command(order, E::ReachScene));
    let (checks_b, mut later) = (b.command(order, E::CheckIn), b.clone());
    later.now = at("09:05");
    let from_a = apart(&mut a, 2000, [arrives_a]);
    let from_b = apart(&mut b, 3000, [arrives_b, checks_b]);
    hears(&mut a, &from_b);
    hears(&mut b, &from_a);
    assert!(a.world == b.world);
    assert_eq!(a.state(order), S::Staged, "the ladder stands where the higher rung is");
    assert_eq!(a.world.mobilisation(order).unwrap().arrived(), Some(at("09:00")), "as it was told first");
    // The statuses of the team that were set apart are two words about one thing: those are shown.
    let aspects: Vec<_> = a.world.conflicts().into_iter().map(|conflict| conflict.aspect).collect();
    assert_eq!(aspects, [qianzhi::domain::Aspect::TeamStatus("P1".into())]);
}

#[test]
fn declined_here_and_called_off_there_is_a_conflict_of_outcomes() {
    let (night, order) = standing_at(S::Ordered);
    let (mut a, mut b) = (night.clone(), night);
    let (no, off) = (a.command(order, E::Decline), b.command(order, E::Cancel));
    apart(&mut a, 2000, [no]);
    let from_b = apart(&mut b, 3000, [off]);
    hears(&mut a, &from_b);
    assert!(a.world.mobilisation(order).unwrap().disputed);
    assert!(a.world.conflict(&qianzhi::domain::Aspect::Outcome(order)).is_some());
}

#[test]
fn a_crew_that_two_posts_set_apart_is_a_conflict() {
    let night = Night::new();
    let crew = |to: Option<At>| qianzhi::domain::Crew {
        team: "P1".into(),
        name: "甲班".into(),
        people: "李某 王某".into(),
        count: 5,
        from: at("08:00"),
        to,
    };
    let set = |to| Command::Assembly(AssemblyCommand::SetCrew(crew(to)));
    let (mut a, mut b) = (night.clone(), night);
    apart(&mut a, 2000, [set(None)]);
    let from_b = apart(&mut b, 3000, [set(Some(at("20:00")))]);
    hears(&mut a, &from_b);
    assert_eq!(a.world.conflicts().len(), 1);
    assert_eq!(a.world.on_duty(&"P1".into(), at("16:00")), Some(qianzhi::clock::Span::hours(8)));
}
