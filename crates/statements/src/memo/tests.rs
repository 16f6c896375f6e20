//! Memo shapes of every bank, with invented people.

use std::sync::LazyLock;

use super::{Charge, DonorKind, MemoRules};

static RULES: LazyLock<MemoRules> = LazyLock::new(|| MemoRules::bundled().unwrap());

#[track_caller]
fn check(memo: &str, counter: &str, name: Option<&str>, kind: DonorKind, channel: Option<&str>) {
    let facts = RULES.read(memo, counter, "");
    assert_eq!((facts.name.as_deref(), facts.kind, facts.channel), (name, kind, channel), "{memo}");
}

#[test]
fn names_are_found_in_every_channel_s_shape() {
    use DonorKind::Person;
    let mbvcb =
        "MBVCB.6911111111.LY THI MAU ung ho.CT tu 0101001234567 LY THI MAU toi 0011001932418 MAT TRAN";
    check(mbvcb, "", Some("LY THI MAU"), Person, Some("MBVCB"));
    check("111111.010924.101858.LY THI MAU chuyen tien", "", Some("LY THI MAU"), Person, None);
    let napas =
        "020097040509010000002024ABC0000001.00001 .101010.Vietcombank:0011001932418:LY THI MAU MHS000001";
    check(napas, "", Some("LY THI MAU"), Person, Some("NAPAS"));
    check(
        "CT nhanh 247 den: LY THI MAU chuyen\ntien (CT1111)",
        "",
        Some("LY THI MAU"),
        Person,
        Some("CT nhanh 247"),
    );
    check(
        "Chuyen tien den tu NAPAS Noi dung: LY THI\nMAU chuyen qua MoMo",
        "MOMOIBFT – A/C",
        Some("LY THI MAU"),
        Person,
        Some("MoMo"),
    );
    check("ung ho", "VND-TGTT-LY THI MAU\n– A/C", Some("LY THI MAU"), Person, None);
    check("Ly Thi Mau ung ho dong bao", "", Some("Ly Thi Mau"), Person, None);
    check("LY THI MAU FT24000000000001", "", Some("LY THI MAU"), Person, Some("FT"));
    check("Gia dinh Ly Thi Mau ung ho", "", Some("Gia dinh Ly Thi Mau"), Person, None);
}

#[test]
fn kinds_of_donors_are_told_apart() {
    use DonorKind::{Anonymous, Enterprise, Organisation, Unidentified};
    check("Cong ty TNHH Hoa Sen Hong ung ho bao lu", "", Some("Cong ty TNHH Hoa Sen Hong"), Enterprise, None);
    check("ung ho", "CTY CP SEN HONG – A/C", Some("CTY CP SEN HONG"), Enterprise, None);
    check("Truong THPT Sa Dec chuyen tien", "", Some("Truong THPT Sa Dec"), Organisation, None);
    check("Ung ho cac tinh bi bao lu", "", None, Anonymous, None);
    check("Mong moi nguoi binh an", "ACC – A/C", None, Anonymous, None);
    check("", "", None, Unidentified, None);
    check("123456 000000000", "", None, Unidentified, None);
    check(
        "PARTNER.DIRECT_DEBITS_VCB.MSE.6645 0000000.20240909.66450000000-0900000000",
        "",
        None,
        Unidentified,
        Some("MoMo"),
    );
}

#[test]
fn a_person_s_name_is_not_taken_for_a_group_s() {
    use DonorKind::{Enterprise, Organisation, Person};
    for (name, kind) in [
        ("BAN VAN THANH", Person),
        ("BAN THI MAI", Person),
        ("Bàn Thị Mai", Person),
        ("CHUA THI LAN", Person),
        ("QUY VAN A", Person),
        ("DOI THI HOA", Person),
        ("KHOA VAN MAU", Person),
        ("PHONG THI THU HA", Person),
        ("NGUYEN THI SHOP", Person),
        ("NGUYEN VAN DONG", Person),
        ("NGUYEN CONG TY", Person),
        ("DOAN VAN HOA", Person),
        ("TRUONG THI LOP", Person),
        ("BAN VAN DONG UNG HO BAO LU", Organisation),
        ("BAN VAN HOA", Organisation),
        ("QUY VAN HOC", Organisation),
        ("PHONG VAN HOA", Organisation),
        ("PHONG VAN HOA THONG TIN HUYEN", Organisation),
        ("BAN THI DUA KHEN THUONG", Organisation),
        ("CHUA VAN PHUC", Organisation),
        ("QUY VAN", Organisation),
        ("QUY VAN THIEN LONG AN BINH", Organisation),
        ("BAN QUAN LY CHO", Organisation),
        ("DOAN THANH NIEN", Organisation),
        ("TRUONG TH SEN", Organisation),
        ("CONG TY VAN THANH", Enterprise),
        ("TONG CONG TY", Enterprise),
        ("CTY VAN PHU", Enterprise),
        ("SHOP THI LAN", Enterprise),
        ("HOANG LONG JSC", Enterprise),
        ("LE GIA CONG TY TNHH", Enterprise),
        ("CHI NHANH CONG TY SEN", Enterprise),
    ] {
        assert_eq!(RULES.read("ung ho", name, "").kind, kind, "{name}");
    }
    check("BAN VAN THANH ung ho dong bao", "", Some("BAN VAN THANH"), Person, None);
    check("CHUA THI LAN cam on moi nguoi", "", Some("CHUA THI LAN"), Person, None);
    check("BAN VAN DONG xa Mau ung ho", "", Some("BAN VAN DONG xa Mau"), Organisation, None);
}

#[test]
fn accounts_codes_and_charges_are_found() {
    let rules = MemoRules::bundled().unwrap();
    let facts = rules.read("MBVCB.69.ung ho (ct1111).CT tu 0091000639xxx LY THI MAU toi 00", "", "");
    assert_eq!(facts.counter_account.as_deref(), Some("0091000639xxx"));
    assert_eq!(facts.campaign_code.as_deref(), Some("CT1111"));
    assert_eq!(
        rules.read("DT26 ABCD1234 ung ho", "", "10987").campaign_code.as_deref(),
        Some("DT26 ABCD1234")
    );
    assert_eq!(rules.read("x", "", " 10987 ").counter_account.as_deref(), Some("10987"));
    assert_eq!(rules.charge("THU PHI SMS thang 08/2024"), Some(Charge::Fee));
    assert_eq!(rules.charge("Trả lãi tiền gửi"), Some(Charge::Interest));
    assert_eq!(rules.charge("Phim anh"), None);
}

#[test]
fn a_bad_rule_names_file_and_key() {
    let text = include_str!("../../../../config/rules/memo.toml");
    let error = MemoRules::parse("m.toml", &format!("nonsense = 1\n{text}")).unwrap_err();
    assert_eq!((error.file.as_str(), error.key.as_str()), ("m.toml", "nonsense"));
    let error =
        MemoRules::parse("m.toml", &text.replace("codes = ['(?<code>", "codes = ['((?<code>")).unwrap_err();
    assert_eq!(error.key, "codes");
}
