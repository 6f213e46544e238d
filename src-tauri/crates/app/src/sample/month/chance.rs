//! Chance that comes out the same every time: the sample of a day is the same
//! on every machine.

/// A run of numbers from a seed (SplitMix64).
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to before `most`.
    pub(super) fn below(&mut self, most: u32) -> u32 {
        let below = self.next() % u64::from(most.max(1));
        u32::try_from(below).unwrap_or(0)
    }

    /// From one to the other, both included.
    pub(super) fn between(&mut self, least: u32, most: u32) -> u32 {
        least + self.below(most.saturating_sub(least) + 1)
    }

    pub(super) fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let most = u32::try_from(all.len()).unwrap_or(u32::MAX);
        let at = usize::try_from(self.below(most)).ok()?;
        all.get(at)
    }

    pub(super) fn name(&mut self, all: &[&str]) -> String {
        self.one_of(all).copied().unwrap_or_default().to_owned()
    }
}
