//! E-mail addresses: nothing of them stays.

/// The text with every address as `***@***`.
pub(super) fn mask(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('@') {
        let local = before.trim_end_matches(in_address);
        let domain = after.trim_start_matches(in_address);
        if local.len() == before.len() && domain.len() == after.len() {
            out.push_str(before);
            out.push('@');
        } else {
            out.push_str(local);
            out.push_str("***@***");
        }
        rest = domain;
    }
    out.push_str(rest);
    out
}

fn in_address(char: char) -> bool {
    char.is_alphanumeric() || "._%+-".contains(char) || ('\u{300}'..='\u{36f}').contains(&char)
}
