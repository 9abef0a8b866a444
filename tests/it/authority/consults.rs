//! Consultations in the matrix (rules.md 5.1): the office convenes and sends actions out, the chair begins, cancels and
//! signs; anybody asks for one and writes down what is said. Nobody waits to meet: convening and beginning go at once.

use qianzhi::domain::{
    ActionItem, Advice, Aspect, Channel, Command, Conclusion, Consult, ConsultCommand, ConsultKind, ConsultNote,
    ConsultNoted, ConsultStep, ContentHash, Convening, EventId, Fact, Means, Member, Opening, Recipient, Role,
    Signature,
};

use super::matrix::{ANYBODY, Else, FOUR, Line, line};
use super::{CITY, Log, at};
use Role::{GeneralCommander, GeneralDeputy, GeneralOffice, SpecialCommander, SpecialDeputy};

/// “chair”: by default a deputy commander of the special headquarters, or above.
pub(super) const CHAIR: &[Role] = &[SpecialDeputy, SpecialCommander, GeneralOffice, GeneralDeputy, GeneralCommander];

fn asked() -> Consult {
    Consult {
        area: CITY.into(),
        kind: ConsultKind::Emergency,
        reason: "暴雨".into(),
        incident: None,
        warning: None,
        follows: None,
        by: "气象局".into(),
        means: Means::Phone,
        at: at("09:00"),
    }
}

fn convening() -> Convening {
    let members = vec![Member { unit: "气象局".into(), mandatory: false }];
    Convening { members, quorum: 1, channel: Channel::Video, t0: at("09:20"), chair: "陈某".into() }
}

fn conclusion() -> Conclusion {
    Conclusion { trend: "雨势减弱".into(), advice: Advice::Keep, measures: vec![], valid_until: at("12:00") }
}

/// A consultation after these steps, with one unit there.
fn after(steps: Vec<ConsultStep>) -> (Log, EventId) {
    let mut log = Log::new();
    let consult = log.says(Fact::ConsultRequested(Box::new(asked())));
    for step in steps {
        let after = log.world.heads(&Aspect::Consult(consult));
        log.says(Fact::ConsultMoved { consult, step: Box::new(step), at: at("09:05"), after });
    }
    let what = ConsultNoted::Joined { unit: "气象局".into(), person: String::new() };
    log.says(note(consult, what));
    (log, consult)
}

fn note(consult: EventId, what: ConsultNoted) -> Fact {
    Fact::ConsultNoted(Box::new(ConsultNote { consult, what, by: String::new(), means: Means::Phone, at: at("09:06") }))
}

fn opening() -> Opening {
    Opening { chair: "陈某".into(), role: None, means: Means::Console, pack: ContentHash([1; 32]) }
}

fn signed() -> Signature {
    Signature { conclusion: conclusion(), number: 1, by: "陈某".into(), role: None, means: Means::Console }
}

pub(super) fn lines() -> Vec<Line> {
    let now = at("09:10");
    let (requested, first) = after(vec![]);
    let (convened, second) = after(vec![ConsultStep::Convened(convening())]);
    let begun = vec![ConsultStep::Convened(convening()), ConsultStep::Started(opening())];
    let (running, third) = after(begun.clone());
    let drafted = [begun, vec![ConsultStep::Drafted(conclusion())]].concat();
    let (to_sign, fourth) = after(drafted.clone());
    let (mut concluded, fifth) = after([drafted, vec![ConsultStep::Signed(signed())]].concat());
    let until = Some(at("11:00"));
    let to = Recipient::Person { name: "孙某".into(), phone: String::new() };
    concluded.says(note(fifth, ConsultNoted::Action(ActionItem { to, text: "加固".into(), until })));
    let (issued, sixth) = after(vec![ConsultStep::Convened(convening()), ConsultStep::Issued]);
    // As the matrix is walked, 陈某 sits at the console.
    let start = |chair: &str, role, means| {
        let pack = ContentHash([1; 32]);
        ConsultCommand::Start { consult: second, chair: chair.into(), role, means, pack, at: now }
    };
    let sign = |by: &str, role, means| ConsultCommand::Sign { consult: fourth, by: by.into(), role, means, at: now };
    let cancel = |by: &str, role, means| ConsultCommand::Cancel {
        consult: first,
        reason: "预警解除".into(),
        by: by.into(),
        role,
        means,
    };
    let joined = ConsultNote {
        consult: second,
        what: ConsultNoted::Joined { unit: "水利局".into(), person: "周某".into() },
        by: String::new(),
        means: Means::Phone,
        at: now,
    };
    let (own, by_phone) = (Means::Console, Means::Phone);
    let commander = Some(GeneralCommander);
    let all = vec![
        ("ask to consult", &requested, ConsultCommand::Request(asked()), ANYBODY, Else::Goes),
        ("convene", &requested, ConsultCommand::Convene { consult: first, convening: convening() }, FOUR, Else::Goes),
        ("attendance", &convened, ConsultCommand::Note(joined), ANYBODY, Else::Goes),
        ("begin", &convened, start("陈某", None, own), CHAIR, Else::Goes),
        ("begin on the chair's word", &convened, start("郑某", commander, by_phone), ANYBODY, Else::Goes),
        ("draft", &running, ConsultCommand::Draft { consult: third, conclusion: conclusion() }, ANYBODY, Else::Goes),
        ("sign a conclusion", &to_sign, sign("陈某", None, own), CHAIR, Else::Why),
        ("write down that the chair signed", &to_sign, sign("郑某", commander, by_phone), ANYBODY, Else::Goes),
        ("issue actions", &concluded, ConsultCommand::Issue { consult: fifth }, FOUR, Else::Why),
        ("close", &issued, ConsultCommand::Close { consult: sixth }, FOUR, Else::Why),
        ("cancel", &requested, cancel("陈某", None, own), CHAIR, Else::Said),
        ("cancel on the chair's word", &requested, cancel("郑某", commander, by_phone), ANYBODY, Else::Goes),
    ];
    all.into_iter()
        .map(|(what, log, command, may, others)| line(what, log.clone(), Command::Consult(command), may, others))
        .chain(super::aids::lines())
        .collect()
}
