//! The close: what is to be done stands there with the way to it, and nothing is closed before.

use axum::http::StatusCode;
use domain::Role;
use jiff::civil::date;

use crate::ground::cash;
use crate::support::Office;

const PAGE: &str = "/ban/yagi-2024/khoa-so?ky=month&den=2024-09-30";
const ACTION: &str = "/ban/yagi-2024/lenh/books";

#[tokio::test]
async fn with_something_open_it_is_refused_and_says_what() {
    let office = Office::new();
    cash(&office, 700_000, date(2024, 9, 5));
    let chief = office.let_in("t-0000000d", "Kế Toán Trưởng", &[Role::ChiefAccountant]);
    let page = office.get(&chief, PAGE).await;
    let count = "/ban/yagi-2024/so-quy/kiem-quy/cash:main?ngay=2024-09-30";
    assert!(page.body.contains(count) && page.body.contains("phải kiểm kê"), "{}", page.body);
    let refused = office.fill_in(&chief, PAGE, ACTION, &[]).await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
    assert!(refused.body.contains("quỹ cash:main phải kiểm kê"), "{}", refused.body);
    let english = office.get(&chief, &format!("/en{PAGE}")).await;
    assert!(english.body.contains("To be done first"), "{}", english.body);

    let treasurer = office.sign_in(&[Role::Treasurer]);
    assert!(!office.get(&treasurer, PAGE).await.body.contains("_command"));
    let counted = format!("{count}&tong=700000");
    assert_eq!(office.fill_in(&treasurer, &counted, ACTION, &[]).await.status, StatusCode::SEE_OTHER);
    let done = office.fill_in(&chief, PAGE, ACTION, &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let closed = office.ledger().rules(|state| state.books.month_closed_through).unwrap();
    assert_eq!(closed, Some(date(2024, 9, 30)));
    // The next month is offered by itself.
    let next = office.get(&chief, "/ban/yagi-2024/khoa-so").await;
    assert!(next.body.contains("value=\"2024-10-31\""), "{}", next.body);
}

#[tokio::test]
async fn a_report_is_published_by_the_digest_of_its_bytes() {
    const PUBLISH: &str =
        "/ban/yagi-2024/khoa-so/cong-bo?bao-cao=disclosure&dang=csv&tu=2024-09-01&den=2024-09-30";
    let office = Office::printing(|asked| format!("{} {}", asked.report, asked.known_at).into_bytes());
    let cookie = office.sign_in(&[Role::Treasurer]);
    let done = office.fill_in(&cookie, PUBLISH, ACTION, &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let digest = domain::Digest::of(b"disclosure 2");
    let published = office.ledger().rules(|state| state.books.report(&digest).cloned()).unwrap();
    assert_eq!(published.unwrap().known_at, 2);
    let page = office.get(&cookie, PUBLISH).await;
    assert!(page.body.contains(&digest.to_string()), "{}", page.body);
    let without = Office::new();
    let cookie = without.sign_in(&[Role::Treasurer]);
    assert!(without.get(&cookie, PUBLISH).await.body.contains("không lập báo cáo"));
}
