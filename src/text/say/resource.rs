//! Materials, requisitions and shelters in words.

use super::Say;
use crate::clock::At;
use crate::domain::{
    Consignment, EventId, Lacking, ListCode, Movement, RequisitionStep, RequisitionView, Resource, ResourceNote,
    ResourceWant, ShelterStatus, ShelterStep, ShelterWord, StockMove,
};
use crate::text::when;
use crate::text::words::{CallWord, OrderWord, ResourceWord, Word};

impl Say<'_> {
    /// An entry about a resource, with whose word it is.
    pub fn resource(&self, note: &ResourceNote) -> String {
        let what = match &note.what {
            Resource::Stock(moved) => self.stock_moved(moved),
            Resource::Requisition(step) => self.requisition_step(step),
            Resource::Shelter(step) => self.shelter_step(step),
        };
        if note.by.is_empty() {
            return what;
        }
        let told = ResourceWord::Told.with(self.lang, &[&self.sent_by(note.means), &note.by]);
        format!("{what} {told}")
    }

    /// A material by its name.
    pub fn material(&self, code: &ListCode) -> String {
        self.world.material(code).map_or_else(|| code.0.clone(), |material| material.name.clone())
    }

    /// So many of a material, in its unit.
    fn units(&self, code: &ListCode, count: u64) -> String {
        let unit = self.world.material(code).map_or("", |material| material.unit.as_str());
        format!("{count}{unit}")
    }

    /// A move of a material.
    pub fn stock_moved(&self, moved: &StockMove) -> String {
        let lang = self.lang;
        let (name, count) = (self.material(&moved.material), self.units(&moved.material, moved.count));
        let text = match &moved.what {
            Movement::Stocked { source } => {
                let source = if source.is_empty() { self.word(ResourceWord::Found) } else { source };
                ResourceWord::Stocked.with(lang, &[&name, &count, &source])
            }
            Movement::Reserved { order, whom, until } => {
                let whom = order.map_or_else(|| whom.clone(), |order| self.order(order));
                ResourceWord::Reserved.with(lang, &[&name, &count, &when::date_minute(*until), &whom])
            }
            Movement::Freed => ResourceWord::FreedOf.with(lang, &[&name]),
            Movement::Issued { to, signer, found, .. } => {
                let signer =
                    if signer.is_empty() { String::new() } else { ResourceWord::SignedBy.with(lang, &[signer]) };
                let issued = ResourceWord::Issued.with(lang, &[&name, &count, to, &signer]);
                let found = if *found > 0 { ResourceWord::FoundWith.with(lang, &[found]) } else { String::new() };
                format!("{} {found}", issued.trim_end())
            }
            Movement::InTransit { carrier, eta } => {
                let sent = ResourceWord::Sent.with(lang, &[&name, carrier]);
                match eta {
                    Some(eta) => {
                        format!("{sent}, {}", ResourceWord::Expected.with(lang, &[&when::date_minute(*eta)]))
                    }
                    None => sent,
                }
            }
            Movement::Received { short, damaged } => {
                let lacks = [(ResourceWord::Short, short), (ResourceWord::Damaged, damaged)];
                let lacks = lacks.into_iter().filter(|(_, count)| **count > 0);
                let lacks: Vec<String> = lacks.map(|(word, count)| word.with(lang, &[count])).collect();
                ResourceWord::Received.with(lang, &[&name, &count, &lacks.join(lang.pick(", ", ", "))])
            }
            Movement::Returned => ResourceWord::Returned.with(lang, &[&name, &count]),
            Movement::WrittenOff { reason } => ResourceWord::WrittenOff.with(lang, &[&name, &count, reason]),
        };
        text.trim_end().to_owned()
    }

    pub(super) fn requisition_step(&self, step: &RequisitionStep) -> String {
        let lang = self.lang;
        match step {
            RequisitionStep::Taken(taken) => {
                let count = format!("{}{}", taken.count, taken.unit);
                ResourceWord::Taken.with(lang, &[&taken.thing, &count, &taken.owner])
            }
            RequisitionStep::GivenBack { of, count, lost, damage } => {
                let mut parts = vec![ResourceWord::GivenBack.with(lang, &[&self.requisitioned(*of), count])];
                if *lost > 0 {
                    parts.push(ResourceWord::Gone.with(lang, &[lost]));
                }
                if !damage.is_empty() {
                    parts.push(ResourceWord::Spoilt.with(lang, &[damage]));
                }
                parts.join(", ")
            }
            RequisitionStep::Compensated { of, fen, paper } => {
                let paid = ResourceWord::Compensated.with(lang, &[&self.requisitioned(*of), &yuan(*fen)]);
                format!("{paid} {paper}").trim_end().to_owned()
            }
        }
    }

    /// What was taken, by its name.
    pub fn requisitioned(&self, id: EventId) -> String {
        self.world.requisition(id).map_or_else(|| id.short(), |view| view.taken.thing.clone())
    }

    /// A shelter by its name.
    pub fn shelter_name(&self, code: &ListCode) -> String {
        self.world.shelter(code).map_or_else(|| code.0.clone(), |shelter| shelter.name.clone())
    }

    fn shelter_step(&self, step: &ShelterStep) -> String {
        let (lang, name) = (self.lang, self.shelter_name(&step.shelter));
        match &step.word {
            ShelterWord::Status(status) => {
                let set = ResourceWord::ShelterSet.with(lang, &[&name, &self.shelter_status(status)]);
                match step.counted {
                    Some(people) => format!("{set}, {}", ResourceWord::Inside.with(lang, &[&people])),
                    None => set,
                }
            }
            ShelterWord::Counted { people, special } => {
                let special: Vec<String> =
                    special.iter().map(|(need, count)| format!("{} {count}", self.word(*need))).collect();
                let counted = ResourceWord::Counted.with(lang, &[&name, people]);
                if special.is_empty() { counted } else { format!("{counted}: {}", special.join(", ")) }
            }
            ShelterWord::Left { people } => ResourceWord::Left.with(lang, &[&name, people]),
            ShelterWord::Supplies { days } => ResourceWord::Supplies.with(lang, &[&name, days]),
            ShelterWord::Certified => ResourceWord::Certified.with(lang, &[&name]),
        }
    }

    /// What a shelter was set to.
    pub fn shelter_status(&self, status: &ShelterStatus) -> String {
        let state = self.word(status.state());
        match status {
            ShelterStatus::Open { address, route } => format!("{state} {address} {route}").trim_end().to_owned(),
            ShelterStatus::Disabled { reason } => format!("{state}: {reason}"),
            ShelterStatus::Closed | ShelterStatus::Prepared => state.to_owned(),
        }
    }

    /// What a resource waits for, as the rail's row begins.
    pub(super) fn resource_due(&self, wants: &ResourceWant) -> &'static str {
        self.word(match wants {
            ResourceWant::Issue => ResourceWord::DueIssue,
            ResourceWant::Sign => ResourceWord::DueSign,
            ResourceWant::GiveBack => ResourceWord::DueGiveBack,
            ResourceWant::Compensate => ResourceWord::DueCompensate,
            ResourceWant::Certify(_) => ResourceWord::DueCertify,
            ResourceWant::Supply(_) => ResourceWord::DueSupply,
        })
    }

    /// Which one: `编织袋 200条 > 水厂 李某`.
    pub(super) fn resource_awaited(&self, entry: EventId, wants: &ResourceWant) -> String {
        match wants {
            ResourceWant::Issue | ResourceWant::Sign => {
                self.world.open_consignment(entry).map_or_else(|| entry.short(), |one| self.consignment(&one))
            }
            ResourceWant::GiveBack | ResourceWant::Compensate => {
                self.world.requisition(entry).map_or_else(|| entry.short(), |view| self.requisition(&view))
            }
            ResourceWant::Certify(code) | ResourceWant::Supply(code) => self.shelter_name(code),
        }
    }

    /// A consignment: what, how many of it, whither and who signs.
    pub fn consignment(&self, one: &Consignment<'_>) -> String {
        let count = if one.on_way() > 0 { one.on_way() } else { one.unissued().max(one.in_use()) };
        let order = one.order.filter(|_| one.to.is_empty()).map(|order| self.order(order)).unwrap_or_default();
        let text = format!("{} {} > {}{order}", self.material(&one.material), self.units(&one.material, count), one.to);
        if one.signer.is_empty() { text } else { format!("{text} {}", one.signer) }
    }

    /// How many consignments an order has, and where each stands, what is on the way first; nothing where there is none:
    /// `物资 2: 在途 编织袋 200条 > 水厂 李某 豫C8888 预计 16:40 到; 已签收 排水泵 2台 > 水厂 李某`.
    pub fn materials_of_order(&self, order: EventId, now: At) -> String {
        let mut all = self.world.materials_of(order);
        if all.is_empty() {
            return String::new();
        }
        all.sort_by_key(|one| (one.on_way() == 0, one.unissued() == 0));
        let told: Vec<String> = all.iter().map(|one| self.material_of_order(one, now)).collect();
        OrderWord::Materials.with(self.lang, &[&told.len(), &told.join("; ")])
    }

    fn material_of_order(&self, one: &Consignment<'_>, now: At) -> String {
        let lang = self.lang;
        let mut text = format!("{} {}", self.word(one.state(now)), self.consignment(one));
        if one.on_way() > 0 && !one.carrier.is_empty() {
            text = format!("{text} {}", one.carrier);
        }
        if let Some(eta) = one.eta.filter(|_| one.on_way() > 0) {
            text = format!("{text} {}", ResourceWord::Expected.with(lang, &[&when::minute_or_date(eta, now)]));
        }
        if let Some(until) = one.until.filter(|_| one.promised(now) > 0) {
            text = format!("{text} {}", CallWord::Until.with(lang, &[&when::minute_or_date(until, now)]));
        }
        text
    }

    /// A requisition: what, how many, whose.
    pub fn requisition(&self, view: &RequisitionView<'_>) -> String {
        let taken = view.taken;
        format!("{} {}{} {}", taken.thing, taken.count, taken.unit, taken.owner)
    }

    /// What is lacking of a resource.
    pub(super) fn resource_lacking(&self, what: Lacking) -> Option<String> {
        Some(match what {
            Lacking::Stock(free, asked) => ResourceWord::NoStock.with(self.lang, &[&free, &asked]),
            Lacking::Address => self.word(ResourceWord::NoAddress).to_owned(),
            Lacking::Route => self.word(ResourceWord::NoRoute).to_owned(),
            Lacking::Inside(people) => ResourceWord::StillIn.with(self.lang, &[&people]),
            _ => return None,
        })
    }

    /// Of what a conflict of the ledger is.
    pub(super) fn stock_aspect(&self, code: &ListCode, of: Option<EventId>) -> String {
        let word = if of.is_some() { ResourceWord::AspectAccount } else { ResourceWord::AspectStock };
        let store = self.world.material(code).map_or("", |material| material.store.as_str());
        format!("{} {} {store}", self.word(word), self.material(code)).trim_end().to_owned()
    }

    /// A day, as people write it.
    pub fn day(&self, at: At) -> String {
        when::date_minute(at).split(' ').next().unwrap_or_default().to_owned()
    }
}

/// Hundredths as yuan.
pub fn yuan(fen: u64) -> String {
    match fen % 100 {
        0 => (fen / 100).to_string(),
        rest => format!("{}.{rest:02}", fen / 100),
    }
}
