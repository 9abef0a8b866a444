//! The journal board and the time machine (issue 4, points 7 and 8), with a journal that answers at once.

use qianzhi::clock::Span;
use qianzhi::console::{Board, Effect, EntryKind, Key, Mode, Moment, Msg, NoPast, Row, Whence};
use qianzhi::domain::{Fact, Realm, TeamStatus};
use qianzhi::text::number::{Said, number};

use super::desk::{Desk, at, now, order, status};

/// A desk on the journal board, which is the ninth.
fn reading() -> Desk {
    let mut desk = Desk::new();
    desk.keys("9");
    assert_eq!(desk.model.board, Board::Journal);
    desk.archive();
    desk
}

fn numbers(desk: &Desk) -> Vec<u64> {
    let rows = desk.model.shown().rows(Board::Journal);
    rows.iter().map(|row| if let Row::Entry(number) = row { *number } else { panic!("{row:?}") }).collect()
}

#[test]
fn the_log_is_shown_newest_first_and_news_comes_on_top() {
    let mut desk = reading();
    let all = u64::try_from(desk.log.len()).unwrap();
    assert_eq!(numbers(&desk), (1..=all).rev().collect::<Vec<_>>());
    desk.keys("<down><down>");
    let chosen = desk.model.selected(Board::Journal).cloned();
    desk.other(status("P2", TeamStatus::Working, Vec::new()));
    assert_eq!(numbers(&desk).first(), Some(&(all + 1)), "without asking the journal again");
    assert_eq!(desk.model.selected(Board::Journal).cloned(), chosen, "and the selection stays on its entry");
    assert!(desk.effects.is_empty(), "{:?}", desk.effects);
}

#[test]
fn words_expressions_and_numbers_filter_the_log() {
    let mut desk = reading();
    let said = desk.log.iter().find(|e| matches!(e.fact, Fact::OrderIssued(_))).cloned().unwrap();
    for filter in ["赴京广路", "抽排.队.*京广"] {
        desk.keys(&format!("/{filter}<enter>"));
        desk.archive();
        let found = |n: &u64| desk.log[usize::try_from(*n - 1).unwrap()].id == said.id;
        assert!(numbers(&desk).iter().any(found), "{filter}");
        assert!(numbers(&desk).len() < desk.log.len(), "{filter}");
        desk.keys("<esc>");
        desk.archive();
        assert_eq!(numbers(&desk).len(), desk.log.len(), "and all of it is back");
    }
}

#[test]
fn team_place_kind_and_time_filter_the_log_and_a_view_keeps_them() {
    let mut desk = reading();
    // View, team P1, then over place and kind to the words, and a name to keep it under.
    desk.keys("<c-u><tab>p1<tab><tab>指令<tab><tab><tab><tab>早班<enter>");
    desk.archive();
    let kinds: Vec<EntryKind> =
        numbers(&desk).iter().map(|n| EntryKind::of(&desk.log[usize::try_from(*n - 1).unwrap()].fact)).collect();
    assert_eq!(kinds, [EntryKind::Order], "the one order to P1: {:?}", desk.notice());
    let kept = desk.model.drafts().unwrap();
    let mut later = Desk::new();
    later.model.take_up(kept);
    assert_eq!(later.model.chronicle.views.len(), 1, "a view outlives the process");
    later.keys("9");
    later.archive();
    later.keys("<c-u>早<f10>");
    later.archive();
    assert_eq!(numbers(&later).len(), 1, "and is called up by its name");
    later.keys("<c-u>");
    assert_eq!(later.model.mode(), Mode::Form);
}

#[test]
fn a_number_that_was_said_on_the_radio_is_found() {
    let mut desk = reading();
    let said = desk.log.iter().find(|e| matches!(e.fact, Fact::WarningReceived(_))).unwrap();
    let spoken = number(said.recorded, said.id, 3).replace('-', "");
    desk.keys(&format!(";{spoken}<enter>"));
    let whence = |effect: &Effect| if let Effect::History(search) = effect { Some(search.whence) } else { None };
    let asked: Vec<Whence> = desk.effects.iter().filter_map(whence).collect();
    assert_eq!(asked, [Whence::Said(Said::parse("1610-000").unwrap())], "digits alone reach it");
    desk.keys("；不是编号<enter>");
    assert!(desk.notice().contains("1558-372"), "{}", desk.notice());
}

#[test]
fn steps_lead_back_and_forth_and_home() {
    let mut desk = Desk::new();
    let team = desk.other(status("P2", TeamStatus::Working, Vec::new()));
    desk.other(status("P2", TeamStatus::LostContact, vec![team]));
    let all = u64::try_from(desk.log.len()).unwrap();
    desk.keys("3<c-left>");
    assert_eq!(desk.effects, [Effect::Rewind(Moment::Number(all - 1))]);
    assert!(desk.model.past.is_none(), "the screen waits for nobody: it is of the present until the past is here");
    desk.archive();
    let then = desk.model.shown().world.team(&"P2".into()).unwrap().status.first();
    assert_eq!(then, Some(TeamStatus::Working), "as it was known before the last entry");
    assert_eq!(desk.model.world.team(&"P2".into()).unwrap().status.first(), Some(TeamStatus::LostContact));
    desk.keys("<c-left><c-left>");
    assert_eq!(desk.effects.last(), Some(&Effect::Rewind(Moment::Number(all - 3))), "quick steps add up");
    desk.archive();
    assert_eq!(desk.model.past.as_ref().unwrap().number, all - 3);
    desk.keys("4");
    assert_eq!(desk.model.shown().board, Board::Orders, "any board");
    desk.keys("<esc>");
    assert!(desk.model.past.is_none());
    assert_eq!(desk.model.board, Board::Orders);
    desk.keys("<c-left>");
    desk.archive();
    desk.keys("<c-right>");
    assert!(desk.model.past.is_none(), "after the last entry comes now");
}

#[test]
fn a_typed_time_shows_what_was_known_then() {
    let mut desk = Desk::new();
    desk.pass(Span::hours(2));
    desk.other(Fact::OrderIssued(order(77, "P2", None)));
    desk.keys("４＠1700<enter>");
    assert_eq!(desk.effects.last(), Some(&Effect::Rewind(Moment::At(at("2021-07-20 17:00")))));
    desk.archive();
    let known = desk.model.shown().world.orders().len();
    assert_eq!(known + 1, desk.model.world.orders().len());
    assert_eq!(desk.model.shown().now, at("2021-07-20 17:00"), "deadlines run by the time that is looked at");
    desk.keys("<c-down>");
    assert_eq!(desk.effects.last(), Some(&Effect::Rewind(Moment::At(at("2021-07-20 18:00")))));
    desk.archive();
    desk.keys("<c-down>");
    assert!(desk.model.past.is_none(), "an hour that is not over is now");
}

#[test]
fn nothing_is_recorded_in_the_past_and_the_present_goes_on() {
    let mut desk = Desk::new();
    desk.keys("水深");
    desk.keys("<esc><c-left>");
    desk.archive();
    let before = desk.log.len();
    for script in ["<f2>", "<f5>", "<c-y>", "<f8>", "<f9>", "<c-n>", "<tab>", "水", ":", "5<enter>1", "6<c-a>"] {
        desk.keys(script);
        desk.keys("<esc>");
        if desk.model.past.is_none() {
            desk.keys("<c-left>");
            desk.archive();
        }
    }
    desk.send(Msg::Paste("贴".to_owned()));
    assert_eq!((desk.log.len(), desk.facts.len()), (before, 0));
    assert_eq!(desk.model.entry.line.text(), "水深", "what was half entered waits");
    let late = desk.model.rail().iter().filter(|d| d.late(desk.model.now)).count();
    desk.pass(Span::hours(3));
    assert!(desk.model.rail().iter().filter(|d| d.late(desk.model.now)).count() > late, "the live rail goes on");
    let known = desk.model.past.as_ref().unwrap().view.world.orders().len();
    desk.other(Fact::OrderIssued(order(78, "P2", None)));
    assert_eq!(desk.model.past.as_ref().unwrap().view.world.orders().len(), known, "news is not of the past");
    assert_eq!(desk.model.world.orders().len(), known + 1);
}

#[test]
fn a_replica_says_since_when_it_knows_anything() {
    let mut desk = Desk::new();
    desk.keys("@12:00<enter>");
    desk.send(Msg::NoPast(NoPast::Before(now())));
    assert!(desk.notice().contains("07-20 16:10"), "{}", desk.notice());
    assert!(desk.model.past.is_none() && desk.model.rewind.is_none());
    let mut empty = Desk::empty(Realm::Live);
    empty.keys("<c-left>");
    assert!(empty.effects.is_empty() && !empty.notice().is_empty(), "before nothing there is nothing");
}

#[test]
fn the_log_of_the_past_ends_where_it_ended_then() {
    let mut desk = reading();
    let all = u64::try_from(desk.log.len()).unwrap();
    desk.keys("<down><down><c-g>");
    desk.archive();
    desk.archive();
    assert_eq!(desk.model.past.as_ref().unwrap().number, all - 2, "as it was known when that entry had arrived");
    assert_eq!(numbers(&desk).first(), Some(&(all - 2)));
    desk.key(Key::char('/'));
    desk.keys("预案<enter>");
    desk.archive();
    assert!(desk.model.past.is_some(), "and is filtered like any other");
}
