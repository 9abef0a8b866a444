//! Words of the zones that are on every screen: status line, boards line, rail, entry line, help.

use super::words;
use crate::domain::Realm;

words! {
    /// Words of the status line.
    StatusWord {
        Live = "实战", "LIVE";
        Test = "测试", "TEST";
        Drill = "演练", "DRILL";
        Response = "{0}响应", "response {0}";
        NoResponse = "未启动响应", "no response";
        ResponseDisputed = "响应有争议", "response disputed";
        PostureDisputed = "状态有争议", "posture disputed";
        Hub = "平台", "hub";
        NotConfigured = "未设", "none";
        Calling = "呼叫中", "calling";
        Down = "断 {0}", "down {0}";
        DownCalls = "断 呼叫{0}次", "down, call {0}";
        Up = "通 {0}", "up {0}";
        Refused = "被拒", "refused";
        Backlog = "待发 {0}", "unsent {0}";
        BacklogOldest = "待发 {0} 最早{1}前", "unsent {0} since {1}";
        Skew = "时差 {0}", "skew {0}";
        Hidden = "隐去 {0}", "hidden {0}";
        StoreLag = "查询库落后 {0}", "store behind {0}";
        StoreRebuilding = "查询库重建 {0}/{1}", "store rebuilding {0}/{1}";
        StoreOff = "查询库停用", "store off";
        JournalFailed = "日志停写", "NOT RECORDING";
        JournalFull = "磁盘满 只入指令 余{0}千字节", "DISK FULL orders only {0}KiB left";
        JournalFailedLine = "日志停写: 此后所写都不入账 ({0}) 请换席位并保全本机", "not recording: nothing typed from now on is kept ({0}); move to another post, keep this machine";
        Seconds = "{0}秒", "{0}s";
        Minutes = "{0}分", "{0}m";
        Hours = "{0}时", "{0}h";
        Days = "{0}天", "{0}d";
        NotReal = "演练 非实战", "DRILL not real";
    }
}

impl StatusWord {
    /// The word of a realm.
    pub fn of(realm: &Realm) -> Self {
        match realm {
            Realm::Live => Self::Live,
            Realm::Test => Self::Test,
            Realm::Drill(_) => Self::Drill,
        }
    }
}

words! {
    /// Words of what the realm beside the one on screen has to say.
    BesideWord {
        Count = "{0}件", "{0}";
        Go = "去{0}", "to {0}";
        Opening = "打开中", "opening";
        Here = "在守", "held";
    }
}

words! {
    /// How old what a pane shows is.
    AgeWord {
        Positions = "~位置 {0}前", "~fixes {0} ago";
        Old = "~{0}前", "~{0} ago";
        Unknown = "~不明", "~unknown";
    }
}

words! {
    /// Words of the boards line.
    BoardsWord {
        Help = "{0}帮助", "{0} Help";
        Heard = "~他席 {0}前", "~others {0} ago";
        NeverHeard = "~他席 不明", "~others unknown";
    }
}

words! {
    /// Words of the rail of next deadlines.
    RailWord {
        Title = "下一时限", "Next due";
        Late = "逾期 {0}", "late {0}";
        Soon = "10分钟内 {0}", "within 10 min {0}";
        Measures = "措施未答 {0}", "measures open {0}";
        Lacking = "!缺规则集 {0}", "!lacks rule set {0}";
        Group = "{0}项 {1} 等", "x{0} {1} ..";
        LateMark = "逾期", "late";
        WarnedMark = "将到", "soon";
        SeenMark = "已悉", "seen";
        Returned = "复归 {0} {1}", "ended unseen {0} {1}";
        ReturnedSeen = "复归 {0} 项已看过", "{0} that ended unseen: seen now";
        ShelvedMark = "搁置", "aside";
        Shelved = "搁置 {0}", "aside {0}";
        Until = "到 {0}", "until {0}";
        Nothing = "24小时内没有时限", "nothing is due within 24 hours";
        More = "另有 {0} 项", "{0} more";
    }
}

words! {
    /// Words of the entry line.
    EntryWord {
        Log = "记录> ", "log> ";
        LogTo = "记录 {0}> ", "log {0}> ";
        Memo = "备忘", "note";
        Empty = "{0} 开始键入", "{0} to type";
        Or = "或", "or";
        Page = "{0}/{1}页", "p{0}/{1}";
        Nothing = "无", "none";
    }
}

words! {
    /// Words of the help and the dialogs.
    HelpWord {
        Title = "帮助", "Help";
        Marks = "标记  ! 逾期 争议 故障  ~ 陈旧  > 当前  ? 不明  默认 本项目默认, 非法定", "! late, disputed, failed  ~ old  > here  ? unknown  (D) default, not law";
        NothingToDo = "此处没有可办的", "nothing to do here";
        NoMatch = "没有相符的", "nothing matches";
        AsAddress = "不在地图上, 按地址记下", "not on the map: kept as an address";
        NoMatchFor = "{0}里没有 {1}", "{0}: nothing matches {1}";
        JustOver = "{0} 已过: 写以后的时间; 明天写 {1}", "{0} is over: write a later time, or {1} for tomorrow";
        Parked = "另有 {0} 张表单放在一边", "{0} more forms put aside";
        Missing = "还缺: {0}", "missing: {0}";
        Confirm = "请确认", "Please confirm";
    }
}
