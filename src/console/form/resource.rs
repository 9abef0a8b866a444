//! Forms about materials, requisitions and shelters.

use serde::{Deserialize, Serialize};

use super::build::{Known, choice, field, incident_field, must, text, time};
use super::options::{choice as option, means, orders, words};
use super::{Choice, Field, FieldKind, FieldName, Form, FormKind, Pick};
use crate::console::{Line, Model};
use crate::domain::{EventId, ListCode, ListKind, ShelterState, StockEvent};
use crate::limits::FIELD_BYTES_MAX;
use crate::text::Lang;
use crate::text::words::Word;

/// What is noted of a resource.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ResourceForm {
    /// What comes in, is reserved, goes out or is written off.
    Store(StockEvent, Option<ListCode>),
    /// What becomes of a consignment.
    Consignment(StockEvent, ListCode, EventId),
    /// A requisition.
    Take,
    /// What of it went back.
    GiveBack(EventId),
    /// What its owner was paid.
    Compensate(EventId),
    /// A shelter.
    Shelter(Option<ListCode>),
}

/// What is said of a shelter.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names a word of the domain")]
pub enum ShelterPick {
    Count,
    Leave,
    Supply,
    Prepare,
    Open,
    Close,
    Disable,
    Certify,
}

impl ShelterPick {
    fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Count => lang.pick("清点", "count"),
            Self::Leave => lang.pick("离开", "people left"),
            Self::Supply => lang.pick("补给", "supplies"),
            Self::Prepare => lang.pick("预开", "prepare"),
            Self::Open => lang.pick("开放", "open"),
            Self::Close => lang.pick("关闭", "close"),
            Self::Disable => lang.pick("停用", "disable"),
            Self::Certify => lang.pick("复核", "certify anew"),
        }
    }

    /// In the order in which a shelter in this state wants them.
    fn of(state: ShelterState) -> [Self; 8] {
        use ShelterPick::{Certify, Close, Count, Disable, Leave, Open, Prepare, Supply};
        match state {
            ShelterState::Closed => [Open, Prepare, Certify, Supply, Count, Leave, Disable, Close],
            ShelterState::Prepared => [Open, Supply, Count, Close, Leave, Disable, Certify, Prepare],
            ShelterState::Open => [Count, Leave, Supply, Close, Open, Disable, Certify, Prepare],
            ShelterState::Disabled => [Close, Certify, Open, Prepare, Count, Leave, Supply, Disable],
        }
    }
}

impl ResourceForm {
    pub(super) fn title(&self, lang: Lang) -> &'static str {
        match self {
            Self::Store(..) => lang.pick("登记物资", "Note a material"),
            Self::Consignment(event, ..) => event.say(lang),
            Self::Take => lang.pick("征用", "Requisition"),
            Self::GiveBack(_) => lang.pick("返还征用", "Give back"),
            Self::Compensate(_) => lang.pick("征用补偿", "Compensate"),
            Self::Shelter(_) => lang.pick("避难场所", "Shelter"),
        }
    }
}

fn number(name: FieldName, preset: u64) -> Field {
    let mut line = Line::new(FIELD_BYTES_MAX);
    if preset > 0 {
        line.set(&preset.to_string());
    }
    field(name, FieldKind::Number(line))
}

/// Whose word it is, how it came and when.
fn told(model: &Model, by: &str) -> Vec<Field> {
    vec![text(FieldName::By, by), choice(FieldName::Means, means(model), None), time(FieldName::At)]
}

/// The fields of a form of this kind.
pub(super) fn fields(model: &Model, form: &ResourceForm, known: &Known) -> Vec<Field> {
    let own = model.post.operator.as_str();
    match form {
        ResourceForm::Store(event, code) => store(model, *event, code.as_ref(), known),
        ResourceForm::Consignment(event, code, id) => consignment(model, *event, code, *id),
        ResourceForm::Take => {
            let mut fields = vec![
                text(FieldName::Thing, ""),
                number(FieldName::Amount, 0),
                text(FieldName::Units, ""),
                text(FieldName::Property, ""),
                text(FieldName::Phone, ""),
                incident_field(model, known, "不归任何事件", "no incident"),
                text(FieldName::Voucher, ""),
            ];
            fields.extend(told(model, own));
            fields
        }
        ResourceForm::GiveBack(id) => {
            let held = model.world.requisition(*id).map_or(0, |view| view.held());
            let mut fields =
                vec![number(FieldName::Amount, held), number(FieldName::Gone, 0), text(FieldName::Spoilt, "")];
            fields.extend(told(model, own));
            fields
        }
        ResourceForm::Compensate(_) => {
            let mut fields = vec![number(FieldName::Yuan, 0), text(FieldName::Voucher, "")];
            fields.extend(told(model, own));
            fields
        }
        ResourceForm::Shelter(code) => shelter(model, code.as_ref()),
    }
}

fn materials(model: &Model) -> Vec<Choice> {
    let cards = model.world.listed(ListKind::Material).map(|card| {
        let store = model.world.material(card.code()).map_or("", |material| material.store.as_str());
        option(Pick::Listed(card.code().clone()), "", format!("{} {store}", card.name()).trim_end())
    });
    cards.collect()
}

fn store(model: &Model, event: StockEvent, code: Option<&ListCode>, known: &Known) -> Vec<Field> {
    use StockEvent::{Issue, Reserve, Stock, WriteOff};
    let events = words(model, &[Issue, Reserve, Stock, WriteOff], Pick::Stock);
    let none = option(Pick::Nothing, "", model.lang.pick("不归任何指令", "no order"));
    let orders: Vec<Choice> = [none].into_iter().chain(orders(model)).collect();
    let order = known.order.map(Pick::Order);
    let mut fields = vec![
        choice(FieldName::Movement, events, Some(&Pick::Stock(event))),
        must(FieldName::Material, materials(model), code.cloned().map(Pick::Listed).as_ref()),
        number(FieldName::Amount, 0),
        text(FieldName::Whither, ""),
        text(FieldName::SignedBy, ""),
        time(FieldName::KeptUntil),
        choice(FieldName::Order, orders, order.as_ref()),
        text(FieldName::Source, ""),
        text(FieldName::Reason, ""),
    ];
    fields.extend(told(model, &model.post.operator));
    fields
}

fn consignment(model: &Model, event: StockEvent, code: &ListCode, id: EventId) -> Vec<Field> {
    let Some(one) = model.world.consignment(code, id) else { return Vec::new() };
    let own = model.post.operator.as_str();
    let out = if one.in_use() > 0 { one.in_use() } else { one.on_way() };
    let (mut fields, by) = match event {
        StockEvent::Issue => {
            let fields = vec![
                number(FieldName::Amount, one.unissued()),
                text(FieldName::Whither, one.to),
                text(FieldName::SignedBy, one.signer),
            ];
            (fields, own)
        }
        StockEvent::Send => (vec![text(FieldName::Carrier, ""), time(FieldName::Eta)], own),
        // What is left empty is the rest.
        StockEvent::Receive => {
            let counts = [FieldName::Amount, FieldName::Shortage, FieldName::Damaged];
            (counts.into_iter().map(|name| number(name, 0)).collect(), one.signer)
        }
        StockEvent::Return => (vec![number(FieldName::Amount, out)], own),
        StockEvent::WriteOff => (vec![number(FieldName::Amount, out), text(FieldName::Reason, "")], own),
        StockEvent::Free | StockEvent::Stock | StockEvent::Reserve => (Vec::new(), own),
    };
    fields.extend(told(model, by));
    fields
}

fn shelter(model: &Model, code: Option<&ListCode>) -> Vec<Field> {
    let sites =
        model.world.listed(ListKind::Shelter).map(|card| option(Pick::Listed(card.code().clone()), "", card.name()));
    let view = code.and_then(|code| model.world.shelter_view(code));
    let state = view.as_ref().map_or(ShelterState::Closed, crate::domain::ShelterView::state);
    let address = view.as_ref().map_or("", |view| view.shelter.address.as_str());
    let manager = view.as_ref().map_or("", |view| view.shelter.manager.as_str());
    let acts = ShelterPick::of(state).map(|pick| option(Pick::ShelterWord(pick), "", pick.title(model.lang)));
    let mut fields = vec![
        must(FieldName::Site, sites.collect(), code.cloned().map(Pick::Listed).as_ref()),
        choice(FieldName::ShelterWord, acts.to_vec(), None),
        text(FieldName::Address, address),
        text(FieldName::Route, ""),
        number(FieldName::Count, 0),
        number(FieldName::Minors, 0),
        number(FieldName::Elderly, 0),
        number(FieldName::Handicapped, 0),
        number(FieldName::Mothers, 0),
        number(FieldName::Sick, 0),
        number(FieldName::Days, 0),
        text(FieldName::Reason, ""),
    ];
    fields.extend(told(model, manager));
    fields
}

impl Form {
    /// Whether a field of a form about a resource applies, given what is picked in the others.
    pub(super) fn shown_of_resource(&self, field: &Field) -> bool {
        use StockEvent::{Issue, Reserve, Stock, WriteOff};
        if let FormKind::Resource(ResourceForm::Store(..)) = self.kind {
            let Some(Pick::Stock(event)) = self.pick(FieldName::Movement) else { return true };
            return match field.name {
                FieldName::Whither | FieldName::Order => matches!(event, Issue | Reserve),
                FieldName::SignedBy => *event == Issue,
                FieldName::KeptUntil => *event == Reserve,
                FieldName::Source => *event == Stock,
                FieldName::Reason => *event == WriteOff,
                _ => true,
            };
        }
        if let FormKind::Resource(ResourceForm::Shelter(_)) = self.kind {
            let Some(Pick::ShelterWord(word)) = self.pick(FieldName::ShelterWord) else { return true };
            return match field.name {
                FieldName::Address | FieldName::Route => *word == ShelterPick::Open,
                FieldName::Count => matches!(word, ShelterPick::Count | ShelterPick::Leave | ShelterPick::Close),
                FieldName::Minors
                | FieldName::Elderly
                | FieldName::Handicapped
                | FieldName::Mothers
                | FieldName::Sick => *word == ShelterPick::Count,
                FieldName::Days => *word == ShelterPick::Supply,
                FieldName::Reason => *word == ShelterPick::Disable,
                _ => true,
            };
        }
        true
    }

    /// Whether a field of such a form still wants something.
    pub(super) fn wants_of_resource(&self, field: &Field) -> bool {
        let rest = matches!(&self.kind, FormKind::Resource(ResourceForm::Consignment(StockEvent::Receive, ..)));
        let closes = matches!(self.pick(FieldName::ShelterWord), Some(Pick::ShelterWord(ShelterPick::Close)));
        match (&field.kind, field.name) {
            (FieldKind::Choice { picked, .. }, _) => picked.is_none(),
            (_, FieldName::Amount) => !rest && field.line().is_empty(),
            // Of one that was never counted nobody need say how many are left in it.
            (_, FieldName::Count) if closes => false,
            (
                _,
                FieldName::By
                | FieldName::Carrier
                | FieldName::Count
                | FieldName::Days
                | FieldName::KeptUntil
                | FieldName::Property
                | FieldName::Reason
                | FieldName::Route
                | FieldName::Thing
                | FieldName::Whither
                | FieldName::Yuan,
            ) => field.line().text().trim().is_empty(),
            _ => false,
        }
    }
}
