//! Rows in clear, as an older program wrote them.
