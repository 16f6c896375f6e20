//! What units of goods are called. The books keep a code; it is never computed with here.

use crate::ids::Code;

/// A unit as people write it; codes that are not here stand as they are.
#[must_use]
pub fn unit_name(code: &Code) -> &str {
    match code.as_str() {
        "piece" | "cai" => "cái",
        "box" | "hop" => "hộp",
        "case" | "carton" | "thung" => "thùng",
        "bag" | "sack" | "bao" => "bao",
        "bottle" => "chai",
        "pack" | "goi" => "gói",
        "kit" | "set" | "bo" => "bộ",
        "litre" | "lit" | "l" => "lít",
        "tonne" | "tan" => "tấn",
        "he-thong" => "hệ thống",
        "kien" => "kiện",
        "may" => "máy",
        "phan" => "phần",
        "suat" => "suất",
        "to" => "tờ",
        "tui" => "túi",
        "vien" => "viên",
        "cap" => "cặp",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_has_its_accents_and_an_unknown_one_stands_as_it_is() {
        for (code, name) in [("tui", "túi"), ("bo", "bộ"), ("kg", "kg"), ("xe", "xe")] {
            assert_eq!(unit_name(&code.parse().unwrap()), name);
        }
    }
}
