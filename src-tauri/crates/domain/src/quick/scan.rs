//! The line under the readers: characters folded one to one, so that spans
//! hold, and a mark on each that a reader has claimed.

use super::entry::{Assumption, Chip, ChipKind, Problem};

/// A line being read.
#[derive(Debug)]
pub(super) struct Line {
    original: Vec<char>,
    folded: Vec<char>,
    owner: Vec<Option<usize>>,
    drafts: Vec<Draft>,
    read: usize,
}

/// A chip in the making. Retired ones (no characters left) are dropped.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) kind: ChipKind,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) assumed: Vec<Assumption>,
    pub(super) problem: Option<Problem>,
    pub(super) ambiguous: bool,
}

/// Seen where there is no free character: before, behind, claimed.
pub(super) const NOTHING: char = '\0';

impl Line {
    /// A line of which at most `read` characters are looked at.
    pub(super) fn new(text: &str, read: usize) -> Self {
        let original: Vec<char> = text.chars().collect();
        let folded: Vec<char> = original.iter().take(read).map(|&c| fold(c)).collect();
        let read = folded.len();
        Self {
            owner: vec![None; read],
            original,
            folded,
            drafts: Vec::new(),
            read,
        }
    }

    /// Characters that are read.
    pub(super) fn len(&self) -> usize {
        self.read
    }

    /// The folded character at `i`, or [`NOTHING`] where none is free.
    pub(super) fn at(&self, i: usize) -> char {
        match self.owner.get(i) {
            Some(None) => self.folded.get(i).copied().unwrap_or(NOTHING),
            _ => NOTHING,
        }
    }

    /// The folded character before `i`, or [`NOTHING`].
    pub(super) fn before(&self, i: usize) -> char {
        i.checked_sub(1).map_or(NOTHING, |j| self.at(j))
    }

    /// Whether `i` is in the line and free.
    pub(super) fn is_free(&self, i: usize) -> bool {
        matches!(self.owner.get(i), Some(None))
    }

    /// The first index at or behind `i` that is no free blank.
    pub(super) fn skip(&self, mut i: usize) -> usize {
        while self.at(i).is_whitespace() {
            i += 1;
        }
        i
    }

    /// The index behind the last character before `i` that is no free blank.
    pub(super) fn skip_back(&self, mut i: usize) -> usize {
        while self.before(i).is_whitespace() {
            i -= 1;
        }
        i
    }

    /// The end of `word` (folded) standing at `i`. Letters and digits at its
    /// edges must not run on into others.
    pub(super) fn word(&self, i: usize, word: &str) -> Option<usize> {
        let mut end = i;
        let mut last = NOTHING;
        for c in word.chars() {
            if self.at(end) != c || c == NOTHING {
                return None;
            }
            last = c;
            end += 1;
        }
        let first = word.chars().next()?;
        let runs_on = |a: char, b: char| {
            (a.is_ascii_alphabetic() && b.is_ascii_alphabetic())
                || (a.is_ascii_digit() && b.is_ascii_digit())
        };
        (!runs_on(self.before(i), first) && !runs_on(last, self.at(end))).then_some(end)
    }

    /// The end of the longest of `words` at `i`, and which it is.
    pub(super) fn any(&self, i: usize, words: &[&str]) -> Option<(usize, usize)> {
        let ends = words
            .iter()
            .enumerate()
            .filter_map(|(at, word)| self.word(i, word).map(|end| (end, at)));
        ends.max_by_key(|&(end, _)| end).map(|(end, at)| (at, end))
    }

    /// The end of the longest of `words` at `i`.
    pub(super) fn ends(&self, i: usize, words: &[&str]) -> Option<usize> {
        self.any(i, words).map(|(_, end)| end)
    }

    /// The beginning of the longest of `words` that ends right before `i`.
    pub(super) fn starts(&self, i: usize, words: &[&str]) -> Option<usize> {
        let starts = words.iter().filter_map(|word| {
            let from = i.checked_sub(word.chars().count())?;
            (self.word(from, word) == Some(i)).then_some(from)
        });
        starts.min()
    }

    /// The chip that owns the character before `i`, blanks left out.
    pub(super) fn chip_before(&self, i: usize) -> Option<usize> {
        self.owner
            .get(self.skip_back(i).checked_sub(1)?)
            .copied()
            .flatten()
    }

    /// The chip that owns the character at `i`, blanks left out.
    pub(super) fn chip_behind(&self, i: usize) -> Option<usize> {
        self.owner.get(self.skip(i)).copied().flatten()
    }

    /// What the chip before `i` is, blanks left out.
    pub(super) fn kind_before(&self, i: usize) -> Option<ChipKind> {
        self.chip_before(i)
            .and_then(|chip| self.drafts.get(chip))
            .map(|draft| draft.kind)
    }

    /// What the chip at `i` is, blanks left out.
    pub(super) fn kind_behind(&self, i: usize) -> Option<ChipKind> {
        self.chip_behind(i)
            .and_then(|chip| self.drafts.get(chip))
            .map(|draft| draft.kind)
    }

    /// Makes a chip of the free characters from `from` to `to`, without
    /// blanks at its ends. The caller has seen that they are free.
    pub(super) fn claim(&mut self, kind: ChipKind, from: usize, to: usize) -> usize {
        let from = self.skip(from);
        let free = (from..to.max(from))
            .find(|&i| !self.is_free(i))
            .unwrap_or(to.max(from));
        let to = self.skip_back(free).max(from);
        let chip = self.drafts.len();
        for owner in self.owner.iter_mut().take(to).skip(from) {
            *owner = Some(chip);
        }
        self.drafts.push(Draft {
            kind,
            from,
            to,
            assumed: Vec::new(),
            problem: None,
            ambiguous: false,
        });
        chip
    }

    /// Stretches a chip over the free characters to its left or right.
    pub(super) fn stretch(&mut self, chip: usize, from: usize, to: usize) {
        let Some(draft) = self.drafts.get(chip) else {
            return;
        };
        let (mut left, mut right) = (draft.from, draft.to);
        while left > from && self.is_free(left - 1) {
            left -= 1;
        }
        while right < to && self.is_free(right) {
            right += 1;
        }
        (left, right) = (
            self.skip(left).min(draft.from),
            self.skip_back(right).max(draft.to),
        );
        for owner in self.owner.iter_mut().take(right).skip(left) {
            *owner = Some(chip);
        }
        if let Some(draft) = self.drafts.get_mut(chip) {
            (draft.from, draft.to) = (left, right);
        }
    }

    /// Leaves a piece unread and says why.
    pub(super) fn unread(&mut self, from: usize, to: usize, problem: Problem) -> usize {
        let chip = self.claim(ChipKind::Unread, from, to);
        self.set_problem(chip, problem);
        chip
    }

    /// Turns a chip into unread text and says why.
    pub(super) fn reject(&mut self, chip: usize, problem: Problem) {
        if let Some(draft) = self.drafts.get_mut(chip) {
            draft.kind = ChipKind::Unread;
            draft.assumed.clear();
            draft.ambiguous = false;
            draft.problem = Some(problem);
        }
    }

    /// Puts an assumption on a chip.
    pub(super) fn assume(&mut self, chip: usize, assumption: Assumption) {
        if let Some(draft) = self.drafts.get_mut(chip)
            && !draft.assumed.contains(&assumption)
        {
            draft.assumed.push(assumption);
        }
    }

    /// Puts a problem on a chip that stays read.
    pub(super) fn set_problem(&mut self, chip: usize, problem: Problem) {
        if let Some(draft) = self.drafts.get_mut(chip) {
            draft.problem = Some(problem);
        }
    }

    /// Marks a chip as a choice.
    pub(super) fn set_ambiguous(&mut self, chip: usize) {
        if let Some(draft) = self.drafts.get_mut(chip) {
            draft.ambiguous = true;
        }
    }

    /// A chip in the making.
    pub(super) fn draft(&self, chip: usize) -> Option<&Draft> {
        self.drafts.get(chip)
    }

    /// Chips so far, by number.
    pub(super) fn drafts(&self) -> impl Iterator<Item = (usize, &Draft)> {
        self.drafts.iter().enumerate()
    }

    /// The characters from `from` to `to`, verbatim.
    pub(super) fn text(&self, from: usize, to: usize) -> String {
        self.original.iter().take(to).skip(from).collect()
    }

    /// The characters from `from` to `to`, folded, claimed or not.
    pub(super) fn folded(&self, from: usize, to: usize) -> String {
        self.folded.iter().take(to).skip(from).collect()
    }

    /// Whether the line has any Chinese character.
    pub(super) fn is_chinese(&self) -> bool {
        self.folded.iter().any(|&c| is_han(c))
    }

    /// Free words: pieces between blanks, claimed characters and hard
    /// separators, without punctuation at their ends.
    pub(super) fn free_words(&self) -> Vec<(usize, usize)> {
        let mut words = Vec::new();
        let mut i = 0;
        while i < self.read {
            let from = i;
            while self.is_free(i) && !self.at(i).is_whitespace() && !is_hard_separator(self.at(i)) {
                i += 1;
            }
            words.extend(self.trim(from, i));
            i = i.max(from + 1);
        }
        words
    }

    /// All chips in order, unread words included, and the unread text.
    pub(super) fn into_chips(mut self) -> (Vec<Chip>, Vec<String>) {
        for (from, to) in self.unread_runs() {
            self.claim(ChipKind::Unread, from, to);
        }
        self.drafts.retain(|draft| draft.from < draft.to);
        self.drafts.sort_by_key(|draft| draft.from);
        let mut chips: Vec<Chip> = self.drafts.iter().map(|draft| self.chip(draft)).collect();
        let beyond = self
            .original
            .iter()
            .skip(self.read)
            .position(|c| !c.is_whitespace());
        if let Some(beyond) = beyond {
            let end = self
                .original
                .iter()
                .rposition(|c| !c.is_whitespace())
                .map_or(0, |last| last + 1);
            let draft = Draft {
                kind: ChipKind::Unread,
                from: self.read + beyond,
                to: end,
                assumed: Vec::new(),
                problem: Some(Problem::TooLong),
                ambiguous: false,
            };
            chips.push(self.chip(&draft));
        }
        let rest = chips
            .iter()
            .filter(|c| c.kind == ChipKind::Unread)
            .map(|c| c.text.clone())
            .collect();
        (chips, rest)
    }

    /// Free words, those with only blanks between them taken together.
    fn unread_runs(&self) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (from, to) in self.free_words() {
            match runs.last_mut() {
                Some(last) if self.skip(last.1) == from => last.1 = to,
                _ => runs.push((from, to)),
            }
        }
        runs
    }

    fn trim(&self, mut from: usize, mut to: usize) -> Option<(usize, usize)> {
        while from < to && is_separator(self.at(from)) {
            from += 1;
        }
        while from < to && is_separator(self.before(to)) {
            to -= 1;
        }
        (from < to).then_some((from, to))
    }

    fn chip(&self, draft: &Draft) -> Chip {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Chip {
            kind: draft.kind,
            span: (count(draft.from), count(draft.to)),
            text: self.text(draft.from, draft.to),
            assumed: draft.assumed.clone(),
            problem: draft.problem,
            ambiguous: draft.ambiguous,
        }
    }
}

/// Full-width letters, digits and punctuation as their narrow ones, small
/// letters, one kind of dash and of tilde. One character for one.
pub(crate) fn fold(c: char) -> char {
    let narrow = match c {
        c if c.is_whitespace() => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '〜' | '∼' => '~',
        '。' => '.',
        '【' => '[',
        '】' => ']',
        '’' | '‘' => '\'',
        _ => c,
    };
    let mut small = narrow.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) => one,
        _ => narrow,
    }
}

/// A Chinese character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '〇' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Punctuation that ends a word wherever it stands.
pub(super) fn is_hard_separator(c: char) -> bool {
    matches!(c, ',' | '、' | ';' | '|' | '·' | '•')
}

/// Punctuation that belongs to no chip when it stands at a word's end.
pub(super) fn is_separator(c: char) -> bool {
    is_hard_separator(c)
        || matches!(
            c,
            '.' | ':' | '-' | '~' | '/' | '(' | ')' | '[' | ']' | '!' | '…'
        )
}
