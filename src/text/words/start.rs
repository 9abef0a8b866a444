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
