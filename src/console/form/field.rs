//! Fields of forms.

use serde::{Deserialize, Serialize};

use super::FieldName;
use super::aar::AarPick;
use super::consult::{AttendPick, PresentPick, StancePick};
use super::onsite::ScenePick;
use super::resource::ShelterPick;
use crate::console::{Action, Board, EntryKind, Line, Row, TableList};
use crate::domain::{
    Advice, AidEvent, AidUnit, AreaCode, AssemblyEvent, Capability, Certainty, Channel, Colour, ConsultKind,
    CostBearer, Datum, EventId, FigureKind, Government, Grade, Haste, HqCode, IncidentStatus, Level, ListCode, Means,
    PlaceCode, PlanCode, Posture, Purpose, ReliefKind, ReportKind, ReportPart, Role, Rung, Sanction, Secrecy, Setting,
    ShareKind, StepCode, StockEvent, TeamCode, TeamKind, TeamStatus, Urgency,
};
use crate::text::names::{Fit, fit, folded, narrow};

/// One line of a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// What it asks.
    pub name: FieldName,
    /// How it is answered.
    pub kind: FieldKind,
}

/// How a field is answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FieldKind {
    /// Free text.
    Text(Line),
    /// A count; empty or `?` is unknown.
    Number(Line),
    /// `16:05`, `1605`, `07-20 16:05` or a full date.
    Time(Line),
    /// One of a list.
    Choice {
        /// All there is to choose from.
        options: Vec<Choice>,
        /// The place of the one that is picked, among `options`; `None` when nothing matches the filter.
        picked: Option<usize>,
        /// What was typed to narrow the list down; empty when nothing was.
        filter: Line,
    },
}

/// One thing to choose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// What it stands for.
    pub pick: Pick,
    /// Its code, when it has one: `P1`.
    pub code: String,
    /// Its name, in the operator's language.
    pub name: String,
    /// Its name in the other language, which finds it too; empty when there is none.
    pub also: String,
}

/// What a choice stands for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names a thing of the domain")]
pub enum Pick {
    /// None of them: no incident, no place, not graded.
    Nothing,
    Team(TeamCode),
    /// Several teams at once.
    Group(Group),
    Headquarters(HqCode),
    /// A person of the contact list.
    Contact(ListCode),
    /// A person who is named in a field of its own.
    Person,
    Incident(EventId),
    Place(PlaceCode),
    /// A list that a table can hold; what is sought is not kept.
    #[serde(skip)]
    Table(TableList),
    Area(AreaCode),
    Order(EventId),
    Warning(EventId, Colour),
    /// A card of a list.
    Listed(ListCode),
    /// What the ten-hour rule asks for.
    Relief(ReliefKind),
    /// A neighbouring city, or the garrison.
    Notified(Option<ListCode>),
    /// A response that was proposed.
    Proposal(EventId),
    /// What a proposal rests on, when on no warning.
    Ground(GroundPick),
    Plan(PlanCode),
    /// A step of a started plan.
    Step(EventId, StepCode),
    /// That it is late.
    StepLate(EventId, StepCode),
    Colour(Colour),
    /// What a warning is of, by its place in the list.
    Hazard(usize),
    /// A row of a board; what is sought is not kept.
    #[serde(skip)]
    Row(Row),
    /// A command, and the board to show first when it belongs to another.
    #[serde(skip)]
    Command(Option<Board>, Action),
    Urgency(Urgency),
    Role(Role),
    Rung(Rung),
    Means(Means),
    End(EndPick),
    /// Somebody of a chain of calls, by the place there.
    Callee(usize),
    Answer(AnswerPick),
    Measure(MeasurePick),
    TeamStatus(TeamStatus),
    /// Those that are proposed together.
    Teams(Vec<TeamCode>),
    /// A team that is asked, and takes no orders.
    Asked(TeamCode),
    /// Another city's team, which its city is asked for.
    Neighbour(TeamCode),
    /// A row of what a city shares, by its name.
    Offered(AreaCode, String),
    Capability(Capability),
    /// A grade of what a team can do, at least.
    Least(u8),
    Purpose(Purpose),
    Setting(Setting),
    Assembly(AssemblyEvent),
    Grade(Grade),
    IncidentStatus(IncidentStatus),
    Figure(FigureKind),
    Verified(bool),
    Report(ReportKind),
    Government(Government),
    Secrecy(Secrecy),
    Haste(Haste),
    Part(ReportPart),
    Decision(DecisionPick),
    Level(Level),
    /// What was done beyond somebody's authority, by its event.
    Override(EventId),
    Sanction(Sanction),
    /// What is answered to an item of a checklist.
    Item(ItemPick),
    /// Whether something is so.
    Met(bool),
    Posture(Posture),
    Kind(EntryKind),
    /// An event code.
    Code(String),
    /// A saved filter of the log, by its name.
    View(String),
    AidUnit(AidUnit),
    AidNews(AidEvent),
    CostBearer(CostBearer),
    Datum(Datum),
    ShareKind(ShareKind),
    ConsultKind(ConsultKind),
    Channel(Channel),
    /// What happened to a material.
    Stock(StockEvent),
    /// What is said of a shelter.
    ShelterWord(ShelterPick),
    /// A unit at a consultation, by its name.
    Unit(String),
    Attendance(AttendPick),
    Stance(StancePick),
    Presented(PresentPick),
    Certainty(Certainty),
    Advice(Advice),
    /// A consultation whose conclusion a decision rests on.
    Consult(EventId),
    /// Something of a review.
    Aar(AarPick),
    /// Something of a scene.
    Scene(ScenePick),
}

/// Teams that are ordered together.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Group {
    /// Those whose codes begin with these letters.
    Letters(String),
    /// Those of one kind.
    Kind(TeamKind),
    /// Those that are at an incident.
    At(EventId),
    /// Every one of the own jurisdiction.
    All,
}

/// How an order can end.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names an outcome of the domain")]
pub enum EndPick {
    Done,
    Refused,
    Cancelled,
}

/// What came of a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum AnswerPick {
    /// A human answered, and acknowledges the order.
    Acknowledged,
    /// A human answered.
    Answered,
    /// 无人接听.
    NoAnswer,
    /// 占线.
    Engaged,
    /// 号码不对.
    WrongNumber,
}

/// What is answered to a measure.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum MeasurePick {
    /// 做, by the owner of all of them.
    Yes,
    /// 不做.
    No,
    /// 做, by somebody else.
    YesBy,
}

/// What is answered to an item of a checklist.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names an answer of the domain")]
pub enum ItemPick {
    Done,
    NotApplicable,
    HandedOver,
}

/// What a proposal rests on, in words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names a ground of the domain")]
pub enum GroundPick {
    Threshold,
    Consultation,
}

/// What can be decided on the response.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names a decision of the domain")]
pub enum DecisionPick {
    Activate,
    Decline,
    Terminate,
}

impl Field {
    /// What is picked, when this is a choice.
    pub fn pick(&self) -> Option<&Pick> {
        if let FieldKind::Choice { options, picked, .. } = &self.kind {
            picked.and_then(|place| options.get(place)).map(|choice| &choice.pick)
        } else {
            None
        }
    }

    /// The line being typed in: the text, or the filter of a choice.
    pub fn line(&self) -> &Line {
        match &self.kind {
            FieldKind::Text(line) | FieldKind::Number(line) | FieldKind::Time(line) => line,
            FieldKind::Choice { filter, .. } => filter,
        }
    }

    fn line_mut(&mut self) -> &mut Line {
        match &mut self.kind {
            FieldKind::Text(line) | FieldKind::Number(line) | FieldKind::Time(line) => line,
            FieldKind::Choice { filter, .. } => filter,
        }
    }

    /// The choices that match what was typed, with their places, in the order in which they are offered: the code
    /// that was typed first, then codes and names that begin with it, those that contain it, those that have it with
    /// gaps. Names are found by their characters and by pinyin.
    pub fn matches(&self) -> Vec<(usize, &Choice)> {
        let FieldKind::Choice { options, filter, .. } = &self.kind else { return Vec::new() };
        let sought = folded(filter.text());
        if sought.is_empty() || self.is_one_digit(&sought) {
            return options.iter().enumerate().collect();
        }
        let rank = |choice: &Choice| {
            let code = folded(&choice.code);
            let by_code = match (code == sought, code.starts_with(&sought), code.contains(&sought)) {
                (true, ..) => Some(Fit::Whole),
                (_, true, _) => Some(Fit::Start),
                (.., true) => Some(Fit::Within),
                _ => None,
            };
            let by_name = [&choice.name, &choice.also].into_iter().filter_map(|name| fit(&sought, name));
            by_code.into_iter().chain(by_name.map(|fit| fit.max(Fit::Start))).min()
        };
        let mut found: Vec<_> =
            options.iter().enumerate().filter_map(|(place, c)| Some((rank(c)?, place, c))).collect();
        found.sort_by_key(|(rank, place, _)| (*rank, *place));
        found.into_iter().map(|(_, place, choice)| (place, choice)).collect()
    }

    /// Whether digits choose here: no code has one in it, so none is needed to name a choice.
    fn numbered(&self) -> bool {
        let FieldKind::Choice { options, .. } = &self.kind else { return false };
        !options.iter().any(|choice| choice.code.contains(|c: char| c.is_ascii_digit()))
    }

    /// The choice that a digit takes: the one with this number in the list as it is shown. Where names go on with the
    /// digit, it is part of what is sought.
    pub fn by_digit(&self, digit: char) -> Option<usize> {
        if self.may_be_an_address() && !self.line().is_empty() {
            return None;
        }
        let nth = usize::try_from(narrow(digit).to_digit(10)?).ok()?.checked_sub(1)?;
        let matches = self.matches();
        let place = matches.get(nth).map(|(place, _)| *place).filter(|_| self.numbered())?;
        (self.line().is_empty() || !self.goes_on_with(digit)).then_some(place)
    }

    /// Whether something was typed into a choice that is none of it.
    pub fn names_none(&self) -> bool {
        matches!(&self.kind, FieldKind::Choice { picked: None, filter, .. } if !filter.text().trim().is_empty())
    }

    /// Whether an address may be typed here: a place is asked for, and none need be said.
    pub(in crate::console) fn may_be_an_address(&self) -> bool {
        let FieldKind::Choice { options, .. } = &self.kind else { return false };
        let place = matches!(self.name, FieldName::Place | FieldName::Destination);
        place && options.iter().any(|choice| choice.pick == Pick::Nothing)
    }

    /// Whether what stands here took a choice and may yet become an address.
    fn is_one_digit(&self, sought: &str) -> bool {
        let digit = sought.len() == 1 && sought.bytes().all(|b| b.is_ascii_digit());
        digit && self.may_be_an_address() && self.numbered()
    }

    /// Picks the choice in this place by its digit, which stays: an address may begin with it.
    pub(in crate::console) fn take_typed(&mut self, place: usize, digit: char) {
        if let FieldKind::Choice { picked, filter, .. } = &mut self.kind {
            *picked = Some(place);
            filter.set("");
            filter.insert(digit);
        }
    }

    /// Whether anything is found with one character more.
    fn goes_on_with(&self, c: char) -> bool {
        let mut longer = self.clone();
        longer.line_mut().insert(c);
        !longer.matches().is_empty()
    }

    /// Whether `c` begins what the next field asks: a code or name stands here in full, and none goes on with a letter.
    pub(in crate::console) fn runs_over(&self, c: char) -> bool {
        let FieldKind::Choice { options, picked, filter } = &self.kind else { return false };
        let sought = folded(filter.text());
        let whole = picked.and_then(|at| options.get(at)).is_some_and(|choice| {
            [&choice.code, &choice.name, &choice.also].into_iter().any(|name| folded(name) == sought)
        });
        whole && !sought.is_empty() && narrow(c).is_alphabetic() && !self.goes_on_with(c)
    }

    /// Picks the choice in this place.
    pub(in crate::console) fn take(&mut self, place: usize) {
        if let FieldKind::Choice { picked, filter, .. } = &mut self.kind {
            *picked = Some(place);
            filter.set("");
        }
    }

    /// Types or edits; when that changes the filter of a choice, the first match is picked. `false` when what was
    /// typed did not fit.
    pub(in crate::console) fn write(&mut self, change: impl FnOnce(&mut Line) -> bool) -> bool {
        let before = self.line().text().to_owned();
        let fitted = change(self.line_mut());
        if self.line().text() != before {
            let first = self.matches().first().map(|(place, _)| *place);
            if let FieldKind::Choice { picked, .. } = &mut self.kind {
                *picked = first;
            }
        }
        fitted
    }

    /// Leaving a choice that is made: the next key in it begins a new filter.
    pub(in crate::console) fn leave(&mut self) {
        if let FieldKind::Choice { picked: Some(_), filter, .. } = &mut self.kind {
            filter.set("");
        }
    }

    /// Picks the match `by` places further; stays at the ends.
    pub(in crate::console) fn step(&mut self, by: isize) {
        let places: Vec<usize> = self.matches().into_iter().map(|(place, _)| place).collect();
        if let FieldKind::Choice { picked, .. } = &mut self.kind {
            let now = picked.and_then(|place| places.iter().position(|p| *p == place));
            let next = now.map_or(0, |at| at.saturating_add_signed(by).min(places.len().saturating_sub(1)));
            *picked = places.get(next).copied();
        }
    }
}
