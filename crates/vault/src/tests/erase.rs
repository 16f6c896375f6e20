//! Erasing.
