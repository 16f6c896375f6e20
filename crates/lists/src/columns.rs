//! The columns of each list and the names that people give them, folded: lower case, without accents.

/// A column of a list.
#[derive(Debug)]
pub(crate) struct Column {
    /// What it is called in messages, Vietnamese and English.
    pub(crate) name: (&'static str, &'static str),
    /// Folded headers.
    pub(crate) headers: &'static [&'static str],
    pub(crate) required: bool,
}

/// Statics, so that a column is the same one wherever it is named.
macro_rules! columns {
    ($($name:ident: $required:literal, $vi:literal, $en:literal, [$($header:literal),+ $(,)?];)+) => {$(
        pub(crate) static $name: Column =
            Column { name: ($vi, $en), headers: &[$($header),+], required: $required };
    )+};
}

columns! {
    AREA: true, "mã địa bàn", "area", ["ma dia ban", "ma", "ma don vi", "dia ban", "area", "code", "area code"];
    AREA_KIND: true, "loại", "kind", ["loai", "cap", "kind", "type"];
    NAME: true, "tên", "name", ["ten", "ten dia ban", "ten to chuc", "name"];
    PARENT: false, "cấp trên", "parent", ["cap tren", "truc thuoc", "thuoc", "ma cap tren", "parent"];
    UNTIL: false, "hết hiệu lực", "valid until", ["het hieu luc", "ngay het hieu luc", "den ngay", "valid until", "until"];
    SUCCESSOR: false, "địa bàn kế thừa", "successor", ["dia ban ke thua", "ke thua", "ma moi", "successor"];
    GROUP: true, "mã tổ", "group", ["ma to", "to", "to ndtq", "to nhan dan tu quan", "group", "group code"];
    GROUND: true, "địa bàn", "area", ["dia ban", "ma dia ban", "ap khom", "ma ap", "area"];
    HOUSEHOLDS: true, "số hộ", "households", ["so ho", "tong so ho", "households"];
    SCORE: true, "điểm", "score", ["diem", "diem so", "tong diem", "score"];
    CLASS: true, "xếp loại", "class", ["xep loai", "phan loai", "loai", "class"];
    NUMBER: true, "số thứ tự", "number", ["so thu tu", "stt", "so ho trong to", "number", "no"];
    HEAD: true, "chủ hộ", "head of household", ["chu ho", "ho va ten", "ho ten", "ten chu ho", "ho ten chu ho", "head", "name"];
    MEMBERS: true, "nhân khẩu", "members", ["nhan khau", "so nhan khau", "so khau", "members", "persons"];
    CATEGORIES: false, "đối tượng", "categories", ["doi tuong", "nhom doi tuong", "dien", "categories", "category"];
    ORGANISATION: true, "mã tổ chức", "organisation", ["ma to chuc", "ma", "organisation", "organization", "code"];
    PLACE: false, "địa bàn", "area", ["dia ban", "ma dia ban", "area"];
    YEAR: true, "năm", "year", ["nam", "year"];
    BRANCHES: false, "chi hội", "branches", ["chi hoi", "so chi hoi", "branches"];
    SUBGROUPS: false, "tổ hội", "groups", ["to hoi", "so to hoi", "to nghe nghiep", "to hoi nghe nghiep", "groups"];
    COUNTED: true, "hội viên", "members", ["hoi vien", "so hoi vien", "thanh vien", "so thanh vien", "members"];
    ELIGIBLE: false, "trong diện", "eligible", ["trong dien", "so nguoi trong dien", "eligible"];
    DAY: true, "ngày", "date", ["ngay", "ngay thu", "ngay nhan", "ngay nhap", "ngay chung tu", "date", "day"];
    ACCOUNT: true, "tài khoản", "account", ["tai khoan", "quy", "account"];
    AMOUNT: true, "số tiền", "amount", ["so tien", "so tien dong", "so tien vnd", "amount", "amount vnd"];
    DONOR_KIND: true, "loại người ủng hộ", "donor kind", ["loai nguoi ung ho", "loai", "doi tuong ung ho", "donor kind", "kind"];
    DONOR: false, "người ủng hộ", "donor", ["nguoi ung ho", "don vi ung ho", "ten nguoi ung ho", "ho va ten", "ho ten", "donor", "name"];
    MEMO: false, "nội dung", "memo", ["noi dung", "dien giai", "ghi chu", "memo", "note"];
    PURPOSE: false, "mục đích", "purpose", ["muc dich", "ma muc dich", "purpose"];
    EARMARKED_PLACE: false, "nơi nhận", "place", ["noi nhan", "ma noi nhan", "dia chi", "place"];
    REFERENCE: false, "số tham chiếu", "reference", ["so tham chieu", "ma giao dich", "reference", "ref"];
    NOTE: true, "số phiếu", "note", ["so phieu", "phieu", "so chung tu", "note no", "note", "voucher"];
    WAREHOUSE: true, "kho", "warehouse", ["kho", "ma kho", "warehouse"];
    ITEM: true, "mặt hàng", "item", ["mat hang", "ma hang", "ma mat hang", "item"];
    UNIT: true, "đơn vị", "unit", ["don vi", "don vi tinh", "dvt", "unit"];
    QUANTITY: true, "số lượng", "quantity", ["so luong", "sl", "quantity", "qty"];
    CONDITION: false, "tình trạng", "condition", ["tinh trang", "chat luong", "condition"];
    EXPIRY: false, "hạn dùng", "expiry", ["han dung", "han su dung", "hsd", "expiry"];
    MAKER_LOT: false, "số lô", "lot", ["so lo", "lo san xuat", "lot", "maker lot"];
    VALUE: false, "giá trị", "value", ["gia tri", "thanh tien", "tri gia", "value"];
    VALUE_SOURCE: false, "nguồn giá", "value source", ["nguon gia", "can cu gia", "value source"];
}
