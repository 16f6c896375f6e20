//! How banks and wallets write their own names.

/// Those that are neither initials nor one capitalised word.
const NAMES: [(&str, &str); 14] = [
    ("abbank", "ABBANK"),
    ("hdbank", "HDBank"),
    ("kbnn", "Kho bạc Nhà nước"),
    ("lpbank", "LPBank"),
    ("mbbank", "MBBank"),
    ("momo", "MoMo"),
    ("namabank", "Nam A Bank"),
    ("pvcombank", "PVcomBank"),
    ("seabank", "SeABank"),
    ("tpbank", "TPBank"),
    ("vietinbank", "VietinBank"),
    ("vnpay", "VNPAY"),
    ("vpbank", "VPBank"),
    ("zalopay", "ZaloPay"),
];

/// The name to be shown for a bank's id. An id of up to four letters is taken for initials (`bidv` is BIDV), a
/// longer one for a word (`agribank` is Agribank).
pub(super) fn name(id: &str) -> String {
    if let Some((_, name)) = NAMES.iter().find(|(known, _)| *known == id) {
        return (*name).to_owned();
    }
    if id.len() <= 4 {
        return id.to_uppercase();
    }
    let (first, rest) = id.split_at_checked(1).unwrap_or((id, ""));
    format!("{}{rest}", first.to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_bank_is_called_as_it_calls_itself() {
        for (id, shown) in [
            ("vietinbank", "VietinBank"),
            ("vietcombank", "Vietcombank"),
            ("agribank", "Agribank"),
            ("bidv", "BIDV"),
            ("momo", "MoMo"),
            ("", ""),
        ] {
            assert_eq!(name(id), shown);
        }
    }
}
