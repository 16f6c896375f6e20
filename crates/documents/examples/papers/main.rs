//! Prints one of every paper, and a register, with invented data: `cargo run -p documents --example papers -- DIR`.

mod samples;

use std::path::PathBuf;
use std::{env, fs};

use documents::paper::print;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let directory = PathBuf::from(env::args_os().nth(1).ok_or("usage: papers DIRECTORY")?);
    fs::create_dir_all(&directory)?;
    for (name, paper) in samples::papers() {
        fs::write(directory.join(name).with_extension("pdf"), print(&paper)?)?;
    }
    Ok(())
}
