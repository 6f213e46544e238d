//! The roster engine: who works which shift, by rules that are hard or priced.
//! It knows no store, no window and no person's name.
