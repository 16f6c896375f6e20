//! Who gave, as the command line says it, and what the gift is tied to.

use clap::{Args, ValueEnum};
use domain::{Code, DonorKind, Earmark};

// A doc comment here would stand in the help of every command that names a donor.
#[derive(Args)]
pub(super) struct Donor {
    /// Người ủng hộ; bỏ trống: cá nhân nếu có tên, ẩn danh nếu `record` không tên / who gave; if left out a person, or
    /// anonymous where `record` has no name
    #[arg(long = "donor", value_name = "KIND")]
    kind: Option<Kind>,
    /// Họ tên; chỉ lưu trong kho dữ liệu riêng / name; kept in the vault only
    #[arg(long, default_value = "", hide_default_value = true)]
    pub(super) name: String,
    /// Mục đích mà người ủng hộ nêu / purpose that the donor named, a code
    #[arg(long)]
    purpose: Option<Code>,
    /// Nơi nhận mà người ủng hộ nêu / place that the donor named, a code
    #[arg(long)]
    place: Option<Code>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(in crate::command) enum Kind {
    Person,
    Organisation,
    Enterprise,
    Anonymous,
    Unidentified,
}

impl From<Kind> for DonorKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Person => Self::Person,
            Kind::Organisation => Self::Organisation,
            Kind::Enterprise => Self::Enterprise,
            Kind::Anonymous => Self::Anonymous,
            Kind::Unidentified => Self::Unidentified,
        }
    }
}

impl Donor {
    /// Money that comes without a name comes from nobody known.
    pub(super) fn or_by_name(&self) -> DonorKind {
        let unsaid = if self.name.trim().is_empty() { DonorKind::Anonymous } else { DonorKind::Person };
        self.kind.map_or(unsaid, Into::into)
    }

    /// Somebody who is identified is a person unless something else is said.
    pub(super) fn or_person(&self) -> DonorKind {
        self.kind.map_or(DonorKind::Person, Into::into)
    }

    pub(super) fn earmark(&self) -> Option<Earmark> {
        let earmark = Earmark { beneficiary: None, place: self.place.clone(), purpose: self.purpose.clone() };
        (earmark.place.is_some() || earmark.purpose.is_some()).then_some(earmark)
    }
}
