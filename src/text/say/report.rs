//! Reports in words.

use super::Say;
use crate::domain::{
    EventId, Government, Means, PaperState, Receipt, ReportBegun, ReportFiled, ReportKind, ReportPart, UnitTold,
};
use crate::text::when;
use crate::text::words::{Prompt, ReportWord, Word};

impl Say<'_> {
    /// A report's kind, with its number when it has one, and the letter that tells it from another one of that number:
    /// `续报2`, `续报2b`.
    fn report_numbered(&self, kind: ReportKind, number: u32, letter: Option<char>) -> String {
        match number {
            0 => self.word(kind).to_owned(),
            number => {
                let number = letter.map_or_else(|| number.to_string(), |letter| format!("{number}{letter}"));
                ReportWord::Numbered.with(self.lang, &[&self.word(kind), &number])
            }
        }
    }

    /// A paper by what it is.
    pub fn paper_kind(&self, paper: &ReportBegun) -> String {
        self.report_numbered(paper.kind, paper.number, self.world.paper_letter(paper))
    }

    /// The same of one that went up.
    pub fn report_kind(&self, report: &ReportFiled) -> String {
        self.report_numbered(report.kind, report.number, self.world.filing_letter(report))
    }

    /// A paper by its event: `续报2`, with its short id when it is not here.
    pub fn paper(&self, id: EventId) -> String {
        self.world.report_paper(id).map_or_else(|| id.short(), |view| self.paper_kind(view.paper))
    }

    /// Where a paper stands.
    pub fn paper_state(&self, state: &PaperState) -> String {
        match state {
            PaperState::Draft => self.word(ReportWord::Draft).to_owned(),
            PaperState::Submitted { reason } if reason.is_empty() => self.word(ReportWord::Submitted).to_owned(),
            PaperState::Submitted { reason } => ReportWord::SubmittedLacking.with(self.lang, &[reason]),
            PaperState::Returned(reason) => ReportWord::Returned.with(self.lang, &[reason]),
            PaperState::Signed { by, office, .. } => {
                let name = format!("{office} {by}");
                ReportWord::Signed.with(self.lang, &[&name.trim()])
            }
            PaperState::Dropped(reason) => ReportWord::Dropped.with(self.lang, &[reason]),
        }
    }

    /// How a report went up: what goes from a console goes in writing, and is chosen by that word.
    pub fn sent_by(&self, means: Means) -> &'static str {
        if means == Means::Console { self.lang.pick("书面", "in writing") } else { self.word(means) }
    }

    pub(super) fn report_filed(&self, report: &ReportFiled) -> String {
        let line =
            Prompt::ReportTo.with(self.lang, &[&self.report_kind(report), &report.to, &self.sent_by(report.means)]);
        let reached = report.reached.map(|government| self.report_reached(government));
        let basis = (!report.basis.is_empty()).then(|| ReportWord::Backdated.with(self.lang, &[&report.basis]));
        let waiver = (!report.waiver.is_empty()).then(|| ReportWord::Unsigned.with(self.lang, &[&report.waiver]));
        [Some(line), reached, basis, waiver].into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    /// `报到省`: which government a report reached.
    pub fn report_reached(&self, government: Government) -> String {
        ReportWord::Reached.with(self.lang, &[&self.word(government)])
    }

    /// Whether the unit concerned told of its accident in time, and by which row not.
    pub fn unit_told(&self, unit: &UnitTold) -> String {
        let told = when::minute_or_date(unit.told, unit.received);
        match unit.late() {
            None => ReportWord::UnitInTime.with(self.lang, &[&told]),
            Some(late) => ReportWord::UnitLate.with(self.lang, &[&told, &when::span(late, self.lang), &unit.rule]),
        }
    }

    pub(super) fn report_begun(&self, paper: &ReportBegun) -> String {
        let kind = self.paper_kind(paper);
        ReportWord::Begun.with(self.lang, &[&kind, &self.incident(paper.incident)])
    }

    pub(super) fn report_part(&self, report: EventId, part: ReportPart, text: &str) -> String {
        let (paper, part) = (self.paper(report), self.word(part));
        if text.is_empty() {
            ReportWord::PartTakenOut.with(self.lang, &[&paper, &part])
        } else {
            ReportWord::PartWritten.with(self.lang, &[&paper, &part, &text])
        }
    }

    pub(super) fn report_state(&self, report: EventId, state: &PaperState) -> String {
        ReportWord::StateSet.with(self.lang, &[&self.paper(report), &self.paper_state(state)])
    }

    pub(super) fn receipt(&self, receipt: &Receipt) -> String {
        let filing = self.world.filing(receipt.filed);
        let report = filing.map_or_else(|| receipt.filed.short(), |filing| self.report_kind(filing.report));
        let means = self.word(if receipt.means == Means::Console { Means::Phone } else { receipt.means });
        ReportWord::Received.with(self.lang, &[&report, &receipt.by, &means])
    }
}
