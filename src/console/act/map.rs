//! Moving about on the map.

use super::{Action, Effect, Model};
use crate::console::{MapView, Row};

/// Whether an action moves the map alone.
pub(super) fn moves(action: Action) -> bool {
    matches!(action, Action::MapNearer | Action::MapFarther | Action::MapWest | Action::MapEast | Action::MapFollow)
}

/// Pans, zooms, follows; Home shows everything again.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    let map = &mut model.map;
    match action {
        Action::MapNearer => map.zoom(1),
        Action::MapFarther => map.zoom(-1),
        Action::MapWest => map.pan(-1, 0),
        Action::MapEast => map.pan(1, 0),
        Action::Up => map.pan(0, -1),
        Action::Down => map.pan(0, 1),
        Action::PageUp => map.pan(0, -4),
        Action::PageDown => map.pan(0, 4),
        Action::First => *map = MapView::default(),
        Action::MapFollow | Action::Open => follow(model),
        _ => {}
    }
    Vec::new()
}

/// Takes the map to something by name.
pub(super) fn jump(model: &mut Model, row: Row) {
    model.map.to(row);
    follow(model);
}

fn follow(model: &mut Model) {
    if model.map.target.is_none() {
        model.tell("先按 ; 跳到一支队伍, 事件或地点", "go to a team, an incident or a place first, with ;");
        return;
    }
    model.map.follows = !model.map.follows;
    if model.map.follows {
        model.map.pan = (0, 0);
        model.tell("地图跟着它走", "the map goes along");
    } else {
        model.tell("地图停住", "the map stays");
    }
}
