//! `sovang key`: the keys of those who check: auditors and witnesses. A fund's own keys are derived by the program.

use std::path::PathBuf;

use clap::Subcommand;
use monitor::FULL_REPLAY;
use zeroize::Zeroizing;

use super::Failure;
use crate::config::Config;
use crate::out::{complain, path as shown, say};
use crate::trust::unusable;

/// What can be done with keys.
#[derive(Subcommand)]
pub(crate) enum Key {
    /// Tạo khóa kiểm toán hoặc nhân chứng / make an auditor's or a witness's key
    New(New),
}

#[derive(clap::Args)]
pub(crate) struct New {
    /// Tên khóa: tên miền của người giữ, thêm đường dẫn nếu cần, ví dụ kiemtoan.example/2026 / the key's name: its holder's
    /// domain, and a path
    name: String,
    /// Khóa của nhân chứng; bỏ trống là khóa kiểm toán, tên tự thêm /full-replay-v1 / a witness's key; without it an
    /// auditor's, to whose name /full-replay-v1 is added
    #[arg(long)]
    witness: bool,
    /// Tệp khóa riêng; khóa công khai nằm cạnh, đuôi .vkey / the private key's file; the public one is put beside it
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl Key {
    pub(crate) fn run(self, _: &Config) -> Result<(), Failure> {
        match self {
            Self::New(new) => new.run(),
        }
    }
}

impl New {
    fn run(self) -> Result<(), Failure> {
        let audits = self.name.ends_with(FULL_REPLAY);
        let name = match (self.witness, audits) {
            (true, true) => {
                return Err(unusable(&format!(
                    "tên tận cùng là {FULL_REPLAY} chỉ dành cho kiểm toán / a name that ends with {FULL_REPLAY} is an auditor's"
                )));
            }
            (false, false) => format!("{}{FULL_REPLAY}", self.name),
            _ => self.name,
        };
        let mut seed = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *seed).map_err(|error| Failure::Print(std::io::Error::other(error)))?;
        let public = monitor::create_key(&self.out, &name, &seed)?;
        say(&format!("{public}\n"))?;
        let out = shown(&self.out);
        complain(&format!(
            "khóa riêng ở {out}, không có mật khẩu: ai chép được tệp này thì ký được thay bạn; để trên máy hoặc thẻ riêng, \
             ngoài máy chủ của quỹ. Khóa công khai (dòng trên, và {out}.vkey) thì đưa cho mọi người. / the private key is in \
             {out}, without a passphrase: whoever copies the file signs in your name; keep it apart from the fund's server. \
             The public key (the line above, and {out}.vkey) is for everybody."
        ));
        Ok(())
    }
}
