//! Reading the segments beside a live console: no lock, nothing written, whatever is damaged said and passed by.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::body::Body;
use super::dir;
use super::error::{Doing, JournalError, Naming};
use super::record::Record;
use super::segment::{RECORDS_BEGIN, SegmentHeader, StoreId};
use super::window::Window;
use crate::domain::Realm;

/// What stands at the next place of a journal.
#[derive(Debug)]
pub(super) enum Step {
    /// A segment begins.
    Segment(Arc<PathBuf>, SegmentHeader),
    /// A record, at this byte.
    Record(Record, u64),
    /// Arrival numbers that nothing has, before the record at this byte.
    Missing(u64, u64, u64),
    /// Bytes that are no record, though something was written behind them: at this byte of the file.
    Damage(u64),
    /// The end for now; bytes that are no record begin there when `true`: a write that is under way, or was cut.
    End(u64, bool),
}

/// A place behind the end of any segment.
const BEYOND: u64 = 1 << 40;

/// Goes through a journal step by step.
#[derive(Debug)]
pub(super) struct Walk {
    dir: PathBuf,
    place: Option<Place>,
    known: SegmentHeader,
    last: u64,
}

#[derive(Debug)]
struct Place {
    path: Arc<PathBuf>,
    header: SegmentHeader,
    window: Window,
    offset: u64,
    /// Where the end was when it was last looked for with care.
    end: Option<u64>,
}

impl Walk {
    pub(super) fn new(dir: &Path) -> Result<Self, JournalError> {
        let segments = dir::existing_segments(dir)?;
        let mut known = None;
        for (_, path) in &segments {
            known = dir::header(&dir::open(path, false)?, path)?;
            if known.is_some() {
                break;
            }
        }
        let path = segments.into_iter().next().map(|(_, path)| path).unwrap_or_default();
        let known = known.ok_or(JournalError::Header { path })?;
        Ok(Self { dir: dir.to_owned(), place: None, known, last: 0 })
    }

    /// The next step. After [`Step::End`] it may be asked again for what was written since.
    pub(super) fn step(&mut self) -> Result<Step, JournalError> {
        if let Some(place) = self.place.as_mut().filter(|place| !place.quiet())
            && let Some(step) = place.record(&mut self.last).naming(Doing::Read, &place.path)?
        {
            return Ok(step);
        }
        // Asked before the rest is looked at: a segment that has a successor is not written any more.
        let current = self.place.as_ref().map_or(0, |place| place.header.number);
        let next = dir::segments(&self.dir)?.into_iter().find(|(number, _)| *number > current);
        if let Some(place) = self.place.as_ref().filter(|place| next.is_none() && place.quiet()) {
            return Ok(Step::End(place.offset, false));
        }
        if let Some(place) = &mut self.place
            && let Some(step) = place.rest(&mut self.last, next.is_some())?
        {
            return Ok(step);
        }
        match next {
            Some((number, path)) => self.enter(number, path),
            None => Ok(Step::End(0, false)),
        }
    }

    /// The realm that the headers name.
    pub(super) fn realm(&self) -> &Realm {
        &self.known.realm
    }

    /// The journal's name.
    pub(super) fn store(&self) -> StoreId {
        self.known.store
    }

    /// The segment it is in.
    pub(super) fn body(&self) -> Option<&Body> {
        self.place.as_ref().map(|place| place.window.body())
    }

    /// What the first segment says whose header can be read.
    pub(super) fn header(&self) -> &SegmentHeader {
        &self.known
    }

    fn enter(&mut self, number: u64, path: PathBuf) -> Result<Step, JournalError> {
        let file = dir::open(&path, false)?;
        let header = dir::header(&file, &path)?.unwrap_or(SegmentHeader { number, ..self.known.clone() });
        let body = Arc::new(Body::of(file, &header).naming(Doing::Read, &path)?);
        let (path, window) = (Arc::new(path), Window::new(&body, header.seed()));
        let offset = RECORDS_BEGIN;
        self.place = Some(Place { path: path.clone(), header: header.clone(), window, offset, end: None });
        Ok(Step::Segment(path, header))
    }
}

impl Place {
    /// What there is when there was no record; `None` when the segment is read to its end and has a successor.
    fn rest(&mut self, last: &mut u64, sealed: bool) -> Result<Option<Step>, JournalError> {
        let path = self.path.clone();
        let offset = self.offset;
        self.window.forget();
        let resumes = self.window.search(offset + 1).naming(Doing::Read, &path)?;
        let written = resumes.is_some() || self.window.last_written(offset).naming(Doing::Read, &path)?.is_some();
        // A group that is being written may be seen from its end; by now its beginning is there too.
        self.window.forget();
        if let Some(step) = self.record(last).naming(Doing::Read, &path)? {
            return Ok(Some(step));
        }
        Ok(match resumes {
            Some(resumes) => {
                self.offset = resumes;
                Some(Step::Damage(self.window.in_file(offset)))
            }
            // Whoever opened the journal meanwhile may have repaired it: then another file has the segment's name.
            None if !sealed && self.replaced(*last)? => self.record(last).naming(Doing::Read, &path)?,
            None if !sealed => {
                self.end = Some(offset).filter(|_| !written);
                Some(Step::End(offset, written))
            }
            None if written => {
                // What is said once is not said again: the rest of this segment is nothing.
                self.offset = BEYOND;
                Some(Step::Damage(self.window.in_file(offset)))
            }
            None => None,
        })
    }

    /// Takes the file that has the segment's name now, behind the record `last`; whether it is another one.
    fn replaced(&mut self, last: u64) -> Result<bool, JournalError> {
        let file = dir::open(&self.path, false)?;
        let same = file.metadata().and_then(|named| self.window.is_of(&named)).naming(Doing::Read, &self.path)?;
        if !same {
            let body = Body::of(file, &self.header).naming(Doing::Read, &self.path)?;
            self.window = Window::new(&Arc::new(body), self.header.seed());
            self.offset = RECORDS_BEGIN;
            while let Some(frame) = self.window.frame_at(self.offset).naming(Doing::Read, &self.path)?
                && frame.number <= last
            {
                self.offset += frame.len() as u64;
            }
        }
        Ok(!same)
    }

    /// Whether nothing was written since the end was found here: a look at a few bytes, so that following is cheap.
    fn quiet(&self) -> bool {
        let mut head = [0; 8];
        self.end == Some(self.offset)
            && self.window.peek(self.offset, &mut head)
            && head == [0; 8]
            && std::fs::metadata(&*self.path).is_ok_and(|named| self.window.is_of(&named).unwrap_or(false))
    }

    /// The record here, or what must be said before it.
    fn record(&mut self, last: &mut u64) -> std::io::Result<Option<Step>> {
        let Some(frame) = self.window.frame_at(self.offset)? else { return Ok(None) };
        let Some(record) = Record::read(&frame).ok().filter(|record| record.number > *last) else { return Ok(None) };
        let offset = self.offset;
        if record.number > *last + 1 {
            let first = *last + 1;
            *last = record.number - 1;
            return Ok(Some(Step::Missing(first, *last, offset)));
        }
        *last = record.number;
        self.offset += frame.len() as u64;
        Ok(Some(Step::Record(record, offset)))
    }
}

/// The records of a journal, in order of arrival. After `None` it may be asked again for what was written since.
///
/// What is read may be a moment ahead of `fdatasync`: only the writing process knows what is durable.
#[derive(Debug)]
pub struct Reader {
    walk: Walk,
    path: Arc<PathBuf>,
}

/// Opens the journal in `dir` for reading, beside whoever writes it.
pub fn records(dir: &Path) -> Result<Reader, JournalError> {
    Ok(Reader { walk: Walk::new(dir)?, path: Arc::default() })
}

impl Reader {
    /// The journal's realm.
    pub fn realm(&self) -> &Realm {
        self.walk.realm()
    }

    /// What a header of the journal says.
    pub(super) fn header(&self) -> &SegmentHeader {
        self.walk.header()
    }

    /// The journal's name.
    pub fn store_id(&self) -> StoreId {
        self.walk.store()
    }
}

impl Iterator for Reader {
    type Item = Result<Record, JournalError>;

    /// [`JournalError::Damaged`] stands for what cannot be read; the records behind it follow.
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.walk.step() {
                Ok(Step::Segment(path, _)) => self.path = path,
                Ok(Step::Record(record, _)) => return Some(Ok(record)),
                Ok(Step::Missing(..)) => {}
                Ok(Step::Damage(offset)) => {
                    return Some(Err(JournalError::Damaged { path: self.path.to_path_buf(), offset }));
                }
                Ok(Step::End(..)) => return None,
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
