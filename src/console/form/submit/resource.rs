//! What forms about materials, requisitions and shelters come to.

use super::{Fault, FieldName, Filled, Pick, picked};
use crate::console::form::{ResourceForm, ShelterPick};
use crate::domain::{
    Command, EventId, ListCode, Movement, Requisition, RequisitionStep, Resource, ResourceNote, ShelterStatus,
    ShelterStep, ShelterWord, SpecialNeed, StockEvent, StockMove,
};

impl Filled<'_> {
    pub(super) fn resource(&self, form: &ResourceForm) -> Result<Command, Fault> {
        let what = match form {
            ResourceForm::Store(..) => Resource::Stock(self.stored()?),
            ResourceForm::Consignment(event, code, id) => Resource::Stock(self.consigned(*event, code, *id)?),
            ResourceForm::Take => Resource::Requisition(RequisitionStep::Taken(Requisition {
                thing: self.needed(FieldName::Thing)?,
                count: self.amount()?,
                unit: self.text(FieldName::Units),
                owner: self.needed(FieldName::Property)?,
                phone: self.text(FieldName::Phone),
                incident: self.incident(),
                paper: self.text(FieldName::Voucher),
            })),
            ResourceForm::GiveBack(of) => Resource::Requisition(RequisitionStep::GivenBack {
                of: *of,
                count: self.some(FieldName::Amount)?,
                lost: self.some(FieldName::Gone)?,
                damage: self.text(FieldName::Spoilt),
            }),
            ResourceForm::Compensate(of) => Resource::Requisition(RequisitionStep::Compensated {
                of: *of,
                fen: self.quantity(FieldName::Yuan, 100)?.map(u64::from).ok_or_else(|| self.needs(FieldName::Yuan))?,
                paper: self.text(FieldName::Voucher),
            }),
            ResourceForm::Shelter(_) => {
                let word = self.word()?;
                let closes = word == ShelterWord::Status(ShelterStatus::Closed);
                let counted = if closes { self.number(FieldName::Count)? } else { None };
                Resource::Shelter(ShelterStep { shelter: picked!(self, FieldName::Site, Listed)?, word, counted })
            }
        };
        Ok(Command::Resource(ResourceNote {
            what,
            by: self.needed(FieldName::By)?,
            means: picked!(self, FieldName::Means, Means)?,
            at: self.time_or_opened(FieldName::At)?,
        }))
    }

    fn amount(&self) -> Result<u64, Fault> {
        self.number(FieldName::Amount)?.map(u64::from).ok_or_else(|| self.needs(FieldName::Amount))
    }

    /// A count that is none when nobody says one.
    fn some(&self, name: FieldName) -> Result<u64, Fault> {
        Ok(self.number(name)?.map_or(0, u64::from))
    }

    fn stored(&self) -> Result<StockMove, Fault> {
        let event = picked!(self, FieldName::Movement, Stock)?;
        let order = if let Some(Pick::Order(id)) = self.form.pick(FieldName::Order) { Some(*id) } else { None };
        let what = match event {
            StockEvent::Reserve => Movement::Reserved {
                order,
                whom: self.text(FieldName::Whither),
                until: self
                    .ahead(FieldName::KeptUntil, self.model.now)?
                    .ok_or_else(|| self.needs(FieldName::KeptUntil))?,
            },
            StockEvent::Stock => Movement::Stocked { source: self.text(FieldName::Source) },
            StockEvent::WriteOff => Movement::WrittenOff { reason: self.needed(FieldName::Reason)? },
            _ => {
                let (to, signer) = (self.needed(FieldName::Whither)?, self.text(FieldName::SignedBy));
                Movement::Issued { order, to, signer, found: 0 }
            }
        };
        let material = picked!(self, FieldName::Material, Listed)?;
        Ok(StockMove { material, count: self.amount()?, of: None, what })
    }

    fn consigned(&self, event: StockEvent, code: &ListCode, id: EventId) -> Result<StockMove, Fault> {
        let (count, what) = match event {
            StockEvent::Send => {
                (0, Movement::InTransit { carrier: self.needed(FieldName::Carrier)?, eta: self.expected()? })
            }
            StockEvent::Receive => {
                let (short, damaged) = (self.some(FieldName::Shortage)?, self.some(FieldName::Damaged)?);
                let on_way = self.model.world.consignment(code, id).map_or(0, |one| one.on_way());
                let rest = on_way.saturating_sub(short.saturating_add(damaged));
                let count = self.number(FieldName::Amount)?.map_or(rest, u64::from);
                (count, Movement::Received { short, damaged })
            }
            StockEvent::Return => (self.amount()?, Movement::Returned),
            StockEvent::WriteOff => (self.amount()?, Movement::WrittenOff { reason: self.needed(FieldName::Reason)? }),
            StockEvent::Issue => {
                let (to, signer) = (self.needed(FieldName::Whither)?, self.text(FieldName::SignedBy));
                let order = self.model.world.consignment(code, id).and_then(|one| one.order);
                (self.amount()?, Movement::Issued { order, to, signer, found: 0 })
            }
            StockEvent::Free | StockEvent::Stock | StockEvent::Reserve => (0, Movement::Freed),
        };
        Ok(StockMove { material: code.clone(), count, of: Some(id), what })
    }

    fn word(&self) -> Result<ShelterWord, Fault> {
        let people = |form: &Self| form.number(FieldName::Count)?.ok_or_else(|| form.needs(FieldName::Count));
        Ok(match picked!(self, FieldName::ShelterWord, ShelterWord)? {
            ShelterPick::Count => {
                let needs = [
                    (SpecialNeed::Minor, FieldName::Minors),
                    (SpecialNeed::Elderly, FieldName::Elderly),
                    (SpecialNeed::Disabled, FieldName::Handicapped),
                    (SpecialNeed::Maternal, FieldName::Mothers),
                    (SpecialNeed::Ill, FieldName::Sick),
                ];
                let mut special = Vec::new();
                for (need, name) in needs {
                    special.extend(self.number(name)?.map(|count| (need, count)));
                }
                ShelterWord::Counted { people: people(self)?, special }
            }
            ShelterPick::Leave => ShelterWord::Left { people: people(self)? },
            ShelterPick::Supply => ShelterWord::Supplies {
                days: self.number(FieldName::Days)?.ok_or_else(|| self.needs(FieldName::Days))?,
            },
            ShelterPick::Prepare => ShelterWord::Status(ShelterStatus::Prepared),
            ShelterPick::Open => ShelterWord::Status(ShelterStatus::Open {
                address: self.text(FieldName::Address),
                route: self.text(FieldName::Route),
            }),
            ShelterPick::Close => ShelterWord::Status(ShelterStatus::Closed),
            ShelterPick::Disable => {
                ShelterWord::Status(ShelterStatus::Disabled { reason: self.needed(FieldName::Reason)? })
            }
            ShelterPick::Certify => ShelterWord::Certified,
        })
    }
}
