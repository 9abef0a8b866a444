//! Questions about reports: their papers, what went up, who confirmed it.

use std::collections::BTreeMap;

use super::{Reckoning, Said, World};
use crate::domain::algebra::Register;
use crate::domain::{
    Aspect, EventId, Jump, JumpLimits, PaperState, Receipt, ReportBegun, ReportFiled, ReportKind, ReportPart, Value,
    jumps,
};

/// A report that went up, and who confirmed that it arrived.
#[derive(Clone, Debug)]
pub struct Filing<'a> {
    /// Its event.
    pub id: EventId,
    /// What went up.
    pub report: &'a ReportFiled,
    /// The standing confirmations, earliest first.
    pub receipts: Vec<&'a Receipt>,
}

/// A paper as the boards show it.
#[derive(Clone, Debug)]
pub struct PaperView<'a> {
    /// Its event.
    pub id: EventId,
    /// What was begun.
    pub paper: &'a ReportBegun,
    /// Who began it.
    pub actor: &'a str,
    /// Where it stands.
    pub state: Reckoning<&'a PaperState>,
    /// What its parts say; of a disputed one the oldest side.
    pub parts: BTreeMap<ReportPart, &'a str>,
    /// The parts that two people wrote apart.
    pub disputed: Vec<ReportPart>,
    /// Whether it was written in after it was signed: what was signed is not what it says.
    pub changed_since_signed: bool,
    /// The times it went up, earliest first.
    pub filed: Vec<Filing<'a>>,
}

impl World {
    /// A paper that stands.
    pub fn report_paper(&self, id: EventId) -> Option<PaperView<'_>> {
        let said = self.papers.get(&id).filter(|_| self.stands(&id))?;
        let state = Aspect::PaperState(id);
        let state = self.reckon(&state, |v| if let Value::PaperState(state) = v { Some(state) } else { None });
        let (mut parts, mut disputed) = (BTreeMap::new(), Vec::new());
        for part in ReportPart::ALL {
            let text = self.report_part(id, part);
            if text.disputed() {
                disputed.push(part);
            }
            parts.extend(text.first().filter(|text| !text.is_empty()).map(|text| (part, text)));
        }
        let changed_since_signed = match state.clone().first() {
            Some(PaperState::Signed { parts, .. }) => *parts != self.part_heads(id),
            _ => false,
        };
        let filed = self.filings(said.what.incident).into_iter().filter(|f| f.report.paper == Some(id)).collect();
        let (paper, actor) = (&said.what, said.actor.as_str());
        Some(PaperView { id, paper, actor, state, parts, disputed, changed_since_signed, filed })
    }

    /// What a part of a paper says.
    fn report_part(&self, report: EventId, part: ReportPart) -> Reckoning<&str> {
        let aspect = Aspect::ReportPart(report, part);
        self.reckon(&aspect, |v| if let Value::ReportPart(text) = v { Some(text.as_str()) } else { None })
    }

    /// The standing writes of all parts of a paper, in order of part and id: what a signature is about.
    pub(in crate::domain) fn part_heads(&self, report: EventId) -> Vec<EventId> {
        let heads = |part: &ReportPart| {
            let register = self.registers.get(&Aspect::ReportPart(report, *part));
            let mut heads = register.map(Register::head_ids).into_iter().flatten().collect::<Vec<_>>();
            heads.sort_unstable();
            heads
        };
        ReportPart::ALL.iter().flat_map(heads).collect()
    }

    /// Papers that stand, of one incident or of all, the newest first.
    pub fn report_papers(&self, incident: Option<EventId>) -> Vec<PaperView<'_>> {
        let of = |said: &Said<ReportBegun>| incident.is_none_or(|incident| said.what.incident == incident);
        let ids = self.papers.iter().filter(|(_, said)| of(said)).map(|(id, _)| *id);
        let mut list: Vec<_> = ids.filter_map(|id| self.report_paper(id)).collect();
        list.sort_by_key(|view| (std::cmp::Reverse(view.paper.begun), view.id));
        list
    }

    /// What went up on an incident, earliest first, with who confirmed it.
    pub fn filings(&self, incident: EventId) -> Vec<Filing<'_>> {
        let of = self.standing(&self.reports).filter(|(_, said)| said.what.incident == incident);
        let mut list: Vec<Filing<'_>> =
            of.map(|(id, said)| Filing { id, report: &said.what, receipts: self.receipts_of(id) }).collect();
        list.sort_by_key(|filing| (filing.report.reported, filing.id));
        list
    }

    /// A report that went up.
    pub fn filing(&self, id: EventId) -> Option<Filing<'_>> {
        let said = self.reports.get(&id).filter(|_| self.stands(&id))?;
        Some(Filing { id, report: &said.what, receipts: self.receipts_of(id) })
    }

    fn receipts_of(&self, filed: EventId) -> Vec<&Receipt> {
        let mut list: Vec<_> = self.standing(&self.receipts).filter(|(_, said)| said.what.filed == filed).collect();
        list.sort_by_key(|(id, said)| (said.what.at, *id));
        list.into_iter().map(|(_, said)| &said.what).collect()
    }

    /// The next number of a report of this kind: after those that went up and those that were begun.
    pub fn next_report_number(&self, incident: EventId, kind: ReportKind) -> u32 {
        let filed = self.reports.values().map(|said| &said.what);
        let filed = filed.filter(|r| r.incident == incident && r.kind == kind).map(|r| r.number);
        let begun = self.papers.values().map(|said| &said.what);
        let begun = begun.filter(|p| p.incident == incident && p.kind == kind).map(|p| p.number);
        filed.chain(begun).max().unwrap_or(0).saturating_add(1)
    }

    /// The figures that jumped since the newest report that gave any.
    pub fn report_jumps(&self, incident: EventId) -> Vec<Jump> {
        let filings = self.filings(incident);
        let before = filings.iter().rev().map(|filing| &filing.report.figures).find(|figures| !figures.is_empty());
        before.map_or_else(Vec::new, |before| jumps(before, &self.reported_figures(incident), JumpLimits::default()))
    }
}
