//! The question how many cells the terminal gives to characters.

use std::fmt::Write as _;

use crate::console::{FIRST_ROW, SAMPLES, Size, fitting};

/// Each sample that fits, on a row of its own, and where the cursor stands after it (DSR 6); what was on the screen is
/// spoilt.
pub(super) fn question(size: Size) -> String {
    let mut text = String::new();
    for ((sample, _), row) in SAMPLES.iter().take(fitting(size)).zip(FIRST_ROW..) {
        // Writing to a text cannot fail.
        write!(text, "\x1b[{row};1H{sample}\x1b[6n").ok();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_asked_on_the_first_row_nor_below_the_last() {
        let asked = |cols, rows| question(Size { cols, rows });
        assert!(asked(80, 24).starts_with("\x1b[2;1H\u{2160}\x1b[6n\x1b[3;1H"));
        assert_eq!(asked(80, 24).matches("\x1b[6n").count(), SAMPLES.len());
        assert_eq!(asked(80, 4).matches("\x1b[6n").count(), 3);
        for (cols, rows) in [(0, 0), (1, 24), (80, 1), (80, 0)] {
            assert_eq!(asked(cols, rows), "");
        }
    }
}
