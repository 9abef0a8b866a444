//! Words about what a warning states.

use super::words;

words! {
    /// Words of warnings.
    WarningWord {
        Backdated = "补录, {0}接报", "written in later, received {0}";
        Begins = "{0}起", "from {0}";
        Expires = "预计至{0}", "expected until {0}";
        Extent = "可能影响: {0}", "may reach: {0}";
        Caution = "警示: {0}", "warns of: {0}";
        Measures = "应采取: {0}", "advises: {0}";
        Inquiries = "咨询求助: {0}", "to ask: {0}";
    }
}
