//! English.

use super::Text;

/// The English texts.
pub static EN: Text = Text {
    site: "Sổ Vàng",
    tagline: "The open book of donations and relief",
    skip_to_content: "Skip to content",
    language_switch: "Tiếng Việt",
    language_label: "Change language",
    footer_about: "Sổ Vàng (“golden book”) writes every gift into a log to which records are only added, never changed \
                   or removed. Every figure on this page is summed from that log.",
    footer_figures: "Amounts are in Vietnamese đồng (₫). Times are Vietnam’s (UTC+7).",
    funds_title: "Funds",
    funds_intro: "Choose a fund to see what it received, what it spent, and every single gift.",
    funds_none: "No fund has been opened yet.",
    closed: "Closed",
    dong: "₫",
    received: "Received",
    spent: "Spent",
    balance: "Balance",
    gifts_count: "Gifts",
    spent_note: "Bank charges and money paid out",
    balance_note: "What the accounts and cash boxes hold",
    gifts_note: "Reversed ones are not counted",
    unidentified: "Not identified",
    unidentified_note: "Money that reached an account, but nobody can tell yet what it is. It is part of the balance \
                        and does not count as a gift until it is identified.",
    waiting_note: "wait for a person, because the statement prints them incomplete or hard to read, or they may be \
                   gifts recorded already; they are in none of these figures.",
    search_title: "Find your gift",
    search_label: "Reference, amount, date, words of the memo, or an organisation’s name",
    search_hint: "For example: 500,000 · 2024-09-10 or 10/09/2024 (day first) · hoa sen. A date needs its year; accents \
                  are not needed.",
    search_button: "Search",
    search_too_long: "The search is longer than 200 characters. Shorten it: a few words are enough.",
    search_nothing: "Nothing to search for: type letters or digits.",
    search_help_title: "What finds it fastest?",
    search_help: "The surest is the reference in your bank’s message (the digits after Ref, FT or Mã GD). Without it, \
                  type the amount and the day, or a few words of the transfer’s memo.",
    newest_title: "Latest in the book",
    newest_all: "All gifts",
    newest_none: "No gift is listed one by one yet.",
    chart_table: "Show the chart’s figures",
    chart_table_note: "A reversal is taken off on the day of the reversal, not on the day of the gift.",
    chart_none: "No gift yet.",
    by_bank: "By receiving account",
    by_size: "By size of gift",
    by_donor: "By donor",
    account: "Account",
    size: "Size",
    donor: "Donor",
    amount: "Amount",
    gifts: "Number",
    period: "Time",
    unpublished: "gifts not listed one by one",
    flow_title: "Money in and out",
    flow_intro: "Adds up to what the accounts hold.",
    flow_gifts: "Donations",
    flow_unidentified: "Not identified yet",
    flow_interest: "Interest",
    flow_fees: "Bank charges",
    flow_payments: "Paid out",
    flow_balance: "Left",
    privacy_title: "Names and memos",
    privacy: "Names of persons are masked; phone and account numbers in memos always are, as Vietnam’s law on personal \
              data asks. Find your own gift by its reference, amount or date.",
    check_link: "Check the figures",
    check_title: "Check the figures yourself",
    check_intro: "Every figure of this fund is summed from a log to which records are only added, never \
                  changed or removed. Here is what everybody can check, what an auditor and the \
                  keeper of the books can check, and what is not there yet.",
    check_position: "Events in the log",
    check_recorded: "Last event at",
    check_chain: "Fingerprint of the log",
    check_chain_note: "Each record is hashed (SHA-256) together with all records before it. If anyone \
                       changes one letter of an old record, the line computed again differs. It changes with \
                       every new record, so keep a copy together with the number of events.",
    check_public: "Everybody: add it up yourself",
    check_public_note: "The totals, the balance of each account and every listed gift, as JSON for \
                        machines (the list comes in pages: ask on with its cursor). The gifts that are not \
                        reversed must add up to what the published accounts received; money in less money \
                        out must be the balance.",
    check_audit: "Auditors with a token",
    check_audit_note: "The fund gives an auditor a token. With it the whole log can be had at the address below (one \
                       event a line, with nobody’s name or memo), to sum every figure again.",
    check_run: "The keeper of the books",
    check_run_note: "These two commands run on the machine that holds the fund’s data directory, so only who keeps the \
                     books (or is invited to that machine) can run them. The first reads the whole log again and prints \
                     its fingerprint; the second sums the balances from the first event to the one of that number. Both \
                     must give what this page says.",
    check_missing: "Not in this version",
    check_missing_note: "Proofs with which everybody can check, without trusting who keeps the books, that a gift is in \
                         the log and that its past was not changed. The fingerprint above can be computed again from \
                         the data directory only.",
    results_title: "All gifts received",
    results_none: "Nothing found.",
    results_none_help: "Try the reference in your bank’s message, fewer words, or just the amount or the day. Names of \
                        persons are masked, so a full name finds nothing. A very recent transfer may not be in an \
                        imported statement yet.",
    paging: "Pages of results",
    previous: "Previous page",
    next: "Next page",
    gift_title: "Gift no.",
    gift_when: "Date",
    gift_account: "Receiving account",
    gift_reference: "Reference",
    gift_donor: "Kind of donor",
    gift_name: "Name",
    gift_memo: "Transfer memo",
    gift_note: "Note",
    gift_position: "Place in the log",
    gift_position_note: "This event cannot be changed or removed; a correction is a new event.",
    gift_status: "Standing",
    gift_stands: "Counts towards the total",
    gift_reversed: "Reversed, no longer counts",
    gift_reversed_note: "This gift was recorded by mistake, or the bank returned it, so the book holds a negative entry \
                         of the same amount. The original stays for everyone to see.",
    gift_no_name: "No name given",
    gift_no_memo: "No memo",
    gift_no_reference: "Not printed by the bank",
    gift_back: "Back to all gifts",
    gift_share: "Keep or send this page’s address: it always opens this very gift.",
    reversed_mark: "Reversed",
    not_found_title: "No such page",
    not_found: "The address you opened leads to no page of the book.",
    not_found_help: "It may be mistyped.",
    gift_not_found: "This fund has no listed gift of that number.",
    gift_not_found_help: "The number may be mistyped, or the gift went to an account whose gifts are not listed one by one, \
                          or nobody can tell yet whether it is a gift.",
    to_gifts: "Find a gift",
    to_fund: "To the fund’s page",
    error_title: "The server met an error",
    error: "We could not open this page. The book itself is not affected.",
    error_help: "Please load the page again in a few minutes.",
    back_home: "To the first page",
    breadcrumb: "You are here",
    page_address: "Address of this page:",
    cash_box: "Cash",
};
