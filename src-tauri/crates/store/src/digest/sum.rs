//! A sum over the hashes of rows, the same in whatever order they come and go.

/// A sum of hashes modulo 2²⁵⁶.
///
/// Added and not XORed: under XOR a row that is there twice counts as one
/// that is not there, and a set of rows that cancels out is found by solving
/// linear equations. The hashes of the log's heads stand beside it in a
/// digest, so that whoever wanted to mislead would have to forge commits too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum([u64; 4]);

impl Sum {
    /// As it is kept, 32 bytes.
    pub(super) fn from_bytes(bytes: [u8; 32]) -> Self {
        let mut sum = Self::default();
        for (limb, eight) in sum.0.iter_mut().zip(bytes.chunks_exact(8)) {
            *limb = u64::from_le_bytes(eight.try_into().unwrap_or_default());
        }
        sum
    }

    /// The same.
    pub(super) fn to_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for (eight, limb) in bytes.chunks_exact_mut(8).zip(self.0) {
            eight.copy_from_slice(&limb.to_le_bytes());
        }
        bytes
    }

    /// Counts a row.
    pub(super) fn add(&mut self, hash: &blake3::Hash) {
        self.join(Self::from_bytes(*hash.as_bytes()));
    }

    /// Counts what was counted apart.
    pub(super) fn join(&mut self, apart: Self) {
        let mut carry = false;
        for (limb, more) in self.0.iter_mut().zip(apart.0) {
            let (sum, over) = limb.overflowing_add(more);
            let (sum, over_again) = sum.overflowing_add(u64::from(carry));
            *limb = sum;
            carry = over || over_again;
        }
    }

    /// No longer counts a row.
    pub(super) fn take(&mut self, hash: &blake3::Hash) {
        let mut borrow = false;
        for (limb, less) in self.0.iter_mut().zip(Self::from_bytes(*hash.as_bytes()).0) {
            let (rest, under) = limb.overflowing_sub(less);
            let (rest, under_again) = rest.overflowing_sub(u64::from(borrow));
            *limb = rest;
            borrow = under || under_again;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_carries_over_every_limb_and_borrows_back() {
        let one = {
            let mut bytes = [0; 32];
            bytes[0] = 1;
            blake3::Hash::from_bytes(bytes)
        };
        let mut sum = Sum([u64::MAX; 4]);
        sum.add(&one);
        assert_eq!(sum, Sum::default());
        sum.take(&one);
        assert_eq!(sum, Sum([u64::MAX; 4]));
        assert_eq!(Sum::from_bytes(sum.to_bytes()), sum);
    }

    #[test]
    fn what_was_counted_and_taken_apart_counts_the_same() {
        let (one, two) = (blake3::hash(b"one"), blake3::hash(b"two"));
        let (mut apart, mut sum) = (Sum::default(), Sum::default());
        sum.add(&one);
        apart.take(&one);
        apart.add(&two);
        sum.join(apart);
        let mut wanted = Sum::default();
        wanted.add(&two);
        assert_eq!(sum, wanted);
    }

    #[test]
    fn a_row_that_is_there_twice_counts_twice() {
        let hash = blake3::hash(b"row");
        let (mut once, mut twice) = (Sum::default(), Sum::default());
        once.add(&hash);
        twice.add(&hash);
        twice.add(&hash);
        assert_ne!(once, twice);
        assert_ne!(twice, Sum::default());
    }
}
