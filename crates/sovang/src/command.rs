//! The subcommands, one file each.

mod account;
mod ask;
mod audit;
mod backup;
mod balance;
mod close;
mod close_period;
mod consent;
mod demo;
mod doctor;
mod done;
mod erase;
mod events;
mod export;
mod import;
mod init;
mod key;
mod list;
mod mirror;
mod person;
mod print;
mod proof;
mod qr;
mod quarantine;
mod receipt;
mod replay;
mod report;
mod request;
mod restore;
mod serve;
mod snapshot;
mod stock;
mod timestamp;
mod token;
mod verify;
mod witness;

use clap::Subcommand;
use domain::FundId;

use crate::config::Config;
use crate::failure::Failure;
use crate::out::plain;

/// What can be asked for.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Mở sổ cho một quỹ / open the books of a fund
    Init(init::Init),
    /// Thêm tài khoản hoặc quỹ tiền mặt / add an account or cash box
    Account(account::Account),
    /// Nhập sao kê ngân hàng / import bank statements
    Import(import::Import),
    /// Ghi, liệt kê, ghi số âm, xác định khoản thu / record, list, reverse or identify receipts
    #[command(subcommand)]
    Receipt(receipt::Receipt),
    /// Xử lý các dòng sao kê chờ xem xét / settle statement lines that wait for a person
    #[command(subcommand)]
    Quarantine(quarantine::Quarantine),
    /// Nạp danh sách: địa bàn, tổ, hộ, tổ chức, khoản ủng hộ, hàng / load lists: areas, groups, households, gifts, goods
    #[command(subcommand)]
    List(list::List),
    /// Làm các lệnh trong tệp JSON: mọi việc của sổ / do the commands of a JSON file: everything that the books can do
    Do(ask::Ask),
    /// Xem, duyệt, từ chối, chi các đề nghị / list, show, approve, refuse and pay requests
    #[command(subcommand)]
    Request(request::Request),
    /// Yêu cầu xoá dữ liệu cá nhân: lập, liệt kê, chấp thuận, từ chối, thư trả lời / requests to erase personal data
    #[command(subcommand)]
    Erase(erase::Erase),
    /// Người ủng hộ đồng ý hay không đồng ý công khai; tài khoản công khai ra sao / consent to be listed
    #[command(subcommand)]
    Consent(consent::Consent),
    /// Hàng trong kho / what lies in the warehouses
    Stock(stock::Stock),
    /// Khóa sổ kỳ / close a day, month or year
    ClosePeriod(close_period::ClosePeriod),
    /// In chứng từ, biên nhận, danh sách ký nhận (PDF) / print vouchers, slips, lists, letters as PDF
    Print(print::Print),
    /// Báo cáo: CSV, XLSX, PDF, JSON, văn bản / reports
    Report(report::Report),
    /// Chứng minh để đưa cho người ủng hộ / proofs to hand out: a receipt, an event
    #[command(subcommand)]
    Proof(proof::Proof),
    /// Mã VietQR cho khoản ủng hộ (SVG) / a VietQR code for gifts
    Qr(qr::Qr),
    /// Số dư theo tài khoản, đến từng đồng / balances by account, to the đồng
    Balance(balance::Balance),
    /// Xuất sổ cho hledger hoặc beancount / export the books for hledger or beancount
    Export(export::Export),
    /// Dựng lại sổ như đã ghi đến một thời điểm / the books as recorded up to a position or moment
    Replay(replay::Replay),
    /// In nguyên văn các sự kiện (NDJSON) / print the stored events
    Events(events::Events),
    /// Kiểm tra sổ, bản sao, điểm kiểm, số dư / check the books, a copy, checkpoints, balances
    Verify(verify::Verify),
    /// Giữ bản sao của một sổ công khai, băm lại tất cả, cho mọi người đọc / keep a copy of a published log
    Mirror(mirror::Mirror),
    /// Làm nhân chứng: ký xác nhận điểm kiểm, từ chối sổ có hai lịch sử / be a witness: cosign checkpoints, refuse forks
    Witness(witness::Witness),
    /// Đóng dấu thời gian điểm kiểm (RFC 3161) / have a checkpoint time-stamped
    Timestamp(timestamp::Timestamp),
    /// Ký bản chốt sổ công khai lúc này, và các ngày đã hết / sign the public book as it is now, and the days that ended
    Snapshot(snapshot::Snapshot),
    /// Kiểm toán một bản sao và ký xác nhận / audit a copy and state it
    Audit(audit::Audit),
    /// Khóa của kiểm toán và nhân chứng / keys of auditors and witnesses
    #[command(subcommand)]
    Key(key::Key),
    /// Sao lưu sổ đang chạy, kiểm tra ngay khi ghi / back up running books, verified as written
    Backup(backup::Backup),
    /// Khôi phục sổ từ bản sao lưu / restore books from a backup
    Restore(restore::Restore),
    /// Khám toàn bộ tệp của sổ, và sửa từ bản còn tốt / examine every file of the books, and mend from good copies
    Doctor(doctor::Doctor),
    /// Mở máy chủ: trang công khai và API / serve the public pages and the API
    Serve(serve::Serve),
    /// Người dùng: thêm, vai trò, khôi phục, chấm dứt / people: add, roles, recovery, end
    #[command(subcommand)]
    Person(person::Person),
    /// Mã truy cập API / tokens of the API
    #[command(subcommand)]
    Token(token::Token),
    /// Nạp chiến dịch mẫu và mở máy chủ / load the sample campaign and serve it
    Demo(demo::Demo),
    /// Khóa quỹ, không ghi thêm / close the fund
    Close(close::Close),
}

impl Command {
    /// Does it.
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        match self {
            Self::Init(command) => command.run(config),
            Self::Account(command) => command.run(config),
            Self::Import(command) => command.run(config),
            Self::Receipt(command) => command.run(config),
            Self::Quarantine(command) => command.run(config),
            Self::List(command) => command.run(config),
            Self::Do(command) => command.run(config),
            Self::Request(command) => command.run(config),
            Self::Erase(command) => command.run(config),
            Self::Consent(command) => command.run(config),
            Self::Stock(command) => command.run(config),
            Self::ClosePeriod(command) => command.run(config),
            Self::Print(command) => command.run(config),
            Self::Report(command) => command.run(config),
            Self::Proof(command) => command.run(config),
            Self::Qr(command) => command.run(config),
            Self::Balance(command) => command.run(config),
            Self::Export(command) => command.run(config),
            Self::Replay(command) => command.run(config),
            Self::Events(command) => command.run(config),
            Self::Verify(command) => command.run(config),
            Self::Witness(command) => command.run(config),
            Self::Timestamp(command) => command.run(config),
            Self::Mirror(command) => command.run(config),
            Self::Snapshot(command) => command.run(config),
            Self::Audit(command) => command.run(config),
            Self::Key(command) => command.run(config),
            Self::Backup(command) => command.run(config),
            Self::Restore(command) => command.run(config),
            Self::Doctor(command) => command.run(config),
            Self::Serve(command) => command.run(config),
            Self::Person(command) => command.run(config),
            Self::Token(command) => command.run(config),
            Self::Demo(command) => command.run(config),
            Self::Close(command) => command.run(config),
        }
    }
}

// Which fund; needed where the data directory holds several. A doc comment would stand in the help of every command.
#[derive(clap::Args, Debug)]
pub(crate) struct Which {
    /// Mã quỹ / the fund's short name
    #[arg(long, env = "SOVANG_FUND")]
    pub(crate) fund: Option<FundId>,
}

/// Personal data below a line that was asked for with them; nothing where there are none.
fn texts(name: &str, counter_name: &str, memo: &str) -> String {
    let memo = memo.replace('\n', " ");
    let texts: Vec<_> =
        [name, counter_name, &memo].into_iter().filter(|text| !text.is_empty()).map(plain).collect();
    if texts.is_empty() { String::new() } else { format!("        {}\n", texts.join(" | ")) }
}
