//! Small numbers in few bytes.

/// Appends a number: seven bits a byte, the lowest first, the highest bit set on all but the last.
pub(super) fn put(out: &mut Vec<u8>, mut n: u64) {
    loop {
        let [low, ..] = n.to_le_bytes();
        n >>= 7;
        if n == 0 {
            out.push(low);
            return;
        }
        out.push(low | 0x80);
    }
}

/// Appends how far `n` is from `from`, near ones in few bytes: 0, −1, 1, −2 … are 0, 1, 2, 3 …
pub(super) fn put_step(out: &mut Vec<u8>, n: u64, from: u64) {
    let step = n.wrapping_sub(from).cast_signed();
    put(out, ((step << 1) ^ (step >> 63)).cast_unsigned());
}

/// Bytes being read from the front. Whatever is asked for and not there is `None`.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(head)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*head)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// See [`put`].
    pub(super) fn number(&mut self) -> Option<u64> {
        let mut n = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            n |= bits.checked_shl(shift).filter(|shifted| shifted >> shift == bits)?;
            if byte & 0x80 == 0 {
                return Some(n);
            }
        }
        None
    }

    /// See [`put`], as a length.
    pub(super) fn length(&mut self) -> Option<usize> {
        self.number().and_then(|n| usize::try_from(n).ok())
    }

    /// See [`put_step`].
    pub(super) fn step(&mut self, from: u64) -> Option<u64> {
        let n = self.number()?;
        let step = (n >> 1) ^ (n & 1).wrapping_neg();
        Some(from.wrapping_add(step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_and_small_ones_are_short() {
        for (n, length) in [(0, 1), (127, 1), (128, 2), (16_383, 2), (16_384, 3), (u64::MAX, 10)] {
            let mut out = vec![];
            put(&mut out, n);
            assert_eq!((out.len(), Bytes(&out).number()), (length, Some(n)));
            assert_eq!(Bytes(&out[..length - 1]).number(), None);
        }
        for (n, from, length) in
            [(5, 5, 1), (4, 5, 1), (69, 5, 2), (0, u64::MAX, 1), (u64::MAX, 0, 1), (1 << 63, 0, 10)]
        {
            let mut out = vec![];
            put_step(&mut out, n, from);
            assert_eq!((out.len(), Bytes(&out).step(from)), (length, Some(n)), "{n} from {from}");
        }
        assert_eq!(Bytes(&[0xff; 11]).number(), None, "more than 64 bits");
    }
}
