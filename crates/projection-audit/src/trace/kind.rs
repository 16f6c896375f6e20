//! What the kinds of events are called: in the log, and for readers.

use domain::{Event, books, giving, goods, inbox, network, oversight, privacy, relief};

/// A kind of event.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// The part of the fund's life that it belongs to: `books`, `goods`, ...; `receipts` for money that came and statements.
    pub part: &'static str,
    /// Its name in the log, `receipt_recorded`; no two parts share one.
    pub name: &'static str,
    /// What it is called in Vietnamese.
    pub vi: &'static str,
    /// What it is called in English.
    pub en: &'static str,
}

/// The parts, with what they are called in Vietnamese and English.
pub const PARTS: [(&str, &str, &str); 10] = [
    ("fund", "Quỹ và tài khoản", "Fund and accounts"),
    ("receipts", "Khoản thu và sao kê", "Receipts and statements"),
    ("giving", "Ủng hộ", "Giving"),
    ("goods", "Hàng hóa", "Goods"),
    ("relief", "Phân bổ, đề nghị, chi", "Allocations, requests, payments"),
    ("network", "Địa bàn, tổ, hộ", "Areas, groups, households"),
    ("books", "Sổ sách", "Books"),
    ("oversight", "Giám sát", "Supervision"),
    ("inbox", "Thư, phản ánh", "Messages from outside"),
    ("privacy", "Dữ liệu cá nhân", "Personal data"),
];

macro_rules! kinds {
    ($of:ident($module:ident), $part:literal: $($variant:ident $name:literal $vi:literal $en:literal)+) => {
        fn $of(event: &$module::Event) -> &'static Kind {
            use domain::$module::Event as Of;
            match event {
                $(Of::$variant(_) => &Kind { part: $part, name: $name, vi: $vi, en: $en },)+
            }
        }
    };
}

/// The kind of an event.
pub fn kind(event: &Event) -> &'static Kind {
    macro_rules! here {
        ($part:literal $name:literal $vi:literal $en:literal) => {
            &Kind { part: $part, name: $name, vi: $vi, en: $en }
        };
    }
    match event {
        Event::FundOpened(_) => here!("fund" "fund_opened" "Mở sổ quỹ" "Fund opened"),
        Event::FundClosed(_) => here!("fund" "fund_closed" "Đóng quỹ" "Fund closed"),
        Event::AccountAdded(_) => here!("fund" "account_added" "Thêm tài khoản" "Account added"),
        Event::ReceiptRecorded(_) => {
            here!("receipts" "receipt_recorded" "Thu tiền ủng hộ" "Receipt recorded")
        }
        Event::ReceiptReversed(_) => {
            here!("receipts" "receipt_reversed" "Ghi số âm khoản thu" "Receipt reversed")
        }
        Event::ReceiptIdentified(_) => {
            here!("receipts" "receipt_identified" "Xác định người ủng hộ" "Receipt identified")
        }
        Event::BankMovementRecorded(_) => {
            here!("receipts" "bank_movement_recorded" "Dòng sao kê không phải ủng hộ" "Bank line that is no gift")
        }
        Event::LineQuarantined(_) => {
            here!("receipts" "line_quarantined" "Dòng sao kê chờ xem xét" "Line put aside")
        }
        Event::QuarantineDismissed(_) => {
            here!("receipts" "quarantine_dismissed" "Bỏ dòng chờ xem xét" "Line dismissed")
        }
        Event::StatementImported(_) => {
            here!("receipts" "statement_imported" "Nhập sao kê" "Statement imported")
        }
        Event::Books(event) => of_books(event),
        Event::Giving(event) => of_giving(event),
        Event::Goods(event) => of_goods(event),
        Event::Inbox(event) => of_inbox(event),
        Event::Network(event) => of_network(event),
        Event::Oversight(event) => of_oversight(event),
        Event::Privacy(event) => of_privacy(event),
        Event::Relief(event) => of_relief(event),
    }
}

kinds!(of_books(books), "books":
    OpeningBalanceSet "opening_balance_set" "Số dư đầu kỳ" "Opening balance"
    MoneySent "money_sent" "Chuyển tiền giữa các tài khoản" "Money sent"
    MoneyArrived "money_arrived" "Nhận tiền đang chuyển" "Money arrived"
    CashCounted "cash_counted" "Kiểm kê quỹ tiền mặt" "Cash counted"
    DifferenceSettled "difference_settled" "Xử lý chênh lệch kiểm kê" "Difference settled"
    AccountReconciled "account_reconciled" "Đối chiếu tài khoản" "Account reconciled"
    PeriodClosed "period_closed" "Khóa sổ" "Period closed"
    CorrectionSigned "correction_signed" "Ký chứng từ sửa sai" "Correction signed"
    VoucherSpoiled "voucher_spoiled" "Hủy số chứng từ" "Voucher spoiled"
    AccountEnded "account_ended" "Ngừng dùng tài khoản" "Account ended"
    ReportPublished "report_published" "Công khai báo cáo" "Report published"
    CopyPublished "copy_published" "Công khai bản chụp chứng từ" "Copy of a paper published"
    CopyWithdrawn "copy_withdrawn" "Gỡ bản chụp chứng từ" "Copy of a paper taken back");

kinds!(of_giving(giving), "giving":
    PledgeRegistered "pledge_registered" "Đăng ký ủng hộ" "Pledge registered"
    PledgeFulfilled "pledge_fulfilled" "Thực hiện đăng ký ủng hộ" "Pledge fulfilled"
    PledgeLapsed "pledge_lapsed" "Đăng ký ủng hộ hết hiệu lực" "Pledge lapsed"
    EarmarkReleased "earmark_released" "Giải phóng địa chỉ ủng hộ" "Earmark released"
    ReceiptSupplemented "receipt_supplemented" "Ghi bổ sung khoản thu" "Receipt supplemented"
    GiverCorrected "giver_corrected" "Đính chính người ủng hộ" "Giver corrected"
    WindowOpened "window_opened" "Mở đợt tiếp nhận" "Window opened"
    WindowExtended "window_extended" "Gia hạn tiếp nhận" "Window extended"
    WindowClosed "window_closed" "Kết thúc tiếp nhận" "Window closed"
    HeldReceiptTaken "held_receipt_taken" "Tiếp nhận khoản thu sau thời hạn" "Late receipt taken"
    GiftCodeDeclared "gift_code_declared" "Khai báo mã ủng hộ" "Gift code declared");

kinds!(of_goods(goods), "goods":
    ItemDeclared "item_declared" "Khai báo mặt hàng" "Item declared"
    KitDefined "kit_defined" "Khai báo túi quà" "Kit defined"
    WarehouseOpened "warehouse_opened" "Mở kho" "Warehouse opened"
    GoodsReceived "goods_received" "Nhập kho" "Goods received"
    GoodsIssued "goods_issued" "Xuất kho cứu trợ" "Goods issued"
    GoodsSent "goods_sent" "Xuất chuyển kho" "Goods sent"
    GoodsArrived "goods_arrived" "Nhập chuyển kho" "Goods arrived"
    StockCounted "stock_counted" "Kiểm kê kho" "Stock counted"
    GoodsWrittenOff "goods_written_off" "Xuất hủy" "Goods written off"
    LotRevalued "lot_revalued" "Đánh giá lại lô hàng" "Lot revalued"
    KitsMade "kits_made" "Đóng túi quà" "Kits made"
    KitsUnmade "kits_unmade" "Mở túi quà" "Kits unmade"
    GoodsReceiptReversed "goods_receipt_reversed" "Ghi số âm phiếu nhập" "Goods receipt reversed"
    GoodsIssueReversed "goods_issue_reversed" "Ghi số âm phiếu xuất" "Goods issue reversed");

kinds!(of_network(network), "network":
    AreaDeclared "area_declared" "Khai báo địa bàn" "Area declared"
    AreaEnded "area_ended" "Địa bàn hết hiệu lực" "Area ended"
    CategoryDeclared "category_declared" "Khai báo đối tượng" "Category declared"
    GroupFormed "group_formed" "Lập tổ tự quản" "Group formed"
    GroupRated "group_rated" "Xếp loại tổ tự quản" "Group rated"
    OrganisationDeclared "organisation_declared" "Khai báo tổ chức" "Organisation declared"
    OrganisationCounted "organisation_counted" "Số liệu năm của tổ chức" "Organisation counted"
    HouseholdRegistered "household_registered" "Đăng ký hộ" "Household registered"
    HouseholdChanged "household_changed" "Hộ thay đổi" "Household changed"
    HouseholdLeft "household_left" "Hộ rời tổ" "Household left");

kinds!(of_oversight(oversight), "oversight":
    FindingRaised "finding_raised" "Nêu kiến nghị giám sát" "Finding raised"
    FindingAnswered "finding_answered" "Trả lời kiến nghị" "Finding answered"
    DeadlineMoved "deadline_moved" "Đổi hạn trả lời" "Deadline moved"
    FindingSettled "finding_settled" "Kết thúc kiến nghị" "Finding settled"
    EntryExamined "entry_examined" "Giám sát ký xác nhận đã xem" "Entry examined");

kinds!(of_inbox(inbox), "inbox":
    MessageTaken "message_taken" "Nhận thư, phản ánh" "Message taken"
    MessageAnswered "message_answered" "Trả lời thư, phản ánh" "Message answered"
    MessagePublished "message_published" "Đổi phần công khai của thư" "Message published");

kinds!(of_privacy(privacy), "privacy":
    ErasureRequested "erasure_requested" "Yêu cầu xóa dữ liệu" "Erasure requested"
    ErasureGranted "erasure_granted" "Chấp thuận xóa dữ liệu" "Erasure granted"
    ErasureRefused "erasure_refused" "Từ chối xóa dữ liệu" "Erasure refused"
    ErasureDone "erasure_done" "Đã xóa dữ liệu" "Erasure done"
    ConsentGiven "consent_given" "Đồng ý nêu tên" "Consent given"
    ConsentWithdrawn "consent_withdrawn" "Rút đồng ý nêu tên" "Consent withdrawn"
    PublicationChanged "publication_changed" "Đổi mức công khai tài khoản" "Publication changed");

kinds!(of_relief(relief), "relief":
    PolicyAdopted "policy_adopted" "Ban hành mức hỗ trợ" "Support level adopted"
    PolicyEnded "policy_ended" "Mức hỗ trợ hết hiệu lực" "Support level ended"
    LimitsAdopted "limits_adopted" "Ban hành quy định chi" "Limits adopted"
    ApproverAppointed "approver_appointed" "Cử người duyệt" "Approver appointed"
    ApproverDismissed "approver_dismissed" "Thôi quyền duyệt" "Approver dismissed"
    ApprovalDelegated "approval_delegated" "Ủy quyền duyệt" "Approval delegated"
    DelegationRevoked "delegation_revoked" "Thu hồi ủy quyền" "Delegation revoked"
    InterestDeclared "interest_declared" "Khai báo lợi ích liên quan" "Interest declared"
    NeedTold "need_told" "Báo nhu cầu" "Need told"
    AllocationDecided "allocation_decided" "Quyết định phân bổ" "Allocation decided"
    AllocationReduced "allocation_reduced" "Giảm phân bổ" "Allocation reduced"
    RequestMade "request_made" "Lập đề nghị" "Request made"
    RequestAmended "request_amended" "Sửa đề nghị" "Request amended"
    RequestApproved "request_approved" "Duyệt đề nghị" "Request approved"
    RequestHeld "request_held" "Giữ lại đề nghị" "Request held"
    RequestRefused "request_refused" "Từ chối đề nghị" "Request refused"
    RequestWithdrawn "request_withdrawn" "Rút đề nghị" "Request withdrawn"
    Paid "paid" "Chi tiền" "Paid"
    PaymentReversed "payment_reversed" "Ghi số âm khoản chi" "Payment reversed"
    AdvanceSettled "advance_settled" "Thanh toán tạm ứng" "Advance settled"
    HandedOver "handed_over" "Giao nhận" "Handed over"
    RecipientsSigned "recipients_signed" "Người nhận ký" "Recipients signed"
    LocallyConfirmed "locally_confirmed" "Địa phương xác nhận" "Locally confirmed");
