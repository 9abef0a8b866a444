//! Bundles: how large, how fast to make, how fast to apply; beside the events' own bytes, and a plain copy of the segments.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use super::super::failure::Failure;
use super::log::Log;
use super::{Figure, Line, Promise};
use crate::clock::{monotonic, wall};
use crate::domain::Stream;
use crate::envelope::PostKey;
use crate::journal::bundle::{Bundle, BundleKind, Packing, Since, import, pack};
use crate::journal::{ExportError, Journal, Options, backup};

pub(super) fn measure(dir: &Path, log: &Log) -> Result<Vec<Line>, Failure> {
    let options = Options { store: false, ..Options::of(log.realm.clone()) };
    let (from, to) = (dir.join("from"), dir.join("to"));
    let (journal, _) = Journal::open(&from, &options)?;
    for batch in log.envelopes.chunks(1024) {
        journal.append(batch)?.wait()?;
    }
    drop(journal);
    let begun = monotonic();
    backup(&from, &dir.join("copy"), false)?;
    let copied = begun.elapsed().as_secs_f64();
    let path = dir.join("log.qzb");
    let begun = monotonic();
    write(&from, &path)?;
    let packed = begun.elapsed().as_secs_f64();
    let size = fs::metadata(&path).map_err(Failure::Scratch)?.len();
    let begun = monotonic();
    let (journal, _) = Journal::open(&to, &options)?;
    let applied = import(&journal, &Bundle::open(&path)?)?;
    let imported = begun.elapsed().as_secs_f64();
    let all = log.envelopes.len();
    if applied.new != all as u64 {
        return Err(Failure::Measured(format!("{} of {all} events came out of the bundle", applied.new)));
    }
    let own: usize = log.envelopes.iter().map(|envelope| envelope.bytes().len()).sum();
    #[expect(clippy::cast_precision_loss, reason = "bytes and events, for people")]
    let (size, own, all) = (size as f64, own as f64, all as f64);
    let figure = |what: &str, value| Figure::new(what, value, Promise::None).into();
    Ok(vec![
        figure("a bundle, bytes an event", size / all),
        figure("  beside the events' own bytes", size / own),
        figure(&format!("a bundle of {all} events is made, s"), packed),
        figure("  beside a copy of the segments", packed / copied),
        figure("it is applied, every signature checked and all of it durable, s", imported),
    ])
}

fn write(from: &Path, path: &Path) -> Result<(), Failure> {
    let failed = |source| Failure::Write { path: path.to_owned(), source };
    let mut file = BufWriter::new(File::create(path).map_err(failed)?);
    let streams = [Stream::Open, Stream::Control].into();
    let packing = Packing { kind: BundleKind::Events, since: Since::Beginning, streams, made: wall() };
    match pack(from, &PostKey::from_seed([1; 32]), &packing, &mut file) {
        Ok(_) => {}
        Err(ExportError::Journal(error)) => return Err(error.into()),
        Err(ExportError::Out(source)) => return Err(failed(source)),
    }
    file.flush().and_then(|()| file.get_ref().sync_all()).map_err(failed)
}
