//! A fact as one line of a timeline.

use super::Say;
use super::rule::set_name;
use crate::domain::{
    DrillControl, Entry, Fact, FigureReport, HeadCount, Means, Order, PositionReport, RungFact, Seated, Shelf,
};
use crate::text::when;
use crate::text::words::{Full, IncidentWord, PlanWord, Prompt, StructureWord, Word};

impl<'a> Say<'a> {
    /// What happened, in one line without its time.
    #[expect(clippy::too_many_lines, reason = "one arm for each kind of fact, so that none is forgotten")]
    pub fn fact(&self, fact: &'a Fact) -> String {
        let lang = self.lang;
        match fact {
            Fact::RulesAdopted { rules, .. } => Prompt::RulesAdopted.with(lang, &[&rules.name]),
            Fact::SetAdopted { set, .. } => Prompt::RulesAdopted.with(lang, &[&set_name(set)]),
            Fact::RuleChanged { change, .. } => self.rule_change(change),
            Fact::AreaNamed(area) => Prompt::AreaNamed.with(lang, &[&area.code, &self.area_name(area)]),
            Fact::PlaceNamed(place) => Prompt::PlaceNamed.with(lang, &[&self.place_name(place)]),
            Fact::HeadquartersFormed(hq) => Prompt::HqFormed.with(lang, &[&self.hq_name(hq)]),
            Fact::TeamEnrolled { team, .. } => Prompt::TeamEnrolled.with(lang, &[&team.code, &self.team_name(team)]),
            Fact::PlanPart(part) => PlanWord::Part.with(lang, &[&(u32::from(part.part) + 1), &part.steps.len()]),
            Fact::PlanAdopted(plan) => Prompt::PlanAdopted.with(lang, &[&self.plan_name(plan), &plan.version]),
            Fact::ContactListed { .. }
            | Fact::MaterialListed { .. }
            | Fact::ShelterListed { .. }
            | Fact::OrganListed { .. }
            | Fact::ExpertListed { .. }
            | Fact::WatchListed { .. } => self.listed_fact(fact),
            Fact::RegionAdopted { region, .. } => StructureWord::Adopted.with(lang, &[&self.region(region)]),
            Fact::EntryLogged(entry) => match &entry.seated {
                Some(seated) => self.entry(entry, &self.seated(seated)),
                None => self.entry(entry, &entry.text),
            },
            Fact::EntryAmended { entry, text, reason, .. } => self.amended(*entry, text, reason),
            Fact::FigureReported(report) => self.figure(report),
            Fact::ReadingTaken(reading) => self.reading(reading),
            Fact::ReportFiled(report) => self.report_filed(report),
            Fact::ReportBegun(paper) => self.report_begun(paper),
            Fact::ReportPartWritten { report, part, text, .. } => self.report_part(*report, *part, text),
            Fact::PaperStateSet { report, state, .. } => self.report_state(*report, state),
            Fact::ReportReceived(receipt) => self.receipt(receipt),
            Fact::WarningReceived(warning) => self.warning(warning),
            Fact::WarningLifted(lifting) => self.lifting(lifting),
            Fact::ResponseProposed(proposal) => self.proposal(proposal),
            Fact::ResponseDecided { response, .. } => {
                format!("{} {}", self.hq(&response.by), self.response(response))
            }
            Fact::PostureChanged { area, posture, record, .. } => self.posture_changed(area, *posture, record),
            Fact::SwitchNoted { note, .. } => self.switch_note(note),
            Fact::CallMade(call) => self.call(call),
            Fact::CallBegun(call) => self.call_begun(call),
            Fact::ShiftSigned(sign_off) => self.sign_off(sign_off),
            Fact::ConsultRequested(_) | Fact::ConsultMoved { .. } | Fact::ConsultNoted(_) => self.consult_fact(fact),
            Fact::ResourceNoted { note, .. } => self.resource(note),
            Fact::AarOpened(_) | Fact::AarMoved { .. } | Fact::AarNoted(_) | Fact::WarningPublished(_) => {
                self.aar_fact(fact)
            }
            Fact::AidDrafted(_) | Fact::AidMoved { .. } | Fact::AidTold(_) | Fact::ShareListed { .. } => {
                self.linkage_fact(fact)
            }
            Fact::SceneMoved { .. } | Fact::SceneNoted(_) => self.scene_fact(fact),
            Fact::MeasureAnswered { answer, .. } => self.measure(answer.of, &answer.taken),
            Fact::AlarmShelved { shelf, .. } => self.shelf(shelf),
            Fact::DecisionRatified { ratification, .. } => self.ratification(ratification),
            Fact::AlarmAcknowledged { .. } => self.word(Prompt::AlarmAcknowledged).to_owned(),
            Fact::Struck { target, reason } => Prompt::Struck.with(lang, &[&self.numbered(*target), reason]),
            Fact::Voided { target, reason, .. } => Prompt::Voided.with(lang, &[&self.numbered(*target), reason]),
            Fact::Unknown { kind } => Prompt::UnknownKind.with(lang, &[kind]),
            Fact::IncidentOpened(_)
            | Fact::IncidentGraded { .. }
            | Fact::Graded { .. }
            | Fact::IncidentCoded { .. }
            | Fact::IncidentMerged { .. }
            | Fact::IncidentStatusSet { .. }
            | Fact::CommanderAppointed { .. }
            | Fact::PlanStarted(_)
            | Fact::StepSet { .. } => self.incident_fact(fact),
            Fact::TeamStatusSet { .. }
            | Fact::TeamAssigned { .. }
            | Fact::PositionReported(_)
            | Fact::TrackLogged(_)
            | Fact::OrderIssued(_)
            | Fact::OrderRung(_)
            | Fact::HeadsCounted(_)
            | Fact::NoticeGiven(_)
            | Fact::EvacueesMoved(_)
            | Fact::ReliefGiven(_)
            | Fact::AssemblyTold(_)
            | Fact::CrewSet { .. }
            | Fact::OrderEnded { .. } => self.team_fact(fact),
            Fact::DrillOpened(_)
            | Fact::DrillClockSet { .. }
            | Fact::DrillControlled { .. }
            | Fact::InjectPlanned(_)
            | Fact::InjectFired(_) => self.drill_fact(fact),
        }
    }

    fn listed_fact(&self, fact: &'a Fact) -> String {
        let lang = self.lang;
        match fact {
            Fact::ContactListed { contact, .. } => Prompt::ContactListed.with(lang, &[&contact.name, &contact.office]),
            Fact::MaterialListed { material, .. } => {
                Prompt::MaterialListed.with(lang, &[&material.name, &material.store])
            }
            Fact::ShelterListed { shelter, .. } => Prompt::ShelterListed.with(lang, &[&shelter.name, &shelter.address]),
            Fact::OrganListed { organ, .. } => StructureWord::Listed.with(lang, &[&self.organ(organ)]),
            Fact::ExpertListed { expert, .. } => StructureWord::ListedExpert.with(lang, &[&self.expert(expert)]),
            Fact::WatchListed { watch, .. } => self.watch(watch),
            _ => String::new(),
        }
    }

    fn graded(&self, incident: crate::domain::EventId, grade: Option<crate::domain::Grade>) -> String {
        let grade = grade.map_or(self.word(Prompt::NoGrade), |grade| self.word(Full(grade)));
        Prompt::IncidentGraded.with(self.lang, &[&grade, &self.incident(incident)])
    }

    fn incident_fact(&self, fact: &'a Fact) -> String {
        let lang = self.lang;
        match fact {
            Fact::IncidentOpened(incident) => {
                let title = self.incident_title(incident);
                let address = Some(incident.address.as_str()).filter(|address| !address.is_empty());
                let title = address.map_or(title.to_owned(), |address| format!("{title} ({address})"));
                let opened = Prompt::IncidentOpened.with(lang, &[&title]);
                let accident = incident.code.is_empty() || incident.code.starts_with("12");
                let told = incident.unit_told.filter(|_| accident);
                let unit = told.and_then(|told| self.world.unit_in_time(told, incident.received));
                let unit = unit.map(|unit| self.unit_told(&unit));
                let sensitive = incident.sensitive.then(|| self.word(IncidentWord::Sensitive).to_owned());
                [Some(opened), unit, sensitive].into_iter().flatten().collect::<Vec<_>>().join("; ")
            }
            Fact::Graded { incident, grade, reason, .. } => because(self.graded(*incident, *grade), reason),
            Fact::IncidentGraded { incident, grade, .. } => self.graded(*incident, *grade),
            Fact::IncidentStatusSet { incident, status, .. } => {
                Prompt::IncidentStatus.with(lang, &[&self.word(*status), &self.incident(*incident)])
            }
            Fact::IncidentCoded { incident, code, reason, .. } => {
                let coded = Prompt::IncidentCoded.with(lang, &[&self.event_code(code), &self.incident(*incident)]);
                because(coded, reason)
            }
            Fact::IncidentMerged { merged, into, reason, .. } => {
                let merged = self.numbered_incident(*merged);
                because(self.merged(&merged, *into), reason)
            }
            Fact::CommanderAppointed { incident, name, .. } => {
                Prompt::Commander.with(lang, &[name, &self.incident(*incident)])
            }
            Fact::PlanStarted(run) => {
                let plan = self.world.plans().find(|(id, _)| *id == run.plan);
                let name = plan.map_or_else(|| run.plan.short(), |(_, plan)| self.plan_name(plan).to_owned());
                Prompt::PlanStarted.with(lang, &[&name, &self.word(run.level)])
            }
            Fact::StepSet { run, step, status, .. } => {
                let title = self.world.step(*run, step).map_or(step.0.as_str(), |step| self.step_title(step));
                Prompt::StepSet.with(lang, &[&title, &self.step_status(status)])
            }
            _ => String::new(),
        }
    }

    fn team_fact(&self, fact: &'a Fact) -> String {
        let lang = self.lang;
        match fact {
            Fact::TeamStatusSet { team, status, reason, .. } => {
                let said = Prompt::TeamStatus.with(lang, &[&self.team(team), &self.word(*status)]);
                if reason.is_empty() { said } else { format!("{said} ({reason})") }
            }
            Fact::TeamAssigned { team, assignment, .. } => {
                if assignment.incident.is_none() && assignment.destination.is_none() {
                    Prompt::Freed.with(lang, &[&self.team(team)])
                } else {
                    Prompt::Assigned.with(lang, &[&self.team(team), &self.assignment(assignment)])
                }
            }
            Fact::PositionReported(report) => self.position(report),
            Fact::TrackLogged(track) => Prompt::Track.with(lang, &[&self.team(&track.team), &track.fixes.len()]),
            Fact::OrderIssued(order) => self.order_issued(order),
            Fact::OrderRung(rung) => self.rung(rung),
            Fact::HeadsCounted(count) => self.heads(count),
            Fact::NoticeGiven(notice) => self.notice(notice),
            Fact::EvacueesMoved(moved) => self.evacuees(moved),
            Fact::ReliefGiven(relief) => self.relief(relief),
            Fact::AssemblyTold(telling) => self.telling(telling),
            Fact::CrewSet { crew, .. } => self.crew(crew),
            Fact::OrderEnded { order, outcome, .. } => {
                Prompt::Ended.with(lang, &[&self.order(*order), &self.outcome(outcome)])
            }
            _ => String::new(),
        }
    }

    fn drill_fact(&self, fact: &'a Fact) -> String {
        let lang = self.lang;
        match fact {
            Fact::DrillOpened(drill) => Prompt::DrillOpened.with(lang, &[&self.name(&drill.name, &drill.name_en)]),
            Fact::DrillClockSet { clock, .. } => self.drill_clock(clock),
            Fact::DrillControlled { control } => {
                let what = match control {
                    DrillControl::Pause => self.word(Prompt::Pause).to_owned(),
                    DrillControl::Resume => self.word(Prompt::Resume).to_owned(),
                    DrillControl::Speed(speed) => Prompt::Speed.with(lang, &[&super::milli(i64::from(*speed))]),
                    DrillControl::SkipTo(at) => Prompt::SkipTo.with(lang, &[&when::minute(*at)]),
                    DrillControl::Fire(code) => Prompt::Fire.with(lang, &[code]),
                    DrillControl::End => self.word(Prompt::End).to_owned(),
                };
                Prompt::DrillControl.with(lang, &[&what])
            }
            Fact::InjectPlanned(inject) => Prompt::InjectPlanned.with(lang, &[&inject.code, &inject.title]),
            Fact::InjectFired(fired) => Prompt::InjectFired.with(lang, &[&fired.code]),
            _ => String::new(),
        }
    }

    /// `京广隧道 积水 封闭 (电话 张某)`.
    pub(super) fn entry(&self, entry: &'a Entry, text: &str) -> String {
        let source = entry.source.as_str();
        let text = match &entry.about {
            Some(team) => format!("{} {text}", self.team(team)),
            None => text.to_owned(),
        };
        let text = if entry.memo { Prompt::Memo.with(self.lang, &[&text]) } else { text };
        match (entry.means, source.is_empty()) {
            (Means::Console, true) => text,
            (Means::Console, false) => format!("{text} ({source})"),
            (means, true) => format!("{text} ({})", self.word(means)),
            (means, false) => format!("{text} ({} {source})", self.word(means)),
        }
    }

    /// Who took the seat: `王某 值班长 接班, 交班 李某`.
    pub fn seated(&self, seated: &Seated) -> String {
        let (name, role) = (&seated.name, self.word(seated.role));
        if seated.before.is_empty() {
            Prompt::Seated.with(self.lang, &[name, &role])
        } else {
            Prompt::SeatedAfter.with(self.lang, &[name, &role, &seated.before])
        }
    }

    /// `抽排一队 在京广路 (电台)`.
    fn position(&self, report: &'a PositionReport) -> String {
        let line = Prompt::Position.with(self.lang, &[&self.team(&report.team), &self.place(&report.place)]);
        if report.means == Means::Console { line } else { format!("{line} ({})", self.word(report.means)) }
    }

    /// `搁置到 18:00: 已电话约定`.
    pub fn shelf(&self, aside: &Shelf) -> String {
        Prompt::Shelved.with(self.lang, &[&when::date_minute(aside.until), &aside.reason])
    }

    fn figure(&self, report: &FigureReport) -> String {
        let value = &report.value;
        let said =
            [&self.word(report.figure) as &dyn std::fmt::Display, &self.count(Some(value)), &self.verified(value)];
        let figure = Prompt::Figure.with(self.lang, &said);
        if report.source.is_empty() { figure } else { Prompt::FigureFrom.with(self.lang, &[&figure, &report.source]) }
    }

    /// `指令12 抽排一队 > 京广路: 前往抽排`.
    fn order_issued(&self, order: &'a Order) -> String {
        let to = self.recipient(&order.to);
        let going = order.destination.as_ref().map_or_else(
            || to.to_owned(),
            |place| Prompt::OrderGoing.with(self.lang, &[&to, &self.destination(place)]),
        );
        Prompt::OrderTo.with(self.lang, &[&self.word(order.form), &order.number, &going, &order.text])
    }

    /// `指令12 清点 在位3 失联2 (陈某, 许某) 张某`.
    pub fn heads(&self, count: &HeadCount) -> String {
        let order = self.order(count.order);
        let names = if count.names.is_empty() { String::new() } else { format!(" ({})", count.names) };
        Prompt::Heads.with(self.lang, &[&order, &count.present, &format!("{}{names}", count.missing), &count.by])
    }

    fn rung(&self, rung: &RungFact) -> String {
        let (order, reached) = (self.order(rung.order), self.word(rung.rung));
        if rung.means == Means::Console {
            Prompt::Rung.with(self.lang, &[&order, &reached, &rung.by])
        } else {
            // Somebody else wrote it down.
            Prompt::RungFor.with(self.lang, &[&order, &reached, &rung.by, &self.word(rung.means)])
        }
    }
}

fn because(what: String, reason: &str) -> String {
    if reason.is_empty() { what } else { format!("{what} ({reason})") }
}
