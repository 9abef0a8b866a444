//! What a drive holds after the power went, under three models.

use super::device::{BLOCK, Device, Op};
use crate::it::kill::Dice;

/// What is lost with the power.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Model {
    /// The machine's memory: everything that reached the drive is there.
    PageCache,
    /// The drive's cache too: nothing since the last flush is there.
    DriveCache,
    /// The drive wrote a random half of the blocks it had not been told to flush.
    RandomHalf,
}

pub(super) const MODELS: [Model; 3] = [Model::PageCache, Model::DriveCache, Model::RandomHalf];

/// A recording that is played back up to one moment after another.
pub(super) struct Playback {
    device: Device,
    log: Vec<Op>,
    /// What is certain to be there at the moment that was reached, and how much of the log is in it.
    flushed: Vec<u8>,
    applied: usize,
}

impl Playback {
    /// Of what `device` logged since it held `base`.
    pub(super) fn new(device: &Device, base: Vec<u8>) -> Self {
        let mut content = device.content();
        content.recording = false;
        let log = std::mem::take(&mut content.log);
        content.touched.extend(0..base.len() / BLOCK);
        drop(content);
        Self { device: device.clone(), log, flushed: base, applied: 0 }
    }

    /// Makes the device hold what is left when the power goes after `moment` entries of the log. Moments ascend.
    pub(super) fn cut(&mut self, moment: usize, model: Model, dice: &mut Dice) {
        let mut content = self.device.content();
        let last_flush = self.log[..moment].iter().rposition(|op| matches!(op, Op::Flush)).map_or(0, |at| at + 1);
        for op in &self.log[self.applied..last_flush.max(self.applied)] {
            if let Op::Write { at, data } = op {
                self.flushed[*at..at + data.len()].copy_from_slice(data);
                content.touched.extend(at / BLOCK..=(at + data.len() - 1) / BLOCK);
            }
        }
        self.applied = self.applied.max(last_flush);
        for block in std::mem::take(&mut content.touched) {
            let bytes = block * BLOCK..(block + 1) * BLOCK;
            content.bytes[bytes.clone()].copy_from_slice(&self.flushed[bytes]);
        }
        for op in &self.log[last_flush..moment] {
            let Op::Write { at, data } = op else { continue };
            for (n, block) in data.chunks(BLOCK).enumerate() {
                let kept = match model {
                    Model::PageCache => true,
                    Model::DriveCache => false,
                    Model::RandomHalf => dice.below(2) == 0,
                };
                if kept {
                    content.write(at + n * BLOCK, block);
                }
            }
        }
    }
}

#[test]
fn each_model_keeps_what_it_says() {
    let device = Device::new(4 * BLOCK);
    let full = |fill: u8| vec![fill; BLOCK];
    let write = |block: usize, fill: u8| Op::Write { at: block * BLOCK, data: full(fill) };
    device.content().log = vec![write(0, 1), Op::Flush, write(1, 2), write(2, 3), Op::Flush, write(0, 9)];
    let mut playback = Playback::new(&device, vec![0; 4 * BLOCK]);
    let mut dice = Dice(1);
    let held = |device: &Device| device.content().bytes.chunks(BLOCK).map(|b| b[0]).collect::<Vec<_>>();
    playback.cut(1, Model::DriveCache, &mut dice);
    assert_eq!(held(&device), [0, 0, 0, 0]);
    playback.cut(4, Model::DriveCache, &mut dice);
    assert_eq!(held(&device), [1, 0, 0, 0]);
    playback.cut(4, Model::PageCache, &mut dice);
    assert_eq!(held(&device), [1, 2, 3, 0]);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..64 {
        playback.cut(4, Model::RandomHalf, &mut dice);
        seen.insert(held(&device));
    }
    assert_eq!(seen.len(), 4, "each of two blocks is there or not: {seen:?}");
    // What the file system wrote on an image is gone with it.
    device.content().write(3 * BLOCK, &full(7));
    playback.cut(6, Model::DriveCache, &mut dice);
    assert_eq!(held(&device), [1, 2, 3, 0]);
}
