//! Content named by its hash, in files beside the segments.
//!
//! ```text
//! DIR/contents/open-HASH        whole and verified; `control-HASH` when only that stream names it
//! DIR/contents/open-HASH.part   named by an event and not whole here: what has come of it
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::dir;
use super::error::{Doing, JournalError, Naming};
use crate::domain::{ContentHash, Stream};
use crate::envelope::{Envelope, content_hash};
use crate::limits::{CONTENT_BYTES_MAX, CONTENT_CLAIM, CONTENT_LACKING_MAX};
use crate::sync::content::{Piece, named};

const STREAMS: [(Stream, &str); 2] = [(Stream::Open, "open"), (Stream::Control, "control")];

/// The contents of one journal.
#[derive(Debug)]
pub(super) struct Contents {
    dir: PathBuf,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    /// Bytes of it that are here.
    lacking: BTreeMap<(ContentHash, Stream), u64>,
    /// Who lacks it asks one replica at a time: when the last one was asked.
    claims: BTreeMap<ContentHash, Duration>,
}

impl Contents {
    /// Of the journal in `journal`.
    pub(super) fn open(journal: &Path) -> Result<Self, JournalError> {
        let dir = journal.join("contents");
        let mut known = Known::default();
        let listing = match fs::read_dir(&dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            listing => Some(listing.naming(Doing::ReadDirectory, &dir)?),
        };
        for entry in listing.into_iter().flatten() {
            let entry = entry.naming(Doing::ReadDirectory, &dir)?;
            let name = entry.file_name();
            let part = name.to_str().and_then(|name| name.strip_suffix(".part")).and_then(of_name);
            if let Some(key) = part {
                known.lacking.insert(key, entry.metadata().naming(Doing::Read, &entry.path())?.len());
            }
        }
        Ok(Self { dir, known: Mutex::new(known) })
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An event is about to be stored: what it names and is not here is wanted from now on, also after a restart.
    pub(super) fn note(&self, envelope: &Envelope) -> Result<(), JournalError> {
        let header = envelope.header();
        let Some(hash) = named(header.payload) else { return Ok(()) };
        let key = (hash, header.stream);
        let mut known = self.known();
        if known.lacking.contains_key(&key) || known.lacking.len() >= CONTENT_LACKING_MAX || self.whole(key).is_file() {
            return Ok(());
        }
        dir::make(&self.dir, false)?;
        if let Some(other) = STREAMS.iter().map(|(stream, _)| self.whole((hash, *stream))).find(|path| path.is_file()) {
            let bytes = fs::read(&other).naming(Doing::Read, &other)?;
            return dir::write_whole(&self.whole(key), &bytes);
        }
        let path = self.part(key);
        dir::create(&path)?;
        dir::sync_parent(&path)?;
        known.lacking.insert(key, 0);
        Ok(())
    }

    /// Keeps content that this replica has from the beginning.
    pub(super) fn put(&self, bytes: &[u8], stream: Stream) -> Result<ContentHash, JournalError> {
        let key = (content_hash(bytes), stream);
        dir::make(&self.dir, false)?;
        dir::write_whole(&self.whole(key), bytes)?;
        self.known().lacking.remove(&key);
        Ok(key.0)
    }

    /// All of it, when it is here.
    pub(super) fn get(&self, hash: ContentHash) -> Result<Option<Vec<u8>>, JournalError> {
        for (stream, _) in STREAMS {
            let path = self.whole((hash, stream));
            match fs::read(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                bytes => return bytes.naming(Doing::Read, &path).map(Some),
            }
        }
        Ok(None)
    }

    /// Named here and not whole, with the bytes that are here.
    pub(super) fn lacking(&self) -> Vec<(ContentHash, Stream, u64)> {
        self.known().lacking.iter().map(|((hash, stream), here)| (*hash, *stream, *here)).collect()
    }

    /// Whether it may be asked for now.
    pub(super) fn claim(&self, hash: ContentHash, now: Duration) -> bool {
        let mut known = self.known();
        let free = known.claims.get(&hash).is_none_or(|when| now >= *when + CONTENT_CLAIM || now < *when);
        if free {
            known.claims.retain(|_, when| now < *when + CONTENT_CLAIM);
            known.claims.insert(hash, now);
        }
        free
    }

    /// A part of what is whole here and named in one of `streams`.
    pub(super) fn piece(
        &self,
        hash: ContentHash,
        from: u64,
        most: usize,
        streams: &BTreeSet<Stream>,
    ) -> Result<Option<Piece>, JournalError> {
        let paths = streams.iter().map(|stream| self.whole((hash, *stream)));
        let Some(path) = paths.into_iter().find(|path| path.is_file()) else { return Ok(None) };
        let file = File::open(&path).naming(Doing::Open, &path)?;
        let total = file.metadata().naming(Doing::Read, &path)?.len();
        let left = usize::try_from(total.saturating_sub(from)).unwrap_or(usize::MAX);
        let mut bytes = vec![0; left.min(most)];
        file.read_exact_at(&mut bytes, from).naming(Doing::Read, &path)?;
        Ok((from < total || total == 0).then_some(Piece { hash, total, from, bytes }))
    }

    /// Takes a part that goes on where the last one ended; what is whole is verified before it has its name, and what
    /// is not what its name says is thrown away.
    pub(super) fn keep(&self, piece: &Piece) -> Result<(), JournalError> {
        let mut known = self.known();
        known.claims.remove(&piece.hash);
        let keys: Vec<_> = known.lacking.iter().filter(|((hash, _), _)| *hash == piece.hash).collect();
        let keys: Vec<_> = keys.into_iter().filter(|(_, here)| **here == piece.from).map(|(key, _)| *key).collect();
        for key in keys {
            let here = self.keep_for(key, piece)?;
            match here {
                Some(here) => known.lacking.insert(key, here),
                None => known.lacking.remove(&key),
            };
        }
        Ok(())
    }

    /// The bytes that are here now; `None` when it is whole.
    fn keep_for(&self, key: (ContentHash, Stream), piece: &Piece) -> Result<Option<u64>, JournalError> {
        let path = self.part(key);
        let part = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&path);
        let part = part.naming(Doing::Open, &path)?;
        part.write_all_at(&piece.bytes, piece.from).naming(Doing::Write, &path)?;
        let here = piece.from + piece.bytes.len() as u64;
        if !piece.is_last() {
            return Ok(Some(here));
        }
        let bytes = fs::read(&path).naming(Doing::Read, &path)?;
        if piece.total > CONTENT_BYTES_MAX || content_hash(&bytes) != key.0 {
            part.set_len(0).naming(Doing::Shorten, &path)?;
            return Ok(Some(0));
        }
        part.sync_all().naming(Doing::Sync, &path)?;
        dir::rename(&path, &self.whole(key))?;
        Ok(None)
    }

    fn whole(&self, (hash, stream): (ContentHash, Stream)) -> PathBuf {
        let word = STREAMS.iter().find(|(s, _)| *s == stream).map_or("open", |(_, word)| *word);
        self.dir.join(format!("{word}-{hash}"))
    }

    fn part(&self, key: (ContentHash, Stream)) -> PathBuf {
        self.whole(key).with_extension("part")
    }
}

fn of_name(name: &str) -> Option<(ContentHash, Stream)> {
    let (word, hash) = name.split_once('-')?;
    let stream = STREAMS.iter().find(|(_, w)| *w == word).map(|(stream, _)| *stream)?;
    Some((hash.parse().ok()?, stream))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{At, Quality};
    use crate::domain::{Realm, Series};
    use crate::envelope::{Author, PostKey, Stamp};

    fn names(hash: ContentHash, stream: Stream) -> Envelope {
        let key = PostKey::from_seed([1; 32]);
        let series = Series { post: key.post(), incarnation: 1, realm: Realm::Test, stream };
        let stamp = Stamp { now: At(0), offset_ms: None, quality: Quality::Unchecked };
        let payload = format!(r#"{{"kind":"file.attached/1","data":{{"content":"{hash}"}}}}"#);
        Author::new(key, series, None).sign_payload(stamp, "李明", payload.as_bytes()).unwrap()
    }

    #[test]
    fn what_is_named_is_lacking_until_it_is_whole_and_what_it_says_and_a_restart_goes_on() {
        let dir = tempfile::tempdir().unwrap();
        let bytes: Vec<u8> = (0..=255).cycle().take(1000).collect();
        let hash = content_hash(&bytes);
        let piece =
            |from: usize, to: usize| Piece { hash, total: 1000, from: from as u64, bytes: bytes[from..to].to_vec() };
        let contents = Contents::open(dir.path()).unwrap();
        assert!(contents.keep(&piece(0, 400)).is_ok() && contents.lacking().is_empty(), "nobody named it");
        contents.note(&names(hash, Stream::Open)).unwrap();
        contents.keep(&piece(0, 400)).unwrap();
        contents.keep(&piece(0, 400)).unwrap();
        contents.keep(&piece(600, 1000)).unwrap();
        let contents = Contents::open(dir.path()).unwrap();
        assert_eq!(contents.lacking(), [(hash, Stream::Open, 400)]);
        assert!(contents.claim(hash, Duration::ZERO) && !contents.claim(hash, CONTENT_CLAIM / 2));
        assert!(contents.claim(hash, CONTENT_CLAIM));
        contents.keep(&Piece { bytes: vec![0; 600], ..piece(400, 1000) }).unwrap();
        assert_eq!(contents.lacking(), [(hash, Stream::Open, 0)], "it was something else");
        assert_eq!(contents.get(hash).unwrap(), None);
        contents.keep(&piece(0, 1000)).unwrap();
        assert!(contents.lacking().is_empty());
        assert_eq!(contents.get(hash).unwrap(), Some(bytes.clone()));
        contents.note(&names(hash, Stream::Open)).unwrap();
        assert!(contents.lacking().is_empty(), "it is here");
    }

    #[test]
    fn what_only_controllers_may_hold_is_not_given_to_others() {
        let dir = tempfile::tempdir().unwrap();
        let contents = Contents::open(dir.path()).unwrap();
        let hash = contents.put(b"plan", Stream::Control).unwrap();
        let open = BTreeSet::from([Stream::Open]);
        let both = BTreeSet::from([Stream::Open, Stream::Control]);
        assert_eq!(contents.piece(hash, 0, 99, &open).unwrap(), None);
        let whole = Piece { hash, total: 4, from: 0, bytes: b"plan".to_vec() };
        assert_eq!(contents.piece(hash, 0, 99, &both).unwrap(), Some(whole));
        let part = Piece { hash, total: 4, from: 1, bytes: b"la".to_vec() };
        assert_eq!(contents.piece(hash, 1, 2, &both).unwrap(), Some(part));
        assert_eq!(contents.piece(hash, 4, 2, &both).unwrap(), None, "behind its end");
        contents.note(&names(hash, Stream::Open)).unwrap();
        assert!(contents.piece(hash, 0, 99, &open).unwrap().is_some(), "an event that all may hold names it too");
    }
}
