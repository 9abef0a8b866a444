//! A disk that remembers: one file in a FUSE file system, in memory, whose every write and flush is logged in order.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, UNIX_EPOCH};

use fuser::{
    Errno, FileAttr, FileHandle, FileType, Filesystem, FopenFlags, Generation, INodeNo, LockOwner, OpenFlags,
    ReplyAttr, ReplyData, ReplyEmpty, ReplyEntry, ReplyOpen, ReplyWrite, Request, WriteFlags,
};

/// The name of the file.
pub(super) const NAME: &str = "disk";

/// What a drive keeps or loses as a whole.
pub(super) const BLOCK: usize = 4096;

const FILE: INodeNo = INodeNo(2);
const FOREVER: Duration = Duration::from_hours(1);

/// One thing that reached the drive.
pub(super) enum Op {
    Write { at: usize, data: Vec<u8> },
    Flush,
}

/// What the drive holds, and what came to it since it began to record.
pub(super) struct Content {
    pub(super) bytes: Vec<u8>,
    pub(super) log: Vec<Op>,
    /// Blocks written since this was last emptied.
    pub(super) touched: BTreeSet<usize>,
    pub(super) recording: bool,
}

impl Content {
    pub(super) fn write(&mut self, at: usize, data: &[u8]) {
        self.bytes[at..at + data.len()].copy_from_slice(data);
        self.touched.extend(at / BLOCK..=(at + data.len() - 1) / BLOCK);
    }
}

/// The drive. Clones are the same one.
#[derive(Clone)]
pub(super) struct Device(Arc<Mutex<Content>>);

impl Device {
    pub(super) fn new(size: usize) -> Self {
        let content = Content { bytes: vec![0; size], log: Vec::new(), touched: BTreeSet::new(), recording: false };
        Self(Arc::new(Mutex::new(content)))
    }

    pub(super) fn content(&self) -> MutexGuard<'_, Content> {
        self.0.lock().unwrap()
    }

    /// How much was logged by now.
    pub(super) fn logged(&self) -> usize {
        self.content().log.len()
    }

    fn attributes(&self, ino: INodeNo) -> FileAttr {
        let directory = ino == INodeNo::ROOT;
        let size = if directory { 0 } else { self.content().bytes.len() as u64 };
        FileAttr {
            ino,
            size,
            blocks: size / 512,
            atime: UNIX_EPOCH,
            mtime: UNIX_EPOCH,
            ctime: UNIX_EPOCH,
            crtime: UNIX_EPOCH,
            kind: if directory { FileType::Directory } else { FileType::RegularFile },
            perm: 0o700,
            nlink: 1,
            uid: 0,
            gid: 0,
            rdev: 0,
            blksize: 4096,
            flags: 0,
        }
    }
}

impl Filesystem for Device {
    fn lookup(&self, _: &Request, _: INodeNo, name: &OsStr, reply: ReplyEntry) {
        if name == NAME {
            reply.entry(&FOREVER, &self.attributes(FILE), Generation(0));
        } else {
            reply.error(Errno::ENOENT);
        }
    }

    fn getattr(&self, _: &Request, ino: INodeNo, _: Option<FileHandle>, reply: ReplyAttr) {
        reply.attr(&FOREVER, &self.attributes(ino));
    }

    fn open(&self, _: &Request, _: INodeNo, _: OpenFlags, reply: ReplyOpen) {
        // Nothing between the block device and this log may keep or reorder anything.
        reply.opened(FileHandle(0), FopenFlags::FOPEN_DIRECT_IO);
    }

    fn read(
        &self,
        _: &Request,
        _: INodeNo,
        _: FileHandle,
        offset: u64,
        size: u32,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyData,
    ) {
        let content = self.content();
        let from = usize::try_from(offset).unwrap().min(content.bytes.len());
        let to = (from + size as usize).min(content.bytes.len());
        reply.data(&content.bytes[from..to]);
    }

    fn write(
        &self,
        _: &Request,
        _: INodeNo,
        _: FileHandle,
        offset: u64,
        data: &[u8],
        _: WriteFlags,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyWrite,
    ) {
        let mut content = self.content();
        let at = usize::try_from(offset).unwrap();
        content.write(at, data);
        if content.recording {
            content.log.push(Op::Write { at, data: data.to_vec() });
        }
        drop(content);
        reply.written(u32::try_from(data.len()).unwrap());
    }

    fn flush(&self, _: &Request, _: INodeNo, _: FileHandle, _: LockOwner, reply: ReplyEmpty) {
        reply.ok();
    }

    fn fsync(&self, _: &Request, _: INodeNo, _: FileHandle, _: bool, reply: ReplyEmpty) {
        let mut content = self.content();
        if content.recording {
            content.log.push(Op::Flush);
        }
        drop(content);
        reply.ok();
    }
}
