//! 资源 (rules.md 6.4, 6.5; 突发事件应对法 art. 11, 12): materials, requisitions and shelters; their tables, what is due, what two
//! posts did apart.

mod apart;
mod due;
mod owner;
mod random;
mod shelter;
mod table;

use qianzhi::clock::{At, Span};
use qianzhi::domain::{
    Area, Aspect, Command, Evacuation, Event, EventId, Fact, Form, Incident, Lacking, ListCode, Listed, Material,
    Means, Movement, Override, PostId, Realm, Recipient, Refusal, Requisition, RequisitionState, RequisitionStep,
    Resource, ResourceNote, Role, Shelter, ShelterState, ShelterStatus, ShelterStep, ShelterWord, Stage, Standing,
    StockMove, StockState, Urgency, Verdict, World, decide, judge,
};

const CITY: &str = "410300";

fn at(text: &str) -> At {
    At::parse(&format!("2026-07-20 {text}")).unwrap()
}

fn sacks() -> ListCode {
    "袋".into()
}

fn school() -> ListCode {
    "一中".into()
}

/// A bureau with 100 sacks in its store, a school that can be opened, an incident; and the hands that write.
#[derive(Clone)]
struct Depot {
    world: World,
    count: u16,
    post: u8,
    now: At,
    incident: EventId,
}

impl Depot {
    fn new() -> Self {
        let world = World::new(Realm::Live);
        let mut depot = Self { world, count: 0, post: 1, now: at("09:00"), incident: EventId::default() };
        depot.says(Fact::AreaNamed(Area { code: CITY.into(), name: "洛阳市".into(), name_en: String::new() }));
        depot.lists(Listed::Material(Material {
            code: sacks(),
            name: "编织袋".into(),
            class: "3010101".into(),
            count: Some(100),
            unit: "条".into(),
            store: "市级库".into(),
            mode: "实物储备".into(),
            ..Material::default()
        }));
        depot.lists(Listed::Shelter(Shelter {
            code: school(),
            name: "第一中学".into(),
            class: "Ⅱ类".into(),
            capacity: Some(200),
            address: "凯旋东路1号".into(),
            ..Shelter::default()
        }));
        depot.incident = depot.says(Fact::IncidentOpened(Incident {
            unit_told: None,
            sensitive: false,
            title: "伊河路积水".into(),
            title_en: None,
            code: "11A02".into(),
            area: CITY.into(),
            place: None,
            occurred: at("08:50"),
            received: at("08:55"),
            address: String::new(),
        }));
        depot
    }

    fn event(&mut self, fact: Fact, overridden: Option<Box<Override>>) -> Event {
        self.count += 1;
        let mut id = EventId::default();
        id.0[0] = self.post;
        id.0[1..3].copy_from_slice(&self.count.to_be_bytes());
        let (post, seq) = (PostId([self.post; 32]), u64::from(self.count));
        Event { id, post, seq, hlc: seq, recorded: self.now, actor: "王某".into(), fact, overridden }
    }

    fn says(&mut self, fact: Fact) -> EventId {
        let event = self.event(fact, None);
        self.world.apply(&event);
        event.id
    }

    fn lists(&mut self, card: Listed) -> EventId {
        let after = self.world.heads(&Aspect::Listed(card.kind(), card.code().clone()));
        self.says(Fact::listing(card, after))
    }

    fn standing(&self, reason: &str) -> Standing {
        Standing {
            area: Some(CITY.into()),
            now: self.now,
            person: "王某".into(),
            role: Some(Role::GeneralOffice),
            reason: reason.into(),
        }
    }

    fn command(&self, what: Resource) -> Command {
        Command::Resource(ResourceNote { what, by: "李某".into(), means: Means::Phone, at: self.now })
    }

    /// Decides and records; what was recorded.
    fn events(&mut self, command: Command, reason: &str) -> Result<Vec<Event>, Refusal> {
        let decided = decide(&self.world, &self.standing(reason), command)?;
        let mut basis = decided.overridden;
        let events: Vec<Event> = decided.facts.into_iter().map(|fact| self.event(fact, basis.take())).collect();
        for event in &events {
            self.world.apply(event);
        }
        Ok(events)
    }

    fn does(&mut self, what: Resource) -> Result<EventId, Refusal> {
        self.does_because(what, "")
    }

    fn does_because(&mut self, what: Resource, reason: &str) -> Result<EventId, Refusal> {
        let command = self.command(what);
        Ok(self.events(command, reason)?[0].id)
    }

    fn moves(&mut self, count: u64, of: Option<EventId>, what: Movement) -> Result<EventId, Refusal> {
        self.does(moved(count, of, what))
    }

    fn issues(&mut self, count: u64) -> EventId {
        self.moves(count, None, issued()).unwrap()
    }

    fn takes(&mut self, count: u64) -> EventId {
        self.does(taken(count)).unwrap()
    }

    fn sets(&mut self, status: ShelterStatus) -> Result<EventId, Refusal> {
        self.does(word(ShelterWord::Status(status)))
    }

    fn on_hand(&self) -> i64 {
        self.world.on_hand(&sacks()).unwrap()
    }

    fn state(&self, id: EventId) -> StockState {
        self.world.consignment(&sacks(), id).map_or(StockState::Idle, |one| one.state(self.now))
    }

    fn after(&mut self, minutes: i64) {
        self.now = self.now + Span::minutes(minutes);
    }
}

fn moved(count: u64, of: Option<EventId>, what: Movement) -> Resource {
    Resource::Stock(StockMove { material: sacks(), count, of, what })
}

fn issued() -> Movement {
    Movement::Issued { order: None, to: "水厂".into(), signer: "赵某".into(), found: 0 }
}

fn reserved(until: At) -> Movement {
    Movement::Reserved { order: None, whom: "水厂".into(), until }
}

fn closed(counted: Option<u32>) -> Resource {
    let word = ShelterWord::Status(ShelterStatus::Closed);
    Resource::Shelter(ShelterStep { shelter: school(), word, counted })
}

fn received() -> Movement {
    Movement::Received { short: 0, damaged: 0 }
}

fn taken(count: u64) -> Resource {
    Resource::Requisition(RequisitionStep::Taken(Requisition {
        thing: "挖掘机 豫C12345".into(),
        count,
        unit: "台".into(),
        owner: "某工程公司".into(),
        phone: "13800000000".into(),
        incident: None,
        paper: "征用令1号".into(),
    }))
}

fn word(word: ShelterWord) -> Resource {
    Resource::Shelter(ShelterStep { shelter: school(), word, counted: None })
}

fn opened() -> ShelterStatus {
    ShelterStatus::Open { address: "凯旋东路1号".into(), route: "走中州路".into() }
}

#[test]
fn a_table_that_is_imported_twice_doubles_nothing_and_one_that_was_counted_anew_says_what_there_is() {
    let mut depot = Depot::new();
    depot.issues(40);
    assert_eq!(depot.on_hand(), 60);
    // The same count again, with another keeper: the ledger goes on.
    let same = Material { keeper: "周某".into(), ..depot.world.material(&sacks()).unwrap().clone() };
    depot.lists(Listed::Material(same.clone()));
    assert_eq!(depot.on_hand(), 60);
    // Somebody counted: what moved before is in the count, what moves later is not.
    depot.after(10);
    let imports = |depot: &Depot, count| {
        let card = Listed::Material(Material { count: Some(count), ..same.clone() });
        let after = depot.world.heads(&Aspect::Listed(card.kind(), card.code().clone()));
        depot.world.counted_anew(vec![Fact::listing(card, after)], depot.now)
    };
    let Fact::MaterialListed { material, .. } = &imports(&depot, 100)[0] else { panic!() };
    assert_eq!(material.counted, None, "the same count is no new one");
    for fact in imports(&depot, 75) {
        depot.says(fact);
    }
    assert_eq!(depot.on_hand(), 75);
    depot.issues(5);
    assert_eq!(depot.on_hand(), 70);
}

#[test]
fn a_count_that_nobody_knows_is_unknown_and_keeps_nobody_from_issuing() {
    let mut depot = Depot::new();
    let card = Material { count: None, ..depot.world.material(&sacks()).unwrap().clone() };
    depot.lists(Listed::Material(card));
    assert_eq!(depot.world.on_hand(&sacks()), None);
    let command = depot.command(moved(40, None, issued()));
    assert_eq!(judge(&depot.world, &depot.standing(""), &command), Verdict::Within);
    depot.issues(40);
    assert_eq!(depot.world.stock(&sacks(), depot.now).unwrap().on_way, 40);
    assert!(depot.world.conflicts().is_empty());
}

#[test]
fn a_reservation_is_free_again_after_its_time_and_its_own_consignment_may_use_it_before() {
    let mut depot = Depot::new();
    let until = at("10:00");
    let kept = depot.moves(80, None, reserved(until)).unwrap();
    let free = |depot: &Depot| depot.world.stock(&sacks(), depot.now).unwrap().free();
    assert_eq!((depot.on_hand(), free(&depot)), (100, Some(20)));
    // Another one that asks for what is promised wants a reason (design.md, promise 11).
    let other = depot.command(moved(30, None, issued()));
    let Verdict::Unguarded(unmet) = judge(&depot.world, &depot.standing(""), &other) else { panic!("it is promised") };
    assert_eq!(unmet.lacks[0].what, Lacking::Stock(20, 30));
    // Its own does not.
    depot.moves(30, Some(kept), issued()).unwrap();
    assert_eq!((depot.on_hand(), free(&depot)), (70, Some(20)));
    depot.now = until;
    assert_eq!(free(&depot), Some(70), "the rest of the reservation lapsed");
    assert_eq!(depot.state(kept), StockState::Issued);
}

#[test]
fn what_goes_out_although_the_books_have_less_was_found_and_nothing_is_below_zero() {
    let mut depot = Depot::new();
    let command = depot.command(moved(130, None, issued()));
    assert!(matches!(decide(&depot.world, &depot.standing(""), command.clone()), Err(Refusal::Unguarded(_))));
    let events = depot.events(command, "库里实有, 账上漏登").unwrap();
    let [issue] = &events[..] else { panic!("{events:?}") };
    assert!(issue.overridden.is_some(), "the issue carries the basis");
    let Fact::ResourceNoted { note, .. } = &issue.fact else { panic!() };
    let Resource::Stock(StockMove { count, what: Movement::Issued { found, .. }, .. }) = &note.what else { panic!() };
    assert_eq!((*count, *found, depot.on_hand()), (130, 30, 0));
    assert_eq!(depot.world.unratified().len(), 1);
    assert!(depot.world.conflicts().is_empty());
}

#[test]
fn who_takes_an_issue_back_takes_back_what_was_found_with_it() {
    let mut depot = Depot::new();
    depot.issues(90);
    assert_eq!(depot.on_hand(), 10);
    let command = depot.command(moved(50, None, issued()));
    let out = depot.events(command, "库里实有, 账上漏登").unwrap()[0].id;
    assert_eq!(depot.on_hand(), 0);
    let strike = depot.events(Command::Strike { target: out, reason: "没有发".into() }, "").unwrap()[0].id;
    assert_eq!(depot.on_hand(), 10, "the books say again what they said before");
    // Whoever takes that back has it all again.
    depot.events(Command::Strike { target: strike, reason: "发了".into() }, "").unwrap();
    assert_eq!(depot.on_hand(), 0);
}

#[test]
fn an_order_knows_what_was_reserved_and_sent_for_it() {
    let mut depot = Depot::new();
    let order = Command::IssueOrder {
        form: Form::Order,
        to: Recipient::Person { name: "水厂 赵某".into(), phone: "13900000000".into() },
        incident: Some(depot.incident),
        text: "围堰".into(),
        urgency: Urgency::Urgent,
        destination: None,
        authority: None,
        until: None,
    };
    let order = depot.events(order, "").unwrap()[0].id;
    let until = at("12:00");
    let kept = Movement::Reserved { order: Some(order), whom: String::new(), until };
    let kept = depot.moves(50, None, kept).unwrap();
    depot.moves(50, Some(kept), issued()).unwrap();
    depot.moves(0, Some(kept), Movement::InTransit { carrier: "豫C8888".into(), eta: Some(at("09:40")) }).unwrap();
    let of_order = depot.world.materials_of(order);
    let [one] = &of_order[..] else { panic!("{of_order:?}") };
    assert_eq!((one.on_way(), one.signer, one.carrier, one.eta), (50, "赵某", "豫C8888", Some(at("09:40"))));
    // Who takes the shift over hears of it with the order.
    let say = qianzhi::text::say::Say { world: &depot.world, lang: qianzhi::text::Lang::Zh };
    let sheet = qianzhi::papers::handover(&say, "", at("08:00"), depot.now, None);
    let told = qianzhi::papers::plain(&sheet).concat();
    assert!(told.contains("水厂 赵某 围堰") && told.contains("; 在途 编织袋"), "{told}");
    // An order that nobody issued carries nothing.
    let nobody = Movement::Reserved { order: Some(EventId([9; 32])), whom: String::new(), until };
    assert!(matches!(depot.moves(1, None, nobody), Err(Refusal::Unknown { what: "order", .. })));
}

#[test]
fn what_a_table_says_of_classes_is_understood_and_kept_as_it_is() {
    use qianzhi::domain::{MaterialSection, ReserveMode, ShelterClass, ShelterSpan, StoreLevel};
    let of = |class: &str| Material { class: class.into(), ..Material::default() }.section();
    assert_eq!(of("1010203"), Some(MaterialSection::Living));
    assert_eq!(of("2019900"), Some(MaterialSection::Equipment));
    assert_eq!(of("3010101"), Some(MaterialSection::Engineering));
    // GB/T 38565-2020 has seven digits; a page that says thirteen is wrong (rules.md 6.4).
    assert_eq!((of("3010101000000"), of("301010"), of("9010101"), of("")), (None, None, None, None));
    let material = |mode: &str, level: &str| Material { mode: mode.into(), level: level.into(), ..Material::default() };
    let modes =
        ["实物储备", "产能", "虚拟", "商业储备", "社会化", "协议储备"].map(|mode| material(mode, "").reserve_mode());
    assert_eq!(modes, ReserveMode::ALL.iter().map(|mode| Some(*mode)).collect::<Vec<_>>()[..]);
    let levels = ["市级", "县", "乡镇", "村"].map(|level| material("", level).store_level());
    assert_eq!(levels, StoreLevel::ALL.iter().map(|level| Some(*level)).collect::<Vec<_>>()[..]);
    let shelter = |class: &str, span: &str| Shelter { class: class.into(), span: span.into(), ..Shelter::default() };
    for (text, class) in [("Ⅰ类", ShelterClass::One), ("二类", ShelterClass::Two), ("III", ShelterClass::Three)] {
        assert_eq!(shelter(text, "").old_class(), Some(class), "{text}");
    }
    // Both classifications are kept (rules.md 6.5, 10.2); older tables have the new one in the old one's column.
    let both = shelter("Ⅱ类", "长期");
    assert_eq!((both.old_class(), both.span()), (Some(ShelterClass::Two), Some(ShelterSpan::Long)));
    assert_eq!((shelter("短期", "").old_class(), shelter("短期", "").span()), (None, Some(ShelterSpan::Short)));
}
