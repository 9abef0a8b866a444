//! The map board (issue 4, point 7): pan, zoom, follow, and a jump to a name.

use qianzhi::console::{Board, MapView, Msg, Row};
use qianzhi::domain::{Fix, Point};

use super::desk::{Desk, now};

fn desk() -> Desk {
    let mut desk = Desk::new();
    let fix = |team: &str, lat| Fix {
        team: team.into(),
        point: Point { lat, lon: 113_600_000 },
        at: now(),
        speed_mh: None,
        every_ms: 30_000,
    };
    desk.send(Msg::Fixes(vec![fix("P1", 34_700_000), fix("P2", 34_800_000)]));
    desk.keys("0");
    assert_eq!(desk.model.board, Board::Map, "the tenth board is on the digit 0");
    desk
}

#[test]
fn arrows_pan_signs_zoom_and_home_shows_everything() {
    let mut desk = desk();
    desk.keys("<right><right><up>");
    assert_eq!(desk.model.map.pan, (2, -1));
    desk.keys("+");
    assert_eq!((desk.model.map.zoom, desk.model.map.pan), (1, (4, -2)), "what was in the middle stays there");
    desk.keys("＝－－<left><down>");
    assert_eq!(desk.model.map.zoom, 0);
    desk.keys("<home>");
    assert_eq!(desk.model.map, MapView::default());
}

#[test]
fn a_jump_to_a_name_follows_it_until_the_map_is_moved() {
    let mut desk = desk();
    desk.keys(";抽排二<enter>");
    assert_eq!(desk.model.map.target, Some(Row::Team("P2".into())));
    assert!(desk.model.map.follows && desk.model.map.zoom > 0);
    desk.keys("<left>");
    assert!(!desk.model.map.follows, "whoever looks elsewhere follows nobody");
    desk.keys("<enter>");
    assert!(desk.model.map.follows && desk.model.map.pan == (0, 0), "Enter goes back to it");
    desk.keys(";京广<enter>");
    assert!(matches!(desk.model.map.target, Some(Row::Place(_))), "places too");
    desk.keys("；城区<enter>");
    assert!(matches!(desk.model.map.target, Some(Row::Incident(_))), "and incidents");
}

#[test]
fn only_what_has_a_position_can_be_followed() {
    let mut desk = desk();
    desk.keys("<enter>");
    assert!(!desk.notice().is_empty() && desk.model.map.target.is_none());
    desk.keys(";P10<enter>");
    assert_ne!(desk.model.map.target, Some(Row::Team("P10".into())), "nobody knows where that team is");
}
