//! Resources in the matrix (rules.md 6.4, 6.5; 突发事件应对法 art. 76): anybody writes the ledger and opens a shelter; what is taken
//! from its owner is reserved, and waits for nobody.

use qianzhi::domain::{
    Command, Fact, Listed, Material, Means, Movement, Requisition, RequisitionStep, Resource, ResourceNote, Role,
    Shelter, ShelterStatus, ShelterStep, ShelterWord, StockMove,
};

use super::matrix::{ANYBODY, Else, Line, line};
use super::{Log, at};
use Role::{GeneralCommander, GeneralDeputy, GeneralOffice, SpecialCommander, SpecialDeputy};

/// By default a deputy commander of the special headquarters, or above.
const TAKES: &[Role] = &[SpecialDeputy, SpecialCommander, GeneralOffice, GeneralDeputy, GeneralCommander];

pub(super) fn lines() -> Vec<Line> {
    let mut log = Log::new();
    let material = Material { code: "袋".into(), name: "编织袋".into(), count: Some(9), ..Material::default() };
    let shelter = Shelter { code: "一中".into(), name: "第一中学".into(), ..Shelter::default() };
    for card in [Listed::Material(material), Listed::Shelter(shelter)] {
        log.says(Fact::listing(card, Vec::new()));
    }
    let what = Movement::Issued { order: None, to: "水厂".into(), signer: String::new(), found: 0 };
    let issue = Resource::Stock(StockMove { material: "袋".into(), count: 5, of: None, what });
    let take = Resource::Requisition(RequisitionStep::Taken(Requisition {
        thing: "挖掘机".into(),
        count: 1,
        unit: "台".into(),
        owner: "某公司".into(),
        phone: String::new(),
        incident: None,
        paper: String::new(),
    }));
    let status = ShelterStatus::Open { address: "凯旋东路1号".into(), route: "走中州路".into() };
    let open =
        Resource::Shelter(ShelterStep { shelter: "一中".into(), word: ShelterWord::Status(status), counted: None });
    let all = [("issue a material", issue, ANYBODY), ("requisition", take, TAKES), ("open a shelter", open, ANYBODY)];
    let command =
        |what| Command::Resource(ResourceNote { what, by: "李某".into(), means: Means::Phone, at: at("09:10") });
    all.into_iter().map(|(name, what, may)| line(name, log.clone(), command(what), may, Else::Goes)).collect()
}
