//! Whose paper it is when nobody said.

use crate::domain::AreaCode;
use crate::text::say::Say;

/// The headquarters of the jurisdiction that decided last, else the jurisdiction; that of the most pressing incident when
/// none is given: whose incident it is, is whose night it is.
pub fn issuer(say: &Say<'_>, area: Option<&AreaCode>) -> String {
    let incidents = say.world.incidents();
    let area = area.or_else(|| incidents.first().map(|(_, incident)| &incident.area)).cloned();
    let area = area.or_else(|| say.world.all_headquarters().next().map(|hq| hq.area.clone()));
    let Some(area) = area else { return String::new() };
    let leads = say.world.decisions(&area).last().map(|response| response.by.clone());
    leads.map_or_else(|| say.area(&area).to_owned(), |code| say.hq(&code).to_owned())
}
