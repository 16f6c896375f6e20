//! What a crash leaves between any two writes.
