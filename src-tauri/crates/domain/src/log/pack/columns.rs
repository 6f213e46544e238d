//! Columns of bytes: written side by side, read side by side.

use std::collections::BTreeMap;

/// One column being written.
#[derive(Default)]
pub(super) struct Write(Vec<u8>);

/// One column being read.
#[derive(Clone, Copy)]
pub(super) struct Read<'b>(&'b [u8]);

/// What the columns carry, for the writer and for the reader.
macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// Columns being written.
        #[derive(Default)]
        pub(super) struct Columns {
            $($(#[$doc])* pub(super) $name: Write,)+
            /// What fields and facts say, a column for each name.
            pub(super) values: Vec<Write>,
        }

        impl Columns {
            pub(super) fn into_bytes(self) -> Vec<u8> {
                let mut all = Write::default();
                $(all.long(&self.$name.0);)+
                for column in self.values {
                    all.long(&column.0);
                }
                all.0
            }
        }

        /// Columns being read.
        pub(super) struct Parts<'b> {
            $(pub(super) $name: Read<'b>,)+
            pub(super) values: Vec<Read<'b>>,
        }

        impl<'b> Parts<'b> {
            pub(super) fn of(bytes: &'b [u8]) -> Option<Self> {
                let mut all = Read(bytes);
                $(let $name = Read(all.long()?);)+
                let mut values = Vec::new();
                while !all.is_empty() {
                    values.push(Read(all.long()?));
                }
                Some(Self { $($name,)+ values })
            }

            /// Whether nothing is left over.
            pub(super) fn are_empty(&self) -> bool {
                $(self.$name.is_empty() &&)+ self.values.iter().all(Read::is_empty)
            }
        }
    };
}

columns! {
    /// What each commit brings.
    shape,
    /// Commits that travel as they are.
    plain,
    signature,
    venue,
    chain,
    /// Place in the chain, where it does not follow.
    place,
    /// Hash of the commit before, where it is not in the pack.
    previous,
    stamp,
    wall,
    actor,
    intent,
    seen,
    /// How many ops.
    ops,
    tag,
    kind,
    id,
    field,
    /// Ops of kinds that are unknown here.
    other,
}

impl Write {
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// A length and as many bytes.
    pub(super) fn long(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes(bytes);
    }

    /// Seven bits a byte, the lowest first.
    pub(super) fn number(&mut self, mut number: u64) {
        while number > 0x7f {
            self.0.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    /// How far a number is from another, small ones of either sign short.
    pub(super) fn difference(&mut self, number: i64, from: i64) {
        let difference = number.wrapping_sub(from);
        self.number(((difference << 1) ^ (difference >> 63)).cast_unsigned());
    }
}

impl<'b> Read<'b> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*array)
    }

    pub(super) fn long(&mut self) -> Option<&'b [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            let bits = u64::from(byte & 0x7f);
            // What does not fit was not written here.
            number |= bits.checked_shl(shift).filter(|n| n >> shift == bits)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// The number that is so far from another.
    pub(super) fn beyond(&mut self, from: i64) -> Option<i64> {
        let number = self.number()?;
        let difference = (number >> 1).cast_signed() ^ -((number & 1).cast_signed());
        Some(from.wrapping_add(difference))
    }
}

/// Values that are spelt out where they come first, and named by a number
/// afterwards.
pub(super) struct Names<T> {
    numbers: BTreeMap<T, u64>,
    values: Vec<T>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self {
            numbers: BTreeMap::new(),
            values: Vec::new(),
        }
    }
}

impl<T: Ord + Clone> Names<T> {
    /// Writes a value's number, spelling it out if it is new. The number
    /// comes back.
    pub(super) fn write<Q>(&mut self, to: &mut Write, value: &Q, spell: fn(&mut Write, &Q)) -> u64
    where
        T: std::borrow::Borrow<Q>,
        Q: Ord + ToOwned<Owned = T> + ?Sized,
    {
        if let Some(known) = self.numbers.get(value) {
            to.number(*known + 1);
            return *known;
        }
        let number = self.numbers.len() as u64;
        self.numbers.insert(value.to_owned(), number);
        to.number(0);
        spell(to, value);
        number
    }

    /// Reads a value and its number.
    pub(super) fn read<'b>(
        &mut self,
        from: &mut Read<'b>,
        spelt: fn(&mut Read<'b>) -> Option<T>,
    ) -> Option<(T, u64)> {
        let Some(known) = from.number()?.checked_sub(1) else {
            let value = spelt(from)?;
            self.values.push(value.clone());
            return Some((value, self.values.len() as u64 - 1));
        };
        let value = self.values.get(usize::try_from(known).ok()?)?;
        Some((value.clone(), known))
    }
}
