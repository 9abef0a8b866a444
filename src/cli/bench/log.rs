//! A long log on the scenario's mix: the flagship drill played again and again in one realm, each time with orders and
//! incidents of its own and with writes that come after those of the time before; now and then with an incident that goes
//! through all five mechanisms, so that the mix is of all kinds.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::failure::Failure;
use super::whole;
use crate::clock::{At, Quality, Span};
use crate::config::scenario;
use crate::domain::{
    Aspect, EventId, Fact, IncidentStatus, Keep, Means, Outcome, Realm, Series, StepCode, StepStatus, Stream, Telling,
    Told, World,
};
use crate::drill::{Driver, Scenario};
use crate::envelope::{Author, Envelope, PostKey, Stamp};

/// One incident goes through all five mechanisms in so many rounds of the drill.
const WHOLE_EVERY: i64 = 8;

/// The scenario that is measured on.
pub(super) fn flagship() -> Result<Scenario, Failure> {
    Ok(scenario::read_text("scenarios/zhengzhou-720.toml", include_str!("../../../scenarios/zhengzhou-720.toml"))?)
}

/// Signed events, ready to be stored.
pub(super) struct Log {
    /// Their realm.
    pub(super) realm: Realm,
    /// In order.
    pub(super) envelopes: Vec<Envelope>,
    /// When the last one happened.
    pub(super) ends: At,
}

impl Log {
    /// At least `events` of them.
    pub(super) fn make(events: usize) -> Result<Self, Failure> {
        let mut envelopes = Vec::new();
        let mut take = |mut round: Vec<Envelope>| {
            envelopes.append(&mut round);
            Ok(())
        };
        let (realm, ends) = Self::write(events, &mut take)?;
        Ok(Self { realm, envelopes, ends })
    }

    /// The same, handed to `take` round by round: the realm, and when the last one happened.
    pub(super) fn write(
        events: usize,
        take: &mut dyn FnMut(Vec<Envelope>) -> Result<(), Failure>,
    ) -> Result<(Realm, At), Failure> {
        let scenario = flagship()?;
        let (realm, length) = (scenario.realm.clone(), scenario.ends - scenario.begins);
        let mut played = Vec::new();
        let mut driver = Driver::new(scenario.clone(), scenario.seed, 0);
        driver.rehearse(scenario.ends, |envelope| {
            played.push(envelope.clone());
            Ok::<(), Failure>(())
        })?;
        let mut writer = Writer::new(realm.clone());
        let (mut round, mut written) = (0, 0);
        while written < events {
            writer.play(&played, Span(length.0.saturating_mul(round)), round == 0)?;
            if round % WHOLE_EVERY == 0 {
                writer
                    .whole(u32::try_from(round).unwrap_or(0), scenario.begins + Span(length.0.saturating_mul(round)))?;
            }
            round += 1;
            written += writer.envelopes.len();
            take(std::mem::take(&mut writer.envelopes))?;
            writer.world.put_away(Keep::default());
        }
        Ok((realm, scenario.ends + Span(length.0.saturating_mul(round - 1))))
    }
}

/// A payload, its kind first as facts are written.
#[derive(serde::Serialize, serde::Deserialize)]
pub(super) struct Payload {
    /// Which kind of fact.
    pub(super) kind: String,
    /// What it says.
    pub(super) data: Value,
}

impl Payload {
    /// Lets it come after what stands of its aspect, if it writes one.
    pub(super) fn after(&mut self, world: &World) {
        if let Some((aspect, ..)) = Fact::from_payload(&self.bytes()).write()
            && let Some(data) = self.data.as_object_mut()
        {
            let after = world.heads(&aspect).iter().map(|id| Value::from(id.to_string())).collect();
            data.insert("after".to_owned(), after);
        }
    }

    /// As it is signed.
    pub(super) fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_else(|_| unreachable!("a payload is strings and values"))
    }
}

/// Signs the played events anew.
struct Writer {
    author: Author,
    world: World,
    envelopes: Vec<Envelope>,
    /// Ids as they were played, and as they are in this round.
    ids: BTreeMap<String, EventId>,
}

impl Writer {
    fn new(realm: Realm) -> Self {
        let key = PostKey::from_seed([7; 32]);
        let series = Series { post: key.post(), incarnation: 1, realm: realm.clone(), stream: Stream::Open };
        Self {
            author: Author::new(key, series, None),
            world: World::new(realm),
            envelopes: Vec::new(),
            ids: BTreeMap::new(),
        }
    }

    /// One more round, so much later than it was played.
    fn play(&mut self, played: &[Envelope], later: Span, first: bool) -> Result<(), Failure> {
        for envelope in played {
            let header = envelope.header();
            let once = matches!(
                envelope.event().fact,
                Fact::AreaNamed(_)
                    | Fact::PlaceNamed(_)
                    | Fact::HeadquartersFormed(_)
                    | Fact::PlanAdopted(_)
                    | Fact::PlanPart(_)
                    | Fact::DrillOpened(_)
            );
            if once && !first {
                continue;
            }
            let Ok(mut payload) = serde_json::from_slice::<Payload>(header.payload) else { continue };
            self.rename(&mut payload.data);
            if payload.kind.starts_with("inject.")
                && let Some(Value::String(code)) = payload.data.get_mut("code")
            {
                // A master events list names each inject once.
                *code = format!("{code}.{}", later.0);
            }
            let id = self.say(header.recorded + later, payload)?;
            self.ids.insert(envelope.id().to_string(), id);
        }
        self.close(later, played.last().map_or(At(0), |last| last.header().recorded))
    }

    /// An incident through all five mechanisms.
    fn whole(&mut self, nth: u32, began: At) -> Result<(), Failure> {
        whole::play(nth, began, whole::TO_THE_END, &mut |at, payload| self.say(at, payload)).map(drop)
    }

    /// Signs a payload that comes after what stands.
    fn say(&mut self, at: At, mut payload: Payload) -> Result<EventId, Failure> {
        payload.after(&self.world);
        self.sign(at, &payload.bytes())
    }

    /// Incidents, orders and plans of a round end with it, as they do in life.
    fn close(&mut self, later: Span, at: At) -> Result<(), Failure> {
        let now = at + later;
        let open: Vec<EventId> = self.world.open_orders().map(|order| order.id).collect();
        for order in open {
            self.put(now, &Fact::OrderEnded { order, outcome: Outcome::Done, at: now, after: Vec::new() })?;
        }
        // The teams come home with the round, as they do in life.
        let out: Vec<EventId> = self.world.mobilisations().map(|one| one.id).collect();
        for order in out {
            let home = Telling { order, told: Told::Rested, by: "张某".to_owned(), means: Means::Console, at: now };
            self.put(now, &Fact::AssemblyTold(home))?;
        }
        for (run, step) in self.steps_left() {
            let after = self.world.heads(&Aspect::Step(run, step.clone()));
            let status = StepStatus::Skipped("事件已结束".to_owned());
            self.put(now, &Fact::StepSet { run, step, status, at: now, after })?;
        }
        let incidents: Vec<EventId> = self.world.incidents().iter().map(|(id, _)| *id).collect();
        for incident in incidents {
            if self.world.incident_status(incident).first() != Some(IncidentStatus::Closed) {
                let after = self.world.heads(&Aspect::IncidentStatus(incident));
                let status = IncidentStatus::Closed;
                self.put(now, &Fact::IncidentStatusSet { incident, status, after })?;
            }
        }
        Ok(())
    }

    /// Steps of started plans that nobody finished.
    fn steps_left(&self) -> Vec<(EventId, StepCode)> {
        let mut left = Vec::new();
        for (run, _, plan) in self.world.runs() {
            for step in &plan.steps {
                let status = self.world.step_status(run, &step.code).first();
                if !matches!(status, Some(StepStatus::Done | StepStatus::Skipped(_))) {
                    left.push((run, step.code.clone()));
                }
            }
        }
        left
    }

    fn put(&mut self, now: At, fact: &Fact) -> Result<EventId, Failure> {
        self.sign(now, &fact.to_payload())
    }

    fn sign(&mut self, now: At, payload: &[u8]) -> Result<EventId, Failure> {
        let stamp = Stamp { now, offset_ms: None, quality: Quality::Virtual };
        let envelope = self.author.sign_payload(stamp, "张某", payload)?;
        self.world.apply(&envelope.event());
        let id = envelope.id();
        self.envelopes.push(envelope);
        Ok(id)
    }

    fn rename(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if let Some(id) = self.ids.get(text.as_str()) {
                    *text = id.to_string();
                }
            }
            Value::Array(list) => list.iter_mut().for_each(|one| self.rename(one)),
            Value::Object(map) => map.values_mut().for_each(|one| self.rename(one)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}
