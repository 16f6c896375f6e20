//! What the recogniser knows of Vietnamese: family names, middle words, titles, and the words of memos that are no
//! names. All without accents unless the accents tell; the longest syllable fits a [`Key`].

use std::sync::LazyLock;

use super::words::{Gap, Key, Word, key};
use crate::fold::fold;

/// How much a family name needs beside it to begin a person's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Evidence {
    /// Any word that is none of a memo's own.
    Word,
    /// A middle word or a given name behind it, a title before it, or capitals in a row.
    Middle,
    /// A middle word and one more, or capitals in a row.
    MiddleOnly,
    /// "Thị" or "văn", and one more.
    Telling,
}

/// Names that are hardly ever a word of a memo, with their accents.
const SURE: &str = "nguyễn phạm huỳnh trần lê hoàng bùi đặng ngô dương trịnh trương võ vũ phùng quách vương \
    nghiêm lương thạch lưu phan đinh";
/// Names that are words, too.
const ALSO_WORDS: &str = "hồ lý đỗ đoàn đào mai lâm cao tạ hà thái kiều chu tô tống đàm triệu mạc tôn châu";
/// Names that are rare, so that they are masked too, or words first.
const RARE: &str = "danh từ lã la ông lại hứa nông thân bạch giang ma lò lục âu bành diệp đồng kim ninh tăng \
    tiêu văn vi quang cù khuất mã cấn phí sơn viên vàng sùng giàng lù thào đường đậu tiết khổng doãn ngụy \
    lường quàng cầm điêu";
/// Of the sure names those that without accents are other words: phần, lương, đang, vợ.
const PLAIN_WORDS: &str = "phan luong dang vo";
/// And those that without accents are such common words as the names above: đường, trường.
const PLAIN_EVERYDAY: &str = "duong truong";

const MIDDLES: &str = "thi van duc huu ngoc minh thanh hoang quoc tan kim my thuy xuan thu bich hong dinh \
    cong ba trong quang manh viet tuan anh hai nhat gia khanh bao ngan phuong hoai diem mong binh tuyet \
    yen cam lan lien nhu thien tien chi dang khac the tri phuc thuc vinh hung trung phu hoa doan duy nam \
    cao mai thai an tu le tran nguyen phan tran diep kieu truc quynh hanh lam ha dai si ky chau";
/// The middle words that make a name of whatever follows.
const TELLING_MIDDLES: &str = "thi van";

/// Titles that are hardly another word.
const TITLES: &str = "gd anh em ong chau";
/// Titles that without accents are other words ("co" is có, "bac" is Bắc), and as they are written with them.
const PLAIN_TITLES: &str = "ba chi co chu bac be thay di dinh";
const ACCENTED_TITLES: &str = "bà chị cô chú bác bé thầy dì ông cháu gđ đình";

/// Given names that are no other word in a memo: enough after a title that may be a word.
const GIVEN: &str = "lan huong linh trang hung thao nhung ngan yen tuyet phuong diem loan thuy trinh vy \
    quyen sen dung tuan khoa dat hieu kiet duy toan vinh khanh hanh nga hang ngoc van oanh huyen hue \
    thuan cuong quan hien thang lien kieu my tram nhi truc mai dao cuc ngoan teo ty suong lua thoa uyen \
    vi hau luan khang dai quang tam binh bao hoa thinh phat hoang trung tin kha ha thu xuan bich dieu no \
    ut";

/// Words of memos that are no part of a name, wherever they stand.
const STOPS: &str = "ung ungho uh chuyen ck ct gui gop tang giup cho va voi xin chuc cac toi cua den ve bi \
    duoc khong ngay lop so sdt dt stk tk lu lut nguoi chut nop donate transfer ft qua momo zalopay mbvcb \
    vcb ibft napas nay cung nhieu it mot moi luon khi vung mttq ubmttq ubnd vn tw benh dich covid tre nhe \
    nha thpt thcs mn tp hcm som lai roi tat ca neu de rat se da chia se cuu la co con muon cuoc ko ten sv \
    svien hoc kho gap ngheo nuoi gai trai yeu ruot";

/// Pairs of words that are no part of a name; the first of them may be a family name or a title, or the second.
const PAIRS: &str = "ung ho, ho tro, dong bao, dong gop, dong vien, dong thap, dong nai, dong hanh, mien \
    bac, mien trung, mien nam, mien tay, bao so, bao lu, bao lut, bao yagi, bao nhieu, le phi, le hoi, le \
    tet, khac phuc, quyen gop, ba con, anh em, chi em, chi bo, chi nhanh, chi doan, chi hoi, chi phi, chi \
    tieu, tam long, chung tay, chung toi, chung em, chung ta, mat tran, thi tran, tran lu, thi xa, to \
    quoc, to chuc, to dan, to truong, gop phan, mot phan, phan nho, phan nao, nho be, be nho, hoc sinh, \
    gia dinh, cam on, binh an, thanh toan, thanh vien, thanh nien, thanh pho, thanh tam, thai nguyen, tay \
    nguyen, cao lanh, cao bang, cao dang, chau thanh, chau doc, lai chau, lai vung, lap vo, tan duong, \
    binh kieu, ba sao, ho co, luong hoa, tien giang, an giang, ha noi, ha giang, ha nam, ha tinh, ha tay, \
    lam dong, ho chi, bac giang, bac ninh, bac kan, bac lieu, bac si, yen bai, lao cai, viet nam, hoa \
    binh, thanh hoa, co giao, co the, co gang, co quan, chu tich, chu nhat, chu bo, em nho, khu do, vo \
    chong, tu thien, tu tai, truong thpt, truong thcs, truong tieu, truong mam, truong mn, truong th, \
    truong dh, truong dai, truong hoc, truong cap, truong trung, nhu the, nhu vay, anh huong, sinh vien, \
    bac trung, co phan, luong thuc, vu lu, vu lut, nong dan, nong nghiep, bo doi, cong an, mo coi, thay \
    giao, giao vien, van phong, van hoa, van dong, thien nguyen, dich vu, vat tu, mong moi, mong ba, mong \
    cac, mong nguoi, mong dong, mong muon, mong som, mong cho, mong mien, mong sao, mong la, mong duoc, \
    mong gia, mong bao, mong tat, mong rang, nhan dan, nhan vien, nhan duoc, nhan danh, thi doan, thi uy, \
    thi dua, thi cong";

/// What a school, a street or a commune's name stands after.
const BEFORE_A_PLACE: &str = "thpt thcs th mn ptth hoc non duong phuong xa quan huyen tinh pho tp dh cd";

/// Those of the stops that no name has, even after "thị" or "văn".
const NO_GIVEN_NAMES: &str = "ung ungho uh chuyen ck ct gui gop xin nop donate transfer ft thpt thcs";

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

pub(super) struct Table {
    families: Vec<Family>,
    /// Every word that a name begins with or stands after.
    pub(super) starters: Words,
    pub(super) middles: Words,
    pub(super) telling_middles: Words,
    pub(super) titles: Words,
    pub(super) plain_titles: Words,
    pub(super) given: Words,
    pub(super) stops: Words,
    pub(super) no_given_names: Words,
    pub(super) before_a_place: Words,
    accented_titles: Vec<&'static str>,
    pairs: Words<(Key, Key)>,
    household: (Key, Key),
}

/// Words, or pairs, by their keys.
pub(super) struct Words<K = Key>(Vec<K>);

impl<K: Ord> Words<K> {
    fn of(keys: impl Iterator<Item = K>) -> Self {
        let mut keys: Vec<K> = keys.collect();
        keys.sort_unstable();
        Self(keys)
    }

    pub(super) fn has(&self, key: &K) -> bool {
        self.0.binary_search(key).is_ok()
    }
}

struct Family {
    key: Key,
    accented: &'static str,
    /// Written with its accents, and without.
    evidence: (Evidence, Evidence),
}

impl Table {
    fn new() -> Self {
        let words = |text: &'static str| Words::of(text.split_whitespace().map(key));
        let pair = |text: &str| text.trim().split_once(' ').map(|(first, second)| (key(first), key(second)));
        Self {
            families: families(),
            middles: words(MIDDLES),
            telling_middles: words(TELLING_MIDDLES),
            titles: words(TITLES),
            plain_titles: words(PLAIN_TITLES),
            accented_titles: ACCENTED_TITLES.split_whitespace().collect(),
            given: words(GIVEN),
            stops: words(STOPS),
            no_given_names: words(NO_GIVEN_NAMES),
            before_a_place: words(BEFORE_A_PLACE),
            pairs: Words::of(PAIRS.split(',').filter_map(pair)),
            starters: starters(),
            household: (key("gia"), key("dinh")),
        }
    }

    /// What the word needs beside it to begin a name; `None` where it is no family name.
    pub(super) fn family(&self, word: &Word<'_>) -> Option<Evidence> {
        let family = self.find(word.key)?;
        let (accented, plain) = family.evidence;
        if word.accented { word.reads(family.accented).then_some(accented) } else { Some(plain) }
    }

    /// Whether the word, accents and all, can only be a title.
    pub(super) fn is_title(&self, word: &Word<'_>) -> bool {
        if !word.accented {
            return self.titles.has(&word.key);
        }
        self.accented_titles.iter().any(|form| word.reads(form))
    }

    /// So common that it points at nobody.
    pub(super) fn is_common(&self, word: &Word<'_>) -> bool {
        self.find(word.key).is_some_and(|family| family.evidence.0 != Evidence::Telling)
    }

    fn find(&self, key: Key) -> Option<&Family> {
        let at = self.families.binary_search_by_key(&key, |family| family.key).ok()?;
        self.families.get(at)
    }

    /// Whether a folded word holds a family name that is sure, then a middle word, then more.
    pub(super) fn begins_as_name<'t>(&self, folded: &'t str) -> bool {
        let sure = |name: &str| self.find(key(name)).is_some_and(|it| it.evidence.1 < Evidence::MiddleOnly);
        let middle = |name: &str| self.middles.has(&key(name));
        let split = |text: &'t str, most: usize| (2..=most).filter_map(move |at| text.split_at_checked(at));
        split(folded, 7)
            .filter(|(family, _)| sure(family))
            .flat_map(|(_, rest)| split(rest, 5))
            .any(|(name, given)| middle(name) && !given.is_empty())
    }

    /// "gia đình", which is a title in two words.
    pub(super) fn is_household(&self, first: &Word<'_>, second: &Word<'_>) -> bool {
        second.gap == Gap::Space && (first.key, second.key) == self.household
    }

    pub(super) fn is_pair(&self, first: &Word<'_>, second: &Word<'_>) -> bool {
        second.gap != Gap::Break && self.pairs.has(&(first.key, second.key))
    }
}

fn starters() -> Words {
    let titles = [TITLES, PLAIN_TITLES, ACCENTED_TITLES].into_iter().flat_map(str::split_whitespace);
    let families = families().into_iter().map(|family| family.key);
    Words::of(titles.map(|title| key(&fold(title))).chain(families))
}

fn families() -> Vec<Family> {
    let plain_words = [PLAIN_WORDS, PLAIN_EVERYDAY].map(|text| Words::of(text.split_whitespace().map(key)));
    let mut families: Vec<Family> =
        [(SURE, Evidence::Word), (ALSO_WORDS, Evidence::Middle), (RARE, Evidence::Telling)]
            .into_iter()
            .flat_map(|(names, evidence)| names.split_whitespace().map(move |name| (name, evidence)))
            .map(|(accented, evidence)| {
                let key = key(&fold(accented));
                let [words, everyday] = &plain_words;
                let plain = match key {
                    _ if everyday.has(&key) => Evidence::MiddleOnly,
                    _ if words.has(&key) => Evidence::Middle,
                    _ if evidence == Evidence::Middle => Evidence::MiddleOnly,
                    _ => evidence,
                };
                Family { key, accented, evidence: (evidence, plain) }
            })
            .collect();
    families.sort_by_key(|family| family.key);
    families.dedup_by_key(|family| family.key);
    families
}
