//! Reading a bundle: as a stream, so that a long one takes no memory.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use zstd::stream::read::Decoder;

use super::error::{BundleError, Spoilt};
use super::header::{BundleHeader, HEADER_BYTES_MAX, MAGIC};
use super::ranges::Ranges;
use crate::envelope::Hasher;
use crate::journal::Doing;
use crate::limits::{BUNDLE_RANGES_MAX, BUNDLE_RATIO_MAX, BUNDLE_WINDOW_LOG_MAX, ENVELOPE_BYTES_MAX};

/// A bundle whose header was read and carries its maker's seal.
#[derive(Clone, Debug)]
pub struct Bundle {
    name: String,
    header: BundleHeader,
    /// Where the content begins.
    begin: usize,
    source: Source,
}

#[derive(Clone, Debug)]
enum Source {
    File(PathBuf),
    Bytes(Arc<[u8]>),
}

impl Source {
    fn open(&self, name: &str) -> Result<(Box<dyn Read>, u64), BundleError> {
        match self {
            Self::File(path) => {
                let failed = |source| BundleError::Io { doing: Doing::Read, name: name.to_owned(), source };
                let file = File::open(path).map_err(failed)?;
                let length = file.metadata().map_err(failed)?.len();
                Ok((Box::new(file), length))
            }
            Self::Bytes(bytes) => Ok((Box::new(io::Cursor::new(bytes.clone())), bytes.len() as u64)),
        }
    }
}

impl Bundle {
    /// Whether a file that begins so is a bundle.
    pub fn begins(bytes: &[u8]) -> bool {
        bytes.starts_with(&MAGIC)
    }

    /// Opens a bundle in a file.
    pub fn open(path: &Path) -> Result<Self, BundleError> {
        Self::begin(path.display().to_string(), Source::File(path.to_owned()))
    }

    /// A bundle in memory; `name` is what errors call it.
    pub fn of_bytes(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Result<Self, BundleError> {
        Self::begin(name.into(), Source::Bytes(bytes.into()))
    }

    fn begin(name: String, source: Source) -> Result<Self, BundleError> {
        let (input, length) = source.open(&name)?;
        let mut bytes = Vec::new();
        let failed = |source| BundleError::Io { doing: Doing::Read, name: name.clone(), source };
        input.take(HEADER_BYTES_MAX as u64).read_to_end(&mut bytes).map_err(failed)?;
        let (header, begin) = BundleHeader::read(&bytes, &name)?;
        // Signatures do not compress: what claims to unpack to far more was made to fill memory or time.
        if header.bytes > length.saturating_mul(BUNDLE_RATIO_MAX) {
            return Err(BundleError::Damaged { name, offset: 0, what: Spoilt::Packing });
        }
        Ok(Self { name, header, begin, source })
    }

    /// What errors call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it says of itself.
    pub fn header(&self) -> &BundleHeader {
        &self.header
    }

    /// Everything in it, event by event.
    pub fn content(&self) -> Result<Content<'_>, BundleError> {
        let failed = |source| BundleError::Io { doing: Doing::Read, name: self.name.clone(), source };
        let (mut input, _) = self.source.open(&self.name)?;
        io::copy(&mut input.by_ref().take(self.begin as u64), &mut io::sink()).map_err(failed)?;
        let mut input = Decoder::new(input).map_err(failed)?;
        input.window_log_max(BUNDLE_WINDOW_LOG_MAX).map_err(failed)?;
        let (hasher, event) = (Hasher::default(), Vec::new());
        Ok(Content { bundle: self, input, hasher, at: 0, events: 0, event })
    }

    /// Reads all of it and holds it against its hash: the list of events it carries, or its maker has.
    pub fn check(&self) -> Result<Ranges, BundleError> {
        let mut content = self.content()?;
        while content.event()?.is_some() {}
        content.finish()
    }

    /// The bytes as they are, to be handed on.
    pub(super) fn copy_to(&self, to: &mut File) -> Result<(), BundleError> {
        let failed = |source| BundleError::Io { doing: Doing::Copy, name: self.name.clone(), source };
        io::copy(&mut self.source.open(&self.name)?.0, to).map(drop).map_err(failed)
    }
}

/// The content of a bundle while it is read.
pub struct Content<'a> {
    bundle: &'a Bundle,
    input: Decoder<'static, BufReader<Box<dyn Read>>>,
    hasher: Hasher,
    at: u64,
    events: u32,
    event: Vec<u8>,
}

impl Content<'_> {
    /// The bytes of the next event, not verified yet, and where they begin; nothing after the last.
    pub fn event(&mut self) -> Result<Option<(u64, &[u8])>, BundleError> {
        let mut length = [0; 4];
        let begin = self.at;
        self.take(&mut length)?;
        let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
        if length == 0 {
            return Ok(None);
        }
        if length > ENVELOPE_BYTES_MAX {
            return Err(self.spoilt(begin, Spoilt::Length));
        }
        let mut event = std::mem::take(&mut self.event);
        event.resize(length, 0);
        let taken = self.take(&mut event);
        self.event = event;
        taken?;
        self.events = self.events.saturating_add(1);
        Ok(Some((begin + 4, &self.event)))
    }

    /// What stands behind the last event: the list. Refuses a bundle that is not what was sealed.
    pub fn finish(mut self) -> Result<Ranges, BundleError> {
        let begin = self.at;
        let list = Ranges::decode(|into| self.take(into), BUNDLE_RANGES_MAX)?;
        let list = list.ok_or_else(|| self.spoilt(begin, Spoilt::List))?;
        let header = &self.bundle.header;
        match self.input.read(&mut [0]) {
            Ok(0) if self.at == header.bytes => {}
            Ok(0) => return Err(self.spoilt(self.at, Spoilt::Short)),
            Ok(_) => return Err(self.spoilt(self.at, Spoilt::Long)),
            Err(_) => return Err(self.spoilt(self.at, Spoilt::Packing)),
        }
        if self.events != header.events {
            return Err(self.spoilt(begin, Spoilt::Count));
        }
        if std::mem::take(&mut self.hasher).finish() != header.hash {
            return Err(self.spoilt(self.at, Spoilt::Hash));
        }
        Ok(list)
    }

    fn take(&mut self, into: &mut [u8]) -> Result<(), BundleError> {
        if self.at + into.len() as u64 > self.bundle.header.bytes {
            return Err(self.spoilt(self.at, Spoilt::Long));
        }
        match self.input.read_exact(into) {
            Ok(()) => {
                self.at += into.len() as u64;
                self.hasher.update(into);
                Ok(())
            }
            Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => Err(self.spoilt(self.at, Spoilt::Short)),
            Err(_) => Err(self.spoilt(self.at, Spoilt::Packing)),
        }
    }

    fn spoilt(&self, offset: u64, what: Spoilt) -> BundleError {
        BundleError::Damaged { name: self.bundle.name.clone(), offset, what }
    }
}
