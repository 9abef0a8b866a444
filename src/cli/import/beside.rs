//! A table beside the process that has the journal open: what was confirmed is signed by the same post under an
//! incarnation of its own, and handed over as a bundle through the journal's inbox. A running console shows it as it
//! shows what any other post says.

use std::fs::File;
use std::path::Path;

use super::{Args, Preview, confirmed, preview, told};
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::scratch::Scratch;
use crate::cli::setup::Setup;
use crate::clock::Clock;
use crate::domain::{Fact, Realm, Stream, World};
use crate::envelope::{Author, Stamp};
use crate::journal::bundle::{Bundle, BundleKind, Packing, Since, pack};
use crate::journal::{ExportError, Identity, Journal, Options, records};
use crate::limits::{IMPORT_WAIT, STORE_BATCH};

pub(super) fn run(args: &Args, setup: &Setup, dir: &Path) -> Result<(), Failure> {
    let lang = setup.lang();
    let world = world(dir)?;
    let found: Preview = preview(&args.file, args.list.list(), &world)?;
    let facts = world.counted_anew(found.facts(&world), Clock::machine().now());
    let mut out = Output::open();
    for line in told(&args.file, args.list.list(), &found, lang) {
        out.line(&line)?;
    }
    out.flush()?;
    if facts.is_empty() {
        return Ok(());
    }
    if !args.yes && !confirmed(&mut out, facts.len(), lang)? {
        return Err(Failure::NotConfirmed(facts.len()));
    }
    hand_over(dir, world.realm(), &setup.operator(), &facts)?;
    let done =
        lang.pick("已入账 {0} 条, 正在运行的程序已收到", "recorded: {0}, by the program that has the journal open");
    out.line(&done.replace("{0}", &facts.len().to_string()))?;
    out.flush()
}

/// The world of a journal that another process, or another thread, has open.
pub(in crate::cli) fn world(dir: &Path) -> Result<World, Failure> {
    let reader = records(dir)?;
    let mut world = World::new(reader.realm().clone());
    for record in reader {
        // A list that was compared with half of a journal could be recorded a second time.
        world.fold(record?.envelope.event());
    }
    Ok(world)
}

/// Signs the facts into a journal of their own, packs it, and lays it into the inbox.
pub(in crate::cli) fn hand_over(dir: &Path, realm: &Realm, operator: &str, facts: &[Fact]) -> Result<(), Failure> {
    let payloads: Vec<Vec<u8>> = facts.iter().map(Fact::to_payload).collect();
    hand_over_payloads(dir, realm, operator, &payloads)
}

/// The same of what was decided, with the authority basis beside it.
pub(in crate::cli) fn hand_over_payloads(
    dir: &Path,
    realm: &Realm,
    operator: &str,
    payloads: &[Vec<u8>],
) -> Result<(), Failure> {
    let scratch = Scratch::make("import")?;
    let identity = Identity::given(Identity::key_of(dir)?, crate::cli::random()?, realm);
    let realm = Some(realm.clone());
    let options = Options { realm, store: false, growth_bytes: 1 << 20, ..Options::default() };
    let own = scratch.path().join("journal");
    let (journal, _) = Journal::open(&own, &options)?;
    let mut author = Author::new(identity.key.clone(), identity.series_open.clone(), None);
    let clock = Clock::machine();
    for part in payloads.chunks(STORE_BATCH) {
        let stamp = Stamp { now: clock.now(), offset_ms: None, quality: clock.quality() };
        let sign = |payload: &Vec<u8>| author.sign_payload(stamp, operator, payload);
        let signed = part.iter().map(sign).collect::<Result<Vec<_>, _>>()?;
        drop(journal.append(signed)?.wait()?);
    }
    drop(journal);
    let path = scratch.path().join("import.qzb");
    let streams = [Stream::Open].into_iter().collect();
    let packing = Packing { kind: BundleKind::Events, since: Since::Beginning, streams, made: clock.now() };
    let mut file = File::create(&path).map_err(Failure::Scratch)?;
    let failed = |error| match error {
        ExportError::Journal(error) => Failure::Journal(error),
        ExportError::Out(error) => Failure::Scratch(error),
    };
    pack(&own, &identity.key, &packing, &mut file).map_err(failed)?;
    drop(file);
    let bundle = Bundle::open(&path)?;
    let applied = crate::cli::journal::apply(dir, &bundle, IMPORT_WAIT)?;
    applied.complaint(bundle.name()).map_or(Ok(()), |forged| Err(forged.into()))
}
