//! Tiếng Việt.

use super::Text;

/// The Vietnamese texts.
pub static VI: Text = Text {
    site: "Sổ Vàng",
    tagline: "Sổ ủng hộ và cứu trợ công khai",
    skip_to_content: "Đến nội dung chính",
    language_switch: "English",
    language_label: "Đổi ngôn ngữ",
    footer_about: "Sổ Vàng ghi từng khoản ủng hộ vào một nhật ký chỉ thêm, không sửa, không xoá. Mọi con số trên \
                   trang này được cộng từ nhật ký đó.",
    footer_figures: "Số tiền tính bằng đồng Việt Nam. Ngày giờ theo giờ Việt Nam.",
    funds_title: "Các quỹ",
    funds_intro: "Chọn một quỹ để xem đã nhận bao nhiêu, đã chi bao nhiêu và từng khoản ủng hộ.",
    funds_none: "Chưa có quỹ nào được mở.",
    closed: "Đã khoá sổ",
    dong: "đ",
    received: "Đã nhận",
    spent: "Đã chi",
    balance: "Còn lại",
    gifts_count: "Lượt ủng hộ",
    spent_note: "Phí ngân hàng và tiền đã chuyển đi",
    balance_note: "Số dư các tài khoản và quỹ tiền mặt",
    gifts_note: "Không tính khoản đã ghi số âm",
    unidentified: "Chưa xác định",
    unidentified_note: "Tiền đã vào tài khoản nhưng chưa rõ là khoản gì. Số này nằm trong số dư, chưa tính là ủng \
                        hộ cho đến khi xác định được.",
    waiting_note: "đang chờ người kiểm tra, vì sao kê in thiếu, khó đọc, hoặc dòng đó có thể là khoản đã ghi rồi; \
                   chưa tính vào bất kỳ số nào ở đây.",
    search_title: "Tìm khoản ủng hộ của bạn",
    search_label: "Số tham chiếu, số tiền, ngày, từ trong nội dung hoặc tên tổ chức",
    search_hint: "Ví dụ: 500.000 · 10/09/2024 · hoa sen. Ngày phải có năm; gõ không dấu cũng được.",
    search_button: "Tìm",
    search_too_long: "Câu tìm dài quá 200 ký tự. Hãy rút ngắn: vài từ là đủ.",
    search_nothing: "Chưa có gì để tìm: hãy gõ chữ hoặc số.",
    search_help_title: "Tìm thế nào cho nhanh?",
    search_help: "Chắc nhất là số tham chiếu trong tin nhắn của ngân hàng (dãy số sau chữ Ref, FT hoặc Mã GD). Không \
                  có thì gõ số tiền cùng ngày chuyển, hoặc vài từ trong nội dung chuyển khoản.",
    newest_title: "Mới ghi vào sổ",
    newest_all: "Xem tất cả các khoản",
    newest_none: "Chưa có khoản ủng hộ nào được công khai từng khoản.",
    chart_table: "Xem số liệu của biểu đồ",
    chart_table_note: "Khoản ghi số âm được trừ vào ngày ghi số âm, không trừ vào ngày ủng hộ ban đầu.",
    chart_none: "Chưa có khoản ủng hộ nào.",
    by_bank: "Theo tài khoản nhận",
    by_size: "Theo mức ủng hộ",
    by_donor: "Theo người ủng hộ",
    account: "Tài khoản",
    size: "Mức",
    donor: "Người ủng hộ",
    amount: "Số tiền",
    gifts: "Số lượt",
    period: "Thời gian",
    unpublished: "không công khai từng khoản",
    flow_title: "Tiền đến và đi",
    flow_intro: "Cộng lại đúng bằng số dư các tài khoản.",
    flow_gifts: "Ủng hộ",
    flow_unidentified: "Chưa xác định",
    flow_interest: "Lãi tiền gửi",
    flow_fees: "Phí ngân hàng",
    flow_payments: "Đã chuyển đi",
    flow_balance: "Còn lại",
    privacy_title: "Tên và nội dung",
    privacy: "Tên cá nhân được che bớt; số điện thoại và số tài khoản trong nội dung luôn bị che, theo luật bảo vệ dữ \
              liệu cá nhân. Tìm khoản của mình thì dùng số tham chiếu, số tiền hoặc ngày.",
    check_link: "Kiểm chứng số liệu",
    check_title: "Tự kiểm chứng số liệu",
    check_intro: "Mọi con số của quỹ được cộng từ một nhật ký chỉ thêm, không sửa, không xoá. Dưới đây là \
                  những gì ai cũng kiểm được, những gì kiểm toán viên và người giữ sổ kiểm được, và những \
                  gì chưa có.",
    check_position: "Số sự kiện trong nhật ký",
    check_recorded: "Sự kiện cuối lúc",
    check_chain: "Dấu vân tay của nhật ký",
    check_chain_note: "Mỗi bản ghi được băm (SHA-256) cùng với mọi bản ghi trước nó. Ai sửa một chữ \
                       trong bản ghi cũ thì dãy tính lại sẽ khác. Dãy đổi sau mỗi bản ghi mới, nên chép lại \
                       thì chép cả số sự kiện.",
    check_public: "Ai cũng làm được: tự cộng lại",
    check_public_note: "Các số tổng, số dư từng tài khoản và từng khoản ủng hộ công khai, dạng JSON để máy \
                        đọc (danh sách khoản chia trang: lấy tiếp bằng cursor). Cộng các khoản chưa bị ghi \
                        số âm phải ra số đã nhận của các tài khoản công khai; tiền đến trừ tiền đi phải ra \
                        số dư.",
    check_audit: "Kiểm toán viên có mã truy cập",
    check_audit_note: "Quỹ cấp mã truy cập cho kiểm toán viên. Với mã đó tải được toàn bộ nhật ký ở địa chỉ dưới đây \
                       (mỗi dòng một sự kiện, không có tên hay nội dung của ai) để tự cộng lại mọi con số.",
    check_run: "Người giữ sổ",
    check_run_note: "Hai lệnh này chạy trên máy có thư mục dữ liệu của quỹ, nên chỉ người giữ sổ (hoặc người được \
                     mời đến máy đó) chạy được. Lệnh thứ nhất đọc lại toàn bộ nhật ký và in dấu vân tay; lệnh thứ \
                     hai cộng lại số dư từ sự kiện đầu đến sự kiện có số đã nêu. Cả hai phải ra đúng số trên \
                     trang này.",
    check_missing: "Chưa có trong bản này",
    check_missing_note: "Bằng chứng để ai cũng tự kiểm được, không cần tin người giữ sổ, rằng một khoản nằm trong nhật \
                         ký và nhật ký cũ không bị sửa. Dấu vân tay ở trên hiện chỉ tính lại được từ thư mục dữ liệu.",
    results_title: "Các khoản ủng hộ",
    results_none: "Không tìm thấy khoản nào.",
    results_none_help: "Thử số tham chiếu trong tin nhắn ngân hàng, bớt từ, hoặc chỉ gõ số tiền hay ngày chuyển. Tên cá \
                        nhân đã được che nên không tìm được bằng họ tên đầy đủ. Khoản mới chuyển có thể chưa có \
                        trong sao kê được nhập.",
    paging: "Trang kết quả",
    previous: "Trang trước",
    next: "Trang sau",
    gift_title: "Khoản ủng hộ số",
    gift_when: "Ngày",
    gift_account: "Tài khoản nhận",
    gift_reference: "Số tham chiếu",
    gift_donor: "Người ủng hộ",
    gift_name: "Tên",
    gift_memo: "Nội dung chuyển khoản",
    gift_note: "Nội dung",
    gift_position: "Vị trí trong nhật ký",
    gift_position_note: "Sự kiện này không thể bị sửa hay xoá; muốn sửa phải ghi thêm sự kiện mới.",
    gift_status: "Tình trạng",
    gift_stands: "Đang được tính vào tổng",
    gift_reversed: "Đã ghi số âm, không còn tính vào tổng",
    gift_reversed_note: "Khoản này ghi nhầm, hoặc ngân hàng đã trả lại người gửi, nên sổ ghi thêm một bút toán âm cùng \
                         số tiền. Bản ghi gốc vẫn được giữ để ai cũng thấy.",
    gift_no_name: "Không có tên",
    gift_no_memo: "Không có nội dung",
    gift_no_reference: "Ngân hàng không in",
    gift_back: "Tất cả các khoản ủng hộ",
    gift_share: "Lưu hoặc gửi địa chỉ trang này: nó luôn mở đúng khoản này.",
    reversed_mark: "Đã ghi số âm",
    not_found_title: "Không có trang này",
    not_found: "Địa chỉ bạn mở không dẫn tới trang nào trong sổ.",
    not_found_help: "Có thể địa chỉ bị gõ thiếu.",
    gift_not_found: "Quỹ này không có khoản ủng hộ công khai nào mang số đó.",
    gift_not_found_help: "Có thể số bị gõ sai, hoặc khoản đó vào một tài khoản không công khai từng khoản, hoặc chưa xác \
                          định được là ủng hộ.",
    to_gifts: "Tìm khoản ủng hộ",
    to_fund: "Về trang của quỹ",
    error_title: "Máy chủ gặp lỗi",
    error: "Chúng tôi chưa mở được trang này. Sổ không bị ảnh hưởng.",
    error_help: "Hãy tải lại trang sau ít phút.",
    back_home: "Về trang đầu",
    breadcrumb: "Bạn đang ở",
    page_address: "Địa chỉ trang này:",
    cash_box: "Tiền mặt",
};
