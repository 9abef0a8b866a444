//! From a fact back to the command it came from, so that whoever receives it can judge it by the same table as the post
//! that wrote it: the verdict of a home hub (design.md 4).

use super::{Claim, Verdict, judge};
use crate::domain::{
    AarCommand, AarStep, Act, AidCommand, AssemblyCommand, Closing, Command, ConsultCommand, ConsultNoted, ConsultStep,
    EventId, Fact, Means, Mobilise, Notice, Notify, Opening, Order, PaperState, PlanCode, Ratify, Recipient,
    ReportCommand, Reported, SceneCommand, SceneStep, ShiftSide, Signature, Standing, StepStatus, World,
};

/// What the table says of a fact, as if its author gave the command behind it in `world`, the world before it. What no
/// command writes (a region, lists, an engine's doing) claims nothing, but a set of rules in the place of another. Of
/// an answer 追认 it says whether who answered is in authority; that they did not do it themselves, see
/// [`Ratification::by`](crate::domain::Ratification).
pub fn judge_fact(world: &World, standing: &Standing, fact: &Fact) -> Verdict {
    let claimed = match fact {
        Fact::SetAdopted { .. } | Fact::RulesAdopted { .. } if world.has_rules() => {
            Some((Claim { act: Act::Rules, level: None }, standing.role))
        }
        Fact::DecisionRatified { ratification, .. } => {
            world.overridden(ratification.of).map(|view| (view.basis.claim(), ratification.role))
        }
        _ => None,
    };
    match (claimed, origin(world, fact)) {
        (Some((claim, role)), _) => {
            world.beyond(claim, role, standing.now).map_or(Verdict::Within, Verdict::WithReason)
        }
        (None, Some(command)) => judge(world, standing, &command),
        (None, None) => Verdict::Within,
    }
}

/// The command that a fact comes from, as far as the table asks: it claims what the fact claims. None when no command
/// writes such a fact, or when it goes along with another one of the same command.
pub fn origin(world: &World, fact: &Fact) -> Option<Command> {
    settles(world, fact).or_else(|| match fact {
        Fact::ResponseProposed(proposal) => {
            let proposal = proposal.clone();
            Some(Command::ProposeResponse { area: proposal.area, level: proposal.level, ground: proposal.ground })
        }
        Fact::ResponseDecided { response, .. } => {
            let response = response.clone();
            Some(Command::DecideResponse {
                area: response.area,
                by: response.by,
                decision: response.decision,
                basis: response.basis,
                effective: response.effective,
                conclusion: response.conclusion,
            })
        }
        // It goes along with the decision that it follows.
        Fact::PostureChanged { follows: true, .. } | Fact::CommanderAppointed { follows: true, .. } => None,
        Fact::PostureChanged { area, posture, record, .. } => {
            Some(Command::ChangePosture { area: area.clone(), posture: *posture, record: record.clone() })
        }
        Fact::SwitchNoted { note, .. } => Some(Command::NoteSwitch((**note).clone())),
        Fact::PlanStarted(run) => {
            let plan = world.plans().find(|(id, _)| *id == run.plan);
            let plan = plan.map_or_else(PlanCode::default, |(_, plan)| plan.code.clone());
            Some(Command::StartPlan { plan, area: run.area.clone(), incident: run.incident, level: run.level })
        }
        Fact::RuleChanged { change, .. } => Some(Command::AdoptRules {
            profile: change.profile.clone(),
            rows: change.row.as_deref().cloned().into_iter().collect(),
        }),
        Fact::DecisionRatified { ratification, .. } => {
            let answer = ratification.clone();
            Some(Command::Ratify(Ratify {
                of: answer.of,
                sanction: answer.sanction,
                by: answer.by,
                role: answer.role,
                means: answer.means,
                note: answer.note,
            }))
        }
        Fact::Struck { target, reason } => Some(Command::Strike { target: *target, reason: reason.clone() }),
        Fact::AlarmAcknowledged { alarm } => Some(Command::AcknowledgeAlarms { alarms: vec![alarm.clone()] }),
        Fact::AlarmShelved { alarm, shelf, .. } => {
            let alarms = vec![alarm.clone()];
            Some(Command::ShelveAlarms { alarms, reason: shelf.reason.clone(), until: shelf.until })
        }
        Fact::CallBegun(call) => Some(Command::BeginCall(call.clone())),
        Fact::ShiftSigned(signed) => Some(match &signed.side {
            ShiftSide::Handed { to } => Command::HandOver { sheet: signed.sheet.clone(), to: to.clone() },
            ShiftSide::Taken { handed, means } => {
                let told = (*means != Means::Console).then(|| (signed.by.clone(), *means));
                Command::TakeOver { handed: *handed, told }
            }
        }),
        Fact::DrillControlled { control } => Some(Command::ControlDrill(control.clone())),
        Fact::ConsultRequested(_) | Fact::ConsultMoved { .. } | Fact::ConsultNoted(_) => of_consult(fact),
        Fact::AarOpened(_) | Fact::AarMoved { .. } | Fact::AarNoted(_) | Fact::WarningPublished(_) => of_review(fact),
        Fact::AidDrafted(aid) => Some(Command::Aid(AidCommand::Draft((**aid).clone()))),
        Fact::AidMoved { aid, step, at, .. } => {
            Some(Command::Aid(AidCommand::Step { aid: *aid, step: (**step).clone(), at: *at }))
        }
        Fact::AidTold(telling) => Some(Command::Aid(AidCommand::Tell((**telling).clone()))),
        Fact::ShareListed { list, .. } => Some(Command::Aid(AidCommand::Share((**list).clone()))),
        Fact::SceneMoved { .. } | Fact::SceneNoted(_) => of_scene(fact),
        fact => of_incident(fact).or_else(|| of_order(fact)).or_else(|| of_paper(fact)),
    })
}

/// One of two sides that stands there already: whoever writes it again settles.
fn settles(world: &World, fact: &Fact) -> Option<Command> {
    let (aspect, value, after) = fact.clone().into_write().ok()?;
    let conflict = world.conflict(&aspect)?;
    let side: EventId = conflict.sides.iter().find(|side| side.value == value)?.id;
    let whole = conflict.sides.iter().all(|side| after.contains(&side.id));
    whole.then_some(Command::Settle { aspect, in_favour_of: side })
}

/// What sends an action out goes along with its step; a conclusion that closes another one with its signature.
fn of_consult(fact: &Fact) -> Option<Command> {
    Some(Command::Consult(match fact.clone() {
        Fact::ConsultRequested(consult) => ConsultCommand::Request(*consult),
        Fact::ConsultNoted(note) if matches!(note.what, ConsultNoted::Ordered { .. }) => return None,
        Fact::ConsultNoted(note) => ConsultCommand::Note(*note),
        Fact::ConsultMoved { consult, step, at, .. } => match *step {
            ConsultStep::Convened(convening) => ConsultCommand::Convene { consult, convening },
            ConsultStep::Started(Opening { chair, role, means, pack }) => {
                ConsultCommand::Start { consult, chair, role, means, pack, at }
            }
            ConsultStep::Drafted(conclusion) => ConsultCommand::Draft { consult, conclusion },
            ConsultStep::Signed(Signature { by, role, means, .. }) => {
                ConsultCommand::Sign { consult, by, role, means, at }
            }
            ConsultStep::Issued => ConsultCommand::Issue { consult },
            ConsultStep::Closed(Closing::AllDone) => ConsultCommand::Close { consult },
            ConsultStep::Closed(Closing::Superseded(_)) => return None,
            ConsultStep::Cancelled { reason, by, role, means } => {
                ConsultCommand::Cancel { consult, reason, by, role, means }
            }
        },
        _ => return None,
    }))
}

fn of_review(fact: &Fact) -> Option<Command> {
    Some(Command::Aar(match fact.clone() {
        Fact::AarOpened(aar) => AarCommand::Open(*aar),
        Fact::AarNoted(note) => AarCommand::Note(*note),
        Fact::WarningPublished(told) => AarCommand::Publish(*told),
        Fact::AarMoved { aar, step, at, .. } => match *step {
            AarStep::Sealed(seal) => AarCommand::Seal { aar, seal, at },
            AarStep::Reconstructed(made) => AarCommand::Reconstruct { aar, made, at },
            AarStep::Drafted(draft) => AarCommand::Draft { aar, draft, at },
            AarStep::Reviewed(hand) => AarCommand::Review { aar, hand, at },
            AarStep::Signed { hand, .. } => AarCommand::Sign { aar, hand, at },
            AarStep::Closed(hand) => AarCommand::Close { aar, hand, at },
            AarStep::Item { item, act, evidence, hand } => AarCommand::Item { aar, item, act, evidence, hand, at },
        },
        _ => return None,
    }))
}

/// That everybody was called back goes along with the order to withdraw.
fn of_scene(fact: &Fact) -> Option<Command> {
    Some(Command::Scene(match fact.clone() {
        Fact::SceneMoved { made, .. } if made.step == SceneStep::Withdrawn => return None,
        Fact::SceneMoved { incident, made, .. } => {
            SceneCommand::Step { incident, step: made.step, voice: made.voice, at: made.at }
        }
        Fact::SceneNoted(note) => SceneCommand::Note(*note),
        _ => return None,
    }))
}

fn of_incident(fact: &Fact) -> Option<Command> {
    Some(match fact.clone() {
        Fact::IncidentOpened(one) => Command::OpenIncident {
            title: one.title,
            code: one.code,
            area: one.area,
            place: one.place,
            address: one.address,
            occurred: one.occurred,
            received: one.received,
            unit_told: one.unit_told,
            sensitive: one.sensitive,
        },
        Fact::IncidentGraded { incident, grade, .. } => {
            Command::GradeIncident { incident, grade, reason: String::new() }
        }
        Fact::Graded { incident, grade, reason, .. } => Command::GradeIncident { incident, grade, reason },
        Fact::IncidentCoded { incident, code, reason, .. } => Command::CodeIncident { incident, code, reason },
        Fact::IncidentMerged { merged, into: Some(into), reason, .. } => {
            Command::MergeIncidents { merged, into, reason }
        }
        Fact::IncidentMerged { merged, into: None, reason, .. } => Command::SplitIncident { merged, reason },
        Fact::IncidentStatusSet { incident, status, .. } => Command::SetIncidentStatus { incident, status },
        Fact::CommanderAppointed { incident, name, .. } => Command::AppointCommander { incident, name },
        Fact::FigureReported(report) => Command::ReportFigure {
            incident: report.incident,
            figure: report.figure,
            value: report.value,
            occurred: report.occurred,
            source: report.source,
        },
        Fact::EntryLogged(entry) => Command::WriteEntry(entry),
        Fact::EntryAmended { entry, text, reason, .. } => Command::AmendEntry { entry, text, reason },
        Fact::WarningReceived(warning) => Command::ReceiveWarning(warning),
        Fact::WarningLifted(lifting) => Command::LiftWarning(lifting),
        Fact::MeasureAnswered { answer, .. } => Command::AnswerMeasures {
            warning: answer.of.warning,
            answers: vec![(answer.of.article, answer.of.number, answer.taken)],
        },
        _ => return None,
    })
}

fn of_order(fact: &Fact) -> Option<Command> {
    Some(match fact.clone() {
        Fact::OrderIssued(Order {
            to: Recipient::Team(team),
            muster: Some(muster),
            form,
            incident,
            text,
            urgency,
            destination,
            ..
        }) => {
            let (to, muster) = (vec![team], *muster);
            let what = Mobilise { form, to, incident, text, urgency, destination, muster, instead_of: None };
            Command::Assembly(AssemblyCommand::Muster(what))
        }
        Fact::OrderIssued(order) => {
            let issued = Command::IssueOrder {
                form: order.form,
                to: order.to,
                incident: order.incident,
                text: order.text,
                urgency: order.urgency,
                destination: order.destination,
                authority: order.authority,
                until: order.until,
            };
            match order.step {
                Some(of) => Command::OrderStep { of: *of, order: Box::new(issued) },
                None => issued,
            }
        }
        Fact::OrderRung(rung) => {
            Command::ClimbRung { order: rung.order, rung: rung.rung, by: rung.by, means: rung.means, at: rung.at }
        }
        Fact::CallMade(call) => Command::MakeCall { call, acknowledged: false },
        Fact::HeadsCounted(count) => Command::CountHeads(count),
        Fact::EvacueesMoved(moved) => Command::MoveEvacuees(moved),
        Fact::ReliefGiven(relief) => Command::GiveRelief(relief),
        Fact::ResourceNoted { note, .. } => Command::Resource(*note),
        Fact::NoticeGiven(notice) => {
            let Notice { about, to, by, means, at } = notice;
            Command::Notify(Notify { about, to: vec![to], by, means, at })
        }
        Fact::OrderEnded { order, outcome, .. } => Command::EndOrder { order, outcome },
        Fact::AssemblyTold(telling) => Command::Assembly(AssemblyCommand::Tell(telling)),
        Fact::CrewSet { crew, .. } => Command::Assembly(AssemblyCommand::SetCrew(crew)),
        Fact::TeamAssigned { team, assignment, .. } => Command::AssignTeam { team, assignment },
        Fact::TeamStatusSet { team, status, reason, .. } => Command::SetTeamStatus { team, status, reason },
        Fact::PositionReported(report) => Command::ReportPosition(report),
        // What shows it stands in an entry beside it.
        Fact::StepSet { run, step, status: StepStatus::Done, .. } => {
            Command::ProveStep { run, step, evidence: String::new() }
        }
        Fact::StepSet { run, step, status, .. } => Command::SetStep { run, step, status },
        _ => return None,
    })
}

fn of_paper(fact: &Fact) -> Option<Command> {
    Some(Command::Report(match fact.clone() {
        Fact::ReportBegun(paper) => ReportCommand::Begin {
            incident: paper.incident,
            kind: paper.kind,
            to: paper.to,
            by: paper.by,
            secrecy: paper.secrecy,
            haste: paper.haste,
        },
        Fact::ReportPartWritten { report, part, text, .. } => ReportCommand::Write { report, part, text },
        Fact::PaperStateSet { report, state, .. } => match state {
            // It became a draft again because a part was written.
            PaperState::Draft => return None,
            PaperState::Submitted { reason } => ReportCommand::Submit { report, composed: Vec::new(), reason },
            PaperState::Returned(reason) => ReportCommand::Return { report, reason },
            PaperState::Signed { by, office, means, .. } => ReportCommand::Sign { report, by, office, means },
            PaperState::Dropped(reason) => ReportCommand::Drop { report, reason },
        },
        Fact::ReportFiled(filed) => {
            let when = if filed.basis.is_empty() {
                Reported::Now
            } else {
                Reported::Earlier { at: filed.reported, basis: filed.basis }
            };
            let (to, means, reached) = (filed.to, filed.means, filed.reached);
            match filed.paper {
                Some(report) => ReportCommand::Send { report, to, means, when, waiver: filed.waiver, reached },
                None => ReportCommand::File { incident: filed.incident, kind: filed.kind, to, means, when, reached },
            }
        }
        Fact::ReportReceived(receipt) => {
            ReportCommand::Confirm { filed: receipt.filed, by: receipt.by, means: receipt.means, at: receipt.at }
        }
        other => return nobodys(&other),
    }))
}

/// What is left: facts that no command writes, and those that were answered for above. Exhaustive, so that a new kind is
/// given its command or its place here.
#[expect(clippy::too_many_lines, reason = "one arm for each kind of fact, so that none is forgotten")]
fn nobodys(fact: &Fact) -> Option<Command> {
    match fact {
        // Regions, lists, readings, tracks, an engine's or a hub's doing.
        Fact::RulesAdopted { .. }
        | Fact::SetAdopted { .. }
        | Fact::AreaNamed(_)
        | Fact::PlaceNamed(_)
        | Fact::HeadquartersFormed(_)
        | Fact::TeamEnrolled { .. }
        | Fact::ContactListed { .. }
        | Fact::MaterialListed { .. }
        | Fact::ShelterListed { .. }
        | Fact::OrganListed { .. }
        | Fact::ExpertListed { .. }
        | Fact::WatchListed { .. }
        | Fact::RegionAdopted { .. }
        | Fact::PlanAdopted(_)
        | Fact::PlanPart(_)
        | Fact::ReadingTaken(_)
        | Fact::TrackLogged(_)
        | Fact::Voided { .. }
        | Fact::DrillOpened(_)
        | Fact::DrillClockSet { .. }
        | Fact::InjectPlanned(_)
        | Fact::InjectFired(_)
        | Fact::Unknown { .. }
        // Answered for above.
        | Fact::ReportBegun(_)
        | Fact::ReportPartWritten { .. }
        | Fact::PaperStateSet { .. }
        | Fact::ReportFiled(_)
        | Fact::ReportReceived(_)
        | Fact::RuleChanged { .. }
        | Fact::PlanStarted(_)
        | Fact::StepSet { .. }
        | Fact::IncidentOpened(_)
        | Fact::IncidentGraded { .. }
        | Fact::Graded { .. }
        | Fact::IncidentCoded { .. }
        | Fact::IncidentMerged { .. }
        | Fact::IncidentStatusSet { .. }
        | Fact::CommanderAppointed { .. }
        | Fact::FigureReported(_)
        | Fact::EntryLogged(_)
        | Fact::EntryAmended { .. }
        | Fact::WarningReceived(_)
        | Fact::WarningLifted(_)
        | Fact::MeasureAnswered { .. }
        | Fact::ResponseProposed(_)
        | Fact::ResponseDecided { .. }
        | Fact::PostureChanged { .. }
        | Fact::SwitchNoted { .. }
        | Fact::TeamStatusSet { .. }
        | Fact::TeamAssigned { .. }
        | Fact::PositionReported(_)
        | Fact::OrderIssued(_)
        | Fact::OrderRung(_)
        | Fact::CallBegun(_)
        | Fact::CallMade(_)
        | Fact::ShiftSigned(_)
        | Fact::HeadsCounted(_)
        | Fact::NoticeGiven(_)
        | Fact::EvacueesMoved(_)
        | Fact::ReliefGiven(_)
        | Fact::AssemblyTold(_)
        | Fact::CrewSet { .. }
        | Fact::OrderEnded { .. }
        | Fact::AlarmAcknowledged { .. }
        | Fact::AlarmShelved { .. }
        | Fact::DecisionRatified { .. }
        | Fact::AidDrafted(_)
        | Fact::AidMoved { .. }
        | Fact::AidTold(_)
        | Fact::ShareListed { .. }
        | Fact::ConsultRequested(_)
        | Fact::ConsultMoved { .. }
        | Fact::ConsultNoted(_)
        | Fact::ResourceNoted { .. }
        | Fact::AarOpened(_)
        | Fact::AarMoved { .. }
        | Fact::AarNoted(_)
        | Fact::WarningPublished(_)
        | Fact::SceneMoved { .. }
        | Fact::SceneNoted(_)
        | Fact::Struck { .. }
        | Fact::DrillControlled { .. } => None,
    }
}
