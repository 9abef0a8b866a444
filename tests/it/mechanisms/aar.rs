//! 评估复盘 (rules.md 5.5): the table of states and events, its guards, what is due, and what two posts did apart.

mod apart;
mod due;
mod indicators;
mod paper;
mod random;
mod table;

use qianzhi::clock::{At, Span};
use qianzhi::domain::{
    Aar, AarCommand, AarLack, AarNote, AarNoted, AarOf, AarState as S, AarView, Command, ContentHash, Disposal, Draft,
    EventId, Fact, Finding, FindingKind, Improvement, Incident, ItemAct, Lacking, Level, Means, Mechanism,
    Reconstruction, Refusal, Role, Seal, Severity, Standing, Verdict, Voice, decide, judge,
};

use super::hall::{Hall as City, activates, decides};
use crate::it::authority::CITY;

/// Whoever does an improvement item.
const OWNER: &str = "赵某";

/// A city whose response is over, and the review of it.
#[derive(Clone)]
struct Desk {
    city: City,
    ended: EventId,
    aar: EventId,
    finding: EventId,
    item: EventId,
}

impl Desk {
    /// A response was activated and terminated; nothing was opened yet.
    fn new() -> Self {
        let mut city = City::new();
        city.does(activates(Level::Three));
        city.closes_orders();
        let ended = city.forces(decides(qianzhi::domain::Decision::Terminated));
        let none = EventId([0; 32]);
        Self { city, ended, aar: none, finding: none, item: none }
    }

    fn now(&self) -> At {
        self.city.now
    }

    /// Done by the top of the table, in its turn and with nothing lacking.
    fn go(&mut self, command: AarCommand) -> EventId {
        self.city.does(Command::Aar(command))
    }

    fn view(&self) -> AarView<'_> {
        self.city.world().aar(self.aar).unwrap()
    }

    fn state(&self) -> S {
        self.view().state
    }

    fn who(&self) -> Standing {
        self.city.who(Role::GeneralCommander)
    }

    /// What the top of the table lacks for a command, besides its turn.
    fn lacks(&self, command: &AarCommand) -> Vec<Lacking> {
        match judge(self.city.world(), &self.who(), &Command::Aar(command.clone())) {
            Verdict::Unguarded(unmet) => unmet.lacks.into_iter().map(|lack| lack.what).collect(),
            Verdict::Within => Vec::new(),
            other => panic!("{other:?}"),
        }
    }

    /// Without a reason it is asked for; with one it goes through, is recorded, and awaits ratification.
    fn needs_a_reason(&mut self, command: AarCommand, lacking: &[AarLack], row: &str) -> EventId {
        let lacking: Vec<Lacking> = lacking.iter().map(|lack| Lacking::Aar(*lack)).collect();
        assert_eq!(self.lacks(&command), lacking, "{command:?}");
        self.overrides(command, row)
    }

    /// The same of what is out of its turn.
    fn out_of_turn(&mut self, command: AarCommand) {
        let lacks = self.lacks(&command);
        assert!(matches!(lacks.first(), Some(Lacking::OutOfTurn(_))), "{command:?}: {lacks:?}");
        self.overrides(command, "RAUT-次序");
    }

    fn overrides(&mut self, command: AarCommand, row: &str) -> EventId {
        let command = Command::Aar(command);
        let no = decide(self.city.world(), &self.who(), command.clone());
        assert!(matches!(no, Err(Refusal::Unguarded(_))), "{no:?}");
        let before = self.city.world().unratified().len();
        let done = self.city.forces(command);
        let open = self.city.world().unratified();
        assert_eq!(open.len(), before + 1);
        assert_eq!(open.iter().find(|view| view.id == done).unwrap().basis.rule.0.as_ref(), row);
        done
    }

    fn at(state: S) -> Self {
        let mut desk = Self::new();
        let way = [S::Opened, S::Gathering, S::Evaluating, S::Drafted, S::Reviewed, S::Final, S::Improving, S::Closed];
        for to in way.into_iter().filter(|to| *to <= state) {
            desk.step(to);
        }
        desk
    }

    /// One step along the way, with everything that its guard wants.
    fn step(&mut self, to: S) {
        match to {
            S::Opened => self.aar = self.go(open(self)),
            S::Gathering => drop(self.go(seal(self, 0, 0))),
            S::Evaluating => {
                self.go(note(self, hot_wash()));
                self.go(timeline(self, vec![], ""));
            }
            S::Drafted => {
                self.finding = self.go(note(self, problem(self)));
                self.go(note(self, answer(self)));
                self.go(draft(self));
            }
            S::Reviewed => drop(self.go(AarCommand::Review { aar: self.aar, hand: hand("钱某"), at: self.now() })),
            S::Final => drop(self.go(sign(self))),
            S::Improving => self.item = self.go(note(self, item(self))),
            S::Closed => {
                self.finish();
                self.go(note(self, disposed()));
                self.go(close(self));
            }
        }
        assert_eq!(self.state(), to);
    }

    /// The item through the steps that are left, signed off by an inspector.
    fn finish(&mut self) {
        while let Some(act) = self.city.world().improvement(self.aar, self.item).unwrap().state.next() {
            let by = if act == ItemAct::Accepted { "检查组" } else { OWNER };
            self.go(acts(self, act, by, "照片"));
        }
    }

    fn item_at(act: Option<ItemAct>) -> Self {
        let mut desk = Self::at(S::Improving);
        let way = [ItemAct::Verified, ItemAct::Registered, ItemAct::Assigned, ItemAct::Rectified, ItemAct::Accepted];
        for step in way.into_iter().filter(|step| act.is_some_and(|act| *step <= act)) {
            desk.go(acts(&desk, step, "检查组", "照片"));
        }
        desk
    }
}

fn hand(by: &str) -> Voice {
    Voice { by: by.into(), role: Some(Role::GeneralCommander), means: Means::Phone }
}

fn open(desk: &Desk) -> AarCommand {
    AarCommand::Open(Aar {
        area: CITY.into(),
        of: AarOf::Response(desk.ended),
        incident: None,
        from: desk.now() - Span::hours(1),
        ended: desk.now(),
        lead: "孙某".into(),
        by: String::new(),
        means: Means::Console,
        at: desk.now(),
    })
}

fn seal(desk: &Desk, missing: u32, unsent: u32) -> AarCommand {
    let seal = Seal { hash: ContentHash([7; 32]), events: 12, missing, unsent };
    AarCommand::Seal { aar: desk.aar, seal, at: desk.now() }
}

fn timeline(desk: &Desk, gaps: Vec<qianzhi::domain::Gap>, remark: &str) -> AarCommand {
    let made = Reconstruction { items: 12, sourced: 12, gaps, remark: remark.into() };
    AarCommand::Reconstruct { aar: desk.aar, made, at: desk.now() }
}

fn note(desk: &Desk, what: AarNoted) -> AarCommand {
    AarCommand::Note(AarNote { aar: desk.aar, what, by: String::new(), means: Means::Phone, at: desk.now() })
}

fn hot_wash() -> AarNoted {
    AarNoted::HotWash { led: "周某".into(), text: "集结快, 通信差".into() }
}

fn found(kind: FindingKind, evidence: Vec<EventId>) -> Finding {
    Finding {
        kind,
        mechanism: Mechanism::Assembly,
        text: "到场超时".into(),
        evidence,
        severity: Severity::Serious,
        cause: "道路积水, 无备用路线".into(),
        unit: "交警支队".into(),
        repeats: None,
    }
}

fn problem(desk: &Desk) -> AarNoted {
    AarNoted::Finding(found(FindingKind::Problem, vec![desk.ended]))
}

fn answer(desk: &Desk) -> AarNoted {
    AarNoted::Answered { finding: desk.finding, unit: "交警支队".into(), accepts: true, text: "属实".into() }
}

fn draft(desk: &Desk) -> AarCommand {
    let draft = Draft { summary: "总体有效".into(), lessons: "备用路线入预案".into() };
    AarCommand::Draft { aar: desk.aar, draft, at: desk.now() }
}

fn review(desk: &Desk) -> AarCommand {
    AarCommand::Review { aar: desk.aar, hand: hand("钱某"), at: desk.now() }
}

fn sign(desk: &Desk) -> AarCommand {
    AarCommand::Sign { aar: desk.aar, hand: hand("周某"), at: desk.now() }
}

fn improvement(desk: &Desk) -> Improvement {
    let due = Some(desk.now() + Span::hours(24 * 30));
    Improvement {
        finding: desk.finding,
        text: "划定备用路线".into(),
        owner: OWNER.into(),
        due,
        metric: "三条路线入预案".into(),
    }
}

fn item(desk: &Desk) -> AarNoted {
    AarNoted::Item(improvement(desk))
}

fn acts(desk: &Desk, act: ItemAct, by: &str, evidence: &str) -> AarCommand {
    let (aar, item, evidence, at) = (desk.aar, desk.item, evidence.to_owned(), desk.now());
    AarCommand::Item { aar, item, act, evidence, hand: hand(by), at }
}

fn disposed() -> AarNoted {
    AarNoted::Disposed { how: Disposal::Destroyed, text: "安置名册".into() }
}

fn close(desk: &Desk) -> AarCommand {
    AarCommand::Close { aar: desk.aar, hand: hand("周某"), at: desk.now() }
}

fn looked_back() -> AarNoted {
    AarNoted::LookedBack { text: "路线已标识".into() }
}

/// Opens an incident, as its duty officer heard of it.
fn incident(desk: &mut Desk, code: &str) -> EventId {
    desk.city.hears(Fact::IncidentOpened(Incident {
        unit_told: None,
        sensitive: false,
        title: "厂房坍塌".into(),
        title_en: None,
        code: code.into(),
        area: CITY.into(),
        place: None,
        occurred: desk.now() - Span::hours(2),
        received: desk.now() - Span::hours(2),
        address: String::new(),
    }))
}
