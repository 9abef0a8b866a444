//! Forms of the switchover: who sits where, what was done, who leads; also on behalf of whoever is on the phone.

use serde::{Deserialize, Serialize};

use super::build::{choice as field_choice, text, time};
use super::options::{self, choice, words};
use super::{Choice, Field, FieldName, ItemPick, Pick};
use crate::console::Model;
use crate::domain::{AreaCode, Condition, ItemAnswer, Means, Noted, Seat, Way};
use crate::text::Lang;
use crate::text::words::{SwitchWord, Word};

/// What is noted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum SwitchForm {
    /// Who sits there.
    Seat(Seat),
    /// What was answered to an item.
    Item(Way, u8),
    /// What has no more to it than who, how and when.
    Plain(Noted),
    /// Which higher headquarters is asked to lead, and why.
    Escalate,
    /// Which leads now.
    LeadTaken,
    /// What is so, so that the response can end.
    ProposeEnd,
    /// To whom the open orders go.
    Orders,
    /// Which warning was lifted, by whom and on which paper.
    Lift,
}

impl SwitchForm {
    /// As its heading.
    pub(super) fn title(&self, lang: Lang) -> &'static str {
        match self {
            Self::Seat(_) => lang.pick("指挥席位", "Seat of the command"),
            Self::Item(..) => lang.pick("清单答复", "Item of the checklist"),
            Self::Plain(Noted::MembersTold) => lang.pick("成员单位已通知", "Members were told"),
            Self::Plain(Noted::SituationTold) => lang.pick("态势已通报", "The situation was told"),
            Self::Plain(Noted::Briefed) => lang.pick("已移交通报", "Whoever leads was briefed"),
            Self::Plain(_) => lang.pick("已调整方案", "The plan follows the level"),
            Self::Escalate => lang.pick("扩大响应", "Ask a higher headquarters to lead"),
            Self::LeadTaken => lang.pick("上级接手", "A higher headquarters leads"),
            Self::ProposeEnd => lang.pick("建议终止响应", "Propose the termination"),
            Self::Orders => lang.pick("移交未结指令", "Hand open orders over"),
            Self::Lift => lang.pick("解除预警", "A warning was lifted"),
        }
    }
}

/// The field of a condition.
pub(super) fn condition_field(condition: Condition) -> FieldName {
    match condition {
        Condition::Scene => FieldName::MetScene,
        Condition::Secondary => FieldName::MetSecondary,
        Condition::Heads => FieldName::MetHeads,
        Condition::Settled => FieldName::MetSettled,
    }
}

/// The fields, with who, how and when behind them.
pub(super) fn fields(model: &Model, area: &AreaCode, form: &SwitchForm) -> Vec<Field> {
    let mut fields = match form {
        SwitchForm::Seat(seat) => {
            let now = model.world.seat(area, *seat).first().unwrap_or_default();
            vec![text(FieldName::Signer, now)]
        }
        SwitchForm::Item(way, number) => item(model, area, *way, *number),
        SwitchForm::Plain(_) => Vec::new(),
        SwitchForm::Escalate => vec![text(FieldName::Upper, ""), text(FieldName::Reason, "")],
        SwitchForm::LeadTaken => {
            let asked = model.world.leads(area).map(|(lead, _)| match lead {
                crate::domain::Lead::Asked { to, .. } => to.as_str(),
                crate::domain::Lead::Taken { by } => by.as_str(),
            });
            vec![text(FieldName::Upper, asked.unwrap_or_default())]
        }
        SwitchForm::ProposeEnd => {
            let met = || {
                [(true, "是", "yes"), (false, "否", "no")]
                    .map(|(is, zh, en)| choice(Pick::Met(is), "", model.lang.pick(zh, en)))
                    .to_vec()
            };
            Condition::ALL.map(|one| super::build::must(condition_field(one), met(), None)).to_vec()
        }
        SwitchForm::Orders => vec![text(FieldName::Upper, "")],
        SwitchForm::Lift => lift(model, area),
    };
    fields.extend([
        text(FieldName::By, &model.post.operator),
        field_choice(FieldName::Means, options::means(model), Some(&Pick::Means(Means::Console))),
        time(FieldName::At),
    ]);
    fields
}

/// The newest warning of the jurisdiction comes first: those of its kind before it are lifted with it.
fn lift(model: &Model, area: &AreaCode) -> Vec<Field> {
    let mut warnings = model.world.warnings_in_force();
    warnings.sort_by_key(|(id, warning)| (warning.area != *area, std::cmp::Reverse((warning.received, *id))));
    let issuer = warnings.first().map(|(_, warning)| warning.issuer.clone()).unwrap_or_default();
    let all: Vec<Choice> = warnings.iter().map(|(id, warning)| options::warning(model, *id, warning)).collect();
    let newest = warnings.first().map(|(id, warning)| Pick::Warning(*id, warning.colour));
    vec![
        super::build::must(FieldName::Lifted, all, newest.as_ref()),
        text(FieldName::Issuer, &issuer),
        text(FieldName::Record, ""),
    ]
}

fn item(model: &Model, area: &AreaCode, way: Way, number: u8) -> Vec<Field> {
    let list = model.world.checklist(area, way, model.now);
    let answer = list.iter().find(|item| item.number == number).and_then(|item| item.answer.clone().first().cloned());
    let (pick, note) = match answer {
        None | Some(ItemAnswer::Done) => (ItemPick::Done, String::new()),
        Some(ItemAnswer::NotApplicable { reason }) => (ItemPick::NotApplicable, reason),
        Some(ItemAnswer::HandedOver { to }) => (ItemPick::HandedOver, to),
    };
    vec![field_choice(FieldName::ItemAnswer, answers(model), Some(&Pick::Item(pick))), text(FieldName::ItemNote, &note)]
}

fn answers(model: &Model) -> Vec<Choice> {
    let picks = [
        (ItemPick::Done, SwitchWord::PickDone),
        (ItemPick::NotApplicable, SwitchWord::PickNot),
        (ItemPick::HandedOver, SwitchWord::PickOver),
    ];
    let all = picks.map(|(_, word)| word);
    let of = |word| picks.iter().find(|(_, other)| *other == word).map_or(ItemPick::Done, |(pick, _)| *pick);
    words(model, &all, |word| Pick::Item(of(word)))
}

/// What the plans that run there say of their end: 响应终止条件.
fn exits(model: &Model, area: &AreaCode) -> String {
    let runs = model.world.runs().into_iter().filter(|(_, started, _)| area.covers(&started.area));
    runs.flat_map(|(_, _, plan)| plan.exit.clone()).collect::<Vec<_>>().join("; ")
}

/// What the form is about, beside its heading.
pub(super) fn subject(model: &Model, area: &AreaCode, form: &SwitchForm) -> String {
    let say = options::say(model);
    let about = match form {
        SwitchForm::Seat(seat) => seat.say(model.lang).to_owned(),
        SwitchForm::Item(way, number) => format!("{} {}", way.say(model.lang), say.item_title(*way, *number)),
        SwitchForm::Orders => model.world.orders_left(area).len().to_string(),
        SwitchForm::ProposeEnd => exits(model, area),
        _ => String::new(),
    };
    format!("{} {about}", say.area(area)).trim_end().to_owned()
}
