//! Words of the journal board and of the time machine.

use super::words;

words! {
    /// Words of the journal board.
    JournalWord {
        Title = "日志 {0} 条", "Log, {0} entries";
        Number = "编号", "number";
        Looking = "在找", "looking";
        Nothing = "日志还是空的. 从键入第一条开始", "The log is empty; begin by typing an entry";
        NothingFound = "没有一条符合: 按 / 改筛选, 按 Esc 取消", "No entry is found: / changes the filter, Esc takes it away";
        Told = "入账 {0} {1} 席位 {2} 到本机 {3}", "recorded {0} by {1}, post {2}, here {3}";
    }
}

words! {
    /// Words of the time machine.
    PastWord {
        Mark = "过去 {0}", "PAST {0}";
        Strip = "过去 {0} 第{1}条止", "PAST {0} entry {1}";
        Missing = "缺 {0} 条", "{0} entries lost";
        Going = "在找那一刻", "finding that moment";
        Ways = "Ctrl-左右 逐条 Ctrl-上下 小时 @时刻 Esc现在", "Ctrl-arrows: entry, hour  @ time  Esc now";
    }
}
