//! What a memo tells: filled by the next step.
