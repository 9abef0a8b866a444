//! Questions about reports: their papers, what went up, who confirmed it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Reckoning, Said, World};
use crate::domain::algebra::Register;
use crate::domain::{
    Aspect, EventId, FigureKind, Jump, Need, PaperState, Receipt, ReportBegun, ReportFiled, ReportKind, ReportPart,
    Value, jumps,
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

/// The letter of the one in this place among those with one number.
pub(super) fn letter(place: usize) -> char {
    u8::try_from(place.min(25)).map_or('z', |n| char::from(b'a' + n))
}

impl World {
    /// A paper that stands.
    pub fn report_paper(&self, id: EventId) -> Option<PaperView<'_>> {
        let filed = self.filed(|report| report.paper == Some(id));
        self.paper_view(id, filed)
    }

    fn paper_view<'a>(&'a self, id: EventId, filed: Vec<Filing<'a>>) -> Option<PaperView<'a>> {
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
        let merges = self.merges();
        let of = |said: &Said<ReportBegun>| incident.is_none_or(|id| merges.concerns(Some(said.what.incident), id));
        // Every filing is looked at once, however many papers there are: lists are made with every message.
        let mut filed: BTreeMap<EventId, Vec<Filing<'_>>> = BTreeMap::new();
        for filing in self.filed(|report| report.paper.is_some()) {
            filed.entry(filing.report.paper.unwrap_or_default()).or_default().push(filing);
        }
        let ids = self.papers.iter().filter(|(_, said)| of(said)).map(|(id, _)| *id);
        let mut list: Vec<_> =
            ids.filter_map(|id| self.paper_view(id, filed.remove(&id).unwrap_or_default())).collect();
        list.sort_by_key(|view| (std::cmp::Reverse(view.paper.begun), view.id));
        list
    }

    /// What went up on an incident, earliest first, with who confirmed it.
    pub fn filings(&self, incident: EventId) -> Vec<Filing<'_>> {
        let merges = self.merges();
        self.filed(|report| merges.concerns(Some(report.incident), incident))
    }

    /// A report that went up.
    pub fn filing(&self, id: EventId) -> Option<Filing<'_>> {
        let said = self.reports.get(&id).filter(|_| self.stands(&id))?;
        let mut filing = Filing { id, report: &said.what, receipts: Vec::new() };
        self.add_receipts(std::slice::from_mut(&mut filing));
        Some(filing)
    }

    /// The standing filings of these reports, earliest first.
    fn filed(&self, of: impl Fn(&ReportFiled) -> bool) -> Vec<Filing<'_>> {
        let filings = self.standing(&self.reports).filter(|(_, said)| of(&said.what));
        let mut list: Vec<Filing<'_>> =
            filings.map(|(id, said)| Filing { id, report: &said.what, receipts: Vec::new() }).collect();
        // By id, as the receipts look for them.
        self.add_receipts(&mut list);
        list.sort_by_key(|filing| (filing.report.reported, filing.id));
        list
    }

    /// Gives filings in order of id their standing receipts, earliest first; every receipt is looked at once.
    fn add_receipts<'a>(&'a self, filings: &mut [Filing<'a>]) {
        if filings.is_empty() {
            return;
        }
        let mut receipts: Vec<_> = self.standing(&self.receipts).collect();
        receipts.sort_by_key(|(id, said)| (said.what.at, *id));
        for (_, said) in receipts {
            if let Ok(place) = filings.binary_search_by_key(&said.what.filed, |filing| filing.id)
                && let Some(filing) = filings.get_mut(place)
            {
                filing.receipts.push(&said.what);
            }
        }
    }

    /// The next number of a report of this kind: after those that went up and those that were begun.
    pub fn next_report_number(&self, incident: EventId, kind: ReportKind) -> u32 {
        let merges = self.merges();
        let of = |id| merges.concerns(Some(id), merges.kept(incident));
        let filed = self.reports.values().map(|said| &said.what);
        let filed = filed.filter(|r| of(r.incident) && r.kind == kind).map(|r| r.number);
        let begun = self.papers.values().map(|said| &said.what);
        let begun = begun.filter(|p| of(p.incident) && p.kind == kind).map(|p| p.number);
        filed.chain(begun).max().unwrap_or(0).saturating_add(1)
    }

    /// The letter that tells a report from another one of its kind and number, in order of id, as orders are told apart:
    /// posts apart gave both the same. None when nobody else has it, and for kinds without numbers.
    fn report_letter(&self, incident: EventId, kind: ReportKind, number: u32, id: EventId) -> Option<char> {
        if number == 0 {
            return None;
        }
        let merges = self.merges();
        let kept = merges.kept(incident);
        let same = |of: EventId, a: ReportKind, n: u32| (a, n) == (kind, number) && merges.concerns(Some(of), kept);
        let papers =
            self.standing(&self.papers).filter(|(_, said)| same(said.what.incident, said.what.kind, said.what.number));
        // What was sent of a paper is the paper's.
        let told = self.standing(&self.reports).filter(|(_, said)| said.what.paper.is_none());
        let told = told.filter(|(_, said)| same(said.what.incident, said.what.kind, said.what.number));
        let all: BTreeSet<EventId> = papers.map(|(id, _)| id).chain(told.map(|(id, _)| id)).collect();
        let place = all.iter().position(|other| *other == id).filter(|_| all.len() > 1)?;
        Some(letter(place))
    }

    /// The letter of a paper, see [`World::next_report_number`].
    pub fn paper_letter(&self, paper: &ReportBegun) -> Option<char> {
        let (id, _) = self.standing(&self.papers).find(|(_, said)| said.what == *paper)?;
        self.report_letter(paper.incident, paper.kind, paper.number, id)
    }

    /// The letter of a report that went up.
    pub fn filing_letter(&self, report: &ReportFiled) -> Option<char> {
        let id = match report.paper {
            Some(paper) => paper,
            None => self.standing(&self.reports).find(|(_, said)| said.what == *report)?.0,
        };
        self.report_letter(report.incident, report.kind, report.number, id)
    }

    /// The figures that jumped since they were last told without a jump, or with the explanation that one demands: a report
    /// that tells a jump and does not explain it leaves the explanation owed (rules.md 3.1).
    pub fn report_jumps(&self, incident: EventId) -> Vec<Jump> {
        let incident = self.kept(incident);
        let received = self.incident(incident).map(|incident| incident.received);
        let Some(limits) = received.and_then(|at| self.jump_limits(at)) else { return Vec::new() };
        let explains = |paper: EventId| {
            let text = self.report_part(paper, ReportPart::Explanation);
            text.first().is_some_and(|text| !text.trim().is_empty())
        };
        let mut explained: BTreeMap<FigureKind, Option<u32>> = BTreeMap::new();
        for filing in self.filings(incident) {
            let told = &filing.report.figures;
            let owed = match filing.report.paper {
                Some(paper) if explains(paper) => Vec::new(),
                _ => jumps(&explained, told, limits),
            };
            // What is not known for a while is compared with what was known before.
            let settled = told.iter().filter(|(_, count)| count.is_some());
            explained.extend(settled.filter(|(kind, _)| !owed.iter().any(|jump| jump.figure == **kind)));
        }
        jumps(&explained, &self.reported_figures(incident), limits)
    }

    /// Whether a paper must have this part, by the rules in force when its incident was received (rules.md 3.2). The
    /// unit concerned is described of an accident, class 2 事故灾难; of anything else it may be.
    pub fn part_needed(&self, part: ReportPart, paper: &ReportBegun) -> Need {
        let incident = self.incident(paper.incident);
        let at = incident.map_or(paper.begun, |incident| incident.received);
        let need = self.part_need(part, paper.kind, at);
        let accident = self.incident_code(self.kept(paper.incident)).starts_with("12");
        if part == ReportPart::Unit && need == Need::Required && !accident { Need::Optional } else { need }
    }

    /// The required parts that a paper lacks, given what its parts say.
    pub fn missing_parts(&self, paper: &ReportBegun, texts: &BTreeMap<ReportPart, String>) -> Vec<ReportPart> {
        let jumped = !self.report_jumps(paper.incident).is_empty();
        let empty = |part: &ReportPart| texts.get(part).is_none_or(|text| text.trim().is_empty());
        let must = |part: &ReportPart| match self.part_needed(*part, paper) {
            Need::Required => true,
            Need::OnJump => jumped,
            Need::Optional | Need::Absent => false,
        };
        ReportPart::ALL.into_iter().filter(must).filter(empty).collect()
    }

    /// The figures as they would be reported now; a disputed one is not known.
    pub fn reported_figures(&self, incident: EventId) -> BTreeMap<FigureKind, Option<u32>> {
        let said = |kind| match self.figure(incident, kind) {
            Reckoning::Unset => None,
            Reckoning::Agreed(figure) => Some((kind, figure.count)),
            Reckoning::Disputed(_) => Some((kind, None)),
        };
        FigureKind::PEOPLE.into_iter().filter_map(said).collect()
    }
}
