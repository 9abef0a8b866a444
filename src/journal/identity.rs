//! Who writes: the post's key, and the incarnation that belongs to this boot of the machine.
//!
//! A laptop that is restored from an image must not write a sequence a second time. So a series ends with the boot
//! it was written under: another boot begins a new incarnation, and [`Identity::renew`] begins one when a hub knows
//! more of the series than the journal does.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use data_encoding::HEXLOWER;

use super::dir;
use super::error::{Doing, JournalError, Naming};
use super::medium::{Disk, Medium};
use crate::domain::{PostId, Realm, Series, Stream};
use crate::envelope::PostKey;
use crate::text::tell::Both;

/// A post, as it writes into one journal.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Signs.
    pub key: PostKey,
    /// What everybody in the realm may hold.
    pub series_open: Series,
    /// What only the drill's controllers hold.
    pub series_control: Series,
    /// Where it was read from; `None` for one that was given.
    kept: Option<(PathBuf, Arc<dyn Medium>)>,
}

impl Identity {
    /// Reads the identity kept in the journal directory `dir`, and makes what is missing. Open the journal first: its
    /// lock keeps two processes from making two.
    pub fn open(dir: &Path, realm: &Realm) -> Result<Self, JournalError> {
        Self::open_on(dir, realm, Arc::new(Disk))
    }

    /// The same on a machine that `medium` reaches.
    pub fn open_on(dir: &Path, realm: &Realm, medium: Arc<dyn Medium>) -> Result<Self, JournalError> {
        dir::make(dir, true)?;
        let key = key(&dir.join("post.key"), &*medium)?;
        let path = dir.join("incarnation");
        let boot = medium.boot();
        let kept = kept(&path)?.filter(|(under, _)| Some(under) == boot.as_ref());
        let incarnation = match kept {
            Some((_, incarnation)) => incarnation,
            None => begin(&path, boot.as_deref().unwrap_or("unknown"), &*medium)?,
        };
        Ok(Self { kept: Some((dir.to_owned(), medium)), ..Self::given(key, incarnation, realm) })
    }

    /// The key of the post in `dir`, made when there is none yet; without the journal's lock, beside whoever writes it.
    pub fn key_of(dir: &Path) -> Result<PostKey, JournalError> {
        key(&dir.join("post.key"), &Disk)
    }

    /// The post that writes into the journal in `dir`, when it has a key already.
    pub fn post_of(dir: &Path) -> Result<Option<PostId>, JournalError> {
        let path = dir.join("post.key");
        if path.exists() { key(&path, &Disk).map(|key| Some(key.post())) } else { Ok(None) }
    }

    /// An identity that is kept nowhere: for drills and tests.
    pub fn given(key: PostKey, incarnation: u64, realm: &Realm) -> Self {
        let series = |stream| Series { post: key.post(), incarnation, realm: realm.clone(), stream };
        Self { series_open: series(Stream::Open), series_control: series(Stream::Control), key, kept: None }
    }

    /// The post's name.
    pub fn post(&self) -> PostId {
        self.key.post()
    }

    /// The series of a stream.
    pub fn series(&self, stream: Stream) -> &Series {
        match stream {
            Stream::Open => &self.series_open,
            Stream::Control => &self.series_control,
        }
    }

    /// Begins a new incarnation: what was written under the old one is never continued.
    pub fn renew(&mut self) -> Result<(), JournalError> {
        let incarnation = match &self.kept {
            Some((dir, medium)) => {
                let path = dir.join("incarnation");
                let boot = kept(&path)?.map_or_else(|| "unknown".to_owned(), |(boot, _)| boot);
                begin(&path, &boot, &**medium)?
            }
            None => self.series_open.incarnation.wrapping_add(1),
        };
        self.series_open.incarnation = incarnation;
        self.series_control.incarnation = incarnation;
        Ok(())
    }
}

/// What a key file holds.
const DIGITS: Both = Both::words("64 个十六进制数字", "64 hexadecimal digits");

/// The seed, as 64 hexadecimal digits; made when there is no file.
fn key(path: &Path, medium: &dyn Medium) -> Result<PostKey, JournalError> {
    let bad = || JournalError::Identity { path: path.to_owned(), expected: DIGITS };
    match std::fs::read_to_string(path) {
        Ok(text) => {
            let seed = HEXLOWER.decode(text.trim().as_bytes()).map_err(|_| bad())?;
            Ok(PostKey::from_seed(seed.try_into().map_err(|_| bad())?))
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            let seed: [u8; 32] = random(path, medium)?;
            let new = dir::write_new(path, format!("{}\n", HEXLOWER.encode(&seed)).as_bytes())?;
            // Somebody else made one a moment ago: that one it is.
            if new { Ok(PostKey::from_seed(seed)) } else { key(path, medium) }
        }
        Err(e) if e.kind() == std::io::ErrorKind::InvalidData => Err(bad()),
        Err(e) => Err(JournalError::io(Doing::Read, path, e)),
    }
}

/// The boot and the incarnation in the file, when there is one.
fn kept(path: &Path) -> Result<Option<(String, u64)>, JournalError> {
    let text = match std::fs::read(path) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        text => text.naming(Doing::Read, path)?,
    };
    // A file that cannot be read is as good as none: the next incarnation is a new one.
    Ok(String::from_utf8(text).ok().and_then(|text| {
        let (boot, incarnation) = text.trim().split_once(' ')?;
        Some((boot.to_owned(), u64::from_str_radix(incarnation, 16).ok()?))
    }))
}

fn begin(path: &Path, boot: &str, medium: &dyn Medium) -> Result<u64, JournalError> {
    let incarnation = u64::from_be_bytes(random(path, medium)?);
    dir::write_whole(path, format!("{boot} {incarnation:016x}\n").as_bytes())?;
    Ok(incarnation)
}

fn random<const N: usize>(path: &Path, medium: &dyn Medium) -> Result<[u8; N], JournalError> {
    let mut bytes = [0; N];
    medium.random(&mut bytes).naming(Doing::Random, path)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[derive(Debug)]
    struct Booted(Option<&'static str>);

    impl Medium for Booted {
        fn boot(&self) -> Option<String> {
            self.0.map(str::to_owned)
        }
    }

    #[test]
    fn the_key_stays_and_the_incarnation_stays_as_long_as_the_boot() {
        let dir = tempfile::tempdir().unwrap();
        let open = |boot| Identity::open_on(dir.path(), &Realm::Live, Arc::new(Booted(boot))).unwrap();
        let first = open(Some("a"));
        let again = open(Some("a"));
        assert_eq!((first.post(), &first.series_open), (again.post(), &again.series_open));
        let later = open(Some("b"));
        assert_eq!(later.post(), first.post());
        assert_ne!(later.series_open.incarnation, first.series_open.incarnation);
        assert_eq!(later.series_open.incarnation, later.series_control.incarnation);
        let back = open(Some("a"));
        assert_ne!(back.series_open.incarnation, first.series_open.incarnation, "an incarnation never comes back");
        assert_ne!(open(None).series_open, open(None).series_open, "an unknown boot is never the same");
    }

    #[test]
    fn renewing_lasts() {
        let dir = tempfile::tempdir().unwrap();
        let open = || Identity::open_on(dir.path(), &Realm::Live, Arc::new(Booted(Some("a")))).unwrap();
        let mut identity = open();
        let before = identity.series_open.clone();
        identity.renew().unwrap();
        assert_ne!(identity.series_open, before);
        let again = open();
        assert_eq!(again.series_open, identity.series_open);
    }

    #[test]
    fn the_secret_is_its_owners_alone_and_a_spoilt_one_is_not_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("post.key");
        drop(Identity::open(dir.path(), &Realm::Live).unwrap());
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::write(&path, "not a key").unwrap();
        let error = Identity::open(dir.path(), &Realm::Live).unwrap_err().to_string();
        assert!(error.contains("post.key") && error.contains("64 hexadecimal digits"), "{error}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "not a key");
    }
}
