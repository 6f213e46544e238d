//! Quick entry: one line becomes a booking (the parser is being written).

/// What morning, afternoon and all day mean.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize, specta::Type)]
pub struct DayParts {}
