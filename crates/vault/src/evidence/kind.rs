//! What a file is, told by its bytes and never by its name: a name says what somebody wants it to be taken for.

/// The kinds of files that are kept. None of them runs anything when a browser shows it under the headers that go with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// PDF.
    Pdf,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
}

/// Marks of other formats that readers find anywhere in a file: with one of them a picture is two files in one.
const SECOND_FILES: [&[u8]; 3] = [b"%PDF-", b"PK\x03\x04\x14", b"<script"];

impl FileKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Jpeg, Self::Png, Self::WebP];

    /// The kind that these bytes begin, and where it is known, end as; none for every other file, and for a picture that
    /// is another file too.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let kind = match bytes {
            [b'%', b'P', b'D', b'F', b'-', ..] => Self::Pdf,
            [0xff, 0xd8, 0xff, ..] => Self::Jpeg,
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Self::Png,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Self::WebP,
            _ => return None,
        };
        (kind == Self::Pdf || !holds_another(bytes)).then_some(kind)
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
        }
    }

    /// The ending of its files' names, without the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
        }
    }

    /// Whether a page can show it as a picture.
    pub const fn is_picture(self) -> bool {
        !matches!(self, Self::Pdf)
    }

    pub(super) const fn code(self) -> u8 {
        match self {
            Self::Pdf => 1,
            Self::Jpeg => 2,
            Self::Png => 3,
            Self::WebP => 4,
        }
    }

    pub(super) fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

fn holds_another(bytes: &[u8]) -> bool {
    SECOND_FILES.iter().any(|mark| bytes.windows(mark.len()).any(|window| window == *mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expect: Option<FileKind>) {
        assert_eq!(FileKind::of(bytes), expect);
    }

    #[test]
    fn first_bytes_tell_the_kind() {
        check(b"%PDF-1.7\n", Some(FileKind::Pdf));
        check(b"\xff\xd8\xff\xe0\0\x10JFIF", Some(FileKind::Jpeg));
        check(b"\x89PNG\r\n\x1a\n\0", Some(FileKind::Png));
        check(b"RIFF\x10\0\0\0WEBPVP8 ", Some(FileKind::WebP));
    }

    #[test]
    fn what_runs_or_unpacks_is_none_of_them() {
        for other in [
            &b""[..],
            b"\xff\xd8",
            b"PK\x03\x04",
            b"<svg onload=x>",
            b"<!doctype html>",
            b"MZ",
            b"RIFF\0\0\0\0WAVE",
        ] {
            check(other, None);
        }
        check(b" %PDF-1.7", None);
    }

    #[test]
    fn a_picture_that_is_a_second_file_too_is_refused() {
        check(b"\xff\xd8\xff\xe0 %PDF-1.4 obj", None);
        check(b"\x89PNG\r\n\x1a\n PK\x03\x04\x14\0", None);
        check(b"\xff\xd8\xff\xfe<script>alert(1)</script>", None);
    }

    #[test]
    fn a_code_is_the_way_back() {
        for kind in FileKind::ALL {
            assert_eq!(FileKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(FileKind::from_code(0), None);
    }
}
