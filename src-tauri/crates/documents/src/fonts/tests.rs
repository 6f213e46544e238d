//! Finding fonts.
