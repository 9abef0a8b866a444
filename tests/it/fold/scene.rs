//! Facts about scenes.

use qianzhi::domain::{
    Aspect, Capability, Casualty, CasualtyState, CrewName, Evidence, Fact, GroupSeat, HazardKind, HazardReading, Means,
    Point, PostCard, RescuePlan, Role, SceneGroup, SceneMove, SceneNote, SceneNoted, SceneRequest, SceneStep,
    SceneTask, SearchGrid, SizeUp, TeamCode, Voice, Zone, ZoneKind,
};

use super::facts::Hand;

impl Hand<'_> {
    pub(super) fn on_scene(&mut self, kind: &str) -> Fact {
        let (incident, at) = (self.one(|k| &k.incidents), self.at());
        match kind {
            "scene.moved/1" => {
                let step = self.scene_step();
                let voice = Voice { by: self.text(), role: Some(Role::OnSiteCommander), means: Means::Radio };
                let made = Box::new(SceneMove { step, voice, at });
                Fact::SceneMoved { incident, made, after: self.after(&Aspect::Scene(incident)) }
            }
            "scene.noted/1" => {
                let what = self.scene_note();
                Fact::SceneNoted(Box::new(SceneNote { incident, what, by: self.text(), means: Means::Phone, at }))
            }
            other => panic!("the generator writes no {other}"),
        }
    }

    fn scene_step(&mut self) -> SceneStep {
        match self.dice.below(9) {
            0 | 1 => SceneStep::Opened,
            2 => SceneStep::Posted(PostCard {
                place: self.text(),
                point: Some(Point { lat: 34_000_000, lon: 112_000_000 }),
                commander: self.text(),
                groups: vec![GroupSeat { group: SceneGroup::Rescue, lead: self.text() }],
                upwind: Some(false),
                exits: Some(1),
                ..PostCard::default()
            }),
            3 => SceneStep::Planned(RescuePlan {
                version: u16::try_from(self.dice.below(4)).unwrap(),
                text: self.text(),
                hours: 4,
                until: self.at(),
                expert: self.text(),
                opinion: self.maybe(|k| &k.consults),
            }),
            4 => SceneStep::Withdrawn,
            5 => SceneStep::ReEntered {
                expert: self.text(),
                monitor: self.text(),
                lifts: self.dice.percent(50).then(|| self.maybe(|k| &k.orders).into_iter().collect()),
            },
            6 => SceneStep::Stabilised { expert: self.text() },
            7 => SceneStep::HandedOver { to: self.text() },
            _ => SceneStep::Closed,
        }
    }

    fn scene_crew(&mut self) -> CrewName {
        CrewName { team: self.dice.percent(70).then(|| TeamCode(self.code('t'))), name: self.code('c') }
    }

    fn scene_note(&mut self) -> SceneNoted {
        let (note, people) = (self.one_of_all(), self.dice.small(9));
        let crew = self.scene_crew();
        match self.dice.below(20) {
            0 => SceneNoted::SizeUp(SizeUp { kind: self.text(), trapped: Some(people), ..SizeUp::default() }),
            1 => SceneNoted::Command { name: self.text(), unit: self.text(), fire: true },
            2 => SceneNoted::Zone(Zone {
                name: self.text(),
                kind: *self.dice.pick(&ZoneKind::ALL),
                point: None,
                radius: people,
            }),
            3 => SceneNoted::ZoneLifted { zone: note },
            4 => SceneNoted::CommandOffered { from: self.text(), to: self.text(), brief: self.text() },
            5 => SceneNoted::CommandTaken { of: note },
            6 | 7 => SceneNoted::Task(SceneTask {
                number: self.dice.small(9),
                group: *self.dice.pick(&SceneGroup::ALL),
                team: TeamCode(self.code('t')),
                area: self.text(),
                zone: self.dice.percent(30).then_some(note),
                objective: self.text(),
                hazards: String::new(),
                protection: String::new(),
                channel: String::new(),
                signal: self.text(),
                needs: Some(Capability::Rope),
                air: self.dice.percent(30),
                life: self.dice.percent(30),
            }),
            8 => SceneNoted::Progress { task: note, text: self.text() },
            9 => SceneNoted::Blocked { task: note, text: self.text() },
            10 => SceneNoted::Done { task: note, evidence: self.text() },
            11 => SceneNoted::Relieved { task: note, with: self.text() },
            12 => SceneNoted::Reading(HazardReading {
                kind: *self.dice.pick(HazardKind::ALL),
                value: people * 500,
                unit: "ppm".into(),
                place: self.code('p'),
            }),
            13 => SceneNoted::Casualty(Casualty {
                state: *self.dice.pick(CasualtyState::ALL),
                change: i32::try_from(people).unwrap() - 3,
                source: self.code('s'),
                place: String::new(),
            }),
            14 => SceneNoted::Asked(SceneRequest { what: self.text(), to: self.text() }),
            15 => SceneNoted::Answered { request: note, granted: true, text: self.text() },
            16 => SceneNoted::Entered { crew, people, names: String::new(), zone: None, remote: false },
            17 => SceneNoted::Left { crew, people },
            18 => SceneNoted::Counted { crew, present: people, missing: self.text() },
            _ => self.scene_search(crew, people),
        }
    }

    fn scene_search(&mut self, crew: CrewName, found: u32) -> SceneNoted {
        match self.dice.below(5) {
            4 => SceneNoted::CountCalled { why: self.text() },
            0 => SceneNoted::Evacuate { whence: self.text(), people: Some(found) },
            1 => SceneNoted::Grid(SearchGrid { columns: 3, rows: 2, place: self.text(), corner: None, side: 10 }),
            2 => SceneNoted::Searched {
                cell: self.code('A'),
                crew,
                method: self.text(),
                found,
                grid: self.dice.percent(50).then(|| self.one_of_all()),
            },
            _ => SceneNoted::Evidence(Evidence { item: self.text(), marked: true, sketched: false, recorded: true }),
        }
    }
}
