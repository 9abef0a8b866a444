//! Whether the disk of a journal is one that acknowledgements can rest on (journal.md 4.7): told, never an error.

use std::path::Path;
use std::time::Duration;

use super::dir;
use super::error::{Doing, JournalError, Naming};
use super::medium::Medium;
use crate::clock::monotonic;
use crate::limits::{SYNC_LEAST, SYNCS_TIMED};

/// File systems, by the number `statfs` gives, that hold files elsewhere or nowhere.
const DOUBTFUL: [(u32, &str); 12] = [
    (0x0102_1994, "tmpfs, which is gone with the power"),
    (0x8584_58f6, "ramfs, which is gone with the power"),
    (0x794c_7630, "overlay, the file system of containers: name a directory on a volume"),
    (0x6969, "NFS, a network file system: with the network goes the journal"),
    (0xff53_4d42, "CIFS, a network file system: with the network goes the journal"),
    (0xfe53_4d42, "SMB, a network file system: with the network goes the journal"),
    (0x517b, "SMB, a network file system: with the network goes the journal"),
    (0x00c3_6400, "Ceph, a network file system: with the network goes the journal"),
    (0x5346_414f, "AFS, a network file system: with the network goes the journal"),
    (0x6573_5546, "FUSE: whether a sync reaches a disk is up to another program"),
    (0x0102_1997, "9p, a share of the host: whether a sync reaches its disk is unknown"),
    (0x786f_4256, "a share of the host: whether a sync reaches its disk is unknown"),
];

/// What was measured, and one sentence for each doubt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fitness {
    /// The median of [`SYNCS_TIMED`] writes of a block with its sync.
    pub sync: Duration,
    /// For a person to read.
    pub doubts: Vec<String>,
}

/// Looks at the disk of the journal in `dir` and times its sync on a file of its own.
pub fn fitness(dir: &Path, medium: &dyn Medium) -> Result<Fitness, JournalError> {
    let kind = rustix::fs::statfs(dir).map_err(Into::into).naming(Doing::LookAtDisk, dir)?.f_type;
    let path = dir.join("sync.new");
    let file = dir::create(&path)?;
    let mut times = Vec::with_capacity(SYNCS_TIMED);
    for n in 0..SYNCS_TIMED {
        let begun = monotonic();
        medium.write(&file, &[u8::try_from(n).unwrap_or(0); 4096], 0).naming(Doing::Write, &path)?;
        medium.sync(&file).naming(Doing::Sync, &path)?;
        times.push(begun.elapsed());
    }
    std::fs::remove_file(&path).naming(Doing::Remove, &path)?;
    times.sort_unstable();
    let sync = times.get(SYNCS_TIMED / 2).copied().unwrap_or_default();
    Ok(Fitness { sync, doubts: doubts(dir, kind, sync) })
}

fn doubts<K: TryInto<i64>>(dir: &Path, kind: K, sync: Duration) -> Vec<String> {
    let kind = kind.try_into().unwrap_or(0) & 0xffff_ffff;
    let known = DOUBTFUL.iter().find(|(number, _)| i64::from(*number) == kind);
    let place = known.map(|(_, what)| format!("the journal {} lies on {what}", dir.display()));
    let fast = (sync < SYNC_LEAST).then(|| {
        format!(
            "the disk of the journal {} says after {} µs that it has written: too fast to be true of a disk, so what is \
             recorded may be lost with the power",
            dir.display(),
            sync.as_micros()
        )
    });
    place.into_iter().chain(fast).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Disk;

    #[test]
    fn a_disk_in_memory_and_one_that_answers_too_fast_are_doubted() {
        let dir = Path::new("/j");
        let slow = Duration::from_millis(2);
        assert_eq!(doubts(dir, 0xef53_i64, slow), Vec::<String>::new(), "ext4, and a disk that takes its time");
        assert!(doubts(dir, 0x0102_1994_i64, slow)[0].contains("gone with the power"));
        assert!(doubts(dir, 0xff53_4d42_u32, slow)[0].contains("network"));
        // Some machines give the number as a negative one.
        assert!(doubts(dir, i64::from(0xff53_4d42_u32.cast_signed()), slow)[0].contains("network"));
        let fast = doubts(dir, 0xef53_i64, Duration::from_micros(7));
        assert!(fast.len() == 1 && fast[0].contains("7 µs"), "{fast:?}");
    }

    #[test]
    fn looking_leaves_nothing_behind() {
        let dir = tempfile::tempdir().unwrap();
        fitness(dir.path(), &Disk).unwrap();
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}
