//! Every refusal of this part by name: one table of code, kind and words.

mod said;

use jiff::civil::Date;

use crate::ids::{Code, GoodsReceiptNo, IssueNo, LotNo, PaymentNo, ShipmentNo};
use crate::money::Vnd;
use crate::party::Party;
use crate::quantity::Quantity;
use crate::rejection::RefusalKind;
use said::Said;

/// The longest name of an item or a warehouse, in characters.
pub(super) const NAME_LIMIT: usize = 200;
/// The longest lot number of a maker, in characters.
pub(super) const MAKER_LOT_LIMIT: usize = 40;
/// The most lines of one note.
pub(super) const LINES_LIMIT: usize = 300;

macro_rules! refusals {
    ($(
        $(#[$doc:meta])*
        $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),* } $code:literal $kind:ident $vi:literal $en:literal
    )+) => {
        /// Why a command is refused. The books are unchanged.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Refusal {$(
            $(#[$doc])*
            $name { $($(#[$field_doc])* $field: $type),* },
        )+}

        #[cfg(test)]
        const CODES: &[&str] = &[$($code),+];

        impl Refusal {
            /// A stable name for programs: the last part of the API's problem type.
            pub fn code(&self) -> &'static str {
                match self { $(Self::$name { .. } => $code,)+ }
            }

            /// What sort of refusal it is.
            pub fn kind(&self) -> RefusalKind {
                match self { $(Self::$name { .. } => RefusalKind::$kind,)+ }
            }

            /// The refusal in Vietnamese.
            pub fn vi(&self) -> String {
                match self {$(
                    Self::$name { $($field),* } => {
                        $(let $field = $field.said_vi();)*
                        format!($vi)
                    }
                )+}
            }

            /// The refusal in English.
            pub fn en(&self) -> String {
                match self {$(
                    Self::$name { $($field),* } => {
                        $(let $field = $field.said_en();)*
                        format!($en)
                    }
                )+}
            }
        }
    };
}

refusals! {
    /// Lines of a list, each with its number from 1.
    Lines { /** Line and reason. */ lines: Vec<(usize, Refusal)> }
    "goods-lines" Invalid
    "Chưa ghi dòng nào vì có dòng sai. {lines}"
    "Nothing was written, because of wrong lines. {lines}"

    /// No line, or too many.
    LineCount { /** How many. */ count: usize }
    "goods-line-count" Invalid
    "Phiếu phải có từ 1 đến {LINES_LIMIT} dòng, không phải {count}: hãy chia thành nhiều phiếu."
    "A note has 1 to {LINES_LIMIT} lines, not {count}: make several notes."

    /// An empty or overlong name.
    NameLength { /** Of which code. */ code: Code }
    "goods-name-length" Invalid
    "Tên của {code} phải có từ 1 đến {NAME_LIMIT} ký tự."
    "The name of {code} has 1 to {NAME_LIMIT} characters."

    /// Not in the catalogue.
    ItemUnknown { /** The code. */ item: Code }
    "item-unknown" Unknown
    "Danh mục không có mặt hàng {item}: kiểm tra mã, hoặc khai báo mặt hàng trước."
    "The catalogue has no item {item}: check the code, or declare the item first."

    /// Another base unit, factor or perishability than the one in the catalogue.
    ItemFixed { /** The item. */ item: Code }
    "item-fixed" Conflict
    "Mặt hàng {item} đã có trong danh mục: đơn vị gốc, hệ số quy đổi và việc theo hạn dùng không đổi được; hãy khai báo mã mới."
    "Item {item} is in the catalogue: its base unit, its factors and whether it is perishable stay; declare a new code."

    /// Not a unit of the item.
    UnitUnknown { /** The item. */ item: Code, /** The unit. */ unit: Code, /** Those it has. */ units: Vec<Code> }
    "unit-unknown" Unknown
    "Mặt hàng {item} không quy đổi được từ {unit}: dùng một trong các đơn vị {units}, hoặc khai báo thêm đơn vị."
    "Item {item} is not counted in {unit}: use one of {units}, or declare the unit."

    /// A factor below two, a unit twice, or the base unit again.
    UnitFactor { /** The unit. */ unit: Code }
    "unit-factor" Invalid
    "Đơn vị {unit} phải khác đơn vị gốc, chỉ nêu một lần, và gồm từ 2 đơn vị gốc trở lên."
    "Unit {unit} must differ from the base unit, stand once, and hold at least 2 base units."

    /// A kit of nothing, of itself, of kits, or of an item twice.
    KitContents { /** The kit. */ kit: Code }
    "kit-contents" Invalid
    "Suất quà {kit} phải gồm ít nhất một mặt hàng với số lượng lớn hơn 0, mỗi mặt hàng một lần, không chứa suất quà khác."
    "Kit {kit} holds at least one item, each once and above zero, and no other kit."

    /// An item that is no kit.
    KitUnknown { /** The code. */ kit: Code }
    "kit-unknown" Unknown
    "{kit} chưa có thành phần suất quà: hãy khai báo suất quà trước."
    "It is not said what kit {kit} holds: define the kit first."

    /// There are lots of it already.
    KitInUse { /** The kit. */ kit: Code }
    "kit-in-use" Conflict
    "Suất quà {kit} đã từng nhập kho, không đổi thành phần được: hãy lập mã suất quà mới."
    "There are lots of kit {kit}, so its contents stay: make a new kit code."

    /// A component needs an expiry day, the kit does not.
    KitPerishable { /** The kit. */ kit: Code }
    "kit-perishable" Invalid
    "Suất quà {kit} có hàng theo hạn dùng: khai báo {kit} là mặt hàng có hạn dùng."
    "Kit {kit} holds perishable goods: declare {kit} as perishable."

    /// Not a warehouse of the fund.
    WarehouseUnknown { /** The code. */ warehouse: Code }
    "warehouse-unknown" Unknown
    "Quỹ không có kho {warehouse}: kiểm tra mã kho, hoặc mở kho trước."
    "The fund has no warehouse {warehouse}: check the code, or open the warehouse first."

    /// The code is given already.
    WarehouseTaken { /** The code. */ warehouse: Code }
    "warehouse-taken" Conflict
    "Mã kho {warehouse} đã dùng: hãy chọn mã khác."
    "The warehouse code {warehouse} is taken: choose another."

    /// Zero or less.
    QuantityNotPositive { /** What was given. */ quantity: Quantity }
    "quantity-not-positive" Invalid
    "Số lượng phải lớn hơn 0, không phải {quantity}."
    "A quantity must be above zero, not {quantity}."

    /// Less than nothing was counted.
    QuantityNegative { /** What was given. */ quantity: Quantity }
    "quantity-negative" Invalid
    "Số đếm được không thể âm ({quantity}): hãy đếm lại."
    "What was counted cannot be negative ({quantity}): count again."

    /// It does not fit in the books.
    QuantityTooLarge { /** What was given. */ quantity: Quantity }
    "quantity-too-large" Invalid
    "Số lượng {quantity} vượt quá khả năng ghi sổ: kiểm tra số và đơn vị."
    "The quantity {quantity} is beyond what the books can hold: check number and unit."

    /// A value that no lot can have.
    ValueTooLarge { /** What was given. */ value: Vnd }
    "value-too-large" Invalid
    "Giá trị {value} đồng quá lớn cho một lô hàng: kiểm tra lại số."
    "A value of {value} đồng is too large for a lot: check the figure."

    /// A truck brings more than twice what was loaded.
    UnloadedTooMuch { /** The lot. */ lot: LotNo, /** What was loaded. */ sent: Quantity }
    "unloaded-too-much" Invalid
    "Lô {lot} chỉ chở {sent} đơn vị, không thể dỡ xuống nhiều hơn gấp đôi: đếm lại, hoặc ghi số thừa bằng kiểm kê."
    "Only {sent} units of lot {lot} were loaded, and more than twice as many cannot come: count again, or enter the surplus with a count."

    /// Less than nothing.
    ValueNegative { /** What was given. */ value: Vnd }
    "value-negative" Invalid
    "Giá trị hàng không thể âm ({value} đồng)."
    "Goods cannot be worth less than nothing ({value} đồng)."

    /// Worth something, but nobody can tell whence.
    ValueUnsourced { /** What was given. */ value: Vnd }
    "value-unsourced" Invalid
    "Giá trị {value} đồng phải có căn cứ: chọn hóa đơn, khai báo, bảng giá hay ước tính, hoặc ghi 0."
    "A value of {value} đồng needs a source: invoice, declaration, price list or estimate; or write 0."

    /// A perishable lot without its last day.
    ExpiryMissing { /** The item. */ item: Code }
    "expiry-missing" Invalid
    "Mặt hàng {item} phải ghi hạn dùng của lô."
    "Item {item} needs the lot's expiry day."

    /// Past its day when it came, and not taken as damaged.
    ExpiredOnArrival { /** The item. */ item: Code, /** Its last day. */ expiry: Date }
    "expired-on-arrival" Invalid
    "Mặt hàng {item} đã hết hạn ngày {expiry}: trả lại, hoặc nhập với tình trạng hỏng để xử lý."
    "Item {item} expired on {expiry}: send it back, or take it in as damaged."

    /// An empty or overlong lot number of the maker.
    MakerLotLength { /** The item. */ item: Code }
    "maker-lot-length" Invalid
    "Số lô của nhà sản xuất ({item}) phải có từ 1 đến {MAKER_LOT_LIMIT} ký tự, hoặc để trống."
    "The maker's lot number ({item}) has 1 to {MAKER_LOT_LIMIT} characters, or is left out."

    /// Bought goods that are said to be somebody else's.
    CustodyBought { /** Whose. */ party: Party }
    "custody-bought" Invalid
    "Hàng quỹ mua không phải hàng giữ hộ {party}: bỏ phần giữ hộ."
    "What the fund buys is not held for {party}: leave the custody out."

    /// No such lot.
    LotUnknown { /** The lot. */ lot: LotNo }
    "lot-unknown" Unknown
    "Không có lô số {lot}."
    "There is no lot number {lot}."

    /// A line that names no lot where one is needed.
    LotUnnamed { /** The item. */ item: Code }
    "lot-unnamed" Invalid
    "Hãy nêu số lô của mặt hàng {item}."
    "Name the lot of item {item}."

    /// The lot is of another item.
    LotOfOtherItem { /** The lot. */ lot: LotNo, /** The item given. */ item: Code }
    "lot-of-other-item" Invalid
    "Lô số {lot} không phải mặt hàng {item}: kiểm tra số lô."
    "Lot number {lot} is not of item {item}: check the lot."

    /// A lot that stands twice in one list.
    LotTwice { /** The lot. */ lot: LotNo }
    "lot-twice" Invalid
    "Lô số {lot} ghi hai lần: cộng vào một dòng."
    "Lot number {lot} stands twice: put it into one line."

    /// Past its last day.
    LotExpired { /** The lot. */ lot: LotNo, /** Its last day. */ expiry: Date }
    "lot-expired" Conflict
    "Lô số {lot} hết hạn ngày {expiry}, không được cấp phát: chọn lô khác, đề nghị xuất hủy lô này."
    "Lot number {lot} expired on {expiry} and is not handed out: take another lot, ask to write this one off."

    /// Not past its last day.
    LotNotExpired { /** The lot. */ lot: LotNo }
    "lot-not-expired" Conflict
    "Lô số {lot} chưa hết hạn: chọn lý do xuất hủy khác."
    "Lot number {lot} has not expired: give another reason for the write-off."

    /// Broken or spoiled.
    LotDamaged { /** The lot. */ lot: LotNo }
    "lot-damaged" Conflict
    "Lô số {lot} bị hỏng, không được cấp phát: chọn lô khác."
    "Lot number {lot} is damaged and is not handed out: take another lot."

    /// Tied to something else.
    LotUnfit { /** The lot. */ lot: LotNo }
    "lot-unfit" Conflict
    "Lô số {lot} có địa chỉ khác với nơi dùng này: chọn lô khác, hoặc xin ý kiến người ủng hộ."
    "Lot number {lot} is earmarked for something else: take another lot, or ask the donor."

    /// Held for somebody else.
    LotInCustody { /** The lot. */ lot: LotNo, /** Whose it is. */ party: Party }
    "lot-in-custody" Conflict
    "Lô số {lot} là hàng giữ hộ {party}: chỉ giao cho {party} hoặc nơi thuộc {party}."
    "Lot number {lot} is held for {party}: it goes only to {party} or to a place that belongs to it."

    /// Nothing of it is anywhere.
    LotUsedUp { /** The lot. */ lot: LotNo }
    "lot-used-up" Conflict
    "Lô số {lot} không còn hàng để định giá lại."
    "Nothing is left of lot number {lot} that could get another value."

    /// The new value is the old one.
    ValueUnchanged { /** The lot. */ lot: LotNo, /** The value. */ value: Vnd }
    "value-unchanged" Conflict
    "Lô số {lot} đã có giá trị {value} đồng với căn cứ này."
    "Lot number {lot} is worth {value} đồng by that source already."

    /// Less than wanted is free, over all lots that may be taken.
    StockShort { /** The item. */ item: Code, /** Where. */ warehouse: Code, /** Asked for. */ wanted: Quantity, /** There. */ free: Quantity }
    "stock-short" Conflict
    "Kho {warehouse} chỉ còn {free} {item} chưa giữ chỗ và còn dùng được, không đủ {wanted}: giảm số lượng, hoặc chuyển hàng từ kho khác."
    "Warehouse {warehouse} has {free} of {item} free and fit for use, not {wanted}: ask for less, or bring goods from another warehouse."

    /// Less than wanted is free of one lot.
    LotShort { /** The lot. */ lot: LotNo, /** Where. */ warehouse: Code, /** Asked for. */ wanted: Quantity, /** There. */ free: Quantity }
    "lot-short" Conflict
    "Lô số {lot} tại kho {warehouse} chỉ còn {free} chưa giữ chỗ, không đủ {wanted}."
    "Of lot number {lot} in warehouse {warehouse} {free} are free, not {wanted}."

    /// A business day before the goods were there.
    TooEarly { /** The day given. */ given: Date, /** The first that can be. */ since: Date }
    "goods-too-early" Invalid
    "Ngày {given} trước ngày hàng có mặt ({since}): kiểm tra lại ngày."
    "{given} is before the goods were there ({since}): check the day."

    /// From a warehouse into itself.
    SameWarehouse { /** Which. */ warehouse: Code }
    "same-warehouse" Invalid
    "Kho đi và kho đến cùng là {warehouse}: chọn lại một trong hai."
    "Goods are sent from {warehouse} to itself: change one of the two."

    /// No such shipment.
    ShipmentUnknown { /** Which. */ shipment: ShipmentNo }
    "shipment-unknown" Unknown
    "Không có chuyến hàng số {shipment}."
    "There is no shipment number {shipment}."

    /// It has arrived already.
    ShipmentUnloaded { /** Which. */ shipment: ShipmentNo }
    "shipment-unloaded" Conflict
    "Chuyến hàng số {shipment} đã nhận xong: chênh lệch phát hiện sau thì ghi bằng kiểm kê."
    "Shipment number {shipment} is unloaded already: differences found later go into a count."

    /// A lot that was not loaded.
    LotNotLoaded { /** Which. */ shipment: ShipmentNo, /** The lot. */ lot: LotNo }
    "lot-not-loaded" Invalid
    "Chuyến hàng số {shipment} không chở lô số {lot}: ghi lô này bằng kiểm kê tại kho nhận."
    "Shipment number {shipment} did not carry lot number {lot}: take it up by a count where it arrived."

    /// Nothing is said of a lot that was loaded.
    LotNotUnloaded { /** Which. */ shipment: ShipmentNo, /** The lot. */ lot: LotNo }
    "lot-not-unloaded" Invalid
    "Thiếu dòng của lô số {lot} trên chuyến hàng số {shipment}: ghi 0 nếu không đến."
    "Lot number {lot} of shipment number {shipment} has no line: write 0 if it did not arrive."

    /// A difference that nobody explains.
    CauseMissing { /** The lot. */ lot: LotNo }
    "cause-missing" Invalid
    "Lô số {lot} chênh lệch: ghi nguyên nhân, hoặc đính kèm biên bản kiểm kê đã ký."
    "Lot number {lot} differs: state the cause, or attach the signed minutes."

    /// No such note.
    ReceiptUnknown { /** Which. */ receipt: GoodsReceiptNo }
    "goods-receipt-unknown" Unknown
    "Không có lần nhập hàng số {receipt}."
    "There is no goods receipt number {receipt}."

    /// Its negative stands in the books.
    ReceiptReversed { /** Which. */ receipt: GoodsReceiptNo }
    "goods-receipt-reversed" Conflict
    "Lần nhập hàng số {receipt} đã được ghi số âm."
    "Goods receipt number {receipt} is reversed already."

    /// Something of it has moved, or is reserved.
    ReceiptInUse { /** Which. */ receipt: GoodsReceiptNo, /** The lot. */ lot: LotNo }
    "goods-receipt-in-use" Conflict
    "Lô số {lot} của lần nhập hàng số {receipt} đã xuất, chuyển, kiểm kê lệch hoặc giữ chỗ: đính chính các việc đó trước, hoặc kiểm kê."
    "Lot number {lot} of goods receipt number {receipt} has moved, differed at a count or is reserved: correct that first, or count."

    /// It went out in the same step.
    ReceiptDirect { /** Which. */ receipt: GoodsReceiptNo, /** With. */ issue: IssueNo }
    "goods-receipt-direct" Conflict
    "Lần nhập hàng số {receipt} giao thẳng cùng lần xuất số {issue}: hãy đính chính lần xuất đó."
    "Goods receipt number {receipt} was delivered directly with issue number {issue}: reverse that issue."

    /// No such note.
    IssueUnknown { /** Which. */ issue: IssueNo }
    "goods-issue-unknown" Unknown
    "Không có lần xuất hàng số {issue}."
    "There is no goods issue number {issue}."

    /// Its negative stands in the books.
    IssueReversed { /** Which. */ issue: IssueNo }
    "goods-issue-reversed" Conflict
    "Lần xuất hàng số {issue} đã được ghi số âm."
    "Goods issue number {issue} is reversed already."

    /// Goods are received against a purchase only.
    NotPurchase { /** The payment. */ payment: PaymentNo }
    "goods-not-purchase" Invalid
    "Khoản chi số {payment} không phải chi mua hàng: kiểm tra số khoản chi."
    "Payment {payment} is no purchase of goods: check its number."

    /// More came than was paid.
    AbovePurchase { /** The payment. */ payment: PaymentNo, /** What came. */ value: Vnd, /** What is still to come. */ left: Vnd }
    "goods-above-purchase" Conflict
    "Hàng trị giá {value} đồng nhưng khoản chi số {payment} chỉ còn {left} đồng chưa nhận hàng: kiểm tra giá trị, phần cho thêm ghi phiếu nhập riêng là hàng ủng hộ."
    "The goods are worth {value} đồng, but only {left} đồng of payment {payment} are still to be delivered: check the value; what the supplier gives on top is a gift on a note of its own."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_a_code_of_its_own() {
        let codes: std::collections::BTreeSet<_> = CODES.iter().collect();
        assert_eq!(codes.len(), CODES.len());
    }

    #[test]
    fn days_and_numbers_are_said_as_each_language_writes_them() {
        let expiry = jiff::civil::date(2021, 10, 19);
        let refusal = Refusal::LotExpired { lot: LotNo::new(7), expiry };
        assert!(refusal.vi().starts_with("Lô số 7 hết hạn ngày 19/10/2021"), "{}", refusal.vi());
        assert!(refusal.en().starts_with("Lot number 7 expired on 2021-10-19"), "{}", refusal.en());
        let count = Refusal::LineCount { count: 301 };
        assert!(count.vi().contains("từ 1 đến 300 dòng, không phải 301"), "{}", count.vi());
    }

    #[test]
    fn of_many_wrong_lines_the_first_are_named_and_the_rest_counted() {
        let lot = LotNo::new(1);
        let lines = (1..=25).map(|line| (line, Refusal::LotUnknown { lot })).collect();
        let said = Refusal::Lines { lines }.en();
        assert!(said.contains("Line 20: There is no lot number 1.") && !said.contains("Line 21"), "{said}");
        assert!(said.ends_with("And 5 more lines."), "{said}");
    }
}
