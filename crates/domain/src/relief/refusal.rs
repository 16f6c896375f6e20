//! Every refusal of this part by name, each with its figures: what was wrong, where, what to do.

use jiff::civil::Date;

use super::{Holder, Outcome};
use crate::event::Earmark;
use crate::ids::{
    AccountId, Actor, AllocationNo, Code, HouseholdId, NeedNo, PaymentNo, ReceiptNo, RequestNo,
};
use crate::money::Vnd;
use crate::party::Party;
use crate::quantity::Quantity;
use crate::rejection::RefusalKind;

/// One entry a refusal: its name, its figures, its kind and code, what a person reads.
macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty),* $(,)? } $kind:ident $code:literal
        vi($($vi:tt)*) en($($en:tt)*))*) => {
        /// Why a command is refused. The books are unchanged. Figures are what the messages say about them.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the messages say what each figure is")]
        pub enum Refusal {
            $($(#[$doc])* $name { $($field: $type),* },)*
        }

        impl Refusal {
            /// A stable name for programs: the last part of the API's problem type.
            pub fn code(&self) -> &'static str {
                match self { $(Self::$name { .. } => $code,)* }
            }

            /// What sort of refusal it is.
            pub fn kind(&self) -> RefusalKind {
                match self { $(Self::$name { .. } => RefusalKind::$kind,)* }
            }

            /// The refusal in Vietnamese.
            #[allow(unused_variables, reason = "not every figure is in every message")]
            pub fn vi(&self) -> String {
                match self { $(Self::$name { $($field),* } => format!($($vi)*),)* }
            }

            /// The refusal in English.
            #[allow(unused_variables, reason = "not every figure is in every message")]
            pub fn en(&self) -> String {
                match self { $(Self::$name { $($field),* } => format!($($en)*),)* }
            }
        }
    };
}

refusals! {
    /// Something follows on another thing and is dated before it.
    DatedBefore { given: Date, since: Date } Conflict "dated-before"
        vi("Ngày {} trước ngày {} của việc mà nó theo sau: ghi đúng ngày, không sớm hơn.",
            given.strftime("%d/%m/%Y"), since.strftime("%d/%m/%Y"))
        en("{} is before {}, the day of what it follows on: give the right day, not an earlier one.",
            given.strftime("%d/%m/%Y"), since.strftime("%d/%m/%Y"))
    /// More papers than anybody looks through.
    TooManyPapers { given: usize, most: usize } Invalid "too-many-papers"
        vi("Đề nghị kèm {given} tệp, nhiều nhất {most}: gộp các trang vào một tệp PDF.")
        en("The request has {given} files, at most {most} are taken: put the pages into one PDF.")
    /// The share follows a support level that a recipient's line does not name.
    PolicyOfShare { party: Party, policy: Code } Invalid "policy-of-share"
        vi("Phần phân bổ theo định mức {policy}: dòng của {party} phải ghi định mức ấy, để mỗi hộ chỉ nhận một lần và không \
            vượt mức.")
        en("The share follows the support level {policy}: the line of {party} must name it, so that nobody gets it twice or \
            above the level.")
    // Support levels and limits.
    /// A text is empty or too long.
    TextLength { limit: usize } Invalid "text-length"
        vi("Tên và số quyết định phải có từ 1 đến {limit} ký tự.")
        en("A name and a decision have 1 to {limit} characters.")
    /// Neither floor nor ceiling, or one above the other, or one below zero.
    LevelImpossible { policy: Code } Invalid "level-impossible"
        vi("Định mức {policy}: nêu mức tối thiểu hoặc tối đa, không âm, tối thiểu không vượt tối đa.")
        en("Support level {policy}: give a floor or a ceiling, not below zero, the floor not above the ceiling.")
    /// A later version is in force already.
    PolicyOutOfOrder { policy: Code, from: Date } Conflict "policy-out-of-order"
        vi("Định mức {policy} đã có bản hiệu lực từ {from}: ban hành bản mới từ ngày đó trở đi.", from = dmy(*from))
        en("Support level {policy} has a version in force from {from}: adopt a new one from that day on.")
    /// Not in force on that day.
    PolicyUnknown { policy: Code, on: Date } Unknown "policy-unknown"
        vi("Định mức {policy} không có hiệu lực ngày {on}: kiểm tra mã hoặc ban hành định mức.", on = dmy(*on))
        en("Support level {policy} is not in force on {on}: check the code, or adopt it.")
    /// A limit below zero, or a period of no day.
    LimitsImpossible {} Invalid "limits-impossible"
        vi("Hạn mức phải lớn hơn 0, thời hạn ít nhất một ngày.")
        en("A limit is above zero and a period has at least one day.")
    /// No rules of spending yet.
    LimitsNotAdopted { on: Date } Conflict "limits-not-adopted"
        vi("Chưa có hạn mức chi có hiệu lực ngày {on}: quản trị ban hành hạn mức trước khi lập đề nghị.", on = dmy(*on))
        en("No limits are in force on {on}: the administrator adopts them before anything is requested.")
    // Approvers.
    /// He was not appointed.
    ApproverUnknown { person: Actor } Unknown "approver-unknown"
        vi("{person} không phải người duyệt: kiểm tra bí danh.")
        en("{person} is no approver: check the pseudonym.")
    /// He may not approve on that day, nor acts for somebody who may.
    NotApprover { person: Actor } Forbidden "not-approver"
        vi("{person} chưa được giao quyền duyệt hoặc quyền đã hết hạn: quản trị giao quyền trước.")
        en("{person} is not appointed to approve, or no longer: the administrator appoints first.")
    /// Wider than the giver's own right.
    DelegationTooWide { per_request: Vnd, until: String } Invalid "delegation-too-wide"
        vi("Ủy quyền không được rộng hơn quyền của mình: mỗi đề nghị đến {per_request} đồng, thời hạn {until}.")
        en("A delegation is never wider than one's own right: up to {per_request} đồng a request, until {until}.")
    /// To oneself, or for a time that is over.
    DelegationImpossible {} Invalid "delegation-impossible"
        vi("Ủy quyền cho người khác, đến một ngày chưa qua, với hạn mức lớn hơn 0.")
        en("Delegate to somebody else, up to a day that is not over, with a limit above zero.")
    /// There is none.
    DelegationUnknown { to: Actor } Unknown "delegation-unknown"
        vi("Không có ủy quyền nào cho {to}.")
        en("There is no delegation to {to}.")
    /// Maker and checker are two people.
    OwnRequest { request: RequestNo } Forbidden "own-request"
        vi("Đề nghị số {request} do chính mình hoặc người ủy quyền lập: phải do người khác duyệt.")
        en("Request {request} is one's own, or of the one for whom one acts: somebody else approves it.")
    /// The same person, or by the same right.
    ApprovedAlready { request: RequestNo } Conflict "approved-already"
        vi("Đề nghị số {request} đã có lượt duyệt của người này: lượt thứ hai phải của người khác, bằng quyền khác.")
        en("Request {request} has this person's approval: the second one is somebody else's, by another right.")
    /// Nothing more is to be approved.
    ApprovalComplete { request: RequestNo } Conflict "approval-complete"
        vi("Đề nghị số {request} đã duyệt đủ: có thể thực hiện.")
        en("Request {request} is approved in full: it may be executed.")
    /// More than one request's limit.
    AbovePerRequest { value: Vnd, limit: Vnd } Forbidden "above-per-request"
        vi("Đề nghị {value} đồng vượt hạn mức duyệt {limit} đồng mỗi đề nghị: chuyển người có hạn mức cao hơn.")
        en("The request of {value} đồng is above the limit of {limit} đồng a request: pass it to somebody with a higher one.")
    /// More than the day's limit.
    AbovePerDay { value: Vnd, left: Vnd } Forbidden "above-per-day"
        vi("Đề nghị {value} đồng vượt hạn mức duyệt trong ngày, còn lại {left} đồng: chuyển người khác hoặc để ngày sau.")
        en("The request of {value} đồng is above what is left of the day's limit, {left} đồng: pass it on, or wait a day.")
    /// Conflict of interest.
    Interested { person: Actor, party: Party } Forbidden "interested"
        vi("{person} đã khai có lợi ích liên quan với {party}: phải do người khác duyệt.")
        en("{person} has declared an interest in {party}: somebody else approves.")
    /// Approved is what was read.
    ContentChanged { request: RequestNo } Conflict "content-changed"
        vi("Nội dung đề nghị số {request} khác bản đã đọc: đọc lại rồi duyệt.")
        en("Request {request} is not what was read: read it again, then approve.")
    // Needs and allocations.
    /// No such need.
    NeedUnknown { need: NeedNo } Unknown "need-unknown"
        vi("Không có nhu cầu số {need}.")
        en("There is no need number {need}.")
    /// Neither money nor goods.
    NothingAsked {} Invalid "nothing-asked"
        vi("Nêu số tiền hoặc hàng, lớn hơn 0, mỗi mặt hàng một dòng.")
        en("Give money or goods, above zero, one line an item.")
    /// No share, or too many.
    SharesCount { limit: usize } Invalid "shares-count"
        vi("Quyết định phân bổ có từ 1 đến {limit} dòng.")
        en("An allocation has 1 to {limit} shares.")
    /// An item that is not in the catalogue.
    ItemUnknown { item: Code } Unknown "item-unknown"
        vi("Mặt hàng {item} không có trong danh mục: kiểm tra mã hoặc khai báo mặt hàng.")
        en("Item {item} is not in the catalogue: check the code, or declare it.")
    /// No such share.
    ShareUnknown { allocation: AllocationNo, line: u16 } Unknown "share-unknown"
        vi("Quyết định phân bổ số {allocation} không có dòng {line}.")
        en("Allocation {allocation} has no share {line}.")
    /// Less money than is decided on.
    PotTooSmall { earmark: Option<Earmark>, wanted: Vnd, left: Vnd } Conflict "pot-too-small"
        vi("Cần {wanted} đồng nhưng nguồn {pot} chỉ còn lại {left} đồng chưa phân bổ hoặc giữ chỗ: giảm số tiền hoặc chọn nguồn khác.", pot = pot_vi(earmark.as_ref()))
        en("{wanted} đồng are wanted, but of {pot} only {left} đồng are left that nobody has decided on or reserved: ask for less, or take another source.", pot = pot_en(earmark.as_ref()))
    /// Not as the donor said.
    EarmarkBroken { earmark: Earmark } Conflict "earmark-broken"
        vi("Tiền, hàng có địa chỉ ({pot}) không dùng được vào việc này: chọn nguồn khác hoặc xin người ủng hộ đổi mục đích.", pot = pot_vi(Some(earmark)))
        en("What is tied ({pot}) cannot be used for this: take another source, or ask the donor to release it.", pot = pot_en(Some(earmark)))
    /// Another source than the share's.
    SourceDiffers { allocation: AllocationNo, line: u16 } Invalid "source-differs"
        vi("Nguồn tiền khác với dòng {line} của quyết định phân bổ số {allocation}: dùng đúng nguồn đã quyết định.")
        en("The source is not that of share {line} of allocation {allocation}: take the one that was decided.")
    /// More than the share.
    ShareTooSmall { allocation: AllocationNo, line: u16, wanted: Vnd, left: Vnd } Conflict "share-too-small"
        vi("Cần {wanted} đồng nhưng dòng {line} của quyết định phân bổ số {allocation} chỉ còn lại {left} đồng: giảm số tiền hoặc phân bổ thêm.")
        en("{wanted} đồng are wanted, but share {line} of allocation {allocation} has only {left} đồng left: ask for less, or allocate more.")
    /// More goods than the share.
    ShareGoodsTooSmall { allocation: AllocationNo, line: u16, item: Code, wanted: Quantity, left: Quantity } Conflict "share-goods-too-small"
        vi("Cần {wanted} {item} nhưng dòng {line} của quyết định phân bổ số {allocation} chỉ còn lại {left}: giảm số lượng hoặc phân bổ thêm.")
        en("{wanted} of {item} are wanted, but share {line} of allocation {allocation} has only {left} left: ask for less, or allocate more.")
    /// Relief follows a decision.
    AllocationMissing {} Invalid "allocation-missing"
        vi("Chi cứu trợ, chuyển tiền và tạm ứng phải theo quyết định phân bổ: nêu số quyết định và dòng.")
        en("Relief, transfers and advances follow an allocation: name it and its share.")
    /// Another spending head.
    HeadDiffers { given: Code, wanted: Code } Invalid "head-differs"
        vi("Mục chi {given} khác mục chi {wanted} đã quyết định: dùng đúng mục chi.")
        en("Spending head {given} is not {wanted}, which was decided: take that one.")
    /// Outside the share.
    OutsideShare { party: Party, to: Party } Invalid "outside-share"
        vi("{party} không thuộc {to} được phân bổ: kiểm tra người nhận hoặc chọn dòng phân bổ khác.")
        en("{party} is not within {to}, which has the share: check the receiver, or take another share.")
    // Requests.
    /// No such request.
    RequestUnknown { request: RequestNo } Unknown "request-unknown"
        vi("Không có đề nghị số {request}.")
        en("There is no request number {request}.")
    /// It has ended.
    RequestClosed { request: RequestNo, outcome: Outcome } Conflict "request-closed"
        vi("Đề nghị số {request} {how}: lập đề nghị mới nếu cần.", how = ended_vi(*outcome))
        en("Request {request} {how}: make a new one if it is needed.", how = ended_en(*outcome))
    /// Its time is over.
    RequestExpired { request: RequestNo, on: Date } Conflict "request-expired"
        vi("Đề nghị số {request} hết hạn ngày {on}: người lập sửa lại đề nghị để giữ chỗ và duyệt lại.", on = dmy(*on))
        en("Request {request} expired on {on}: its maker amends it, and it is approved again.")
    /// Approvals are missing.
    RequestNotApproved { request: RequestNo } Conflict "request-not-approved"
        vi("Đề nghị số {request} chưa được duyệt đủ.")
        en("Request {request} is not approved in full yet.")
    /// An approver asks for more.
    RequestOnHold { request: RequestNo } Conflict "request-on-hold"
        vi("Đề nghị số {request} đang chờ bổ sung: người lập sửa đề nghị trước.")
        en("Request {request} is on hold: its maker amends it first.")
    /// Somebody else's.
    NotMaker { request: RequestNo, maker: Actor } Forbidden "not-maker"
        vi("Đề nghị số {request} do {maker} lập: chỉ người lập được sửa hoặc rút.")
        en("Request {request} is {maker}'s: only its maker amends or withdraws it.")
    /// A part is paid.
    RequestPartPaid { request: RequestNo, paid: Vnd } Conflict "request-part-paid"
        vi("Đề nghị số {request} đã chi {paid} đồng, không sửa được: rút phần còn lại và lập đề nghị mới.")
        en("{paid} đồng of request {request} are paid, so it cannot be amended: withdraw the rest and make a new one.")
    /// Goods where money is meant, or the other way round.
    RequestOfOtherKind { request: RequestNo } Invalid "request-of-other-kind"
        vi("Đề nghị số {request} thuộc loại khác (tiền, xuất hàng hay loại hàng): kiểm tra số đề nghị.")
        en("Request {request} is of another kind (money, issue or write-off): check its number.")
    /// Less money in the account.
    AccountTooSmall { account: AccountId, wanted: Vnd, left: Vnd } Conflict "account-too-small"
        vi("Cần {wanted} đồng nhưng tài khoản {account} chỉ còn lại {left} đồng chưa giữ chỗ: giảm số tiền hoặc chọn tài khoản khác.")
        en("{wanted} đồng are wanted, but account {account} has only {left} đồng left that are not reserved: ask for less, or take another account.")
    /// Below zero.
    AmountBelowZero { amount: Vnd } Invalid "amount-below-zero"
        vi("Số tiền không được âm: {amount} đồng.")
        en("An amount is not below zero: {amount} đồng.")
    /// Not a gift back by this way.
    RefundAsPayment {} Invalid "refund-as-payment"
        vi("Trả lại tiền ủng hộ phải lập đề nghị hoàn trả nêu số khoản thu.")
        en("A gift is given back on a refund request that names its receipt.")
    /// More than what is left of it.
    ReceiptTooSmall { receipt: ReceiptNo, wanted: Vnd, left: Vnd } Conflict "receipt-too-small"
        vi("Xin hoàn trả {wanted} đồng nhưng khoản thu số {receipt} chỉ còn lại {left} đồng có thể hoàn trả.")
        en("{wanted} đồng are to be given back, but only {left} đồng of receipt {receipt} can be.")
    /// Its reason says another standing.
    ReasonDoesNotFit { receipt: ReceiptNo } Invalid "reason-does-not-fit"
        vi("Lý do hoàn trả không đúng với tình trạng khoản thu số {receipt} trong sổ: chọn lại lý do.")
        en("The reason does not fit how receipt {receipt} stands in the books: choose another one.")
    // Recipients.
    /// Too many lines.
    TooManyRecipients { limit: usize } Invalid "too-many-recipients"
        vi("Danh sách quá {limit} dòng: chia thành nhiều đề nghị.")
        en("A list has at most {limit} lines: split it.")
    /// A household is named.
    RecipientsMissing {} Invalid "recipients-missing"
        vi("Chi cho một hộ phải có dòng người nhận: nêu hộ và định mức.")
        en("What goes to a household needs its line: name the household and the support level.")
    /// Not for beneficiaries.
    RecipientsNotHere {} Invalid "recipients-not-here"
        vi("Khoản chi này không có danh sách người nhận: tạm ứng nêu người nhận khi thanh toán.")
        en("This payment has no list of recipients: an advance names them when it is settled.")
    /// Neither money nor goods, or what the request is not about.
    RecipientAmount { party: Party } Invalid "recipient-amount"
        vi("Dòng của {party}: nêu số tiền cho đề nghị chi tiền, hàng cho đề nghị xuất hàng, lớn hơn 0.")
        en("Line of {party}: give money in a request for money, goods in one for goods, above zero.")
    /// How many households.
    RecipientHouseholds { party: Party } Invalid "recipient-households"
        vi("Dòng của {party}: số hộ là 1 cho một hộ, ít nhất 1 cho tổ hoặc địa bàn.")
        en("Line of {party}: the number of households is 1 for a household, at least 1 for a group or area.")
    /// Measured by persons, of whom there are none.
    PersonsMissing { party: Party, policy: Code } Invalid "persons-missing"
        vi("Dòng của {party}: định mức {policy} tính theo người, hãy nêu số người.")
        en("Line of {party}: support level {policy} is by person, give the number of persons.")
    /// The same twice in one list.
    RecipientTwice { party: Party } Invalid "recipient-twice"
        vi("{party} có hai dòng trong danh sách, hoặc đã tính trong dòng của tổ: bỏ một dòng.")
        en("{party} has two lines in the list, or is in its group's line already: leave one out.")
    /// Has had it, or is about to.
    HouseholdTwice { household: HouseholdId, holder: Holder } Conflict "household-twice"
        vi("Hộ {household} đã được hưởng định mức này trong đợt phân bổ ({through}): bỏ hộ khỏi danh sách.", through = holder_vi(*holder))
        en("Household {household} has this support in this allocation already ({through}): take it off the list.", through = holder_en(*holder))
    /// A household of the group has had it on its own.
    GroupTwice { group: Code, household: HouseholdId, holder: Holder } Conflict "group-twice"
        vi("Hộ {household} của tổ {group} đã được hưởng riêng trong đợt phân bổ ({through}): nêu từng hộ còn lại thay cho cả tổ.", through = holder_vi(*holder))
        en("Household {household} of group {group} has this support in this allocation already ({through}): name the other households instead of the group.", through = holder_en(*holder))
    /// The list is not the amount.
    RecipientsSum { sum: Vnd, amount: Vnd } Invalid "recipients-sum"
        vi("Danh sách cộng lại {sum} đồng, khác số tiền {amount} đồng: sửa một trong hai.")
        en("The list sums to {sum} đồng, not to {amount} đồng: correct one of them.")
    /// The list is not the goods.
    RecipientsGoods { item: Code, sum: Quantity, wanted: Quantity } Invalid "recipients-goods"
        vi("Danh sách cộng lại {sum} {item}, khác số xuất {wanted}: sửa một trong hai.")
        en("The list sums to {sum} of {item}, not to {wanted}: correct one of them.")
    /// Not within the support level.
    OutsideLevel { party: Party, policy: Code, amount: Vnd, least: Vnd, most: String } Invalid "outside-level"
        vi("{party} nhận {amount} đồng, ngoài định mức {policy} (từ {least} đến {most} đồng): sửa số tiền.")
        en("{party} gets {amount} đồng, outside support level {policy} (from {least} to {most} đồng): correct the amount.")
    /// Not within the support level, in goods.
    OutsideGoodsLevel { party: Party, policy: Code, item: Code, amount: Quantity, least: Quantity, most: String } Invalid "outside-goods-level"
        vi("{party} nhận {amount} {item}, ngoài định mức {policy} (từ {least} đến {most}): sửa số lượng.")
        en("{party} gets {amount} of {item}, outside support level {policy} (from {least} to {most}): correct the quantity.")
    /// Paid already, or never in the request.
    RecipientNotInRequest { party: Party } Conflict "recipient-not-in-request"
        vi("{party} với số tiền này không có trong phần chưa chi của đề nghị: dùng đúng dòng của đề nghị.")
        en("{party} with this amount is not in what the request has left: use the request's own line.")
    // Goods.
    /// Not a warehouse of the fund.
    WarehouseUnknown { warehouse: Code } Unknown "warehouse-unknown"
        vi("Không có kho {warehouse}: kiểm tra mã kho.")
        en("There is no warehouse {warehouse}: check its code.")
    // Payments.
    /// More than is left.
    RequestTooSmall { request: RequestNo, wanted: Vnd, left: Vnd } Conflict "request-too-small"
        vi("Chi {wanted} đồng nhưng đề nghị số {request} chỉ còn lại {left} đồng.")
        en("{wanted} đồng are to be paid, but request {request} has only {left} đồng left.")
    /// The day's limit of the account.
    AboveAccountPerDay { account: AccountId, limit: Vnd, left: Vnd } Conflict "above-account-per-day"
        vi("Tài khoản {account} được chi {limit} đồng mỗi ngày, còn lại {left} đồng: để ngày sau hoặc chọn tài khoản khác.")
        en("Account {account} pays {limit} đồng a day, {left} đồng are left: wait a day, or take another account.")
    /// Not a bank line that waits to be explained.
    NoSuchBankLine { account: AccountId, line: u32 } Conflict "no-such-bank-line"
        vi("Dòng {line} của tài khoản {account} không phải khoản chi đúng số tiền này đang chờ giải trình: kiểm tra dòng sao kê.")
        en("Line {line} of account {account} is no payment of this amount that waits to be explained: check the statement.")
    /// The charge has a line of its own.
    FeeOnBankLine {} Invalid "fee-on-bank-line"
        vi("Khoản chi đã có trên sao kê thì phí là dòng riêng của sao kê: để phí bằng 0.")
        en("Where the statement shows the payment, the charge is a line of its own: leave the fee at 0.")
    /// No such payment.
    PaymentUnknown { payment: PaymentNo } Unknown "payment-unknown"
        vi("Không có khoản chi số {payment}.")
        en("There is no payment number {payment}.")
    /// Its negative stands in the books.
    PaymentAlreadyReversed { payment: PaymentNo } Conflict "payment-already-reversed"
        vi("Khoản chi số {payment} đã được ghi số âm.")
        en("Payment {payment} is reversed already.")
    /// A part of it is accounted for.
    AdvanceSettledInPart { payment: PaymentNo, left: Vnd } Conflict "advance-settled-in-part"
        vi("Tạm ứng số {payment} đã thanh toán một phần, không ghi số âm được: thanh toán phần còn lại {left} đồng là nộp lại.")
        en("Advance {payment} is settled in part and cannot be reversed: settle the remaining {left} đồng as paid back.")
    /// Goods came for it.
    PurchaseDelivered { payment: PaymentNo, delivered: Vnd } Conflict "purchase-delivered"
        vi("Đã nhập kho {delivered} đồng hàng theo khoản chi số {payment}: ghi số âm phiếu nhập kho trước.")
        en("Goods worth {delivered} đồng were received for payment {payment}: reverse their goods-received notes first.")
    /// Not an advance.
    NotAdvance { payment: PaymentNo } Invalid "not-advance"
        vi("Khoản chi số {payment} không phải tạm ứng.")
        en("Payment {payment} is no advance.")
    /// More than is left.
    AdvanceTooSmall { payment: PaymentNo, wanted: Vnd, left: Vnd } Conflict "advance-too-small"
        vi("Thanh toán {wanted} đồng nhưng tạm ứng số {payment} chỉ còn lại {left} đồng.")
        en("{wanted} đồng are accounted for, but advance {payment} has only {left} đồng left.")
    /// Where is the rest?
    ReturnAccount {} Invalid "return-account"
        vi("Nêu tài khoản nhận lại khi và chỉ khi có tiền nộp lại.")
        en("Name the account exactly where something is paid back.")
    // Deliveries.
    /// Nothing was paid or issued under it, or it is reversed.
    DeliveryUnknown {} Unknown "delivery-unknown"
        vi("Không có lần chi, xuất này để bàn giao, hoặc đã ghi số âm: kiểm tra số.")
        en("No such payment or issue is on its way, or it is reversed: check the number.")
    /// Only once.
    HandedOverAlready {} Conflict "handed-over-already"
        vi("Lần chi, xuất này đã bàn giao.")
        en("This delivery is handed over already.")
    /// First the hand-over.
    NotHandedOver {} Conflict "not-handed-over"
        vi("Chưa bàn giao: ghi bàn giao trước khi ghi ký nhận.")
        en("It is not handed over: record the hand-over before the signatures.")
    /// More signatures than recipients.
    TooManySignatures { signed: u32, left: u32 } Invalid "too-many-signatures"
        vi("Ghi {signed} chữ ký nhưng chỉ còn lại {left} người nhận chưa ký (ít nhất 1): kiểm tra danh sách.")
        en("{signed} signatures, but only {left} recipients have not signed (give at least 1): check the list.")
    /// First the signatures.
    NotSigned {} Conflict "not-signed"
        vi("Chưa có chữ ký người nhận: ghi ký nhận trước khi xác nhận.")
        en("Nobody has signed: record the signatures before the confirmation.")
    /// Only once.
    ConfirmedAlready {} Conflict "confirmed-already"
        vi("Lần chi, xuất này đã được xác nhận.")
        en("This delivery is confirmed already.")
}

fn dmy(day: Date) -> impl std::fmt::Display {
    day.strftime("%d/%m/%Y")
}

fn pot_vi(earmark: Option<&Earmark>) -> String {
    told(earmark, ["mục đích", "nơi", "người nhận"]).unwrap_or_else(|| "không kèm điều kiện".into())
}

fn pot_en(earmark: Option<&Earmark>) -> String {
    told(earmark, ["purpose", "place", "beneficiary"]).unwrap_or_else(|| "free money".into())
}

fn told(earmark: Option<&Earmark>, words: [&str; 3]) -> Option<String> {
    let earmark = earmark?;
    let codes = [&earmark.purpose, &earmark.place, &earmark.beneficiary];
    let named = words.into_iter().zip(codes).filter_map(|(word, code)| Some((word, code.as_ref()?)));
    Some(named.map(|(word, code)| format!("{word} {code}")).collect::<Vec<_>>().join(", "))
}

fn ended_vi(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Open => "còn mở",
        Outcome::Done => "đã thực hiện xong",
        Outcome::Refused => "đã bị từ chối",
        Outcome::Withdrawn => "đã rút",
    }
}

fn ended_en(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Open => "is open",
        Outcome::Done => "is executed",
        Outcome::Refused => "was refused",
        Outcome::Withdrawn => "was withdrawn",
    }
}

fn holder_vi(holder: Holder) -> String {
    match holder {
        Holder::Issue(issue) => format!("lần xuất hàng số {issue}"),
        Holder::Payment(payment) => format!("khoản chi số {payment}"),
        Holder::Request(request) => format!("đề nghị số {request}"),
    }
}

fn holder_en(holder: Holder) -> String {
    match holder {
        Holder::Issue(issue) => format!("issue {issue}"),
        Holder::Payment(payment) => format!("payment {payment}"),
        Holder::Request(request) => format!("request {request}"),
    }
}
