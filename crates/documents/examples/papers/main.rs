//! Prints one of every paper, and a register, with invented data: `cargo run -p documents --example papers -- DIR`.

mod registers;
mod samples;

use std::path::PathBuf;
use std::{env, fs};

use documents::paper::print;
use documents::register::{csv, pdf, xlsx};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let directory = PathBuf::from(env::args_os().nth(1).ok_or("usage: papers DIRECTORY")?);
    fs::create_dir_all(&directory)?;
    for (name, paper) in samples::papers() {
        fs::write(directory.join(name).with_extension("pdf"), print(&paper)?)?;
    }
    let register = registers::journal();
    let rows: Vec<_> = (1..=120).map(registers::row).collect();
    fs::write(directory.join("nhat-ky.pdf"), pdf(&register, rows.iter().cloned())?)?;
    fs::write(directory.join("nhat-ky.xlsx"), xlsx(&register, rows.iter().cloned())?)?;
    fs::write(directory.join("nhat-ky.csv"), csv(&register, rows)?)?;
    Ok(())
}
