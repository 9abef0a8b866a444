//! A fact of any kind, as a post with this view of the world might write it: mostly sensible, sometimes nasty.

use qianzhi::clock::{At, Span};
use qianzhi::domain::{
    AarNoted, Anchor, Area, AreaCode, Aspect, Assignment, BuiltIn, Capability, Colour, ConsultNoted, Decision,
    Destination, Entry, EventId, Fact, Figure, FigureKind, FigureReport, Grade, Ground, HeadCount, Headquarters,
    HqCode, Incident, IncidentStatus, Level, Limits, Means, Outcome, Owner, Parts, Place, PlaceCode, Plan, PlanCode,
    PlanPart, PlanStarted, Point, PositionReport, Proposal, Reading, RequisitionStep, Resource, Response, RuleChange,
    Rung, RungFact, SetName, Shelf, Step, StepCode, StepStatus, Team, TeamCode, TeamKind, TeamStatus, Track, Trigger,
    Warning, What, World,
};

use super::dice::Dice;
/// What a post has seen, by sort.
#[derive(Default)]
pub(in crate::it) struct Known {
    pub(in crate::it) all: Vec<EventId>,
    pub(in crate::it) strikes: Vec<EventId>,
    pub(super) incidents: Vec<EventId>,
    pub(super) entries: Vec<EventId>,
    pub(super) orders: Vec<EventId>,
    pub(super) plans: Vec<EventId>,
    pub(super) runs: Vec<EventId>,
    pub(super) warnings: Vec<EventId>,
    pub(super) papers: Vec<EventId>,
    pub(super) filed: Vec<EventId>,
    pub(super) evacuations: Vec<EventId>,
    pub(super) consults: Vec<EventId>,
    pub(super) actions: Vec<EventId>,
    pub(super) stock: Vec<EventId>,
    pub(super) taken: Vec<EventId>,
    pub(super) decisions: Vec<EventId>,
    pub(super) aars: Vec<EventId>,
    pub(super) findings: Vec<EventId>,
    pub(super) items: Vec<EventId>,
    pub(super) aids: Vec<EventId>,
}

impl Known {
    pub(in crate::it) fn note(&mut self, id: EventId, fact: &Fact) {
        self.all.push(id);
        match fact {
            Fact::IncidentOpened(_) => self.incidents.push(id),
            Fact::EntryLogged(_) => self.entries.push(id),
            Fact::OrderIssued(_) => self.orders.push(id),
            Fact::PlanAdopted(_) => self.plans.push(id),
            Fact::PlanStarted(_) => self.runs.push(id),
            Fact::WarningReceived(_) => self.warnings.push(id),
            Fact::ReportBegun(_) => self.papers.push(id),
            Fact::ReportFiled(_) => self.filed.push(id),
            Fact::EvacueesMoved(_) => self.evacuations.push(id),
            Fact::ConsultRequested(_) => self.consults.push(id),
            Fact::ResponseDecided { .. } => self.decisions.push(id),
            Fact::AarOpened(_) => self.aars.push(id),
            Fact::AarNoted(note) => match note.what {
                AarNoted::Finding(_) => self.findings.push(id),
                AarNoted::Item(_) => self.items.push(id),
                _ => {}
            },
            Fact::AidDrafted(_) => self.aids.push(id),
            Fact::ConsultNoted(note) if matches!(note.what, ConsultNoted::Action(_)) => self.actions.push(id),
            Fact::ResourceNoted { note, .. } => match &note.what {
                Resource::Stock(moved) if moved.of.is_none() => self.stock.push(id),
                Resource::Requisition(RequisitionStep::Taken(_)) => self.taken.push(id),
                _ => {}
            },
            Fact::Struck { .. } | Fact::Voided { .. } => self.strikes.push(id),
            _ => {}
        }
    }
}

/// One who writes: their dice, their view, and how few different things there are to write about.
pub(in crate::it) struct Hand<'a> {
    pub(in crate::it) dice: &'a mut Dice,
    pub(in crate::it) world: &'a World,
    pub(in crate::it) known: &'a Known,
    /// How many different codes of a sort; few make everybody write about the same thing.
    pub(in crate::it) codes: usize,
}

impl Hand<'_> {
    pub(super) fn code(&mut self, letter: char) -> String {
        format!("{letter}{}", self.dice.below(self.codes))
    }

    pub(super) fn text(&mut self) -> String {
        format!("{} {}", self.dice.pick(&["积水", "road", "\u{1b}[2J", "", "“断路”"]), self.dice.below(4))
    }

    pub(super) fn at(&mut self) -> At {
        match self.dice.below(60) {
            0 => At(i64::MIN),
            1 => At(i64::MAX),
            n => At(1_626_624_000_000 + i64::try_from(n).unwrap() * 60_000),
        }
    }

    pub(super) fn stranger(&mut self) -> EventId {
        EventId(self.dice.bytes32())
    }

    /// Mostly one of those; sometimes an event nobody ever saw.
    pub(super) fn one(&mut self, of: fn(&Known) -> &Vec<EventId>) -> EventId {
        let known = of(self.known);
        if known.is_empty() || self.dice.percent(5) {
            return self.stranger();
        }
        // Few subjects meet often: a conflict needs two who write about one thing.
        known[self.dice.below(known.len().min(self.codes * 4))]
    }

    pub(super) fn maybe(&mut self, of: fn(&Known) -> &Vec<EventId>) -> Option<EventId> {
        self.dice.percent(70).then(|| self.one(of))
    }

    /// The heads as this post sees them; sometimes fewer, more, other, or none.
    pub(super) fn after(&mut self, aspect: &Aspect) -> Vec<EventId> {
        let mut heads = self.world.heads(aspect);
        match self.dice.below(100) {
            0..70 => {}
            70..80 => heads.truncate(1),
            80..86 => heads.clear(),
            86..92 => heads.push(self.stranger()),
            _ if self.known.all.is_empty() => {}
            _ => heads.push(*self.dice.pick(&self.known.all)),
        }
        heads
    }

    fn figure(&mut self) -> Figure {
        Figure { count: self.dice.percent(80).then(|| self.dice.small(3)), verified: self.dice.percent(30) }
    }

    pub(super) fn destination(&mut self) -> Destination {
        if self.dice.percent(50) {
            Destination::Place(PlaceCode(self.code('p')))
        } else {
            Destination::Point(Point { lat: 34_000_000, lon: 113_000_000 })
        }
    }

    /// A fact of `kind`; a kind the hand does not know fails the test, so that no new kind is forgotten.
    pub(in crate::it) fn write(&mut self, kind: &str) -> Fact {
        match kind.split_once('.').map_or(kind, |(sort, _)| sort) {
            "area" | "place" | "headquarters" | "team" | "plan" | "step" | "rules" | "rule" => self.region(kind),
            "incident" | "commander" | "figure" | "entry" | "reading" | "track" | "position" => self.on_site(kind),
            "resource" => self.resource(),
            "report" => self.report(kind),
            "call" | "measure" => self.called(kind),
            "notice" | "evacuees" | "relief" => self.relieved(kind),
            "consult" => self.consulted(kind),
            "aar" => self.reviewed(kind),
            "aid" | "share" => self.linked(kind),
            "scene" => self.on_scene(kind),
            "assembly" | "crew" => self.mobilised(kind),
            "decision" => self.ratified(),
            "shift" => self.signed_off(),
            "contact" | "material" | "shelter" | "organ" | "expert" | "watch" => self.listed(kind),
            "region" => self.region_adopted(),
            _ => self.command(kind),
        }
    }

    fn region(&mut self, kind: &str) -> Fact {
        match kind {
            "rules.adopted/1" => {
                let rules = Limits { ack_other: Span::minutes(i64::from(self.dice.small(3))), ..Limits::default() };
                Fact::RulesAdopted { rules, after: self.after(&Aspect::Rules) }
            }
            "rules.adopted/2" => {
                let known = BuiltIn::newest().name();
                let set = SetName { version: known.version + self.dice.small(2), ..known };
                Fact::SetAdopted { set, after: self.after(&Aspect::Rules) }
            }
            "rule.changed/1" => self.rule(),
            "area.named/1" => {
                let (code, name) = (AreaCode(self.code('a')), self.text());
                Fact::AreaNamed(Area { code, name, name_en: String::new() })
            }
            "place.named/1" => Fact::PlaceNamed(Place {
                code: PlaceCode(self.code('p')),
                name: self.text(),
                name_en: self.text(),
                point: Point { lat: 34_000_000, lon: i32::MIN },
                source: "made up".to_owned(),
                seat: self.dice.percent(50).then(|| AreaCode(self.code('a'))),
            }),
            "headquarters.formed/1" => {
                let (code, area, name) = (HqCode(self.code('h')), AreaCode(self.code('a')), self.text());
                Fact::HeadquartersFormed(Headquarters { code, name, name_en: String::new(), area })
            }
            "team.enrolled/1" => self.team(),
            "team.status/1" => {
                let (team, status, at) = (TeamCode(self.code('t')), *self.dice.pick(&TeamStatus::ALL), self.at());
                let (after, reason) = (self.after(&Aspect::TeamStatus(team.clone())), String::new());
                Fact::TeamStatusSet { after, team, status, at, reason }
            }
            "team.assigned/1" => {
                let (incident, order) = (self.maybe(|k| &k.incidents), self.maybe(|k| &k.orders));
                let assignment = Assignment { incident, destination: Some(self.destination()), order };
                let team = TeamCode(self.code('t'));
                Fact::TeamAssigned { after: self.after(&Aspect::Assignment(team.clone())), team, assignment }
            }
            "plan.adopted/1" => self.plan(),
            "plan.part/1" => self.plan_part(),
            "plan.started/1" => Fact::PlanStarted(PlanStarted {
                plan: self.one(|k| &k.plans),
                area: AreaCode(self.code('a')),
                incident: self.maybe(|k| &k.incidents),
                level: *self.dice.pick(&[Level::One, Level::Two, Level::Four]),
                started: self.at(),
            }),
            "step.set/1" => {
                let (run, step, at) = (self.one(|k| &k.runs), StepCode(self.code('s')), self.at());
                let blocked = StepStatus::Blocked(self.text());
                let status = self.dice.pick(&[StepStatus::Doing, StepStatus::Done, blocked]).clone();
                Fact::StepSet { after: self.after(&Aspect::Step(run, step.clone())), run, step, status, at }
            }
            other => panic!("the generator writes no {other}"),
        }
    }

    /// A row of the set with another limit, one of nobody's, or the place given back.
    fn rule(&mut self) -> Fact {
        let rows: Vec<_> = BuiltIn::FIRST.rows().take(self.codes).collect();
        let mut row = (*self.dice.pick(&rows)).clone();
        if self.dice.percent(20) {
            row.id = self.code('r').as_str().into();
        }
        if let What::Timer { within, .. } = &mut row.what {
            *within = Span::minutes(i64::from(self.dice.small(9)) - 1);
        }
        row.from = self.dice.percent(30).then(|| self.at());
        let (profile, rule) = (self.text(), row.id.clone());
        let change = RuleChange { profile, rule: rule.clone(), row: self.dice.percent(80).then(|| Box::new(row)) };
        Fact::RuleChanged { change, after: self.after(&Aspect::Rule(rule)) }
    }

    fn team(&mut self) -> Fact {
        let code = TeamCode(self.code('t'));
        let team = Team {
            code: code.clone(),
            name: self.text(),
            name_en: String::new(),
            kind: *self.dice.pick(&[TeamKind::Fire, TeamKind::Military, TeamKind::Social]),
            capabilities: vec![Capability::FloodPump, Capability::Rope],
            area: AreaCode(self.code('a')),
            home: PlaceCode(self.code('p')),
            people: self.dice.small(3),
            leader: self.text(),
            phone: String::new(),
            readiness: qianzhi::domain::Readiness::default(),
        };
        Fact::TeamEnrolled { team, after: self.after(&Aspect::Team(code)) }
    }

    fn plan(&mut self) -> Fact {
        let anchors = [Anchor::Start, Anchor::Warning, Anchor::Activation, Anchor::Arrival];
        let anchor = *self.dice.pick(&anchors);
        let step = |n: u32| Step {
            code: StepCode(format!("s{n}")),
            title: "转移".to_owned(),
            owner: Owner::Unit("水利局".to_owned()),
            within: Span::minutes(i64::from(n)),
            anchor,
            from_level: (n > 1).then_some(Level::Two),
            ..Step::default()
        };
        let steps = (0..self.dice.small(4)).map(step).collect();
        Fact::PlanAdopted(Plan {
            code: PlanCode(self.code('n')),
            name: self.text(),
            version: self.text(),
            triggers: vec![Trigger::Code("11A".into())],
            steps,
            parts: self.dice.percent(40).then(|| Parts { mark: self.mark(), count: 2 }),
            ..Plan::default()
        })
    }

    fn mark(&mut self) -> u64 {
        u64::from(self.dice.small(3))
    }

    /// Of an honest plan every telling of a part says the same.
    fn plan_part(&mut self) -> Fact {
        let (mark, part) = (self.mark(), u8::try_from(self.dice.below(3)).unwrap());
        let step = Step { code: StepCode(format!("p{mark}-{part}")), title: "加固".to_owned(), ..Step::default() };
        Fact::PlanPart(PlanPart { mark, part, steps: vec![step], cards: vec![] })
    }

    fn opened(&mut self) -> Incident {
        Incident {
            unit_told: self.dice.percent(30).then(|| self.at()),
            sensitive: self.dice.percent(20),
            title: self.text(),
            title_en: None,
            code: String::new(),
            area: AreaCode(self.code('a')),
            place: None,
            address: String::new(),
            occurred: self.at(),
            received: self.at(),
        }
    }

    fn on_site(&mut self, kind: &str) -> Fact {
        match kind {
            "incident.opened/1" => Fact::IncidentOpened(self.opened()),
            "incident.graded/1" => {
                let incident = self.one(|k| &k.incidents);
                let grade = *self.dice.pick(&[None, Some(Grade::Major), Some(Grade::Ordinary)]);
                Fact::IncidentGraded { incident, grade, after: self.after(&Aspect::Grade(incident)) }
            }
            "incident.graded/2" => {
                let incident = self.one(|k| &k.incidents);
                let (grade, reason) =
                    (*self.dice.pick(&[None, Some(Grade::Serious), Some(Grade::Ordinary)]), self.text());
                Fact::Graded { incident, grade, reason, after: self.after(&Aspect::Grade(incident)) }
            }
            "incident.coded/1" | "incident.merged/1" | "entry.amended/1" => self.corrected(kind),
            "incident.status/1" => {
                let incident = self.one(|k| &k.incidents);
                let status =
                    *self.dice.pick(&[IncidentStatus::Open, IncidentStatus::Stabilised, IncidentStatus::Closed]);
                Fact::IncidentStatusSet { incident, status, after: self.after(&Aspect::IncidentStatus(incident)) }
            }
            "commander.appointed/1" => {
                let (incident, name) = (self.one(|k| &k.incidents), self.text());
                Fact::CommanderAppointed {
                    incident,
                    name,
                    follows: false,
                    after: self.after(&Aspect::Commander(incident)),
                }
            }
            "figure.reported/1" => {
                let incident = self.one(|k| &k.incidents);
                let figure = *self.dice.pick(&FigureKind::ALL);
                let (value, occurred) = (self.figure(), self.at());
                let after = self.after(&Aspect::Figure(incident, figure));
                Fact::FigureReported(FigureReport { incident, figure, value, occurred, source: self.text(), after })
            }
            "entry.logged/1" => Fact::EntryLogged(Entry {
                incident: self.maybe(|k| &k.incidents),
                text: self.text(),
                occurred: self.at(),
                received: self.at(),
                means: Means::Radio,
                source: self.text(),
                about: self.dice.percent(30).then(|| TeamCode(self.code('t'))),
                memo: self.dice.percent(20),
                ..Entry::plain(String::new(), At(0))
            }),
            "reading.taken/1" => Fact::ReadingTaken(Reading {
                gauge: self.code('g').as_str().into(),
                quantity: "小时雨量".to_owned(),
                quantity_en: String::new(),
                milli: 201_900 - i64::from(self.dice.small(3)),
                unit: "mm".to_owned(),
                from: self.at(),
                to: self.at(),
                area: AreaCode(self.code('a')),
            }),
            "position.reported/1" | "track.logged/1" => self.moved(kind),
            other => panic!("the generator writes no {other}"),
        }
    }

    fn moved(&mut self, kind: &str) -> Fact {
        match kind {
            "position.reported/1" => Fact::PositionReported(PositionReport {
                team: TeamCode(self.code('t')),
                place: self.code('p').as_str().into(),
                at: self.at(),
                means: *self.dice.pick(&[Means::Phone, Means::Radio]),
            }),
            "track.logged/1" => {
                let fixes = vec![(self.at(), Point { lat: 34_000_001, lon: 113_000_001 })];
                Fact::TrackLogged(Track { team: TeamCode(self.code('t')), fixes })
            }
            other => panic!("the generator writes no {other}"),
        }
    }

    fn command(&mut self, kind: &str) -> Fact {
        match kind {
            "warning.received/1" => self.warning(),
            "warning.published/1" | "warning.lifted/1" => self.published(kind),
            "response.decided/1" => self.response(),
            "response.proposed/1" => self.proposed(),
            "posture.changed/1" => self.posture(),
            "switch.noted/1" => self.noted(),
            "order.issued/1" => Fact::OrderIssued(self.order()),
            "order.rung/1" => Fact::OrderRung(RungFact {
                order: self.one(|k| &k.orders),
                rung: *self.dice.pick(&[Rung::Delivered, Rung::Acknowledged, Rung::Executing]),
                by: self.text(),
                means: Means::Phone,
                at: self.at(),
            }),
            "heads.counted/1" => Fact::HeadsCounted(HeadCount {
                order: self.one(|k| &k.orders),
                present: self.dice.small(4),
                missing: self.dice.small(2),
                names: self.text(),
                by: self.text(),
                means: Means::Radio,
                at: self.at(),
            }),
            "order.ended/1" => {
                let (order, at) = (self.one(|k| &k.orders), self.at());
                let refused = Outcome::Refused(self.text());
                let outcome = self.dice.pick(&[Outcome::Done, refused]).clone();
                Fact::OrderEnded { order, outcome, at, after: self.after(&Aspect::Outcome(order)) }
            }
            "alarm.acknowledged/1" => {
                let warning = self.one(|k| &k.warnings);
                Fact::AlarmAcknowledged { alarm: format!("interlock {warning}") }
            }
            "alarm.shelved/1" => {
                let alarm = format!("interlock {}", self.one(|k| &k.warnings));
                let aside = Shelf { reason: self.text(), until: self.at() };
                Fact::AlarmShelved { after: self.after(&Aspect::Shelf(alarm.clone())), alarm, shelf: aside }
            }
            "event.struck/1" => Fact::Struck { target: self.target(), reason: self.text() },
            "event.voided/1" => Fact::Voided { target: self.target(), reason: self.text(), by: HqCode(self.code('h')) },
            other => self.drill(other),
        }
    }

    /// Any event, a strike rather often, sometimes one nobody saw.
    fn target(&mut self) -> EventId {
        if self.dice.percent(30) { self.one(|k| &k.strikes) } else { self.one_of_all() }
    }

    pub(super) fn one_of_all(&mut self) -> EventId {
        if self.known.all.is_empty() || self.dice.percent(5) {
            self.stranger()
        } else {
            *self.dice.pick(&self.known.all)
        }
    }

    fn warning(&mut self) -> Fact {
        Fact::WarningReceived(Warning {
            area: AreaCode(self.code('a')),
            kind: "暴雨".to_owned(),
            kind_en: String::new(),
            colour: *self.dice.pick(&[Colour::Red, Colour::Orange, Colour::Blue]),
            number: self.dice.small(9),
            issuer: self.text(),
            issuer_en: String::new(),
            issued: self.at(),
            received: self.at(),
            text: self.text(),
            terms: qianzhi::domain::WarningTerms::default(),
        })
    }

    fn proposed(&mut self) -> Fact {
        let grounds = [
            Ground::Warning(self.one(|k| &k.warnings)),
            Ground::Threshold(self.text()),
            Ground::Consultation(self.text()),
            Ground::Concluded(self.one(|k| &k.consults)),
        ];
        let (level, ground) = (*self.dice.pick(&[Level::One, Level::Four]), self.dice.pick(&grounds).clone());
        Fact::ResponseProposed(Proposal { area: AreaCode(self.code('a')), level, ground, proposed: self.at() })
    }

    fn response(&mut self) -> Fact {
        let area = AreaCode(self.code('a'));
        let (matter, period, measures) = (self.text(), self.text(), self.text());
        let activated = Decision::Activated { level: Level::One, matter, period, measures };
        let declined = Decision::Declined { reason: self.text() };
        let decision = self.dice.pick(&[activated, declined, Decision::Terminated]).clone();
        let after = self.after(&Aspect::Response(area.clone()));
        let (by, basis, decided) = (HqCode(self.code('h')), self.maybe(|k| &k.warnings), self.at());
        Fact::ResponseDecided {
            response: Response {
                area,
                by,
                decision,
                basis,
                decided,
                effective: None,
                conclusion: String::new(),
                role: None,
            },
            after,
        }
    }
}
