//! Words of the journal board and of the time machine.

use super::words;

words! {
    /// Words of the journal board.
    JournalWord {
        Several = "这个编号有 {0} 条, 已到最新一条: {1}{2}", "{0} entries have this number, here is the newest: {1}{2}";
        Title = "日志 {0} 条", "Log, {0} entries";
        Number = "编号", "number";
        Looking = "在找", "looking";
        Nothing = "日志还是空的. {0} 键入第一条", "The log is empty; {0} begins the first entry";
        NothingFound = "没有一条符合: {0} 改筛选, {1} 取消", "No entry is found: {0} changes the filter, {1} takes it away";
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
        Now = "现在", "now";
        Time = "时刻", "time";
        Entry = "逐条", "entry";
        Hour = "小时", "hour";
    }
}
