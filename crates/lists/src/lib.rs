//! Lists that people bring, CSV or XLSX, read into commands' entries and the names that go to the vault.
//!
//! Nothing here knows the books or a clock: whether a commune exists on a day is the rules' matter, and their refusal names
//! rows, which [`List::lines`] turns into lines of the file. A list with one bad row is refused whole, and every bad row is
//! named by its line and column. Headers are known in Vietnamese and English, with or without accents, in any order; titles
//! may stand above; columns that nobody asks for are passed over. No message shows what a cell says, only its shape.
//!
//! | list | columns (* required) |
//! |---|---|
//! | [`areas`] | mã địa bàn*, loại*, tên*, cấp trên, hết hiệu lực, địa bàn kế thừa |
//! | [`groups`] | mã tổ*, địa bàn*, số hộ* |
//! | [`ratings`] | mã tổ*, điểm*, xếp loại*, số hộ* |
//! | [`households`] | mã tổ*, số thứ tự*, chủ hộ*, nhân khẩu*, đối tượng (codes with `,` or `;` between) |
//! | [`organisations`] | mã tổ chức*, loại*, tên*, địa bàn |
//! | [`counts`] | mã tổ chức*, năm*, chi hội, tổ hội, hội viên*, trong diện |
//! | [`gifts`] | ngày*, tài khoản*, số tiền*, loại người ủng hộ*, người ủng hộ, nội dung, mục đích, nơi nhận, số tham chiếu |
//! | [`goods`] | ngày*, số phiếu*, kho*, mặt hàng*, đơn vị*, số lượng*, tình trạng, hạn dùng, số lô, giá trị, nguồn giá, loại người ủng hộ*, người ủng hộ, mục đích, nơi nhận |

mod columns;
mod error;
mod gifts;
mod goods;
mod network;
mod sheet;

pub use error::{ListError, Problem, RowFault, What};
pub use gifts::{Gift, gifts};
pub use goods::{Delivery, goods};
pub use network::{NamedHousehold, areas, counts, groups, households, organisations, ratings};
pub use sheet::List;
