//! Random lives of goods against a naive model.
