//! One replica: a console or a hub, with its disk, its journal and what it has folded.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use qianzhi::clock::{At, Clock, Quality};
use qianzhi::domain::{EventId, Fact, Realm, Stream, World};
use qianzhi::envelope::{Envelope, PostKey, Stamp};
use qianzhi::journal::bundle::{Bundle, BundleError, BundleKind, Packing, Since, Writing, import_beside, pack};
use qianzhi::journal::{Journal, JournalError, Options, Scribe};
use qianzhi::sync::{Kind, Me, Now, Replica, Store, StoreError, Token};

use super::disk::{Death, Disk};
use crate::it::fold::dice::Dice;
use crate::it::fold::facts::{Hand, Known};
use crate::it::fold::posts::unknown;

/// A wall clock that everybody would agree on, at the beginning.
const BEGIN: i64 = 1_626_624_000_000;

/// A machine that runs.
pub(super) struct Up {
    pub(super) journal: Journal,
    /// A hub has none.
    pub(super) scribe: Option<Scribe>,
    pub(super) world: World,
    known: Known,
    /// Folded up to this number.
    folded: u64,
}

/// A copy of a machine's disk.
struct Image {
    dir: PathBuf,
    ids: BTreeSet<EventId>,
    token: Option<Vec<u8>>,
}

pub(super) struct Node {
    pub(super) kind: Kind,
    name: String,
    dir: PathBuf,
    pub(super) disk: Arc<Disk>,
    clock: Clock,
    /// This machine's wall clock minus the true one, in ms.
    pub(super) skew: i64,
    pub(super) up: Option<Up>,
    /// What this disk was said to hold; no crash may take it away.
    pub(super) ids: BTreeSet<EventId>,
    /// What any store of this name ever held.
    pub(super) ever: BTreeSet<EventId>,
    pub(super) token: Token,
    /// Its file, newest last; a power cut may leave any of the last few.
    kept: Vec<Option<Vec<u8>>>,
    image: Option<Image>,
    images: u32,
    starts: u32,
    /// How often it was opened from a snapshot.
    pub(super) reopened: u64,
    /// Whether an older image was put back: then numbers may be missing that the link knew to be given.
    pub(super) went_back: bool,
}

impl Node {
    pub(super) fn new(kind: Kind, n: usize, root: &Path, seed: u64, lies: bool) -> Self {
        let name = format!("{}{n}", if kind == Kind::Hub { "hub" } else { "post" });
        let dir = root.join(&name);
        Self {
            kind,
            dir,
            disk: Arc::new(Disk::new(seed, lies)),
            clock: Clock::fixed(At(BEGIN)),
            skew: 0,
            up: None,
            ids: BTreeSet::new(),
            ever: BTreeSet::new(),
            token: Token::default(),
            kept: Vec::new(),
            image: None,
            images: 0,
            starts: 0,
            reopened: 0,
            went_back: false,
            name,
        }
    }

    pub(super) fn now(&self, ms: u64) -> Now {
        let wall = At(BEGIN + i64::try_from(ms).unwrap() + self.skew);
        self.clock.set(wall);
        Now { mono: std::time::Duration::from_millis(ms), wall }
    }

    pub(super) fn me(&self) -> Option<Me> {
        let up = self.up.as_ref()?;
        Some(Me {
            kind: self.kind,
            store: Store::id(&up.journal),
            realm: Realm::Test,
            streams: BTreeSet::from([Stream::Open]),
            post: up.scribe.as_ref().map(Scribe::post),
            name: self.name.clone(),
        })
    }

    /// The store as sessions see it.
    pub(super) fn store(&self) -> Option<&Journal> {
        self.up.as_ref().map(|up| &up.journal)
    }

    fn options(&self) -> Options {
        Options {
            clock: self.clock.clone(),
            store: false,
            writer: false,
            segment_bytes: 24 << 10,
            growth_bytes: 8 << 10,
            // Enough for some orders before the last of it, which is given to nobody.
            reserve_bytes: 80 << 10,
            snapshots: None,
            medium: self.disk.clone(),
            ..Options::of(Realm::Test)
        }
    }

    /// Starts the machine; `Ok(false)` when it went down on the way. What it had said to hold must be there.
    pub(super) fn start(&mut self) -> Result<bool, String> {
        let (mut world, mut known, mut ids) = (World::new(Realm::Test), Known::default(), BTreeSet::new());
        self.lay_down_note();
        // By turns from the records alone and from a snapshot, which must come to the same.
        self.starts += 1;
        let mut from_snapshot = None;
        let opened = if self.starts.is_multiple_of(2) {
            Journal::open_world(&self.dir, &self.options()).map(|(journal, world, opened)| {
                from_snapshot = Some(world);
                (journal, opened)
            })
        } else {
            Journal::open(&self.dir, &self.options())
        };
        let (journal, opened) = match opened {
            Ok(opened) => opened,
            // On a full disk there is no room for a journal that is not there yet.
            Err(JournalError::Io { .. } | JournalError::NoSpace { .. }) => return Ok(false),
            Err(error) => return Err(format!("{} does not open: {error}", self.name)),
        };
        self.reopened += u64::from(opened.snapshot > 0);
        let mut next = 1;
        while let Some(last) = {
            let records = journal.read(next, 256, 256 << 10).map_err(|error| error.to_string())?;
            for record in &records {
                let event = record.envelope.event();
                world.apply(&event);
                known.note(event.id, &event.fact);
                ids.insert(event.id);
            }
            records.last().map(|record| record.number)
        } {
            next = last + 1;
        }
        if from_snapshot.is_some_and(|from| from.bytes() != world.bytes()) {
            return Err(format!("{} opens from a snapshot with another state than its records give", self.name));
        }
        let lost = self.ids.difference(&ids).count();
        if lost > 0 {
            return Err(format!("{} lost {lost} events that it had acknowledged: {:?}", self.name, opened.found));
        }
        let scribe = match self.kind {
            Kind::Hub => None,
            Kind::Console => Some(
                Scribe::open(&self.dir, &journal, self.disk.clone())
                    .map_err(|error| format!("{} has no key: {error}", self.name))?,
            ),
        };
        self.ever.extend(&ids);
        self.ids = ids;
        self.token = self.kept.last().cloned().flatten().map(|bytes| Token::read(&bytes)).unwrap_or_default();
        self.up = Some(Up { folded: journal.durable(), journal, scribe, world, known });
        Ok(true)
    }

    /// The machine goes down.
    pub(super) fn die(&mut self, death: Death, dice: &mut Dice) {
        self.up = None;
        self.disk.die(death);
        // The token's file is not synced: an older one may be there, or one that cannot be read.
        if death != Death::Killed && dice.percent(30) {
            self.kept.pop();
            if dice.percent(20) {
                self.kept.push(Some(b"{\"at\":".to_vec()));
            }
        }
    }

    /// What the link kept lies beside the journal, as the power left it.
    fn lay_down_note(&self) {
        let path = self.dir.join("link.json");
        match self.kept.last().cloned().flatten() {
            Some(bytes) if self.dir.is_dir() => fs::write(path, bytes).unwrap(),
            _ => drop(fs::remove_file(path)),
        }
    }

    /// What a link keeps beside the journal.
    pub(super) fn keep_token(&mut self) {
        let bytes = self.token.bytes();
        if self.kept.last() != Some(&bytes) {
            self.kept.push(bytes);
        }
        if self.kept.len() > 4 {
            self.kept.remove(0);
        }
    }

    /// Stores events and waits for the disk: the answer, as a session gets it.
    pub(super) fn append(&mut self, events: Vec<Envelope>) -> Result<(), StoreError> {
        let Some(up) = &mut self.up else { return Err(StoreError(qianzhi::text::tell::Both::same("it is down"))) };
        let (tell, told) = std::sync::mpsc::sync_channel(1);
        Replica::append(&up.journal, events, Box::new(move |answer| tell.send(answer).unwrap()))?;
        let answer = told.recv().unwrap();
        // On a full disk some of them may be there although not all are.
        self.follow()?;
        answer
    }

    /// Packs a bundle of everything here, or of what `for_whom` may lack.
    pub(super) fn pack(&self, for_whom: Option<&Self>, ms: u64) -> Option<Bundle> {
        self.up.as_ref()?;
        let key = PostKey::from_seed([77; 32]);
        let packing = |kind, since| {
            let made = At(BEGIN + i64::try_from(ms).unwrap());
            Packing { kind, since, streams: BTreeSet::from([Stream::Open]), made }
        };
        let bundle = |node: &Self, packing: &Packing| {
            let mut bytes = Vec::new();
            pack(&node.dir, &key, packing, &mut bytes).unwrap();
            Bundle::of_bytes(node.name.clone(), bytes).unwrap()
        };
        let theirs = for_whom.filter(|other| other.up.is_some());
        let list = theirs.map(|other| bundle(other, &packing(BundleKind::Have, Since::Beginning)).check().unwrap());
        Some(bundle(self, &packing(BundleKind::Events, list.map_or(Since::Beginning, Since::Have))))
    }

    /// Takes a bundle, as the process does that has the journal open; how many of its events were new.
    pub(super) fn take(&mut self, bundle: &Bundle) -> Result<u64, BundleError> {
        let Some(up) = &self.up else { return Ok(0) };
        let writing = up.scribe.as_ref().map(|scribe| {
            let outrun = scribe.outrun();
            let told = move |incarnation| {
                outrun.tell(incarnation);
            };
            Writing { post: scribe.post(), outrun: Box::new(told) }
        });
        let taken = import_beside(&up.journal, bundle, writing.as_ref());
        self.follow()
            .map_err(|error| BundleError::Journal(JournalError::Failed { dir: self.dir.clone(), why: error.0 }))?;
        taken.map(|applied| applied.new)
    }

    /// Makes a snapshot; one that cannot be made costs nothing.
    pub(super) fn snapshot(&self) -> bool {
        self.up.as_ref().is_some_and(|up| up.journal.durable() > 0 && up.journal.snapshot().is_ok())
    }

    /// Folds what is durable.
    fn follow(&mut self) -> Result<(), StoreError> {
        let Some(up) = &mut self.up else { return Ok(()) };
        loop {
            let records = up.journal.read(up.folded + 1, 64, 64 << 10)?;
            let Some(last) = records.last() else { return Ok(()) };
            up.folded = last.number;
            for record in records {
                let event = record.envelope.event();
                up.world.apply(&event);
                up.known.note(event.id, &event.fact);
                self.ids.insert(event.id);
                self.ever.insert(event.id);
            }
        }
    }

    /// A person at this console records something: the event, and whether it was said to be recorded.
    pub(super) fn write(&mut self, dice: &mut Dice, ms: u64) -> Result<Option<(EventId, bool)>, String> {
        let stamp = Stamp { now: self.now(ms).wall, offset_ms: None, quality: Quality::Unchecked };
        let Some(up) = &mut self.up else { return Ok(None) };
        let Some(scribe) = &mut up.scribe else { return Ok(None) };
        let kind = dice.below(Fact::KINDS.len() + 4);
        // A full disk takes what is urgent, and the rest is refused before it is signed.
        let full = up.journal.left().is_some();
        let signed = match Fact::KINDS.get(kind) {
            Some(kind) => {
                let mut hand = Hand { dice, world: &up.world, known: &up.known, codes: 4 };
                let (fact, basis) = (hand.write(kind), hand.basis());
                let payload = fact.to_payload_with(basis.as_ref());
                if up.journal.admits([&payload]).is_err() {
                    return Ok(None);
                }
                scribe.sign_payload(stamp, "值班员", &payload)
            }
            None if full => return Ok(None),
            None if dice.percent(40) => {
                let content = attachment(dice);
                let hash = up.journal.put_content(&content, Stream::Open).map_err(|error| error.to_string())?;
                let payload = format!(r#"{{"kind":"file.attached/1","data":{{"content":"{hash}"}}}}"#);
                scribe.sign_payload(stamp, "值班员", payload.as_bytes())
            }
            None => scribe.sign_payload(stamp, "值班员", &unknown(dice)),
        };
        let signed = signed.map_err(|error| format!("{} cannot sign: {error}", self.name))?;
        let header = signed.header();
        let series = header.series().map_err(|error| error.to_string())?;
        let there = up.journal.find(&series, header.seq).map_err(|error| error.to_string())?;
        if !there.is_empty() {
            return Err(format!("{} gives the number {} a second time, and holds the first", self.name, header.seq));
        }
        let id = signed.id();
        let recorded = self.append(vec![signed]).is_ok();
        Ok(Some((id, recorded)))
    }

    /// Takes an image of the disk.
    pub(super) fn take_image(&mut self) {
        self.images += 1;
        let to = self.dir.with_extension(format!("image{}", self.images));
        if self.dir.is_dir() {
            copy(&self.dir, &to);
            if let Some(old) = self.image.take() {
                fs::remove_dir_all(old.dir).unwrap();
            }
            self.image = Some(Image { dir: to, ids: self.ids.clone(), token: self.token.bytes() });
        }
    }

    /// Puts the image back in place of the disk of a machine that is down: what only the disk had is returned.
    pub(super) fn restore_image(&mut self, dice: &mut Dice) -> Option<BTreeSet<EventId>> {
        let image = self.image.as_ref()?;
        if self.dir.is_dir() {
            fs::remove_dir_all(&self.dir).unwrap();
        }
        copy(&image.dir, &self.dir);
        self.went_back = true;
        let gone = self.ids.difference(&image.ids).copied().collect();
        self.ids.clone_from(&image.ids);
        // The link's file may be newer than the image, when it was kept elsewhere.
        if dice.percent(70) {
            self.kept = vec![image.token.clone()];
        }
        if dice.percent(40) {
            self.disk.boot_again();
        }
        Some(gone)
    }

    /// An empty disk, and for a console another key: what only the old one had is returned.
    pub(super) fn replace_disk(&mut self) -> BTreeSet<EventId> {
        if self.dir.is_dir() {
            fs::remove_dir_all(&self.dir).unwrap();
        }
        self.kept.clear();
        std::mem::take(&mut self.ids)
    }

    /// Whether the disk went down under the running machine.
    pub(super) fn disk_failed(&self) -> bool {
        self.up.is_some() && self.disk.is_dead()
    }

    pub(super) fn head(&self) -> u64 {
        self.up.as_ref().map_or(0, |up| up.journal.durable())
    }

    /// Which numbers of which series hold more than one event.
    pub(super) fn forks(&self) -> BTreeSet<String> {
        let Some(up) = &self.up else { return BTreeSet::new() };
        up.journal.forked().into_iter().map(|(series, seq)| format!("{series} {seq}")).collect()
    }

    /// How many events each series has; for what a failure says.
    pub(super) fn census(&self) -> BTreeMap<String, u64> {
        let Some(up) = &self.up else { return BTreeMap::new() };
        up.journal.have().iter().map(|(series, seen)| (series.to_string(), seen.count())).collect()
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// Something larger than an event: sometimes empty, sometimes many pieces.
fn attachment(dice: &mut Dice) -> Vec<u8> {
    let length = dice.below(4) * dice.below(6000);
    (0..length.div_ceil(8)).flat_map(|_| dice.next().to_le_bytes()).take(length).collect()
}

/// All files, but not the lock of whoever is writing.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else if name != "lock" {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}
