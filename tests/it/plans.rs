//! Plans that run (rules.md 7.1; issue 6, point 8): a raised level adds and never deletes, steps count from their
//! anchors, late and done late differ, the version is pinned, and what calls for a plan says so.

mod called;
mod deps;
mod due;
mod file;
mod orders;

use qianzhi::clock::{At, Span};
use qianzhi::config::scenario::read_text;
use qianzhi::domain::{
    ActionCard, AidLine, AidSort, Anchor, Area, Capability, Colour, Decision, Due, Event, EventId, Fact, Grade,
    Incident, IncidentStatus, Level, Order, Owner, Plan, PlanStarted, PostId, Realm, Recipient, Response, Step,
    StepStatus, Telling, Told, Trigger, Warning, World,
};
use qianzhi::papers::{Block, action_cards};
use qianzhi::text::Lang;
use qianzhi::text::say::Say;

const CITY: &str = "410300";

fn at(clock: &str) -> At {
    At::parse(&format!("2026-07-20 {clock}")).unwrap()
}

/// A log that is written by one post, each fact at its time.
struct Log {
    world: World,
    count: u64,
}

impl Log {
    fn new() -> Self {
        let mut log = Self { world: World::new(Realm::Live), count: 0 };
        log.says("08:00", Fact::AreaNamed(Area { code: CITY.into(), name: "洛阳".into(), name_en: "Luoyang".into() }));
        log
    }

    fn says(&mut self, clock: &str, fact: Fact) -> EventId {
        self.count += 1;
        let mut id = [0; 32];
        id[..8].copy_from_slice(&self.count.to_be_bytes());
        let (id, post, actor) = (EventId(id), PostId([1; 32]), "李某".to_owned());
        let (seq, recorded) = (self.count, at(clock));
        self.world.apply(&Event { id, post, seq, hlc: seq, recorded, actor, fact, overridden: None });
        id
    }

    fn decides(&mut self, clock: &str, level: Level) {
        let words = || "防汛".to_owned();
        self.responds(clock, Decision::Activated { level, matter: words(), period: words(), measures: words() });
    }

    fn responds(&mut self, clock: &str, decision: Decision) {
        let response = Response {
            area: CITY.into(),
            by: "LY-1".into(),
            decision,
            basis: None,
            decided: at(clock),
            effective: None,
            conclusion: String::new(),
            role: None,
        };
        let after = self.world.heads(&qianzhi::domain::Aspect::Response(CITY.into()));
        self.says(clock, Fact::ResponseDecided { response, after });
    }

    fn warns(&mut self, clock: &str, colour: Colour, kind: &str) -> EventId {
        let received = at(clock);
        self.says(
            clock,
            Fact::WarningReceived(Warning {
                area: CITY.into(),
                kind: kind.into(),
                kind_en: String::new(),
                colour,
                number: 1,
                issuer: "气象台".into(),
                issuer_en: String::new(),
                issued: received,
                received,
                text: "注意防范".into(),
                terms: qianzhi::domain::WarningTerms::default(),
            }),
        )
    }

    fn opens(&mut self, clock: &str, code: &str) -> EventId {
        let (occurred, received) = (at(clock), at(clock));
        let incident = Incident {
            unit_told: None,
            sensitive: false,
            title: "内涝".into(),
            title_en: None,
            code: code.into(),
            area: CITY.into(),
            place: None,
            occurred,
            received,
            address: String::new(),
        };
        self.says(clock, Fact::IncidentOpened(incident))
    }

    fn starts(&mut self, clock: &str, plan: EventId, level: Level, incident: Option<EventId>) -> EventId {
        let started = at(clock);
        self.says(clock, Fact::PlanStarted(PlanStarted { plan, area: CITY.into(), incident, level, started }))
    }

    fn moves(&mut self, clock: &str, run: EventId, step: &str, status: StepStatus) {
        let after = self.world.heads(&qianzhi::domain::Aspect::Step(run, step.into()));
        self.says(clock, Fact::StepSet { run, step: step.into(), status, at: at(clock), after });
    }

    /// Code and due time of the steps of a run that are due, in the order in which they press.
    fn due(&self, now: &str) -> Vec<(String, At)> {
        let steps = self.world.deadlines(at(now)).into_iter();
        steps.filter_map(|d| if let Due::Step { step, .. } = d.what { Some((step.0, d.due)) } else { None }).collect()
    }
}

fn step(code: &str, minutes: i64) -> Step {
    Step {
        code: code.into(),
        title: format!("步骤{code}"),
        owner: Owner::Unit("水利局".into()),
        within: Span::minutes(minutes),
        ..Step::default()
    }
}

fn plan(steps: Vec<Step>) -> Plan {
    Plan { code: "flood".into(), name: "防汛预案".into(), version: "1".into(), steps, ..Plan::default() }
}

#[test]
fn a_raised_level_adds_steps_from_that_moment_and_a_lower_one_takes_none_away() {
    let mut log = Log::new();
    let from = |code, level| Step { from_level: Some(level), ..step(code, 30) };
    let adopted =
        log.says("08:00", Fact::PlanAdopted(plan(vec![step("A", 30), from("B", Level::Two), from("C", Level::One)])));
    log.decides("09:00", Level::Three);
    let run = log.starts("09:00", adopted, Level::Three, None);
    assert_eq!(log.due("09:05"), [("A".to_owned(), at("09:30"))]);
    // From Ⅲ straight to Ⅰ: rules.md 2.4 allows any steps up.
    log.decides("10:00", Level::One);
    let raised = [("A", "09:30"), ("B", "10:30"), ("C", "10:30")].map(|(code, due)| (code.to_owned(), at(due)));
    assert_eq!(log.due("10:05"), raised);
    log.moves("10:10", run, "B", StepStatus::Doing);
    log.decides("11:00", Level::Four);
    assert_eq!(log.due("11:05"), raised, "what was begun is not deleted by a lower level");
    let (_, started, _) = log.world.runs()[0];
    assert_eq!(log.world.run_level(started), Level::One);
    let added: Vec<_> =
        log.world.run_steps(run).into_iter().map(|view| (view.step.code.0.clone(), view.added)).collect();
    assert_eq!(added, [("A".into(), false), ("B".into(), true), ("C".into(), true)]);
}

#[test]
fn a_response_that_was_decided_before_the_plan_began_raises_nothing() {
    let mut log = Log::new();
    let severe = Step { from_level: Some(Level::One), ..step("B", 30) };
    let adopted = log.says("08:00", Fact::PlanAdopted(plan(vec![step("A", 30), severe])));
    log.decides("08:30", Level::One);
    log.decides("08:45", Level::Three);
    log.starts("09:00", adopted, Level::Three, None);
    assert_eq!(log.due("09:05"), [("A".to_owned(), at("09:30"))]);
}

#[test]
fn a_response_to_another_matter_raises_nothing_of_a_run_whose_response_was_ended() {
    let mut log = Log::new();
    let from = |code, level| Step { from_level: Some(level), ..step(code, 30) };
    let steps = vec![step("A", 30), from("B", Level::Two), from("C", Level::One)];
    let adopted = log.says("08:00", Fact::PlanAdopted(plan(steps)));
    log.decides("09:00", Level::Three);
    log.starts("09:00", adopted, Level::Three, None);
    log.decides("10:00", Level::Two);
    log.responds("11:00", Decision::Terminated);
    log.decides("12:00", Level::One);
    assert_eq!(log.due("12:05"), [("A".to_owned(), at("09:30")), ("B".to_owned(), at("10:30"))]);
    let (_, started, _) = log.world.runs()[0];
    assert_eq!(log.world.run_level(started), Level::Two);
}

#[test]
fn a_step_counts_from_its_anchor_and_has_no_due_time_before_that() {
    let mut log = Log::new();
    let anchored = |code, anchor| Step { anchor, ..step(code, 20) };
    let steps = vec![step("A", 30), anchored("W", Anchor::Warning), anchored("R", Anchor::Activation)];
    let adopted = log.says("08:00", Fact::PlanAdopted(plan(steps)));
    log.warns("07:00", Colour::Blue, "暴雨");
    log.warns("08:50", Colour::Orange, "暴雨");
    let run = log.starts("09:00", adopted, Level::Three, None);
    // No response yet: its step stands there, and nothing runs out.
    assert_eq!(log.due("09:05"), [("W".to_owned(), at("09:20")), ("A".to_owned(), at("09:30"))]);
    let waiting = log.world.run_steps(run).into_iter().find(|view| view.step.code.0 == "R").unwrap();
    assert_eq!((waiting.from, waiting.due(), waiting.is_late(at("23:00"))), (None, None, false));
    log.decides("09:10", Level::Three);
    log.decides("09:40", Level::Two);
    assert!(log.due("09:50").contains(&("R".to_owned(), at("09:30"))), "the first activation since the start");
    // The newest warning before the start counts, and not from before the step applied.
    assert_eq!(log.world.run_steps(run)[1].from, Some(at("09:00")));
}

#[test]
fn late_and_done_late_are_told_apart() {
    let mut log = Log::new();
    let adopted = log.says("08:00", Fact::PlanAdopted(plan(vec![step("A", 30), step("B", 30), step("C", 30)])));
    let run = log.starts("09:00", adopted, Level::Three, None);
    log.moves("09:20", run, "A", StepStatus::Done);
    log.moves("09:42", run, "B", StepStatus::Done);
    let told: Vec<_> =
        log.world.run_steps(run).into_iter().map(|view| (view.is_late(at("10:00")), view.done_late())).collect();
    assert_eq!(told, [(false, None), (false, Some(Span::minutes(12))), (true, None)]);
    log.moves("10:05", run, "C", StepStatus::Skipped("不适用".into()));
    assert_eq!(log.world.run_steps(run)[2].done_late(), None, "what was left out was not done late");
}

#[test]
fn a_run_pins_the_version_it_was_started_with() {
    let mut log = Log::new();
    let first = log.says("08:00", Fact::PlanAdopted(plan(vec![step("A", 30)])));
    let run = log.starts("09:00", first, Level::Three, None);
    let next = Plan { version: "2".into(), ..plan(vec![step("A", 5), step("B", 5)]) };
    log.says("09:05", Fact::PlanAdopted(next));
    assert_eq!(log.world.plan(&"flood".into()).unwrap().1.version, "2");
    let steps: Vec<_> =
        log.world.run_steps(run).into_iter().map(|view| (view.step.code.0.clone(), view.due())).collect();
    assert_eq!(steps, [("A".to_owned(), Some(at("09:30")))]);
}

#[test]
fn what_calls_for_a_plan_is_said_until_it_runs() {
    let mut log = Log::new();
    let with = |code: &str, trigger| Plan { code: code.into(), triggers: vec![trigger], ..plan(vec![step("A", 30)]) };
    let rain = Trigger::Warning { colour: Colour::Orange, kind: Some("暴雨".into()) };
    let rain = log.says("08:00", Fact::PlanAdopted(with("rain", rain)));
    log.says("08:00", Fact::PlanAdopted(with("grave", Trigger::Grade(Grade::Major))));
    let flood = log.says("08:00", Fact::PlanAdopted(with("flood", Trigger::Code("11A*".into()))));
    log.says("08:00", Fact::PlanAdopted(plan(vec![])));
    let called = |log: &Log, now: &str| -> Vec<(String, EventId)> {
        log.world.plans_called_for(at(now)).into_iter().map(|(plan, by)| (plan.code.0.clone(), by)).collect()
    };
    assert!(called(&log, "08:05").is_empty());
    log.warns("08:10", Colour::Yellow, "暴雨");
    log.warns("08:11", Colour::Red, "大风");
    assert!(called(&log, "08:15").is_empty(), "neither the colour nor the kind");
    let red = log.warns("08:20", Colour::Red, "暴雨");
    assert_eq!(called(&log, "08:25"), [("rain".to_owned(), red)]);
    log.starts("08:30", rain, Level::Three, None);
    assert!(called(&log, "08:35").is_empty(), "it runs");
    let later = log.warns("09:20", Colour::Orange, "暴雨");
    assert_eq!(called(&log, "09:25"), [("rain".to_owned(), later)], "a later warning calls anew");
    assert!(called(&log, "23:59").contains(&("rain".to_owned(), later)));
    // The code of an incident; `flood` was adopted without triggers since, and its newest version counts.
    let incident = log.opens("10:00", "11A02");
    assert!(!called(&log, "10:05").iter().any(|(code, _)| code == "flood"));
    let _ = flood;
    let again = log.says("10:10", Fact::PlanAdopted(with("flood", Trigger::Code("11A*".into()))));
    assert!(called(&log, "10:15").contains(&("flood".to_owned(), incident)));
    log.says("10:20", Fact::IncidentGraded { incident, grade: Some(Grade::Extreme), after: vec![] });
    assert!(called(&log, "10:25").contains(&("grave".to_owned(), incident)));
    log.starts("10:30", again, Level::Three, Some(incident));
    assert!(!called(&log, "10:35").iter().any(|(code, _)| code == "flood"));
    log.says("11:00", Fact::IncidentStatusSet { incident, status: IncidentStatus::Closed, after: vec![] });
    assert!(!called(&log, "11:05").iter().any(|(code, _)| code == "grave"), "a closed incident calls for nothing");
}

#[test]
fn each_role_and_each_owner_has_a_card() {
    let mut log = Log::new();
    let role =
        ActionCard { role: "现场总指挥".into(), lines: vec!["到场先报五项".into(), "定警戒区".into()] };
    let other = Step { owner: Owner::Unit("交警支队".into()), ..step("B", 45) };
    let exit = vec!["主干道通行".into(), "人员清点完毕".into()];
    let adopted = Plan { cards: vec![role], exit, ..plan(vec![step("A", 30), other]) };
    let adopted = log.says("08:00", Fact::PlanAdopted(adopted));
    let run = log.starts("09:00", adopted, Level::Three, None);
    let say = Say { world: &log.world, lang: Lang::Zh };
    let document = action_cards(&say, run, at("09:05")).unwrap();
    assert_eq!(document.title, "行动卡 防汛预案 1 三级");
    let texts: Vec<String> = document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Heading(text) | Block::Paragraph(text) => text.clone(),
            Block::Table { .. } => String::new(),
        })
        .collect();
    assert_eq!(texts[..2], ["现场总指挥", "到场先报五项\n定警戒区"]);
    let owner = |name: &str| texts.iter().position(|text| text == name).map(|n| texts[n + 1].clone()).unwrap();
    assert_eq!(owner("水利局"), "A 步骤A  30分内 09:30前  待办");
    assert_eq!(owner("交警支队"), "B 步骤B  45分内 09:45前  待办");
    assert_eq!(owner("响应终止条件"), "主干道通行\n人员清点完毕");
}

#[test]
fn a_plan_in_a_file_says_triggers_anchors_phases_cards_and_every_mistake_with_its_place() {
    let head = "[drill]\nname = \"练\"\nrealm = \"t\"\nbegins = \"2026-07-20 08:00\"\nopens = \"2026-07-20 08:00\"\n\
                ends = \"2026-07-20 09:00\"\nseed = 1\n\n";
    let good = format!(
        "{head}[[plan]]\ncode = \"p\"\nname = \"甲\"\nversion = \"1\"\nclass = \"special\"\n\
         trigger = [{{ warning = \"orange\", kind = \"暴雨\" }}, {{ grade = \"major\" }}, {{ code = \"11A*\" }}]\n\
         card = [{{ role = \"组长\", lines = [\"清点\"] }}]\nexit = [\"人员清点完毕\"]\n\
         comms = [\"350.125\", \"卫星电话\"]\n\
         resource = [{{ sort = \"equipment\", what = \"泵车\", count = 6, capability = \"flood.pump\" }}]\n\n\
         [[plan.step]]\ncode = \"A\"\ntitle = \"会商\"\nunit = \"应急局\"\nwithin = \"30 min\"\nanchor = \"warning\"\n\
         phase = \"initial\"\nsupport = [\"气象局\"]\nbasis = \"预案3.2\"\non_overdue = {{ unit = \"市政府\" }}\n"
    );
    let scenario = read_text("p.toml", &good).unwrap();
    let plan = &scenario.plans[0];
    assert_eq!((plan.triggers.len(), plan.cards.len(), plan.exit.len()), (3, 1, 1));
    assert_eq!(plan.comms, ["350.125", "卫星电话"]);
    assert_eq!((plan.resources[0].count, plan.resources[0].capability), (6, Some(Capability::FloodPump)));
    assert_eq!(plan.steps[0].anchor, Anchor::Warning);
    assert_eq!(plan.steps[0].on_overdue, Some(Owner::Unit("市政府".into())));
    let bad = format!(
        "{head}[[plan]]\ncode = \"p\"\nname = \"甲\"\nversion = \"1\"\ntrigger = [{{ warning = \"purple\" }}, {{ kind = \"暴雨\" }}]\n\n\
         [[plan.step]]\ncode = \"A\"\ntitle = \"a\"\nunit = \"u\"\nwithin = \"1 min\"\nafter = [\"B\"]\n\n\
         [[plan.step]]\ncode = \"B\"\ntitle = \"b\"\nunit = \"u\"\nwithin = \"1 min\"\nafter = [\"A\"]\nanchor = \"noon\"\n"
    );
    let said = read_text("p.toml", &bad).unwrap_err().to_string();
    for expected in [
        "plan[1].trigger[1].warning",
        "plan[1].trigger[2]: expected one of warning, grade, code, level, quantity, partner, all and any",
        "plan[1].step[2].anchor",
        "A > B > A",
    ] {
        assert!(said.contains(expected), "`{expected}` is not in\n{said}");
    }
}

/// A municipal plan: sixty steps with owners, offsets and legal basis, a card, what it needs and how it talks.
fn municipal() -> Plan {
    let steps = (0..60).map(|n| Step {
        title: format!("第{n}项: 组织危险区域群众转移安置并核对名册"),
        support: vec!["公安局".into(), "交通运输局".into()],
        basis: "突发事件应对法第73条".into(),
        ..step(&format!("S{n}"), 10 + n)
    });
    let card = ActionCard { role: "值班长".into(), lines: vec!["接报后十五分钟内报告".into(); 12] };
    let pumps = AidLine {
        sort: AidSort::Equipment,
        what: "排涝泵车".into(),
        count: 6,
        unit: "台".into(),
        capability: Some(Capability::FloodPump),
    };
    Plan {
        cards: vec![card.clone(), ActionCard { role: "联络员".into(), ..card }],
        resources: vec![pumps],
        comms: vec!["350.125 主用".into(), "卫星电话 备用".into()],
        ..plan(steps.collect())
    }
}

#[test]
fn a_plan_larger_than_an_event_is_adopted_in_parts_and_is_whole_again_in_any_order() {
    let whole = municipal();
    let facts = whole.clone().adopted().unwrap();
    assert!(facts.len() > 2, "{} events", facts.len());
    for fact in &facts {
        assert!(fact.to_payload().len() <= qianzhi::limits::PAYLOAD_BYTES_MAX);
        assert_eq!(Fact::from_payload(&fact.to_payload()), *fact);
    }
    let mut forth = Log::new();
    let ids: Vec<EventId> = facts.iter().map(|fact| forth.says("08:00", fact.clone())).collect();
    assert_eq!(forth.world.plan(&"flood".into()), Some((ids[0], &whole)));
    // Nothing is said again of what stands.
    let run = forth.starts("09:00", ids[0], Level::Three, None);
    assert_eq!((forth.world.run_steps(run).len(), forth.due("09:00").len()), (60, 60));
    // The parts before the plan, and one of them missing: it says so, and is no other plan's.
    let event = |n: usize| Event {
        id: ids[n],
        post: PostId([1; 32]),
        seq: n as u64 + 2,
        hlc: n as u64 + 2,
        recorded: at("08:00"),
        actor: "李某".to_owned(),
        fact: facts[n].clone(),
        overridden: None,
    };
    let mut back = World::new(Realm::Live);
    (1..facts.len()).rev().chain([0]).filter(|n| *n != 2).for_each(|n| back.apply(&event(n)));
    let (_, part) = back.plan(&"flood".into()).unwrap();
    assert_eq!(back.parts_missing(part), 1);
    assert!(part.steps.len() < 60 && *part != whole);
    back.apply(&event(2));
    assert_eq!(back.plan(&"flood".into()), Some((ids[0], &whole)));
    let mut same = World::new(Realm::Live);
    (0..facts.len()).for_each(|n| same.apply(&event(n)));
    assert_eq!(back.bytes(), same.bytes());
}

#[test]
fn what_a_plan_needs_and_how_it_talks_stand_on_its_cards() {
    let mut log = Log::new();
    let ids: Vec<EventId> = municipal().adopted().unwrap().into_iter().map(|fact| log.says("08:00", fact)).collect();
    let run = log.starts("09:00", ids[0], Level::Three, None);
    let say = Say { world: &log.world, lang: Lang::Zh };
    let cards = format!("{:?}", action_cards(&say, run, at("09:05")).unwrap());
    assert!(cards.contains("装备 排涝泵车 6台"), "{cards}");
    let (first, second) = (cards.find("350.125 主用").unwrap(), cards.find("卫星电话 备用").unwrap());
    assert!(first < second, "in the order in which they are fallen back on");
    assert!(!cards.contains("预案不全"));
}

#[test]
fn a_step_that_counts_from_the_arrival_waits_for_the_first_team_on_scene() {
    let mut log = Log::new();
    let incident = log.opens("08:30", "11A02");
    let first = Step { anchor: Anchor::Arrival, ..step("A", 20) };
    let adopted = log.says("08:00", Fact::PlanAdopted(plan(vec![first])));
    log.starts("09:00", adopted, Level::Three, Some(incident));
    assert_eq!(log.due("09:05"), [], "nobody is there");
    let order = |incident| Order {
        number: 1,
        form: qianzhi::domain::Form::Order,
        to: Recipient::Team("P1".into()),
        incident,
        text: "赴现场".into(),
        urgency: qianzhi::domain::Urgency::Urgent,
        destination: None,
        authority: None,
        issued: at("09:00"),
        until: None,
        role: None,
        muster: Some(Box::default()),
        step: None,
    };
    let tells = |order, told, clock| {
        let (by, means) = ("李某".to_owned(), qianzhi::domain::Means::Radio);
        Fact::AssemblyTold(Telling { order, told, by, means, at: at(clock) })
    };
    let elsewhere = log.says("09:01", Fact::OrderIssued(order(None)));
    log.says("09:10", tells(elsewhere, Told::AtScene, "09:10"));
    let here = log.says("09:02", Fact::OrderIssued(order(Some(incident))));
    log.says("09:12", tells(here, Told::AtRally, "09:12"));
    assert_eq!(log.due("09:15"), [], "another scene, and a rally, are not this one");
    let there = log.says("09:20", tells(here, Told::AtScene, "09:18"));
    log.says("09:30", tells(here, Told::AtScene, "09:25"));
    assert_eq!(log.due("09:31"), [("A".to_owned(), at("09:38"))], "the first counts");
    log.says("09:32", Fact::Struck { target: there, reason: "看错".into() });
    assert_eq!(log.due("09:33"), [("A".to_owned(), at("09:45"))]);
}
