//! Words of the boards: headings, columns, what is said when there is nothing to show.

use super::words;

words! {
    /// Words of the situation board, and of the map on every board.
    SituationWord {
        Incidents = "事件 {0}", "Incidents {0}";
        Grade = "级别", "grade";
        Level = "响应", "resp";
        Due = "时限", "due";
        NoIncidents = "没有事件. {0} 开新事件", "No incident yet; {0} opens one";
        Map = "地图 {0} 示意图", "Map {0} (schematic)";
        Scale = "1格={0}公里", "1 cell={0} km";
        ScaleMetres = "1格={0}米", "1 cell={0} m";
        NoMap = "没有带坐标的地点. 地点由平台带来 ({0} 联动)", "No place has coordinates; the hub brings places ({0} Hub)";
        NotDrawn = "未显 {0}", "{0} not drawn";
        Stale = "~ 位置过时", "~ old position";
        Occurred = "事发 {0}", "since {0}";
        DutyLog = "值班记录", "Duty log";
        Warnings = "预警", "Warnings";
        Teams = "队伍 {0}", "Teams {0}";
        PositionAge = "位置 {0}前", "position {0} ago";
        PositionSaid = "据报在{0} {1}前", "said at {0} {1} ago";
        NoPosition = "位置 ?", "position ?";
        RainSignal = "达暴雨{0}", "{0} rain signal";
        OldPosition = "位置过时 {0}队, 最久 {1}", "{0} positions old, longest {1}";
        Empty = "还没有记录. {0} 键入第一条", "Nothing recorded yet; {0} begins one";
        Older = "更早的见查询", "older lines are in the store";
        Disputed = "有争议", "disputed";
        DisputedShort = "争议", "disp.";
        LevelNone = "未启", "none";
        LevelDeclined = "不启", "no";
        LevelTerminated = "终止", "over";
        Gauges = "测站", "Gauges";
    }
}

words! {
    /// Words of every list: what a person asked of it.
    ListWord {
        Hidden = "隐 {0}", "{0} hidden";
        By = "按{0}{1}", "by {0} {1}";
        Up = "升", "up";
        Down = "降", "down";
        Sought = "筛 {0}", "filter {0}";
        Prompt = "筛选 {0}>", "Filter {0}>";
        Flaw = "按原文找: {0}", "taken as it stands: {0}";
        NothingLeft = "没有一行符合: {0} 改筛选, {1} 取消", "No row is left: {0} changes the filter, {1} takes it away";
    }
}

words! {
    /// Words of the map board.
    AtlasWord {
        From = "离 {0}", "from {0}";
        Follows = "跟随 {0}", "following {0}";
        Nowhere = "{0} 跳到一支队伍, 事件或地点", "{0} goes to a team, an incident or a place";
        Unknown = "位置不明 {0} 队", "{0} teams without a position";
        Metres = "{0}米", "{0}m";
        Kilometres = "{0}公里", "{0}km";
        Here = "此处", "here";
        North = "北", "N";
        NorthEast = "东北", "NE";
        East = "东", "E";
        SouthEast = "东南", "SE";
        South = "南", "S";
        SouthWest = "西南", "SW";
        West = "西", "W";
        NorthWest = "西北", "NW";
    }
}

words! {
    /// Words of the incident board.
    IncidentWord {
        Follows = "后果 {0}", "Consequences, {0}";
        Whole = "{0} 全文", "{0} in full";
        Provisional = "初判, 可能上调", "provisional, may rise";
        Until = "{0}前", "to {0}";
        Coded = "编码 {0}", "code {0}";
        Uncoded = "未编码. {0} 编码", "no event code; {0} gives one";
        Merged = "并入的 {0}", "Merged into this {0}";
        MergedCount = "并{0}", "+{0} merged";
        ReceivedAt = "接报 {0}", "received {0}";
        OtherFigure = "另报{0} {1}, 计 {2}", "says {0} {1}, {2} counts";
        BoundAtLeast = "按数字至少{0} ({1} {2}) {3} 定级", "figures make it at least {0} ({1} {2}), {3} grades";
        Bound = "按数字{0} ({1} {2}) {3} 定级", "figures make it {0} ({1} {2}), {3} grades";
        AtLeast = "按数字至少{0}", "figures: {0} or more";
        WindowOver = "补报期 {0} 已过, 变化只入账 ({1})", "corrections were due until {0}: changes are only written down ({1})";
        NoIncident = "没有选中的事件: {0} 选一起, {1} 开新事件", "No incident is selected: {0} shows them, {1} opens one";
        Status = "状态 {0}", "status {0}";
        Commander = "现场总指挥 {0}", "commander {0}";
        Sensitive = "敏感", "sensitive";
        Occurred = "事发 {0} 接报 {1}", "occurred {0} received {1}";
        Figures = "人员", "People";
        Timeline = "时间线", "Timeline";
        Orders = "指令 {0}", "Orders {0}";
        Reports = "报告 {0}", "Reports {0}";
        Teams = "队伍 {0}", "Teams {0}";
        Plan = "预案 {0}", "Plan {0}";
        NoPlan = "预案未启动", "no plan started";
        Issued = "已下达", "issued";
        NoReports = "尚未上报. {0} 上报", "nothing reported yet; {0} reports";
        NoOrders = "尚无指令. {0} 下达", "no orders yet; {0} gives one";
        NoTeams = "尚无队伍. {0} 队伍页派遣", "no teams yet; assign them on {0} Teams";
        Struck = "已划掉", "struck";
    }
}

words! {
    /// Words of the teams board.
    TeamWord {
        Code = "代号", "code";
        Name = "队伍 {0}", "Teams {0}";
        Kind = "类别", "kind";
        Status = "状态", "status";
        Since = "自", "since";
        Age = "位置", "fix";
        Assignment = "任务", "assignment";
        PeopleCount = "{0}人", "{0} people";
        Leader = "队长", "leader";
        NoTeams = "没有入列的队伍. 由平台带来 ({0} 联动), 或从表格导入", "No team is enrolled; the hub brings teams ({0} Hub), or a table is imported";
        Folded = "{0}队", "{0} teams";
        FoldedOld = "位置过时 {0}", "{0} old positions";
        StaleSummary = "位置过时 {0}/{1}", "old positions {0}/{1}";
        ByStatus = "按状态", "By status";
    }
}

words! {
    /// Words of the orders board.
    OrderWord {
        Number = "号", "no.";
        Unanswered = "谁没回", "unanswered";
        TextWaiting = "内容  未签 {0}", "text  {0} unanswered";
        AllAnswered = "指令都已签收. {0} 看全部", "Every order is acknowledged; {0} shows all";
        To = "给谁", "to";
        Text = "内容", "text";
        Rungs = "达读签行", "D R A E";
        Outcome = "结果", "outcome";
        Due = "签收", "ack";
        Time = "时间", "time";
        NoOrders = "没有指令. {0} 下达", "No orders yet; {0} gives one";
        MarkDelivered = "达", "D ";
        MarkRead = "读", "R ";
        MarkAcknowledged = "签", "A ";
        MarkExecuting = "行", "E ";
        MarkNot = "- ", "- ";
        Running = "在办", "open";
        IssuedBy = "{0} 下达 {1}", "issued by {0} at {1}";
        Incident = "事件 {0}", "incident {0}";
        By = "{0} {1} {2} ({3})", "{0} {1}: {2} ({3})";
        Destination = "前往 {0}", "to {0}";
        Materials = "物资 {0}: {1}", "materials {0}: {1}";
    }
}

words! {
    /// Words of the plan board.
    PlanWord {
        Title = "预案步骤 {0}/{1}", "Plan steps {0}/{1}";
        Step = "步骤", "step";
        Owner = "责任", "owner";
        Due = "时限", "due";
        Status = "状态", "status";
        NoRuns = "没有启动的预案. {0} 启动", "No plan has been started; {0} starts one";
        Available = "在库预案", "Plans on file";
        Run = "{0} {1} {2}启动 {3}", "{0} {1} started {2} {3}";
        StepsOf = "{0}步", "{0} steps";
        Held = "等{0}", "after {0}";
        AfterAnchor = "{0}后", "at {0}";
        Added = "升级新增", "added by the level";
        Called = "该启动 {0}: {1} ({2} 启动)", "{0} is called for: {1} ({2} starts it)";
        Supported = "配合 {0}", "with {0}";
        Basis = "依据 {0}", "basis {0}";
        TellWhenLate = "逾期告知 {0}", "when late, tell {0}";
        DoneLate = "迟{0}", "{0} late";
        Late = "逾期", "late";
        DueLate = "逾期上报", "report late";
        DueAssess = "预案评估", "assess plan";
        LateTo = "{0} {1} {2}, 报{3}", "{0} {1}, {2}: tell {3}";
        LateText = "逾期上报: {0} {1} (责任 {2}) 应于{3}前办结, 至今未办结", "Late: {0} {1} ({2}) was due by {3} and is not done";
        LackProof = "办结凭据", "the evidence that it is done";
        NoOrder = "不属预案步骤", "of no step";
        OrderFor = "{0} {1}", "{0} {1}";
        LateFor = "{0} {1} 逾期上报", "{0} {1}, late";
        StageOrdered = "已下达", "ordered";
        StageAcknowledged = "已签收", "heard";
        StageToConfirm = "待确认", "confirm";
        Void = "未执行", "not done";
        ToOrder = "待下达", "to order";
        SentAs = "{0} {1} {2}", "{0} {1} {2}";
        ToldLate = "已逾期上报 {0}", "told late: {0}";
        Wants = "凭据 {0}", "evidence {0}";
        Checklist = "清单 {0}", "checklist {0}";
        AssessedBy = "{0}前评估", "assess by {0}";
        Levels = "分级响应", "levels by grade";
        Uplift = "敏感情形, 提高一级", "when the level is one higher";
        Reports = "信息报告", "reports";
        Organs = "组织", "organisation";
        Issued = "印发 {0}  批准 {1}  施行 {2}", "issued by {0}, approved {1}, in force {2}";
        Chain = "先决 {0}  其后 {1}", "after {0}  before {1}";
        NoStep = "无", "none";
        Part = "预案第{0}部分, {1}步", "part {0} of a plan, {1} steps";
        PartsMissing = "预案不全: 缺{0}部分, 步骤未列全", "NOT WHOLE: {0} parts of the plan are not here, nor are their steps";
        Resources = "所需资源", "resources";
        Comms = "通信 (依次备用)", "communications, in order of fallback";
        Exit = "响应终止条件", "conditions of the end";
        NoPlans = "没有在库预案. 预案由平台带来 ({0} 联动)", "No plan is on file; the hub brings plans ({0} Hub)";
    }
}

words! {
    /// Words of the conflicts board.
    ConflictWord {
        Title = "冲突 {0}", "Conflicts {0}";
        Nothing = "没有冲突: 各席位所说一致. 有了列在这里, {0} 裁定", "No conflict: every post says the same. One would stand here, and {0} settles it";
        How = "各方都留在账上. 一键采信一方, {0} 十秒内撤回", "Every side stays in the log. One key settles for a side, {0} takes it back";
        Side = "{0} {1} 入账 {2} {3}", "{0}, {1}, recorded {2} {3}";
        Here = "本席位", "this post";
        Elsewhere = "席位 {0}", "post {0}";
    }
}

words! {
    /// Words of the hub and link board.
    HubWord {
        Title = "联动平台", "Hub and link";
        Address = "地址", "address";
        State = "状态", "state";
        Why = "原因", "why";
        RoundTrip = "往返", "round trip";
        Heard = "上次听到", "last heard";
        Skew = "本机时差", "clock skew";
        Backlog = "待发", "unsent";
        Oldest = "最早一条", "oldest";
        Account = "连上时对账", "on comparing";
        Owed = "本机缺 {0} 平台缺 {1}", "here lacks {0}, hub {1}";
        Lost = "平台已收而本机缺 {0} 条, 由平台取回; 从未发出 {1} 条", "missing here though the hub acknowledged them: {0}; never sent: {1}";
        Unsent = "从未发出 {0} 条, 现在补发", "stored here and never sent until now: {0}";
        Journal = "日志", "journal";
        JournalOpen = "入账中, 共 {0} 条", "recording, {0} events";
        JournalFailed = "停写: {0}", "stopped: {0}";
        JournalFull = "满 余{0}千字节 只入指令、撤离和清点", "full, {0} KiB left: orders, withdrawals and roll calls only";
        Store = "查询库", "store";
        StoreOpening = "正在打开", "opening";
        StoreLag = "落后 {0} 条", "{0} events behind";
        StoreLevel = "已跟上", "level with the journal";
        StoreRebuilding = "重建 {0}/{1}", "rebuilding {0}/{1}";
        StoreOff = "停用: {0}", "off: {0}";
        UnknownKinds = "不识的类型", "unknown kinds";
        UnknownCount = "{0} 种 {1} 条 (已保存并转发)", "{0} kinds, {1} events (kept and relayed)";
        Post = "本席位", "this post";
        Fold = "推演版本", "fold version";
        OtherFold = "{0} 平台{1} 所见可能不同", "{0}, hub {1}: may differ";
        Begins = "本机所知始于", "knows since";
        Filled = "{0} 此前 {1} 条为后补", "{0}, {1} older filled in";
        Contents = "附件", "contents";
        Lacking = "{0} 份未到", "{0} not here yet";
        Realm = "账域", "realm";
        Sessions = "席位连接 {0}", "Sessions {0}";
        SessionPost = "席位", "post";
        SessionSince = "自", "since";
        SessionBehind = "落后", "behind";
        SessionSent = "已发", "sent";
        SessionReceived = "已收", "received";
        Silent = " {0}没有消息", " no word {0}";
        NoSessions = "平台未报告连接", "the hub has told of no session";
        NoHub = "没有设平台: 启动时加 {0} 地址", "No hub is set: start with {0} ADDRESS";
        Bytes = "{0}字节", "{0} B";
        Kilobytes = "{0}千字节", "{0} kB";
        Megabytes = "{0}兆字节", "{0} MB";
        Ms = "{0}毫秒", "{0} ms";
        Ago = "{0}前", "{0} ago";
        Calls = "呼叫 {0} 次 {1}", "call {0} {1}";
        None = "无", "none";
    }
}

words! {
    /// Words of the drill control board.
    DrillWord {
        NoDrill = "这里不是演练. 另开一个: {0} 方案文件", "This is not a drill; start one beside it: {0} SCENARIO";
        NotOpened = "演练尚未开始", "the drill has not begun";
        Clock = "演练时钟", "drill clock";
        Speed = "速度", "speed";
        Paused = "暂停", "paused";
        Times = "{0}倍", "{0}x";
        Begins = "开始", "begins";
        Ends = "结束", "ends";
        Injects = "导调信息 {0}/{1}", "Injects {0}/{1}";
        Next = "下一条", "next";
        In = "还有", "in";
        Time = "时间", "time";
        Kind = "类别", "kind";
        Title = "内容", "content";
        Source = "出处", "source";
        Fired = "已下达", "fired";
        ByHand = "手动", "manual";
        NoInjects = "没有导调信息, 或本席位不在导调流. 有了列在这里, {0} 下发", "No injects, or this post does not hold the control stream; they would stand here, and {0} fires one";
        Seed = "随机种子", "seed";
        Left = "剩余", "left";
    }
}
