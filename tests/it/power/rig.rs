//! The rig: the remembering disk behind a loop device, with ext4 on it, mounted as often as needed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use fuser::{BackgroundSession, Config, MountOption};

use super::device::{Device, NAME};

/// Bytes of the disk: room for a journal with its zeroes, a store, and what the file system needs.
const SIZE: usize = 64 << 20;

/// Why power cannot be cut on this machine; `None` when it can.
pub(super) fn missing() -> Option<String> {
    if !rustix::process::geteuid().is_root() {
        return Some("not root".to_owned());
    }
    for device in ["/dev/fuse", "/dev/loop-control"] {
        if let Err(error) = fs::OpenOptions::new().read(true).write(true).open(device) {
            return Some(format!("{device}: {error}"));
        }
    }
    let tools = [("mkfs.ext4", "-V"), ("losetup", "-V"), ("mount", "-V"), ("umount", "-V")];
    let absent = tools.into_iter().find(|(tool, version)| {
        Command::new(tool).arg(version).stdout(Stdio::null()).stderr(Stdio::null()).status().is_err()
    });
    absent.map(|(tool, _)| format!("{tool} is not installed"))
}

#[track_caller]
fn run(tool: &str, args: &[&str]) -> String {
    let output = Command::new(tool).args(args).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{tool} {args:?}: {said}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn quietly(tool: &str, args: &[&str]) -> bool {
    let status = Command::new(tool).args(args).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// The rig. What it set up it takes down, also when a test fails.
pub(super) struct Rig {
    pub(super) device: Device,
    session: Option<BackgroundSession>,
    dir: tempfile::TempDir,
    block: String,
}

impl Rig {
    pub(super) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (served, mount) = (dir.path().join("fuse"), dir.path().join("mnt"));
        fs::create_dir(&served).unwrap();
        fs::create_dir(&mount).unwrap();
        let device = Device::new(SIZE);
        let mut config = Config::default();
        config.mount_options = vec![MountOption::FSName("qianzhi-power".to_owned()), MountOption::RW];
        let session = fuser::spawn_mount(device.clone(), &served, &config).unwrap();
        let mut rig = Self { device, session: Some(session), dir, block: String::new() };
        rig.block = run("losetup", &["--find", "--show", served.join(NAME).to_str().unwrap()]);
        run("mkfs.ext4", &["-q", "-F", "-b", "4096", "-J", "size=4", &rig.block]);
        rig
    }

    fn mountpoint(&self) -> PathBuf {
        self.dir.path().join("mnt")
    }

    /// With the file system mounted.
    #[track_caller]
    pub(super) fn mounted<T>(&self, work: impl FnOnce(&Path) -> T) -> T {
        let at = self.mountpoint();
        run("mount", &["-t", "ext4", "-o", "noatime", &self.block, at.to_str().unwrap()]);
        let result = work(&at);
        // A process that another test is just starting holds every file of this one until it runs its program.
        let mut tries = 0;
        while !quietly("umount", &[at.to_str().unwrap()]) {
            tries += 1;
            assert!(tries < 1000, "{} stays busy", at.display());
            std::thread::yield_now();
        }
        result
    }
}

impl Drop for Rig {
    fn drop(&mut self) {
        // Already done when nothing failed.
        quietly("umount", &["--lazy", self.mountpoint().to_str().unwrap()]);
        quietly("losetup", &["--detach", &self.block]);
        if let Some(session) = self.session.take() {
            drop(session.umount_and_join());
        }
    }
}
