//! Resources as they stand: what there is of each material, what was taken from its owners, who is in which shelter.

mod consignment;
mod dispute;
mod due;
mod index;
mod requisition;
mod shelter;
mod stock;

pub use consignment::Consignment;
pub(super) use index::StockIndex;
pub use requisition::RequisitionView;
pub use shelter::ShelterView;
pub use stock::StockView;

use super::apply::By;
use super::{Ladder, Said, World};
use crate::domain::{EventId, Resource, ResourceNote};

impl World {
    /// Keeps an entry about a resource, and who made it.
    pub(super) fn note_resource(&mut self, id: EventId, by: &By, note: &ResourceNote) {
        let said = Said { what: note.clone(), post: by.post, actor: by.actor.clone(), recorded: by.recorded };
        match &note.what {
            Resource::Stock(moved) => self.note_stock(id, moved, said),
            Resource::Requisition(step) => {
                let of = step.of().unwrap_or(id);
                self.requisitions.entry(of).or_default().insert(id, said);
                self.reckon_requisition(of);
            }
            Resource::Shelter(step) => {
                self.shelter_notes.entry(step.shelter.clone()).or_default().insert(id, said);
            }
        }
    }

    /// Keeps what is derived of entries whose standing a strike touched.
    pub(super) fn reckon_struck_resources(&mut self, touched: &[EventId]) {
        let holds = |ladder: &Ladder<Said<ResourceNote>>| ladder.ids().any(|id| touched.contains(&id));
        // What was found with an issue is there while that stands, also where only the strike on it is known.
        let of = |(key, ladder): &(&(_, EventId), &_)| touched.contains(&key.1) || holds(ladder);
        let consignments: Vec<_> = self.stock.iter().filter(of).map(|(key, _)| key.clone()).collect();
        for key in consignments {
            self.reckon_consignment(&key);
            self.reckon_stock(&key.0);
        }
        let taken: Vec<EventId> =
            self.requisitions.iter().filter(|(_, ladder)| holds(ladder)).map(|(id, _)| *id).collect();
        for id in taken {
            self.reckon_requisition(id);
        }
    }
}
