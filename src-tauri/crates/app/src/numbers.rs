//! Human numbers of a day's register, under this station's letter.

use crate::Desk;
use crate::house::House;

impl Desk {
    /// The next number of today under this station's letter, `I1122-A03`, after
    /// those that there are: two stations apart never share one.
    pub(crate) fn nth_number<'n>(
        &self,
        kind: &str,
        house: &House,
        known: impl Iterator<Item = &'n String>,
    ) -> String {
        let day = self.today(house).format("%m%d");
        let stem = format!("{kind}{day}-{}", self.identity.letter);
        let counted = |number: &String| number.strip_prefix(&stem)?.parse::<u32>().ok();
        let last = known.filter_map(counted).max().unwrap_or(0);
        format!("{stem}{:02}", last.saturating_add(1))
    }
}
