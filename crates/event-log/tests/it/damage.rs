//! Torn tails are cut, damage is refused, and a sled in any state is mended without a person and without a loss.

mod index;
mod journal;
