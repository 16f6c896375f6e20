//! Registers
