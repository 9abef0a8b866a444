//! K7 and K8 (rules.md 5.6), with what they were computed from.

use qianzhi::domain::{IndicatorCode, Setting};
use qianzhi::review::{Measure, indicators};

use super::*;

fn called_up(night: &mut Night, team: &str, setting: Setting) -> EventId {
    let muster = Muster { setting: Some(setting), ..Muster::default() };
    let what = Mobilise { muster, ..night.mobilise(team, Purpose::Mobilise) };
    night.does(Command::Assembly(AssemblyCommand::Muster(what))).unwrap()
}

/// Answered, gone, there and at work so many seconds after the order.
fn goes(night: &mut Night, order: EventId, seconds: [i64; 3]) {
    let began = night.now;
    let steps = [vec![E::Acknowledge, E::Depart], vec![E::ReachScene], vec![E::CheckIn, E::Task]];
    for (events, after) in steps.into_iter().zip(seconds) {
        night.now = began + qianzhi::clock::Span::seconds(after);
        for event in events {
            let command = night.command(order, event);
            night.does(command).unwrap();
        }
    }
    night.now = began;
}

fn share(night: &Night, id: IndicatorCode, now: &str) -> Option<(u32, u32, Vec<EventId>)> {
    let all = indicators(&night.world, at(now));
    let one = all.into_iter().find(|one| one.id == id && one.area.0 == CITY)?;
    assert_eq!(one.met, None, "what it aims at is the bureau's to set");
    let Measure::Share { numerator, denominator, missed, .. } = one.measure else { panic!("a share") };
    Some((numerator, denominator, missed))
}

#[test]
fn k7_wants_one_three_and_five_minutes_of_every_urban_order() {
    let mut night = Night::new();
    let kept = called_up(&mut night, "P1", Setting::Urban);
    goes(&mut night, kept, [60, 180, 300]);
    let missed = called_up(&mut night, "P2", Setting::Urban);
    goes(&mut night, missed, [60, 181, 290]);
    let open = called_up(&mut night, "F1", Setting::Urban);
    assert_eq!(share(&night, IndicatorCode::K7, "09:00"), None, "as of then nothing is decided");
    let (numerator, denominator, events) = share(&night, IndicatorCode::K7, "09:06").unwrap();
    assert_eq!((numerator, denominator), (1, 3), "nobody at the third answered");
    assert_eq!(events.into_iter().collect::<std::collections::BTreeSet<_>>(), [missed, open].into());
    // Called off before it left, it was not to arrive.
    night.does(Command::EndOrder { order: open, outcome: Outcome::Cancelled("误报".into()) }).unwrap();
    assert_eq!(share(&night, IndicatorCode::K7, "09:06"), Some((1, 2, vec![missed])));
}

#[test]
fn k8_counts_rural_arrivals_within_fifteen_minutes() {
    let mut night = Night::new();
    let kept = called_up(&mut night, "P1", Setting::Rural);
    goes(&mut night, kept, [300, 900, 1200]);
    let missed = called_up(&mut night, "P2", Setting::Rural);
    goes(&mut night, missed, [300, 901, 1200]);
    let urban = called_up(&mut night, "F1", Setting::Urban);
    goes(&mut night, urban, [60, 100, 200]);
    assert_eq!(share(&night, IndicatorCode::K8, "09:30"), Some((1, 2, vec![missed])));
}

/// Who was there was there, whatever is not written down of the way; and was to arrive, though it rests since.
#[test]
fn an_arrival_without_a_departure_counts() {
    let mut night = Night::new();
    let order = called_up(&mut night, "P1", Setting::Rural);
    let began = night.now;
    for (minutes, told) in [(10, Told::AtScene), (90, Told::Rested)] {
        night.now = began + qianzhi::clock::Span::minutes(minutes);
        let telling = night.telling(order, told);
        night.says(Fact::AssemblyTold(telling));
    }
    night.now = began;
    assert_eq!(share(&night, IndicatorCode::K8, "11:00"), Some((1, 1, vec![])));
}

/// Departures and arrivals against their limits (rules.md 5.3).
#[test]
fn departures_and_arrivals_are_held_against_what_was_to_be() {
    let mut night = Night::new();
    let kept = called_up(&mut night, "P1", Setting::Rural);
    goes(&mut night, kept, [300, 900, 1200]);
    let silent = called_up(&mut night, "P2", Setting::Rural);
    let acknowledged = night.command(silent, E::Acknowledge);
    night.does(acknowledged).unwrap();
    assert_eq!(share(&night, IndicatorCode::M1, "10:00"), Some((1, 2, vec![silent])), "ten minutes after the answer");
    assert_eq!(share(&night, IndicatorCode::M2, "10:00"), Some((1, 1, vec![])), "told for 09:40, there at 09:15");
}

/// rules.md 5.3: ack time p50 and p90, by nearest rank; who does not answer is waited for until now.
#[test]
fn times_of_acknowledgement_are_told_by_half_and_nine_tenths() {
    let mut night = Night::new();
    let length = |night: &Night, id: IndicatorCode, now: &str| {
        let all = indicators(&night.world, at(now));
        let one = all.into_iter().find(|one| one.id == id && one.area.0 == CITY)?;
        assert_eq!(one.met, None, "what it aims at is the bureau's to set");
        let Measure::Length { span_ms, numerator, denominator, events, .. } = one.measure else { panic!("a length") };
        Some((span_ms.whole_seconds(), numerator, denominator, events))
    };
    assert_eq!(length(&night, IndicatorCode::M3, "09:00"), None);
    let fast = called_up(&mut night, "P1", Setting::Rural);
    goes(&mut night, fast, [20, 900, 1200]);
    let slow = called_up(&mut night, "P2", Setting::Rural);
    goes(&mut night, slow, [240, 900, 1200]);
    let silent = called_up(&mut night, "F1", Setting::Urban);
    assert_eq!(length(&night, IndicatorCode::M3, "09:10"), Some((240, 2, 3, vec![slow, fast, silent])));
    assert_eq!(length(&night, IndicatorCode::M4, "09:10"), Some((600, 3, 3, vec![silent, fast, slow])));
    // Called off, it was not to answer any more.
    night.does(Command::EndOrder { order: silent, outcome: Outcome::Cancelled("误报".into()) }).unwrap();
    assert_eq!(length(&night, IndicatorCode::M4, "09:10"), Some((240, 2, 2, vec![slow, fast])));
}

/// rules.md 5.3: uncommitted of all, ≥20 %; at its lowest, with the orders that had bound the others.
#[test]
fn the_reserve_is_taken_at_its_lowest() {
    let mut night = Night::new();
    let reserve = |night: &Night, now: &str| {
        let all = indicators(&night.world, at(now));
        let one = all.into_iter().find(|one| one.id == IndicatorCode::M5 && one.area.0 == CITY)?;
        let Measure::Share { numerator, denominator, target_percent, missed, kept } = one.measure else { panic!() };
        assert_eq!(target_percent, Some(20));
        Some((numerator, denominator, one.met, missed, kept))
    };
    assert_eq!(reserve(&night, "09:00"), None, "nobody was called up");
    let first = called_up(&mut night, "P1", Setting::Rural);
    night.now = at("09:10");
    let second = called_up(&mut night, "P2", Setting::Rural);
    let (free, all, met, missed, kept) = reserve(&night, "09:15").unwrap();
    assert_eq!((free, all, met, missed), (1, 3, Some(true), vec![]));
    assert_eq!(kept.into_iter().collect::<std::collections::BTreeSet<_>>(), [first, second].into());
    // One comes home before another leaves: never more than two were away.
    night.now = at("09:20");
    let telling = night.telling(first, Told::Returned);
    night.says(Fact::AssemblyTold(telling));
    night.now = at("09:30");
    let third = called_up(&mut night, "F1", Setting::Urban);
    assert_eq!(reserve(&night, "09:40").unwrap().0, 1);
    night.now = at("09:50");
    let again = called_up(&mut night, "P1", Setting::Rural);
    let (free, _, met, missed, _) = reserve(&night, "10:00").unwrap();
    assert_eq!((free, met), (0, Some(false)), "nobody was left");
    assert_eq!(missed.into_iter().collect::<std::collections::BTreeSet<_>>(), [second, third, again].into());
}
