//! How old what a pane shows is, where it is older than it looks: by the pane's own source, as of the time that the
//! boards are of. What other posts said in general is as old as the link, which the boards line says.

use super::scene::{Freshness, Scene, freshness};
use crate::clock::{At, Span};
use crate::domain::Reading;
use crate::limits::READING_OLD_AFTER;
use crate::text::when;
use crate::text::words::{AgeWord, Word};

/// Age of the newest position, where none is fresh. One old position among fresh ones is marked where its team stands.
fn positions_age(scene: &Scene) -> Option<Span> {
    let fixes = || scene.teams.iter().filter_map(|view| scene.fix(view));
    if fixes().any(|fix| freshness(fix, scene.now()) == Freshness::Live) {
        return None;
    }
    fixes().map(|fix| scene.now() - fix.at).min()
}

/// The words for a pane of positions, with a blank behind them; empty while one is fresh, or where there are none.
pub(super) fn positions(scene: &Scene) -> String {
    let lang = scene.model.lang;
    let words = |age| format!("{} ", AgeWord::Positions.with(lang, &[&when::age(age, lang)]));
    positions_age(scene).map(words).unwrap_or_default()
}

/// Age of a reading that the next one should have followed by now: two of its own spans, or an hour for one of a moment.
fn reading_age(reading: &Reading, now: At) -> Option<Span> {
    let least = Span(i64::try_from(READING_OLD_AFTER.as_millis()).unwrap_or(i64::MAX));
    let own = Span((reading.to - reading.from).0.max(0).saturating_mul(2));
    let age = now - reading.to;
    (age > least.max(own)).then_some(age)
}

/// The words for a reading, with a blank behind them; empty while it is as new as can be.
pub(super) fn reading(scene: &Scene, reading: &Reading) -> String {
    let lang = scene.model.lang;
    let words = |age| format!("{} ", AgeWord::Old.with(lang, &[&when::age(age, lang)]));
    reading_age(reading, scene.now()).map(words).unwrap_or_default()
}

/// The words for what the hub told last, with a blank behind them; empty while it is heard.
pub(super) fn hub(scene: &Scene) -> String {
    let lang = scene.model.lang;
    match scene.model.unheard_for() {
        None => String::new(),
        Some(Some(age)) => format!("{} ", AgeWord::Old.with(lang, &[&when::age(age, lang)])),
        Some(None) => format!("{} ", AgeWord::Unknown.say(lang)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(from: &str, to: &str) -> Reading {
        let at = |text| At::parse(text).unwrap();
        Reading {
            gauge: "g".into(),
            quantity: "小时雨量".to_owned(),
            quantity_en: String::new(),
            milli: 61_500,
            unit: "mm".to_owned(),
            from: at(from),
            to: at(to),
            area: "410100".into(),
        }
    }

    #[test]
    fn a_reading_is_old_when_the_next_one_is_missing() {
        let hourly = read("2021-07-20 15:00", "2021-07-20 16:00");
        let age = |reading: &Reading, now| reading_age(reading, At::parse(now).unwrap());
        assert_eq!(age(&hourly, "2021-07-20 16:01"), None);
        assert_eq!(age(&hourly, "2021-07-20 18:00"), None, "the next is due at five, and told a while later");
        assert_eq!(age(&hourly, "2021-07-20 18:01"), Some(Span::minutes(121)));
        let daily = read("2021-07-19 08:00", "2021-07-20 08:00");
        assert_eq!(age(&daily, "2021-07-21 08:00"), None);
        let moment = read("2021-07-20 16:00", "2021-07-20 16:00");
        assert_eq!(age(&moment, "2021-07-20 17:00"), None);
        assert_eq!(age(&moment, "2021-07-20 17:01"), Some(Span::minutes(61)));
    }
}
