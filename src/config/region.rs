//! Region files: TOML in, [`Region`] or every problem out. What a city's structure, places, forces and plans are.
//!
//! Areas, places, teams and plans are written as in a scenario; `scenarios/regions/luoyang.toml` shows all of it.

mod lists;
mod organ;

pub(super) use lists::Stem;

use std::path::Path;

use super::scenario::{Known, people, plan, region};
use super::{Fault, Fields, Log, Wrong, load, read_document};
use crate::domain::{ContentHash, Headquarters, Listed, OrganKind, Region, RegionName};
use crate::envelope::content_hash;
use crate::text::tell::Both;

/// Reads and checks a region file.
pub fn read(path: &Path) -> Result<Region, Fault> {
    read_text(&path.display().to_string(), &load(path)?)
}

/// Reads and checks a region; `file` is its name in problems.
pub fn read_text(file: &str, text: &str) -> Result<Region, Fault> {
    let hash = content_hash(text.as_bytes());
    read_document(file, text, |log, fields| document(log, fields, hash))
}

fn document(log: &mut Log<'_>, fields: &mut Fields<'_>, hash: ContentHash) -> Option<Region> {
    let name = head(log, fields, hash);
    let mut known = Known::new();
    let areas = region::areas(log, fields, &mut known);
    let places = region::places(log, fields, &mut known);
    let organs = organ::organs(log, fields, &mut known);
    let teams = people::cards(log, fields, &mut known);
    let plans = plan::plans(log, fields, &mut known);
    organ::check(log, &organs, &known);
    let organs: Vec<_> = organs.into_iter().map(|named| named.organ).collect();
    let leads = |kind| !matches!(kind, OrganKind::Member | OrganKind::Township | OrganKind::Neighbour);
    let headquarters = organs.iter().filter(|organ| leads(organ.kind)).map(|organ| Headquarters {
        code: organ.code.0.as_str().into(),
        name: organ.name.clone(),
        name_en: if organ.name_en.is_empty() { organ.name.clone() } else { organ.name_en.clone() },
        area: organ.area.clone(),
    });
    let headquarters = headquarters.collect();
    let mut cards: Vec<Listed> = organs.into_iter().map(Listed::Organ).collect();
    cards.extend(lists::all(log, fields, &known));
    Some(Region { name: name?, areas, places, headquarters, cards, teams, plans })
}

fn head(log: &mut Log<'_>, fields: &mut Fields<'_>, hash: ContentHash) -> Option<RegionName> {
    let Some(mut f) = fields.table(log, "region") else {
        if !fields.has("region") {
            let expected = Both::words("表 [region]: name 和 edition", "the table [region] with name and edition");
            log.wrong(&fields.spot(), Wrong::Missing { key: "region".to_owned(), expected });
        }
        return None;
    };
    let (name, edition) = (f.line(log, "name"), f.line(log, "edition"));
    f.close(log);
    Some(RegionName { name: name?, edition: edition?, hash })
}
