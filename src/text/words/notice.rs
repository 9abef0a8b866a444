//! Words about notices 通报 to neighbours and the garrison.

use super::words;

words! {
    /// Words of notices.
    NoticeWord {
        Due = "毗邻通报", "tell neighbours";
        Given = "已通报{0}: {1} ({2} {3})", "{0} told: {1} ({2}, {3})";
        Garrison = "驻军", "garrison";
        All = "全部未通报的", "all that were not told";
        Left = "{0} 未通报 {1}", "{0}, not told: {1}";
        Nothing = "没有要通报毗邻和驻军的", "nothing has to be told to neighbours and the garrison";
    }
}
