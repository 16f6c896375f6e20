//! Invented names: common family, middle and given names put together, places of the province, kinds of bodies.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::random::Random;

const FAMILY: [&str; 20] = [
    "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê", "Phạm", "Huỳnh", "Phan", "Võ",
    "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Trương",
];
const WOMEN: [&str; 8] = ["Thị", "Thị", "Thị Ngọc", "Thị Kim", "Thị Mỹ", "Ngọc", "Kim", "Thùy"];
const MEN: [&str; 8] = ["Văn", "Văn", "Hữu", "Minh", "Quốc", "Thanh", "Hoàng", "Tấn"];
const HER: [&str; 24] = [
    "Lan",
    "Hoa",
    "Mai",
    "Hồng",
    "Thảo",
    "Trang",
    "Linh",
    "Hương",
    "Ngân",
    "Nhung",
    "Yến",
    "Tuyết",
    "Phượng",
    "Diễm",
    "Loan",
    "Thủy",
    "Xuân",
    "Hạnh",
    "Trinh",
    "Vy",
    "Như",
    "Quyên",
    "Thơ",
    "Sen",
];
const HIS: [&str; 24] = [
    "Hùng", "Dũng", "Tuấn", "Nam", "Phong", "Khoa", "Đạt", "Thành", "Phúc", "Lộc", "Tài", "Hiếu", "Nghĩa",
    "Trí", "Tâm", "Sơn", "Hải", "Long", "Khánh", "Bình", "Vinh", "Toàn", "Duy", "Kiệt",
];
const PLACES: [&str; 12] = [
    "Cao Lãnh",
    "Sa Đéc",
    "Hồng Ngự",
    "Tân Hồng",
    "Tam Nông",
    "Tháp Mười",
    "Thanh Bình",
    "Lấp Vò",
    "Lai Vung",
    "Châu Thành",
    "Mỹ An",
    "Tân Phú Đông",
];
const BODIES: [&str; 10] = [
    "Trường THPT",
    "Trường Tiểu học",
    "Trường Mầm non",
    "Hội Phụ nữ",
    "Hội Nông dân",
    "Hội Cựu chiến binh",
    "Công đoàn cơ sở",
    "Chi bộ khóm 3",
    "Nhóm thiện nguyện",
    "CLB Sen Hồng",
];
const FIRMS: [&str; 8] = [
    "Công ty TNHH",
    "Công ty Cổ phần Thủy sản",
    "Công ty TNHH MTV Xây dựng",
    "Công ty CP Lương thực",
    "DNTN",
    "HTX Nông nghiệp",
    "Cửa hàng vật tư",
    "Công ty TNHH Dịch vụ",
];
const BRANDS: [&str; 10] = [
    "Sen Vàng",
    "Cánh Đồng Xanh",
    "Sông Tiền Mới",
    "Đất Lành",
    "Bông Súng",
    "Phù Sa",
    "Gạo Trắng",
    "Bến Nước",
    "Hạt Ngọc Đồng",
    "Mùa Nước Nổi",
];

/// A person's name with accents.
pub(crate) fn person(random: &mut Random) -> String {
    let family = random.pick(&FAMILY);
    if random.chance(550) {
        format!("{family} {} {}", random.pick(&WOMEN), random.pick(&HER))
    } else {
        format!("{family} {} {}", random.pick(&MEN), random.pick(&HIS))
    }
}

#[cfg(test)]
pub(crate) fn begins_as_a_person(name: &str) -> bool {
    name.split(' ').next().is_some_and(|word| FAMILY.contains(&word))
}

/// A school, an association, a group.
pub(crate) fn organisation(random: &mut Random) -> String {
    format!("{} {}", random.pick(&BODIES), random.pick(&PLACES))
}

/// A company or a shop.
pub(crate) fn enterprise(random: &mut Random) -> String {
    format!("{} {} {}", random.pick(&FIRMS), random.pick(&BRANDS), random.pick(&PLACES))
}

/// A place of the province.
pub(crate) fn place(random: &mut Random) -> &'static str {
    random.pick(&PLACES)
}

/// As banks print it: no accents, capitals.
pub(crate) fn plain(name: &str) -> String {
    if name.is_ascii() {
        return name.to_uppercase();
    }
    let letters = name.nfd().filter(|letter| !is_combining_mark(*letter));
    letters
        .map(|letter| if matches!(letter, 'đ' | 'Đ') { 'D' } else { letter })
        .collect::<String>()
        .to_uppercase()
}
