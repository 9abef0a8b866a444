//! Words of the test card, and of what is asked when a console starts.

use super::words;

words! {
    /// Words of the test card.
    CardWord {
        Title = "测试卡", "Test card";
        Unknown = "不明", "unknown";
        Waiting = "正在量字宽, 最多等 2 秒", "measuring widths, 2 seconds at most";
        Well = "量过了, 没有发现毛病", "measured, and nothing is wrong";
        NotAsked = "没有量字宽, 按设置", "widths were not measured, the setting stands";
        Auto = "疑宽字按 {0} 格 (量得)", "ambiguous: {0} (measured)";
        Usual = "疑宽字按 {0} 格 (按语言猜)", "ambiguous: {0} (the locale's guess)";
        Fixed = "疑宽字按 {0} 格 (按设置)", "ambiguous: {0} (as set)";
        Measured = "量得格数", "cells told";
        One = "每字一格", "one cell";
        Two = "每字两格", "two cells";
        Rule = "字完整又紧贴右边竖线的那一行, 才是本终端的字宽", "your terminal has the row whose signs are whole and touch the bar on their right";
        Colours = "颜色", "colours";
        OfAlarm = "逾期", "late";
        OfFresh = "新报警", "new alarm";
        OfAttention = "注意", "attention";
        OfStatus = "实战", "live";
        OfDrill = "演练", "drill";
        OfTest = "测试", "test";
        OfPast = "回看", "past";
        OfKey = "按键", "key";
        OfQuiet = "次要", "quiet";
        Bell = "铃", "bell";
        BellRang = "刚才响了一声; 没听见, 是终端或 tmux 关了铃", "it rang just now; not heard? the terminal or tmux keeps it silent";
        BellOff = "已静音: 不响, 时限栏照写", "silenced: it does not ring, the rail says all the same";
        Dumb = "TERM 说这终端不会移光标, 画面会乱: 换一个终端, 或设 TERM=xterm-256color", "TERM says that this terminal moves no cursor, the boards will be garbled: use another, or set TERM=xterm-256color";
        NoChinese = "系统文字控制台没有汉字字形: 从别的机器 ssh 进来, 或用 --lang en", "the system console has no Chinese letters: come in by ssh from another machine, or use --lang en";
        NoLocale = "没有设区域 (LANG), 汉字可能成问号: 设 LANG=zh_CN.UTF-8", "no locale is set (LANG), Chinese may turn into question marks: set LANG=C.UTF-8";
        Locale = "区域 {0} 不是 UTF-8, 汉字可能乱码: 设 LANG=zh_CN.UTF-8", "the locale {0} is not UTF-8, Chinese may be garbled: set LANG=C.UTF-8";
        NotUtf8 = "一个汉字占了 {0} 格, 终端没有按 UTF-8 显示: 在终端设置里把字符编码改为 UTF-8", "one Chinese character took {0} cells, the terminal does not read UTF-8: set its character encoding to UTF-8";
        TooSmall = "只有 {0}x{1}, 时限栏放不下: 拉大到 80x24", "only {0}x{1}, the rail has no room: make it 80x24";
        Small = "{0}x{1} 小了些, 有的栏会收起: 最好 80x24", "{0}x{1} is small, some columns give way: 80x24 is better";
        Silent = "终端不答光标位置, 量不出字宽, 按 {0} 格; 字被切掉或空出一格时加 --ambiguous {1}", "the terminal does not say where its cursor stands, {0} assumed; if signs are cut or gaps show, add --ambiguous {1}";
        Otherwise = "量得疑宽字占 {0} 格, 与设置不同: 用 --ambiguous auto", "measured, ambiguous characters take {0}, not what is set: use --ambiguous auto";
        Mixed = "疑宽字有的一格有的两格, 按两格留位, 一格的后面会空一格: 换一种等宽字体", "some ambiguous characters take one cell, some two; room is kept for two: choose another monospaced font";
        Braille = "盲文点占 {0} 格, 点阵地图会错位: 布局里不要用 braille", "braille takes {0} cells, a map of dots would be out of line: leave braille out of the layout";
        Mono = "没有颜色: 一切靠标记与文字, 不影响使用", "no colours: marks and words say everything all the same";
    }
}

words! {
    /// Words of what a console asks when it starts.
    StartWord {
        Product = "前指  前方指挥终端", "qianzhi  forward command post";
        How = "怎样开始?", "How do you want to begin?";
        Drill = "看一场演练", "look at a drill";
        DrillIs = "内置的郑州特大暴雨演练, 十倍速播放; 不碰实战日志, 看完下次再问一遍", "the built-in flood of Zhengzhou at ten times the speed; the live journal is not touched, and you are asked again next time";
        Join = "加入联动平台", "join a hub";
        JoinIs = "与别的席位互通; 要平台的地址、公钥与口令", "linked with other posts; you need the hub's address, its key and its join secret";
        Alone = "单独工作", "work alone";
        AloneIs = "只记在本机; 以后随时可加入平台 (qianzhi console --choose)", "recorded on this machine only; a hub can be joined at any time (qianzhi console --choose)";
        JoinTitle = "加入联动平台", "Join a hub";
        Address = "平台地址", "address";
        AddressFrom = "平台启动时印出一行 wss://主机:端口#公钥, 向管平台的人要整行; 本机上的写 ws://127.0.0.1:7720", "a hub prints a line wss://HOST:PORT#KEY when it starts: ask whoever runs it for the whole line; on this machine ws://127.0.0.1:7720";
        AddressWrong = "地址要以 wss:// 或 ws:// 开头, 如 wss://10.1.2.3:7720", "an address begins with wss:// or ws://, such as wss://10.1.2.3:7720";
        Pin = "平台公钥", "key";
        PinFrom = "地址里 # 后面的 64 位; 地址已带就空着", "the 64 digits after # in the address; leave it empty when they are there";
        PinWrong = "公钥是 64 位十六进制数字: 向管平台的人要平台启动时印出的那一行", "a key is 64 hexadecimal digits: ask whoever runs the hub for its line";
        Secret = "加入口令", "join secret";
        SecretFrom = "管平台的人当面或电话给的口令, 或装着口令的文件; 存在本机, 只有本账号可读", "given by whoever runs the hub, in person or by phone, or the file that holds it; kept on this machine, readable by this login only";
        SecretWrong = "还要加入口令: 向管平台的人要", "the join secret is missing: ask whoever runs the hub";
        PostsTitle = "本账号的席位", "Posts of this login";
        PostsAre = "一个席位同时只有一个人用, 各有各的日志与草稿", "one person at a time has a post; each has a journal and drafts of its own";
        InUse = "在用", "in use";
        Free = "空闲", "free";
        Since = "{0} {1} 起", "{0} since {1}";
        Last = "上次 {0} {1}", "last {0} {1}";
        Nobody = "没有签到", "nobody signed in";
        NewPostRow = "开一个新席位", "a new post";
        NewPost = "新席位", "A new post";
        PostName = "席位名称", "name";
        PostNameIs = "别的席位看到的名称, 如 值班台2", "as other posts see it, such as duty desk 2";
        PostNameWanted = "给新席位起个名称", "give the new post a name";
        PostTaken = "这个席位有人在用: 选别的, 或开一个新席位", "somebody has this post open: choose another, or a new one";
        PostGone = "这个席位刚被别人打开: 再选一个", "somebody has just opened this post: choose again";
        Kept = "先键入的字留着, 进去后在记录行里: {0}", "what was typed already waits in the entry line: {0}";
        CardKeys = "回车 继续  {1} 再响一声  上下 翻看  {0} 退出", "Enter goes on  {1} rings again  arrows scroll  {0} leaves";
        WaysKeys = "数字 或 上下加回车 选定  {2} 看测试卡  {0} 退出", "a digit, or arrows and Enter  {2} test card  {0} leaves";
        JoinKeys = "{1} 下一项  回车 下一项或加入  {3} 加入  {2} 返回  {0} 退出", "{1} next  Enter next or join  {3} join  {2} back  {0} leaves";
        PostsKeys = "数字 或 上下加回车 选定  {0} 退出", "a digit, or arrows and Enter  {0} leaves";
        NameKeys = "回车 开席位  {2} 返回  {0} 退出", "Enter opens it  {2} back  {0} leaves";
    }
}
