//! Chance that a seed repeats: `SplitMix64`.

pub(in crate::it) struct Dice(u64);

impl Dice {
    pub(in crate::it) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(in crate::it) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to one less than `n`.
    pub(in crate::it) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(n.max(1)).unwrap()).unwrap()
    }

    /// The same for the small numbers that facts carry.
    pub(in crate::it) fn small(&mut self, n: u32) -> u32 {
        u32::try_from(self.below(usize::try_from(n).unwrap())).unwrap()
    }

    /// True so many times in a hundred.
    pub(in crate::it) fn percent(&mut self, n: usize) -> bool {
        self.below(100) < n
    }

    pub(in crate::it) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    pub(in crate::it) fn bytes32(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes.chunks_mut(8).for_each(|chunk| chunk.copy_from_slice(&self.next().to_be_bytes()));
        bytes
    }

    pub(in crate::it) fn shuffled<T: Clone>(&mut self, of: &[T]) -> Vec<T> {
        let mut all = of.to_vec();
        for i in (1..all.len()).rev() {
            all.swap(i, self.below(i + 1));
        }
        all
    }
}
