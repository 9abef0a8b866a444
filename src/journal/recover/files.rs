//! Which files are the journal's segments: headers read, names set right, what belongs elsewhere put aside.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::Scan;
use crate::journal::body::Body;
use crate::journal::dir;
use crate::journal::error::{Doing, JournalError, Naming};
use crate::journal::index::Segment;
use crate::journal::segment::{RECORDS_BEGIN, SegmentHeader};
use crate::journal::window::Window;
use crate::journal::witness::Witness;
use crate::text::tell::{Both, both};

/// The segments of a journal.
pub(super) struct Files {
    pub(super) segments: Vec<Segment>,
    /// The number of the newest segment, when nothing in it can be read.
    pub(super) lost: Option<u64>,
    /// What all headers have in common.
    pub(super) known: SegmentHeader,
}

/// A file that has the name of a segment.
struct Candidate {
    number: u64,
    path: PathBuf,
    file: File,
    header: Option<SegmentHeader>,
}

impl Scan<'_> {
    /// Opens the segments and reads their headers; a header lost twice is known from its neighbours, or from the
    /// witness. `None` when no header is left anywhere.
    pub(super) fn files(
        &mut self,
        paths: &[(u64, PathBuf)],
        witness: &mut Witness,
    ) -> Result<Option<Files>, JournalError> {
        let mut candidates = Vec::new();
        for (number, path) in paths {
            let file = dir::open(path, true)?;
            if Some(number) == paths.last().map(|(newest, _)| newest) {
                // After a sync that failed, memory may hold what the disk does not: the end is read from the disk.
                rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed).unwrap_or_default();
            }
            let header = dir::header(&file, path)?;
            candidates.push(Candidate { number: *number, path: path.clone(), file, header });
        }
        let Some(known) = self.known(&candidates, witness) else { return Ok(None) };
        let candidates = self.own(candidates, &known)?;
        let newest = candidates.last().map(|candidate| candidate.number);
        let mut files = Files { segments: Vec::new(), lost: None, known };
        for Candidate { number, path, file, header } in candidates {
            let known = SegmentHeader { number, ..files.known.clone() };
            let body = Body::of(file, header.as_ref().unwrap_or(&known)).naming(Doing::Read, &path)?;
            let body = Arc::new(body);
            let header = match header {
                Some(header) => Some(header),
                None => self.guess(known, &path, &body)?,
            };
            match header {
                Some(header) => files.segments.push(self.mend(Segment { path, body, header })?),
                None if newest == Some(number) => files.lost = Some(number),
                None => {}
            }
        }
        Ok(Some(files))
    }

    /// Whose journal it is: the witness says so unless every segment says otherwise.
    fn known(&mut self, candidates: &[Candidate], witness: &mut Witness) -> Option<SegmentHeader> {
        let mut headers = candidates.iter().filter_map(|candidate| candidate.header.as_ref());
        let first = headers.clone().next();
        let told = witness.knowledge.as_ref().map(|knowledge| &knowledge.newest);
        match (first, told) {
            (Some(first), Some(told)) if !headers.any(|header| same_store(header, told)) => {
                let first = first.clone();
                witness.knowledge = None;
                let told = Both::words(
                    "它和 head.b 属于别的日志; 不采信",
                    "it and head.b belong to another journal; they are not believed",
                );
                self.say(&self.dir.join("head.a"), &told);
                Some(first)
            }
            (_, Some(told)) => Some(told.clone()),
            (first, None) => first.cloned(),
        }
    }

    /// Puts segments of other journals aside, and gives those of this one their own names back.
    fn own(&mut self, candidates: Vec<Candidate>, known: &SegmentHeader) -> Result<Vec<Candidate>, JournalError> {
        let mut own: Vec<Candidate> = Vec::new();
        for candidate in candidates {
            if candidate.header.as_ref().is_some_and(|header| !same_store(header, known)) {
                self.put_aside(
                    &candidate.path,
                    "foreign",
                    &Both::words("属于别的日志", "it belongs to another journal"),
                )?;
            } else {
                own.push(candidate);
            }
        }
        // Every step gives one file the name that its header says, so there are at most so many.
        for _ in 0..own.len() {
            let told = |c: &Candidate| c.header.as_ref().map_or(c.number, |header| header.number);
            let Some(at) = own.iter().position(|c| told(c) != c.number) else { break };
            let Some(number) = own.get(at).map(told) else { break };
            match own.iter().position(|other| other.number == number) {
                Some(other) if own.get(other).is_some_and(|other| told(other) == number) => {
                    let stray = own.remove(at);
                    self.put_aside(
                        &stray.path,
                        "stray",
                        &Both::words("是另一段的副本", "it is a copy of another segment"),
                    )?;
                }
                other => self.rename(&mut own, at, other, number)?,
            }
        }
        own.sort_by_key(|candidate| candidate.number);
        Ok(own)
    }

    /// Gives the file at `at` the name of segment `number`; the file that has it gets the other's.
    fn rename(
        &mut self,
        own: &mut [Candidate],
        at: usize,
        other: Option<usize>,
        number: u64,
    ) -> Result<(), JournalError> {
        let Some((from, was)) = own.get(at).map(|c| (c.path.clone(), c.number)) else { return Ok(()) };
        let to = dir::segment_path(self.dir, number);
        let flags = if other.is_some() { RenameFlags::EXCHANGE } else { RenameFlags::NOREPLACE };
        renameat_with(CWD, &from, CWD, &to, flags).map_err(Into::into).naming(Doing::Rename, &from)?;
        dir::sync_parent(&to)?;
        let told = both!(
            "看段头它是第 {number} 段, 已改回那个名字",
            "it was segment {number} by its header, and has that name again"
        );
        self.say(&from, &told);
        if let Some(other) = other.and_then(|other| own.get_mut(other)) {
            (other.number, other.path) = (was, from);
        }
        if let Some(renamed) = own.get_mut(at) {
            (renamed.number, renamed.path) = (number, to);
        }
        Ok(())
    }

    /// A header from what another segment and the first record say; sets a segment aside in which there is no record
    /// either.
    fn guess(
        &mut self,
        mut header: SegmentHeader,
        path: &Path,
        body: &Arc<Body>,
    ) -> Result<Option<SegmentHeader>, JournalError> {
        let mut window = Window::new(body, header.seed());
        let at = window.search(RECORDS_BEGIN).naming(Doing::Read, path)?;
        let first = at.map(|at| window.frame_at(at)).transpose().naming(Doing::Read, path)?.flatten();
        let Some(first) = first.map(|frame| frame.number) else {
            self.put_aside(
                path,
                "damaged",
                &Both::words("段头和条目都读不出", "neither header nor records can be read"),
            )?;
            return Ok(None);
        };
        header.first = first;
        Ok(Some(header))
    }

    /// Writes both headers anew when one of them is not as it should be.
    fn mend(&mut self, segment: Segment) -> Result<Segment, JournalError> {
        let (Segment { path, header, .. }, file) = (&segment, segment.body.file());
        let bytes = header.bytes(segment.body.form());
        if dir::header_bytes(file, path)? != bytes {
            self.medium.write(file, &bytes, 0).naming(Doing::Write, path)?;
            self.medium.sync(file).naming(Doing::Sync, path)?;
            let told = Both::words(
                "一份段头损坏; 已照另一份或别的段重写",
                "a header was damaged; written anew from the other one, or from another segment's",
            );
            self.say(path, &told);
        }
        if let Some((at, list)) = segment.body.unlisted().zip(segment.body.list()) {
            self.medium.write(file, &list, at).naming(Doing::Write, path)?;
            self.medium.sync(file).naming(Doing::Sync, path)?;
            let told = both!(
                "块表在第 {at} 字节处损坏; 已照各块重写",
                "the list of its blocks was damaged at byte {at}; written anew from the blocks"
            );
            self.say(path, &told);
        }
        Ok(segment)
    }

    fn put_aside(&mut self, path: &Path, word: &str, why: &Both) -> Result<(), JournalError> {
        let aside = dir::aside(path, word);
        dir::rename(path, &aside)?;
        let aside = aside.display();
        self.say(path, &both!("{0}; 留作 {aside}", "{0}; it is kept as {aside}", why));
        Ok(())
    }
}

fn same_store(a: &SegmentHeader, b: &SegmentHeader) -> bool {
    (a.store, a.salt, &a.realm) == (b.store, b.salt, &b.realm)
}
