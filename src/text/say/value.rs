//! Values and outcomes in words.

use super::Say;
use super::rule::set_name;
use crate::clock::At;
use crate::domain::{
    Adopted, Aspect, Assignment, Decision, DrillClock, EventId, Figure, Grade, GradingTable, ListKind, Listed, Outcome,
    Reading, Response, StepStatus, Value, Warning,
};
use crate::text::words::{
    AssemblyWord, AuthorityWord, CallWord, Full, LinkageWord, Prompt, ReportWord, ResourceWord, Scale, SceneWord,
    SwitchWord, Word,
};
use crate::text::{Lang, when};

/// Thousandths as a decimal number without trailing zeroes: 201 900 is `201.9`.
pub fn milli(milli: i64) -> String {
    let sign = if milli < 0 { "-" } else { "" };
    let (whole, part) = (milli.unsigned_abs() / 1000, milli.unsigned_abs() % 1000);
    let text = format!("{sign}{whole}.{part:03}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl Say<'_> {
    /// A grade, or that there is none yet.
    pub fn grade(&self, grade: Option<Grade>) -> &'static str {
        grade.map_or(self.word(Prompt::NoGrade), |grade| self.word(grade))
    }

    /// The same as the table of an incident's code calls it: a slide is 特大型 to 小型, not 特别重大 to 一般 (rules.md 1.4, 10.1).
    pub fn grade_of(&self, incident: EventId, grade: Option<Grade>) -> &'static str {
        match grade {
            Some(grade) if self.of_scale(incident) => self.word(Scale(grade)),
            _ => self.grade(grade),
        }
    }

    /// The same in full.
    pub fn grade_in_full(&self, incident: EventId, grade: Grade) -> &'static str {
        if self.of_scale(incident) { self.word(Scale(grade)) } else { self.word(Full(grade)) }
    }

    /// The grade in full as papers say it: what the figures prove goes before a lesser one that was decided, and is called
    /// 初判.
    pub fn grade_told(&self, incident: EventId) -> String {
        let grade = self.grade_held_told(incident);
        match self.world.near_miss(incident) {
            Some(met) => format!("{grade}{}{}", self.lang.pick("、", ", "), self.word(met.standard)),
            None => grade,
        }
    }

    fn grade_held_told(&self, incident: EventId) -> String {
        let Some(held) = self.world.grade_held(incident) else {
            return self.lang.pick("未定级", "ungraded").to_owned();
        };
        let grade = self.grade_in_full(incident, held.grade);
        let decided = self.world.grade(incident).first().flatten().map(|grade| self.grade_in_full(incident, grade));
        match (held.initial, decided, self.lang) {
            (false, ..) => grade.to_owned(),
            (true, None, Lang::Zh) => format!("{grade}(初判)"),
            (true, None, Lang::En) => format!("{grade} (by the figures)"),
            (true, Some(decided), Lang::Zh) => format!("{grade}(初判, 定级{decided})"),
            (true, Some(decided), Lang::En) => format!("{grade} (by the figures, graded {decided})"),
        }
    }

    fn of_scale(&self, incident: EventId) -> bool {
        let received = self.world.incident(incident).map_or(At(i64::MAX), |incident| incident.received);
        self.world.grading_table(self.world.incident_code(incident), received) == Some(GradingTable::Geological)
    }

    /// How many; `?` when unknown.
    pub fn count(&self, figure: Option<&Figure>) -> String {
        figure.and_then(|figure| figure.count).map_or_else(|| "?".to_owned(), |count| count.to_string())
    }

    /// Whether a figure is verified.
    pub fn verified(&self, figure: &Figure) -> &'static str {
        self.word(if figure.verified { Prompt::Verified } else { Prompt::Unverified })
    }

    /// An outcome with its reason.
    pub fn outcome(&self, outcome: &Outcome) -> String {
        match outcome {
            Outcome::Done => self.word(Prompt::Done).to_owned(),
            Outcome::Refused(why) => Prompt::Refused.with(self.lang, &[why]),
            Outcome::Cancelled(why) => Prompt::Cancelled.with(self.lang, &[why]),
        }
    }

    /// An outcome without its reason.
    pub fn outcome_short(&self, outcome: &Outcome) -> &'static str {
        self.word(match outcome {
            Outcome::Done => Prompt::Done,
            Outcome::Refused(_) => Prompt::OutcomeRefused,
            Outcome::Cancelled(_) => Prompt::OutcomeCancelled,
        })
    }

    /// A step's status without its reason.
    pub fn step_status(&self, status: &StepStatus) -> &'static str {
        self.word(match status {
            StepStatus::Waiting => Prompt::StepWaiting,
            StepStatus::Doing => Prompt::StepDoing,
            StepStatus::Done => Prompt::StepDone,
            StepStatus::Blocked(_) => Prompt::StepBlocked,
            StepStatus::Skipped(_) => Prompt::StepSkipped,
        })
    }

    /// A warning: issuer, kind, colour, number.
    pub fn warning(&self, warning: &Warning) -> String {
        format!("{} {}", self.warning_source(warning), self.warning_short(warning)).trim_start().to_owned()
    }

    /// Who issued a warning, and against what.
    pub fn warning_source(&self, warning: &Warning) -> String {
        let issuer = if self.lang == super::Lang::En && !warning.issuer_en.is_empty() {
            &warning.issuer_en
        } else {
            &warning.issuer
        };
        let kind =
            if self.lang == super::Lang::En && !warning.kind_en.is_empty() { &warning.kind_en } else { &warning.kind };
        format!("{issuer} {kind}").trim_start().to_owned()
    }

    /// A warning's colour and number alone, for a column.
    pub fn warning_short(&self, warning: &Warning) -> String {
        let colour = self.word(warning.colour);
        match warning.number {
            0 => Prompt::WarningPlain.with(self.lang, &[&colour]),
            n => Prompt::WarningNumbered.with(self.lang, &[&colour, &n]),
        }
    }

    /// A decision on the response.
    pub fn response(&self, response: &Response) -> String {
        let text = match &response.decision {
            Decision::Activated { level, matter, .. } => {
                Prompt::Activated.with(self.lang, &[&self.word(*level), matter]).trim_end().to_owned()
            }
            Decision::Declined { reason } => Prompt::Declined.with(self.lang, &[reason]),
            Decision::Terminated if response.conclusion.is_empty() => self.word(Prompt::Terminated).to_owned(),
            Decision::Terminated => {
                let concluded = AuthorityWord::Concluded.with(self.lang, &[&response.conclusion]);
                format!("{} ({concluded})", self.word(Prompt::Terminated))
            }
        };
        match response.effective {
            Some(at) if at != response.decided => Prompt::Effective.with(self.lang, &[&text, &when::minute(at)]),
            _ => text,
        }
    }

    /// A gauge's reading with its unit and interval.
    pub fn reading(&self, reading: &Reading) -> String {
        let quantity = if self.lang == super::Lang::En && !reading.quantity_en.is_empty() {
            &reading.quantity_en
        } else {
            &reading.quantity
        };
        let value = format!("{} {}", milli(reading.milli), self.unit(&reading.unit));
        let time = if reading.from == reading.to {
            when::minute(reading.to)
        } else {
            format!("{}-{}", when::minute(reading.from), when::minute(reading.to))
        };
        Prompt::Reading.with(self.lang, &[quantity, &value, &time])
    }

    /// A unit of measurement; one that is not known stays as it was written.
    pub fn unit<'b>(&self, unit: &'b str) -> &'b str {
        match unit {
            "mm" => self.word(Prompt::Millimetres),
            "m" => self.word(Prompt::Metres),
            "m3/s" => self.word(Prompt::CubicMetresPerSecond),
            other => other,
        }
    }

    /// What a team is for.
    pub fn assignment(&self, assignment: &Assignment) -> String {
        let incident = assignment.incident.map(|id| self.incident(id));
        let to = assignment.destination.as_ref().map(|to| self.owned_destination(to));
        match (incident, to) {
            (Some(incident), Some(to)) => Prompt::OrderGoing.with(self.lang, &[&incident, &to]),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => self.word(Prompt::Free).to_owned(),
        }
    }

    fn owned_destination(&self, to: &crate::domain::Destination) -> String {
        Say { world: self.world, lang: self.lang }.destination(to)
    }

    /// What a drill's clock does.
    pub fn drill_clock(&self, clock: &DrillClock) -> String {
        match clock.pace.per_mille {
            0 => self.word(Prompt::DrillPaused).to_owned(),
            speed => {
                let times = Prompt::Times.with(self.lang, &[&milli(i64::from(speed))]);
                Prompt::DrillClock.with(self.lang, &[&times])
            }
        }
    }

    /// Of what an aspect is, with the name of its subject.
    #[expect(clippy::too_many_lines, reason = "one arm for each aspect, and no more in any arm than its words")]
    pub fn aspect(&self, aspect: &Aspect) -> String {
        let (word, subject) = match aspect {
            Aspect::Rules => (Prompt::AspectRules, String::new()),
            Aspect::Grade(id) => (Prompt::AspectGrade, self.incident(*id)),
            Aspect::IncidentStatus(id) => (Prompt::AspectIncidentStatus, self.incident(*id)),
            Aspect::Commander(id) => (Prompt::AspectCommander, self.incident(*id)),
            Aspect::Figure(id, kind) => return format!("{} {}", self.word(*kind), self.incident(*id)),
            Aspect::Response(code) => (Prompt::AspectResponse, self.area(code).to_owned()),
            Aspect::Posture(code) => (Prompt::AspectPosture, self.area(code).to_owned()),
            Aspect::Team(code) => (Prompt::AspectTeam, format!("{code} {}", self.team(code))),
            Aspect::TeamStatus(code) => (Prompt::AspectTeamStatus, format!("{code} {}", self.team(code))),
            Aspect::Assignment(code) => (Prompt::AspectAssignment, format!("{code} {}", self.team(code))),
            Aspect::Crew(team, name) => {
                return format!("{} {} {name}", self.word(AssemblyWord::AspectCrew), self.team(team));
            }
            Aspect::Outcome(id) => (Prompt::AspectOutcome, self.order(*id)),
            Aspect::Step(run, code) => {
                let title = self.world.step(*run, code).map_or(code.0.as_str(), |step| self.step_title(step));
                (Prompt::AspectStep, title.to_owned())
            }
            Aspect::DrillClock => (Prompt::AspectDrillClock, String::new()),
            Aspect::Listed(kind, code) => {
                let word = match kind {
                    ListKind::Contact => Prompt::AspectContact,
                    ListKind::Material => Prompt::AspectMaterial,
                    ListKind::Shelter => Prompt::AspectShelter,
                    ListKind::Organ => Prompt::AspectOrgan,
                    ListKind::Expert => Prompt::AspectExpert,
                    ListKind::Watch => Prompt::AspectWatch,
                };
                (word, code.0.clone())
            }
            Aspect::ReportPart(report, part) => {
                let subject = format!("{} {}", self.paper(*report), self.word(*part));
                return format!("{} {subject}", self.word(ReportWord::AspectPart));
            }
            Aspect::Shelf(_) => (Prompt::AspectShelf, String::new()),
            Aspect::PaperState(report) => {
                return format!("{} {}", self.word(ReportWord::AspectState), self.paper(*report));
            }
            Aspect::Measure(of) => {
                let measure = CallWord::short(of.article, of.number).map_or("?", |word| self.word(word));
                return format!("{} {measure} {}", self.word(CallWord::AspectMeasure), self.warning_named(of.warning));
            }
            Aspect::Shelter(code) => {
                return format!("{} {}", self.word(ResourceWord::AspectShelter), self.shelter_name(code));
            }
            Aspect::Stock(code, of) => return self.stock_aspect(code, *of),
            Aspect::Requisition(id) => {
                return format!("{} {}", self.word(ResourceWord::AspectTaken), self.requisitioned(*id));
            }
            Aspect::Region => (Prompt::AspectRegion, String::new()),
            Aspect::Rule(id) => (Prompt::AspectRule, id.to_string()),
            Aspect::IncidentCode(id) => (Prompt::AspectCode, self.incident(*id)),
            Aspect::Merged(id) => (Prompt::AspectMerged, self.numbered_incident(*id)),
            Aspect::EntryText(id) => (Prompt::AspectEntry, id.short()),
            Aspect::Seat(code, seat) => {
                let (word, of) = (self.word(SwitchWord::AspectSeat), self.area(code));
                return format!("{word} {} {of}", self.word(*seat));
            }
            Aspect::Item(code, of) => {
                let (word, title) = (self.word(SwitchWord::AspectItem), self.item_title(of.way, of.number));
                return format!("{word} {} {title}", self.area(code));
            }
            Aspect::Lead(code) => return format!("{} {}", self.word(SwitchWord::AspectLead), self.area(code)),
            Aspect::Consult(id) => return self.consult(*id),
            Aspect::Aar(id) => return self.aar(*id),
            Aspect::AarItem(id) => return self.item_named(*id),
            Aspect::Aid(id) => return self.aid(*id),
            Aspect::Shared(code, kind, _) => {
                let (word, of) = (self.word(LinkageWord::AspectShared), self.area_of(code));
                return format!("{word} {of} {}", self.word(*kind));
            }
            Aspect::Scene(id) => return format!("{} {}", self.word(SceneWord::Aspect), self.incident(*id)),
            Aspect::Ratified(of) => {
                let what = self.world.overridden(*of).map_or_else(|| of.short(), |view| self.overridden(&view));
                return format!("{} {what}", self.word(AuthorityWord::Aspect));
            }
        };
        format!("{} {subject}", self.word(word)).trim_end().to_owned()
    }

    /// What a side of a conflict says.
    pub fn value(&self, value: &Value) -> String {
        match value {
            Value::Rules(adopted) => match &**adopted {
                Adopted::Limits(limits) => limits.name.clone(),
                Adopted::Set(set) => set_name(set),
            },
            Value::Rule(change) => self.rule_change(change),
            Value::Grade(grade) => grade.map_or(self.word(Prompt::NoGrade), |g| self.word(Full(g))).to_owned(),
            Value::IncidentStatus(status) => self.word(*status).to_owned(),
            Value::Commander(name) | Value::Seat(name) if !name.is_empty() => name.clone(),
            Value::Figure(figure) => format!("{} ({})", self.count(Some(figure)), self.verified(figure)),
            Value::Response(response) => self.response(response),
            Value::Posture(posture) => self.word(Full(*posture)).to_owned(),
            Value::Team(team) => {
                let name =
                    if self.lang == super::Lang::En && !team.name_en.is_empty() { &team.name_en } else { &team.name };
                format!("{} {name}", team.code)
            }
            Value::TeamStatus(status) => self.word(*status).to_owned(),
            Value::Assignment(assignment) => self.assignment(assignment),
            Value::Crew(crew) => self.crew(crew),
            Value::Outcome(outcome) => self.outcome(outcome),
            Value::Step(status) => match status {
                StepStatus::Blocked(why) | StepStatus::Skipped(why) => format!("{}: {why}", self.step_status(status)),
                StepStatus::Waiting | StepStatus::Doing | StepStatus::Done => self.step_status(status).to_owned(),
            },
            Value::Ratified(sanction) => self.word(*sanction).to_owned(),
            Value::Consult(made) => self.consult_step(&made.step),
            Value::Shelter(status) => self.shelter_status(status),
            Value::Stock(moved) => self.stock_moved(moved),
            Value::Requisition(step) => self.requisition_step(step),
            Value::Aar(made) => self.aar_step(&made.step),
            Value::Aid(made) => self.aid_side(&made.step),
            Value::AidTold(telling) => self.aid_told(telling),
            Value::Shared(list) => self.shared_list(list),
            Value::Scene(made) => self.scene_step(made),
            Value::DrillClock(clock) => self.drill_clock(clock),
            Value::ReportPart(text) | Value::EntryText(text) => text.clone(),
            Value::IncidentCode(code) => self.event_code(code),
            Value::Merged(into) => self.merged("", *into).trim().to_owned(),
            Value::Shelf(aside) => self.shelf(aside),
            Value::PaperState(state) => self.paper_state(state),
            Value::Measure(taken) => self.taken(taken),
            Value::Commander(_) | Value::Seat(_) => self.word(SwitchWord::SideNobody).to_owned(),
            Value::Item(answer) => self.item_answer(answer),
            Value::Lead(lead) => self.lead(lead),
            Value::Listed(card) => match card.as_ref() {
                Listed::Contact(c) => format!("{} {} {}", c.name, c.office, c.numbers().collect::<Vec<_>>().join(" ")),
                Listed::Material(m) => {
                    let count = m.count.map_or_else(|| "?".to_owned(), |count| count.to_string());
                    format!("{} {count}{} {}", m.name, m.unit, m.store)
                }
                Listed::Shelter(s) => format!("{} {}", s.name, s.address),
                Listed::Organ(organ) => self.organ(organ),
                Listed::Expert(expert) => self.expert(expert),
                Listed::Watch(watch) => self.watch(watch),
            },
            Value::Region(region) => self.region(region),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousandths_print_as_people_write_them() {
        for (n, text) in
            [(201_900, "201.9"), (0, "0"), (-50, "-0.05"), (130_540, "130.54"), (10_000, "10"), (1, "0.001")]
        {
            assert_eq!(milli(n), text);
        }
    }
}
