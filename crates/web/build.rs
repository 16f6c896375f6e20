//! Names this build by a hash of the crate's sources, for the pages' entity tags. Needs nothing but the standard
//! library; the hash need not be the same from one compiler to the next.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

fn main() {
    let mut hasher = DefaultHasher::new();
    for root in ["assets", "src", "templates"] {
        println!("cargo::rerun-if-changed={root}");
        for file in files(Path::new(root)) {
            fs::read(file).unwrap_or_default().hash(&mut hasher);
        }
    }
    println!("cargo::rustc-env=WEB_BUILD={:x}", hasher.finish());
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten().filter_map(Result::ok);
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
