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
    ("fund", "Quỹ và tài khoản", "fund and accounts"),
    ("receipts", "Khoản thu và sao kê", "receipts and statements"),
    ("giving", "Ủng hộ", "giving"),
    ("goods", "Hàng hóa", "goods"),
    ("relief", "Phân bổ, đề nghị, chi", "allocations, requests, payments"),
    ("network", "Địa bàn, tổ, hộ", "areas, groups, households"),
    ("books", "Sổ sách", "books"),
    ("oversight", "Giám sát", "supervision"),
    ("inbox", "Thư, phản ánh", "messages from outside"),
    ("privacy", "Dữ liệu cá nhân", "personal data"),
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
        Event::FundOpened(_) => here!("fund" "fund_opened" "Mở sổ quỹ" "fund opened"),
        Event::FundClosed(_) => here!("fund" "fund_closed" "Đóng quỹ" "fund closed"),
        Event::AccountAdded(_) => here!("fund" "account_added" "Thêm tài khoản" "account added"),
        Event::ReceiptRecorded(_) => {
            here!("receipts" "receipt_recorded" "Thu tiền ủng hộ" "receipt recorded")
        }
        Event::ReceiptReversed(_) => {
            here!("receipts" "receipt_reversed" "Ghi số âm khoản thu" "receipt reversed")
        }
        Event::ReceiptIdentified(_) => {
            here!("receipts" "receipt_identified" "Xác định người ủng hộ" "receipt identified")
        }
        Event::BankMovementRecorded(_) => {
            here!("receipts" "bank_movement_recorded" "Dòng sao kê không phải ủng hộ" "bank line that is no gift")
        }
        Event::LineQuarantined(_) => {
            here!("receipts" "line_quarantined" "Dòng sao kê chờ xem xét" "line put aside")
        }
        Event::QuarantineDismissed(_) => {
            here!("receipts" "quarantine_dismissed" "Bỏ dòng chờ xem xét" "line dismissed")
        }
        Event::StatementImported(_) => {
            here!("receipts" "statement_imported" "Nhập sao kê" "statement imported")
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
    OpeningBalanceSet "opening_balance_set" "Số dư đầu kỳ" "opening balance"
    MoneySent "money_sent" "Chuyển tiền giữa các tài khoản" "money sent"
    MoneyArrived "money_arrived" "Nhận tiền đang chuyển" "money arrived"
    CashCounted "cash_counted" "Kiểm kê quỹ tiền mặt" "cash counted"
    DifferenceSettled "difference_settled" "Xử lý chênh lệch kiểm kê" "difference settled"
    AccountReconciled "account_reconciled" "Đối chiếu tài khoản" "account reconciled"
    PeriodClosed "period_closed" "Khóa sổ" "period closed"
    CorrectionSigned "correction_signed" "Ký chứng từ sửa sai" "correction signed"
    VoucherSpoiled "voucher_spoiled" "Hủy số chứng từ" "voucher spoiled"
    AccountEnded "account_ended" "Ngừng dùng tài khoản" "account ended"
    ReportPublished "report_published" "Công khai báo cáo" "report published");

kinds!(of_giving(giving), "giving":
    PledgeRegistered "pledge_registered" "Đăng ký ủng hộ" "pledge registered"
    PledgeFulfilled "pledge_fulfilled" "Thực hiện đăng ký ủng hộ" "pledge fulfilled"
    PledgeLapsed "pledge_lapsed" "Đăng ký ủng hộ hết hiệu lực" "pledge lapsed"
    EarmarkReleased "earmark_released" "Giải phóng địa chỉ ủng hộ" "earmark released"
    ReceiptSupplemented "receipt_supplemented" "Ghi bổ sung khoản thu" "receipt supplemented"
    WindowOpened "window_opened" "Mở đợt tiếp nhận" "window opened"
    WindowExtended "window_extended" "Gia hạn tiếp nhận" "window extended"
    WindowClosed "window_closed" "Kết thúc tiếp nhận" "window closed"
    HeldReceiptTaken "held_receipt_taken" "Tiếp nhận khoản thu sau thời hạn" "late receipt taken"
    GiftCodeDeclared "gift_code_declared" "Khai báo mã ủng hộ" "gift code declared");

kinds!(of_goods(goods), "goods":
    ItemDeclared "item_declared" "Khai báo mặt hàng" "item declared"
    KitDefined "kit_defined" "Khai báo túi quà" "kit defined"
    WarehouseOpened "warehouse_opened" "Mở kho" "warehouse opened"
    GoodsReceived "goods_received" "Nhập kho" "goods received"
    GoodsIssued "goods_issued" "Xuất kho cứu trợ" "goods issued"
    GoodsSent "goods_sent" "Xuất chuyển kho" "goods sent"
    GoodsArrived "goods_arrived" "Nhập chuyển kho" "goods arrived"
    StockCounted "stock_counted" "Kiểm kê kho" "stock counted"
    GoodsWrittenOff "goods_written_off" "Xuất hủy" "goods written off"
    LotRevalued "lot_revalued" "Đánh giá lại lô hàng" "lot revalued"
    KitsMade "kits_made" "Đóng túi quà" "kits made"
    KitsUnmade "kits_unmade" "Mở túi quà" "kits unmade"
    GoodsReceiptReversed "goods_receipt_reversed" "Ghi số âm phiếu nhập" "goods receipt reversed"
    GoodsIssueReversed "goods_issue_reversed" "Ghi số âm phiếu xuất" "goods issue reversed");

kinds!(of_network(network), "network":
    AreaDeclared "area_declared" "Khai báo địa bàn" "area declared"
    AreaEnded "area_ended" "Địa bàn hết hiệu lực" "area ended"
    CategoryDeclared "category_declared" "Khai báo đối tượng" "category declared"
    GroupFormed "group_formed" "Lập tổ tự quản" "group formed"
    GroupRated "group_rated" "Xếp loại tổ tự quản" "group rated"
    OrganisationDeclared "organisation_declared" "Khai báo tổ chức" "organisation declared"
    OrganisationCounted "organisation_counted" "Số liệu năm của tổ chức" "organisation counted"
    HouseholdRegistered "household_registered" "Đăng ký hộ" "household registered"
    HouseholdChanged "household_changed" "Hộ thay đổi" "household changed"
    HouseholdLeft "household_left" "Hộ rời tổ" "household left");

kinds!(of_oversight(oversight), "oversight":
    FindingRaised "finding_raised" "Nêu kiến nghị giám sát" "finding raised"
    FindingAnswered "finding_answered" "Trả lời kiến nghị" "finding answered"
    DeadlineMoved "deadline_moved" "Đổi hạn trả lời" "deadline moved"
    FindingSettled "finding_settled" "Kết thúc kiến nghị" "finding settled"
    EntryExamined "entry_examined" "Giám sát ký xác nhận đã xem" "entry examined");

kinds!(of_inbox(inbox), "inbox":
    MessageTaken "message_taken" "Nhận thư, phản ánh" "message taken"
    MessageAnswered "message_answered" "Trả lời thư, phản ánh" "message answered"
    MessagePublished "message_published" "Đổi phần công khai của thư" "message published");

kinds!(of_privacy(privacy), "privacy":
    ErasureRequested "erasure_requested" "Yêu cầu xóa dữ liệu" "erasure requested"
    ErasureGranted "erasure_granted" "Chấp thuận xóa dữ liệu" "erasure granted"
    ErasureRefused "erasure_refused" "Từ chối xóa dữ liệu" "erasure refused"
    ErasureDone "erasure_done" "Đã xóa dữ liệu" "erasure done"
    ConsentGiven "consent_given" "Đồng ý nêu tên" "consent given"
    ConsentWithdrawn "consent_withdrawn" "Rút đồng ý nêu tên" "consent withdrawn"
    PublicationChanged "publication_changed" "Đổi mức công khai tài khoản" "publication changed");

kinds!(of_relief(relief), "relief":
    PolicyAdopted "policy_adopted" "Ban hành mức hỗ trợ" "support level adopted"
    PolicyEnded "policy_ended" "Mức hỗ trợ hết hiệu lực" "support level ended"
    LimitsAdopted "limits_adopted" "Ban hành quy định chi" "limits adopted"
    ApproverAppointed "approver_appointed" "Cử người duyệt" "approver appointed"
    ApproverDismissed "approver_dismissed" "Thôi quyền duyệt" "approver dismissed"
    ApprovalDelegated "approval_delegated" "Ủy quyền duyệt" "approval delegated"
    DelegationRevoked "delegation_revoked" "Thu hồi ủy quyền" "delegation revoked"
    InterestDeclared "interest_declared" "Khai báo lợi ích liên quan" "interest declared"
    NeedTold "need_told" "Báo nhu cầu" "need told"
    AllocationDecided "allocation_decided" "Quyết định phân bổ" "allocation decided"
    AllocationReduced "allocation_reduced" "Giảm phân bổ" "allocation reduced"
    RequestMade "request_made" "Lập đề nghị" "request made"
    RequestAmended "request_amended" "Sửa đề nghị" "request amended"
    RequestApproved "request_approved" "Duyệt đề nghị" "request approved"
    RequestHeld "request_held" "Giữ lại đề nghị" "request held"
    RequestRefused "request_refused" "Từ chối đề nghị" "request refused"
    RequestWithdrawn "request_withdrawn" "Rút đề nghị" "request withdrawn"
    Paid "paid" "Chi tiền" "paid"
    PaymentReversed "payment_reversed" "Ghi số âm khoản chi" "payment reversed"
    AdvanceSettled "advance_settled" "Thanh toán tạm ứng" "advance settled"
    HandedOver "handed_over" "Giao nhận" "handed over"
    RecipientsSigned "recipients_signed" "Người nhận ký" "recipients signed"
    LocallyConfirmed "locally_confirmed" "Địa phương xác nhận" "locally confirmed");
