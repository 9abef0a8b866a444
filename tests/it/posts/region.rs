//! A journal with a small region in it: what a hub or a post knows before a test begins.

use std::path::Path;

use qianzhi::clock::{At, Quality};
use qianzhi::domain::{
    Area, Capability, Fact, Incident, Place, Point, Realm, Series, Stream, Team, TeamKind, TeamStatus,
};
use qianzhi::envelope::{Author, PostKey, Stamp};
use qianzhi::journal::{Journal, Options};

const THEN: At = At(1_626_753_600_000);

fn place(code: &str, lat: i32) -> Fact {
    Fact::PlaceNamed(Place {
        code: code.into(),
        name: code.to_owned(),
        name_en: code.to_owned(),
        point: Point { lat, lon: 113_650_000 },
        source: "made up for a test".to_owned(),
        seat: None,
    })
}

fn team(code: &str) -> [Fact; 2] {
    let team = Team {
        code: code.into(),
        name: format!("{code} pumps"),
        name_en: format!("{code} pumps"),
        kind: TeamKind::Professional,
        capabilities: vec![Capability::FloodPump],
        area: "410100".into(),
        home: "north".into(),
        people: 12,
        leader: "leader".to_owned(),
        phone: "13900000000".to_owned(),
        readiness: qianzhi::domain::Readiness::default(),
    };
    let ready = Fact::TeamStatusSet {
        team: code.into(),
        status: TeamStatus::Ready,
        at: THEN,
        after: Vec::new(),
        reason: String::new(),
    };
    [Fact::TeamEnrolled { team, after: Vec::new() }, ready]
}

/// The same events, to the byte, in every journal that is made here.
pub(super) fn journal(dir: &Path) {
    journal_in(dir, &Realm::Test);
}

/// The same in another realm.
pub(super) fn journal_in(dir: &Path, realm: &Realm) {
    journal_with(dir, realm, Vec::new());
}

/// The same with more in it.
pub(super) fn journal_with(dir: &Path, realm: &Realm, more: Vec<Fact>) {
    let incident = Fact::IncidentOpened(Incident {
        unit_told: None,
        sensitive: false,
        title: "tunnel".to_owned(),
        title_en: None,
        code: String::new(),
        area: "410100".into(),
        place: Some("north".into()),
        occurred: THEN,
        received: THEN,
        address: String::new(),
    });
    let area = Area { code: "410100".into(), name: "Zhengzhou".to_owned(), name_en: "Zhengzhou".to_owned() };
    let mut facts = vec![Fact::AreaNamed(area), place("north", 34_800_000), place("south", 34_700_000), incident];
    facts.extend(team("P1").into_iter().chain(team("P2")));
    facts.extend(more);
    let key = PostKey::from_seed([7; 32]);
    let series = Series { post: key.post(), incarnation: 1, realm: realm.clone(), stream: Stream::Open };
    let mut author = Author::new(key, series, None);
    let stamp = Stamp { now: THEN, offset_ms: None, quality: Quality::Unchecked };
    let signed: Vec<_> = facts.iter().map(|fact| author.sign(stamp, "region", fact).unwrap()).collect();
    let (journal, _) = Journal::open(dir, &Options::of(realm.clone())).unwrap();
    drop(journal.append(&signed).unwrap().wait().unwrap());
}
