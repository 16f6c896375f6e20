//! The texts of the pages: one table of fixed texts a language, and the sentences that hold figures.
//!
//! Both tables are values of one struct, and every sentence matches on the language, so a text that is missing
//! in one language does not compile. No rule lives here.

mod banks;
mod deeds;
mod en;
mod sentences;
mod vi;

pub use en::EN;
pub use vi::VI;

macro_rules! texts {
    ($($name:ident)*) => {
        /// Fixed texts, named after the place where they stand.
        #[derive(Debug)]
        #[allow(missing_docs, reason = "a name says where its text stands; the text is in the two tables")]
        pub struct Text { $(pub $name: &'static str,)* }

        #[cfg(test)]
        impl Text {
            /// Every text with its name.
            pub(crate) fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($name), self.$name),)*]
            }
        }
    };
}

texts! {
    site tagline skip_to_content language_switch language_label
    footer_about footer_figures
    funds_title funds_intro funds_none closed
    dong received spent balance gifts_count spent_note balance_note gifts_note
    unidentified unidentified_note waiting_note
    search_title search_label search_button search_too_long search_nothing
    search_help_title search_help
    newest_title newest_all newest_none
    chart_table chart_table_note chart_none
    by_bank by_size by_donor account size donor amount gifts period
    unpublished
    flow_title flow_intro flow_gifts flow_unidentified flow_interest flow_fees flow_balance
    privacy_title privacy
    check_link check_title check_intro check_position check_recorded check_chain check_chain_note
    check_public check_public_note check_audit check_audit_note check_run check_run_note
    verify_title verify_intro verify_file verify_photo verify_own verify_own_label verify_key verify_key_note
    verify_key_changed verify_key_none verify_working verify_no_code verify_other_page verify_not_public verify_later
    verify_failed verify_right verify_incomplete verify_tampered verify_record verify_opened verify_checked
    verify_not_checked verify_strength verify_plain_title verify_plain verify_proof_file verify_link
    results_title results_none results_none_help paging previous next
    gift_title gift_when gift_account gift_reference gift_donor gift_name gift_memo gift_note
    gift_position gift_position_note gift_status gift_stands gift_reversed gift_reversed_note
    gift_no_name gift_erased gift_no_memo gift_no_reference gift_back gift_share reversed_mark
    not_found_title not_found not_found_help
    gift_not_found gift_not_found_help to_gifts to_fund error_title error error_help back_home
    breadcrumb page_address cash_box
    money_opening money_held held_note money_differences money_refunds money_to_households
    money_to_communities money_transfers money_purchases money_advances money_costs money_unexplained
    money_in_transit goods_title goods_intro goods_received goods_opening goods_bought goods_differences
    goods_issued goods_written_off goods_stock pledged pledged_note relief_intro
    relief_all
    relief_areas_none relief_reached_note rounds_title rounds_none
    box_link box_title box_label
    box_hint box_button box_unknown box_received box_issued box_sent box_where box_to box_holds
    box_expiry box_handed box_confirmed box_open box_privacy gift_held gift_refunded gift_refunded_in_part
    gift_supplemented held_mark refunded_mark refunded_in_part_mark
}

#[cfg(test)]
mod tests {
    use super::{EN, VI};

    #[test]
    fn no_text_is_empty_or_left_in_the_other_language() {
        for ((name, vi), (_, en)) in VI.all().into_iter().zip(EN.all()) {
            assert!(!vi.is_empty() && !en.is_empty(), "{name}");
            let same = name == "site";
            assert_eq!(vi == en, same, "{name}");
            let accented =
                |text: &str| text.chars().any(|letter| ('\u{1ea0}'..='\u{1ef9}').contains(&letter));
            let named = en.replace("Tiếng Việt", "").replace("Sổ Vàng", "").replace("đồng", "");
            assert!(!accented(&named) || same, "{name}: {en}");
        }
    }
}
