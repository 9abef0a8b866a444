//! Reviews in the matrix (rules.md 5.5): the office opens them, the headquarters signs and closes; what was seen, found and
//! done anybody writes down.

use qianzhi::domain::{
    Aar, AarCommand, AarNote, AarNoted, AarOf, AarStep, Aspect, Command, ContentHash, Disposal, Draft, EventId, Fact,
    IncidentStatus, Means, Reconstruction, Role, Seal, Voice,
};

use Role::{GeneralCommander, GeneralDeputy, GeneralOffice, SpecialCommander, SpecialDeputy};

use super::matrix::{ANYBODY, Else, FOUR, Line, line};
use super::{CITY, Log, at};

/// The special-HQ deputy and above.
const HEADS: &[Role] = &[SpecialDeputy, SpecialCommander, GeneralOffice, GeneralDeputy, GeneralCommander];

fn opened(log: &Log) -> Aar {
    Aar {
        area: CITY.into(),
        of: AarOf::Incident(log.incident),
        incident: Some(log.incident),
        from: at("08:00"),
        ended: at("09:00"),
        lead: String::new(),
        by: String::new(),
        means: Means::Console,
        at: at("09:05"),
    }
}

fn draft() -> Draft {
    Draft { summary: "总体有效".into(), lessons: String::new() }
}

fn hand(by: &str, role: Option<Role>, means: Means) -> Voice {
    Voice { by: by.into(), role, means }
}

/// A review after these steps, of an incident that is closed.
fn after(steps: Vec<AarStep>) -> (Log, EventId) {
    let mut log = Log::new();
    let status = IncidentStatus::Closed;
    log.says(Fact::IncidentStatusSet { incident: log.incident, status, after: vec![] });
    let aar = log.says(Fact::AarOpened(Box::new(opened(&log))));
    for step in steps {
        let after = log.world.heads(&Aspect::Aar(aar));
        log.says(Fact::AarMoved { aar, step: Box::new(step), at: at("09:05"), after });
    }
    (log, aar)
}

pub(super) fn lines() -> Vec<Line> {
    let now = at("09:10");
    let seal = Seal { hash: ContentHash([1; 32]), events: 3, missing: 0, unsent: 0 };
    let made = Reconstruction { items: 3, sourced: 3, gaps: vec![], remark: String::new() };
    let sealed = vec![AarStep::Sealed(seal.clone())];
    let evaluated = [sealed.clone(), vec![AarStep::Reconstructed(made.clone())]].concat();
    let drafted = [evaluated.clone(), vec![AarStep::Drafted(draft())]].concat();
    let own = hand("陈某", None, Means::Console);
    let by_phone = hand("郑某", Some(GeneralCommander), Means::Phone);
    let reviewed = [drafted.clone(), vec![AarStep::Reviewed(own.clone())]].concat();
    let signed = AarStep::Signed { draft: draft(), number: 1, hand: own.clone() };
    let signed = [reviewed.clone(), vec![signed]].concat();
    let (fresh, first) = after(vec![]);
    let (gathering, second) = after(sealed);
    let (evaluating, third) = after(evaluated);
    let (to_review, fourth) = after(drafted);
    let (to_sign, fifth) = after(reviewed);
    let (mut done, sixth) = after(signed);
    let note = |aar, what| AarCommand::Note(AarNote { aar, what, by: String::new(), means: Means::Phone, at: now });
    let disposed = AarNoted::Disposed { how: Disposal::Destroyed, text: String::new() };
    let AarCommand::Note(gone) = note(sixth, disposed.clone()) else { panic!() };
    let before = done.clone();
    done.says(Fact::AarNoted(Box::new(gone)));
    let hot_wash = AarNoted::HotWash { led: "周某".into(), text: String::new() };
    let review = |hand: &Voice| AarCommand::Review { aar: fourth, hand: hand.clone(), at: now };
    let sign = |hand: &Voice| AarCommand::Sign { aar: fifth, hand: hand.clone(), at: now };
    let close = |hand: &Voice| AarCommand::Close { aar: sixth, hand: hand.clone(), at: now };
    let all = vec![
        ("open a review", &fresh, AarCommand::Open(opened(&fresh)), FOUR, Else::Why),
        ("seal", &fresh, AarCommand::Seal { aar: first, seal, at: now }, ANYBODY, Else::Goes),
        ("hot wash", &gathering, note(second, hot_wash), ANYBODY, Else::Goes),
        ("timeline", &gathering, AarCommand::Reconstruct { aar: second, made, at: now }, ANYBODY, Else::Goes),
        ("draft a report", &evaluating, AarCommand::Draft { aar: third, draft: draft(), at: now }, ANYBODY, Else::Goes),
        ("review a draft", &to_review, review(&own), FOUR, Else::Why),
        ("write down that the head reviewed it", &to_review, review(&by_phone), ANYBODY, Else::Goes),
        ("sign a report", &to_sign, sign(&own), HEADS, Else::Why),
        ("write down that the head signed it", &to_sign, sign(&by_phone), ANYBODY, Else::Goes),
        ("dispose of personal data", &before, note(sixth, disposed), FOUR, Else::Why),
        ("close a review", &done, close(&own), HEADS, Else::Why),
    ];
    all.into_iter()
        .map(|(what, log, command, may, others)| line(what, log.clone(), Command::Aar(command), may, others))
        .collect()
}
