//! The words: first line of the English without its full stop, and the Chinese of the whole.

/// English, Chinese.
pub(super) const TABLE: &[(&str, &str)] = &[
    (
        "前指: a terminal command post. Console, hub, drill engine and review in one program",
        "前指: 终端上的前方指挥部. 席位终端、联动平台、演练引擎、评估复盘, 一个程序",
    ),
    (
        "Environment:",
        "环境变量:
  QIANZHI_*         任一设置, 如 QIANZHI_HUB; 参数优先于变量, 变量优先于设置文件
  QIANZHI_SETTINGS  设置文件
  QIANZHI_FAULT     测试用的故障; 终端照样交还:
                    panic-main[:N]  第 N 帧后主循环崩溃
                    panic-task[:N]  第 N 帧后后台任务崩溃
                    panic-journal   下一条入账时日志崩溃
  NO_COLOR          非空即不用颜色; 粗体、反显、下划线照用
  LC_ALL, LC_MESSAGES, LANG
                    没有设置语言时, 由它们定语言
  XDG_CONFIG_HOME, XDG_STATE_HOME
                    设置、日志和运行记录的目录, 不给则在 HOME 之下",
    ),
    (
        "A bundle is sealed with the key of the journal's post. It is applied with `qianzhi journal import`, in any order and",
        "数据包用本席位的密钥封签, 用 `qianzhi journal import` 并入, 次序不论, 次数不限.
两个没有网络相连的副本, 各给对方一个包即可:

  对方   qianzhi journal export DIR --have -o there.have
  本方   qianzhi journal export DIR --since there.have --bundle -o here.qzb
  对方   qianzhi journal import here.qzb; qianzhi journal export DIR --since here.qzb --bundle -o there.qzb
  本方   qianzhi journal import there.qzb",
    ),
    (
        "Every event stays, byte for byte, at its number, whether a hub has it or not; journals are opened, read, verified",
        "每一条都在, 一字节不差, 编号不变, 平台有没有都一样; 打开、查看、校验、导出、备份、回放照旧.
压缩段写盘并读回核对无误之后, 才换下原段: 何时断电, 总有一份完整的在.

终端或平台正开着日志也可以压缩: 最新的两段不动, 占用它的进程几分钟内让出空间.
更早版本的程序会说读不了压缩段, 不改动任何东西.

损坏的、缺条目的段不动, 见 `qianzhi journal verify`. 退出码: 0 每段都已压缩, 或已说明为何不动;
1 没能做成; 2 用法不对.",
    ),
    (
        "Exit codes: 0 when nothing was changed, lost or forked, though events may still be on their way; 1 when something was",
        "退出码: 0 没有改动、丢失、分叉 (可能还有条目在路上); 1 有, 或读不了; 2 用法不对.
每一项都写明文件、字节和该条在其序列中的位置. 没有进程开着日志时, 也查查询库.",
    ),
    (
        "The file's ending says what it becomes: .docx for an office, .html for a printer, anything else text. Without -o the",
        "按文件名后缀成文: .docx 供办公, .html 供打印, 其余为文本. 不给 -o 则输出到标准输出.
演练的文书每页都注明演练.

  qianzhi paper report DIR                      列出日志里的报告
  qianzhi paper report DIR 1a2b3c4d -o r.docx   该编号的报告, 成文档
  qianzhi paper handover DIR --since 20:00
  qianzhi paper minutes DIR 3 -o 会商纪要3.docx  会商纪要3号; 不写编号就列出会商
  qianzhi paper pack DIR 3                      该次会商开始时所知的态势包
  qianzhi paper review DIR 1 -o 复盘报告1.docx   复盘报告1号, 并核对日志与封存是否一致
  qianzhi paper aid DIR 1a2b -o 支援请求函.docx   该份支援请求, 发往被请求方; 不写编号就列出全部
  qianzhi paper cards DIR 防汛 -o 行动卡.html     已启动预案的行动卡, 供打印; 不写名称就列出全部",
    ),
    (
        "Address of the hub to call: `ws://HOST:PORT` on this machine, `wss://HOST:PORT#PIN` elsewhere",
        "要呼叫的平台地址: 本机 `ws://HOST:PORT`, 别处 `wss://HOST:PORT#PIN`",
    ),
    ("An entry from each line of the standard input", "标准输入每行一条"),
    ("Another scenario than 郑州 7·20", "另一个方案, 不给则为郑州7·20"),
    (
        "Apply bundles to a journal, in any order and any number of times; a journal that is not there is made",
        "把数据包并入日志, 次序不论, 次数不限; 没有日志则新建. 终端或平台正开着的日志由该进程并入, 不必停机",
    ),
    (
        "As of this time, such as \"2021-07-20 16:00\"; the newest event's when not given",
        "截至此时, 如 \"2021-07-20 16:00\"; 不给则到最新一条",
    ),
    ("As of this time; the newest event's when not given", "截至此时; 不给则到最新一条"),
    ("As one JSON list", "输出为一个 JSON 列表"),
    (
        "Boards: commander, duty, controller, or a file",
        "版面: commander 指挥员, duty 值班员, controller 导调员, 或一个文件",
    ),
    (
        "Bundles, or texts with the blocks of bundles; `-` is the standard input, and so is no file at all",
        "数据包, 或数据包的文本块; `-` 为标准输入, 不给文件也是",
    ),
    (
        "Cells that this terminal gives to characters of ambiguous width: auto (measured at the start), 1 or 2",
        "本终端给宽度不定的字符几格: auto (启动时实测), 1 或 2",
    ),
    (
        "Check every checksum, id, signature and chain of a journal, its store and its snapshots; or of a bundle",
        "逐条核对日志 (及查询库、快照) 或数据包的校验和、编号、签名和链",
    ),
    ("Check scenarios, or run one", "检查演练方案, 或开一场演练"),
    (
        "Compress only segments whose last event arrived more than so many days ago",
        "只压缩最后一条到达已超过这些天的段",
    ),
    (
        "Compress the segments of a journal that are not written any more. No event is ever removed",
        "压缩不再写的日志段. 一条都不删",
    ),
    ("Compute the indicators of a drill or a real incident from its journal", "由日志算出演练或实战的评估指标"),
    ("Copy the secret keys of the hub too: who has them can pass for it", "连平台的私钥一起备份: 谁拿到谁就能冒充平台"),
    (
        "Copy the store into a directory, also while the hub runs; what lies there already is not copied again",
        "把平台的账复制到一个目录, 平台运行中也可; 已有的不再复制",
    ),
    ("Deliver to this hub, and say so", "送到这个平台, 送到即报"),
    ("Directory of its store; one under the state directory when not given", "账的目录; 不给则在状态目录之下"),
    ("End when everything that is there was printed", "现有的都打印完即结束"),
    ("Events in the journal that a process of its own opens; 0 leaves it out", "另开进程打开的日志有多少条; 0 不测"),
    ("Events in the journal that is opened", "打开的日志有多少条"),
    ("Everything random follows from it; the scenario's own when not given", "随机种子; 不给则用方案自己的"),
    ("Exit with 1 when a stated figure is missed", "有一项没达到承诺的数, 退出码为 1"),
    ("File with the hub's join secret", "平台口令的文件"),
    ("File with the secret that posts have to know; then it takes only wss", "席位须知道的口令的文件; 给了则只走 wss"),
    (
        "From when, such as \"2021-07-20 20:00\" or \"20:00\" of the day before --at; 12 hours before when not given",
        "从何时起, 如 \"2021-07-20 20:00\", 或 --at 前一日的 \"20:00\"; 不给则为之前12小时",
    ),
    ("How long to wait for the hub at the end, in seconds", "结束时最多等平台多少秒"),
    ("How long to wait for the process that has the journal open, in seconds", "最多等占用日志的进程多少秒"),
    ("How many times as fast as the real thing", "按实际的几倍速"),
    ("Into this file instead of the standard output", "写入此文件, 不给则为标准输出"),
    ("Into this file: .docx, .html, or text", "写入此文件: .docx、.html 或文本"),
    ("Its name, for people", "名称, 给人看的"),
    ("Its words", "这一条的话"),
    (
        "Keep to so many bits per second each way, TCP and IP not counted, and let orders go before reports: for a thin link, such as 2400",
        "双向各不超过每秒这些比特 (不计 TCP/IP), 指令先于报告: 用于窄带链路, 如 2400",
    ),
    ("Language: zh or en", "语言: zh 或 en"),
    ("Leave so many of the newest segments as they are", "最新的这几段不动"),
    (
        "Look after a journal: verify it, sum it up, export and import events, compress it",
        "料理日志: 校验、汇总、导出导入、压缩",
    ),
    ("Measure only the list of deadlines", "只测时限清单"),
    ("Measure only what the console promises", "只测终端承诺的数"),
    ("Measure, and compare with what was promised", "实测, 并与承诺的数比较"),
    ("Minutes without a key after which the console asks who is there; 0 never", "几分钟不按键则要求签到; 0 不要求"),
    ("One entry", "记一条"),
    (
        "Only events that arrived here since then: a time in Beijing such as \"2021-07-20 16:01\", or an arrival number; or only what the other side lacks: a file that it made with --have, or a bundle of its",
        "只取此后到本机的: 北京时间如 \"2021-07-20 16:01\", 或到达编号; 或只取对方缺的: 对方用 --have 写的文件, 或对方的数据包",
    ),
    ("Only the last so many of those that are there", "现有的只打印最后几条"),
    ("Play a drill on this terminal, at once", "马上在本终端开一场演练"),
    ("Play a scenario", "按方案开演练"),
    (
        "Play for the consoles on this hub, whose realm is the drill's",
        "为此平台上的席位开演练, 平台的账域须是这场演练的",
    ),
    ("Print a completion script for a shell", "打印命令行补全脚本"),
    ("Print events, one a line, those that are there and then those that come", "逐行打印条目: 先现有的, 后新到的"),
    ("Print lines of JSON, as `journal export` writes them", "按 `journal export` 的格式逐行打印 JSON"),
    ("Print one JSON object", "输出为一个 JSON 对象"),
    ("Print one JSON object for each bundle", "每个数据包输出一个 JSON 对象"),
    ("Print the indicators as JSON", "指标输出为 JSON"),
    ("Print the result as one JSON object", "结果输出为一个 JSON 对象"),
    (
        "Put a backup in the place of the store of a hub that does not run. What came since comes back from the consoles",
        "把备份换成停机平台的账. 备份之后的由各席位补回",
    ),
    ("Read this journal; somebody may be writing it", "读这份日志; 正被写也可以"),
    (
        "Record an entry, or one a line; each is said to be recorded once it is durable",
        "记一条, 或每行一条; 落盘之后才说已入账",
    ),
    ("Say exactly what is wrong with scenario files, or what is in them", "逐处指出方案文件错在哪里, 或列出其内容"),
    ("Say what would be compressed, and how small it would be; change nothing", "只说会压缩什么、压到多小; 不改动"),
    ("Scenario file", "方案文件"),
    ("Scenario files", "方案文件"),
    (
        "Settings file, instead of qianzhi/settings.toml in the user's configuration directory",
        "设置文件, 不给则为用户配置目录的 qianzhi/settings.toml",
    ),
    ("Store what posts record and pass it on, until it is told to stop", "联动平台: 存各席位的账并转发, 直到叫停"),
    (
        "Sum up a journal: events by kind and by post, bytes, times, the store, what a hub may lack",
        "汇总日志: 按类型和席位的条数、字节、时间、查询库、平台可能缺的",
    ),
    ("Take the controllers' stream of a drill along too, which players must not see", "连导调流一起取: 参演者不得看"),
    ("The backup", "备份"),
    ("The boards, on this terminal; works without a hub", "席位终端; 没有平台也能用"),
    ("The hub's realm: live, test or drill:NAME", "平台的账域: live 实战, test 测试, drill:名称 演练"),
    ("The journal", "日志"),
    (
        "The journal, which may be in use; or a bundle, or text with the blocks of one",
        "日志 (正在用也可); 或数据包, 或数据包的文本块",
    ),
    ("The journal; it may be in use", "日志; 正在用也可以"),
    (
        "The key of a hub that is called by wss: the digits that it prints at its start",
        "wss 平台的密钥: 平台启动时打印的那串数字",
    ),
    ("The person who signs in; the login when not given", "签到的人; 不给则为登录名"),
    ("The person who writes; the login when not given", "记录的人; 不给则为登录名"),
    ("The post's journal; made when it is not there", "席位的日志; 没有则新建"),
    ("The post's journal; one under the state directory when not given", "席位的日志; 不给则在状态目录之下"),
    ("The post's jurisdiction by its code of GB/T 2260", "席位的辖区, GB/T 2260 代码"),
    ("The post's name, as others see it", "席位名, 给别的席位看的"),
    (
        "The realm of a journal that is made: live, test or drill:NAME",
        "新建日志的账域: live 实战, test 测试, drill:名称 演练",
    ),
    ("Watch this hub instead; nothing is kept", "改看这个平台; 什么都不留存"),
    ("What that person is there for, such as 值班长", "此人的岗位, 如值班长"),
    (
        "Where to listen; an address that others can reach needs a join secret",
        "监听的地址; 别的机器够得着的地址须有口令",
    ),
    (
        "Where to record; a journal that a run was cut off in goes on. When not given, a headless run records nothing, and a run on a hub keeps its records there alone",
        "记到哪里; 中断过的演练在原日志上续演. 不给则无人值守的演练不留记录, 平台上的演练只记在平台",
    ),
    ("Where to; `qianzhi journal verify` verifies it", "备份到哪里; 用 `qianzhi journal verify` 校验"),
    ("Where to; made when it is not there", "写到哪里; 没有则新建"),
    ("Which paper", "哪种文书: report 报告, brief 五行简报, handover 交接单, shift-log 值班日志, phone-log 电话记录, minutes 会商纪要, pack 会商态势包, review 复盘报告, aid 支援请求函, cards 行动卡"),
    (
        "Which report, incident, consultation, review, aid request or started plan: the beginning of its short number, or words of its title",
        "哪份报告、哪起事件、哪次会商或复盘、哪份支援请求、哪次启动的预案: 短编号的开头, 或标题里的字",
    ),
    ("Which shell", "哪种 shell"),
    ("Which world: live, test or drill:NAME", "账域: live 实战, test 测试, drill:名称 演练"),
    (
        "Which world: live, test or drill:NAME; a store that exists keeps its own",
        "账域: live 实战, test 测试, drill:名称 演练; 已有的账不改",
    ),
    (
        "Whose paper it is, as it stands at its head; the headquarters' or jurisdiction's name when not given",
        "文书的落款单位, 写在文头; 不给则为指挥部或辖区的名称",
    ),
    (
        "Without a clock, from beginning to end, with simulated people alone; then print the indicators",
        "不按时钟, 全由模拟人员从头演到尾, 然后打印指标",
    ),
    ("Words: zh or en", "语言: zh 或 en"),
    ("Words: zh or en; from the locale when not given", "语言: zh 或 en; 不给则由环境的语言定"),
    ("Write a bundle: a sealed and compressed file of events", "写成数据包: 封签并压缩的条目文件"),
    (
        "Write a paper from a journal: a report, a brief, a hand-over sheet, a log, minutes, a situation pack, a review, an aid request or action cards",
        "由日志写文书: 报告、五行简报、交接单、日志、会商纪要、态势包、复盘报告、支援请求函、行动卡",
    ),
    (
        "Write every event as a line of JSON, in order of arrival; or pack events for another replica",
        "按到达次序每条一行写成 JSON; 或为另一副本打包",
    ),
    (
        "Write no events, only the list of what is here, for the other side's --since",
        "不写条目, 只写本方有什么, 供对方的 --since 用",
    ),
    (
        "Write the bundle as blocks of text of at most 1,000 bytes each, for short messages and chats",
        "把数据包写成每块不超过1000字节的文本, 供短信和聊天软件传",
    ),
    ("Write the manual pages into a directory", "把手册页写到一个目录; 中文页在其下的 zh_CN"),
    (
        "Rules 规则: what deadlines, grades and authority are counted by, with source and confidence",
        "规则: 时限、等级、权限按什么算, 附出处和可信度",
    ),
    ("Every rule, as a journal has them or as they are built in", "列出全部规则: 日志采用的, 或内置的"),
    ("Only those that are this project's defaults and no law", "只列本项目自定的缺省, 不是法定的"),
    ("One JSON object a line", "每行一个 JSON 对象"),
    ("As this journal has them; it may be in use", "按这份日志采用的; 正在用也可以"),
    ("One rule with its text and source", "一条规则的原文和出处"),
    ("Its name, such as R493-2 or RLOC-电话", "规则名, 如 R493-2 或 RLOC-电话"),
    ("As this journal has it; it may be in use", "按这份日志采用的; 正在用也可以"),
    ("Whether a profile is as it should be, and what it changes", "检查规则文件对不对, 改了什么"),
    ("The profile, a TOML file", "规则文件, TOML"),
    (
        "Count by a profile from now on: record its rules in the post's journal, which a console or a hub may have open",
        "从此按这份规则文件计算: 把规则记入席位的日志; 终端或平台正开着也行",
    ),
    ("The post's journal", "席位的日志"),
    ("The person who adopts it; the login when not given", "采用规则的人; 不给则为登录名"),
    ("Do not ask", "不再询问"),
    (
        "How things look: dark, light, mono, ascii, one of your own, or a file",
        "配色: dark (深色底)、light (浅色底)、mono (单色)、ascii, 自己的一种, 或一个文件",
    ),
    (
        "Bits a second of the line to the terminal, such as 9600; auto takes a serial line's own",
        "终端线路的速率 (比特每秒), 例如 9600; auto 用串口自己的",
    ),
    ("How many colours the terminal shows: auto, none, 16, 256 or all", "终端有多少种颜色: auto、none、16、256 或 all"),
    ("Whether the terminal's bell rings for an alarm: on or off", "有告警时终端响不响铃: on 或 off"),
    (
        "Show the test card: widths, colours, the bell, and what is wrong with this terminal",
        "显示测试卡: 字宽、颜色、响铃, 以及这个终端有什么不对",
    ),
    (
        "Show the test card, and ask again how to begin: with a drill, with a hub, alone",
        "显示测试卡, 重新问从哪里开始: 看演练, 接平台, 单独用",
    ),
    (
        "Take a list from a table: .csv in UTF-8 or GBK, or .xlsx",
        "从表格导入名册: .csv (UTF-8 或 GBK) 或 .xlsx.

先列出会改什么: + 新增, ~ 逐项改动, - 日志里有而表里没有, 照旧保留. 确认之前什么都不入账: 用 --yes, 或在终端上回答.
表头按表格常用的名称认, 中英文都行. 坐标要有一列坐标系, 写 WGS84 或 CGCS2000. 终端或平台正开着的日志, 经它收下这张表.

退出码 0: 已入账, 或没有要改的; 1: 表格有错, 逐条指出行和列, 或没有人确认, 什么都没入账; 2: 用法不对.",
    ),
    (
        "Which list",
        "哪一种, 依次是: 通讯录, 队伍, 物资, 避难场所, 机构, 专家, 值班表, 辖区 (可带驻地经纬度), 地点, 指挥部",
    ),
    ("The table", "表格文件"),
    ("The person who imports; the login when not given", "导入的人; 不给则为登录名"),
    ("Record without asking", "不再询问, 直接入账"),
    ("Region 区域: headquarters, experts, watches, places, teams and plans of a city, from one file", "区域: 一个市的指挥部、专家、值班、地点、队伍和预案, 来自一个文件"),
    ("Whether a region file is as it should be, and what it holds", "检查区域文件, 说出它有什么"),
    (
        "Go by a region from now on: record what it says that does not stand yet in the post's journal",
        "从现在起按这个区域: 把日志里还没有的记入本席位的日志.

区域没有写的照旧. 终端或平台正开着的日志, 经它收下. 退出码 0: 已入账, 或没有要改的; 1: 文件有错, 或没有人确认, 什么都没入账; 2: 用法不对.",
    ),
    (
        "The structure of a journal: who leads what, and whose watch it is; the journal may be in use",
        "日志里的组织体系: 谁牵头什么, 现在谁值班; 日志可以正在使用",
    ),
    ("The region, a TOML file", "区域文件 (TOML)"),
    ("The post's journal", "席位的日志目录"),
];
