//! The doctor over a fund to which something was done.
