//! What a key can mean.

use super::{Board, Edit};
use crate::text::Lang;

macro_rules! actions {
    ($($name:ident $zh:literal $en:literal $doc:literal),+ $(,)?) => {
        /// What a person asks for by a key. The key table binds keys to these; hints, help and the manual are made of it.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Action {
            $(#[doc = $doc] $name,)+
            /// Shows the board with this place in the layout, counted from 0.
            GoTo(u8),
            /// Takes the menu's line with this place, counted from 0.
            MenuPick(u8),
            /// Settles the conflict for the side with this place, counted from 0.
            SettleFor(u8),
            /// Edits the text under the cursor.
            Edit(Edit),
        }

        impl Action {
            /// Every action, with every parameter.
            pub fn all() -> Vec<Self> {
                let mut all = vec![$(Self::$name),+];
                all.extend((0..10).map(Self::GoTo));
                all.extend((0..10).map(Self::MenuPick));
                all.extend((0..9).map(Self::SettleFor));
                all.extend(Edit::ALL.map(Self::Edit));
                all
            }

            /// The name that a settings file calls it by; what belongs to fields and menus has none.
            pub fn slug(self) -> Option<String> {
                match self {
                    $(Self::$name => Some(kebab(stringify!($name))),)+
                    Self::GoTo(place) => Some(format!("board-{}", u16::from(place) + 1)),
                    Self::SettleFor(side) => Some(format!("settle-{}", u16::from(side) + 1)),
                    Self::MenuPick(_) | Self::Edit(_) => None,
                }
            }

            /// In a word or two, for the keys line, help and manual.
            pub fn title(self, lang: Lang) -> &'static str {
                match self {
                    $(Self::$name => lang.pick($zh, $en),)+
                    Self::GoTo(_) => lang.pick("换页", "board"),
                    Self::MenuPick(_) => lang.pick("选定", "pick"),
                    Self::SettleFor(side) => side_title(side, lang),
                    Self::Edit(edit) => edit.title(lang),
                }
            }
        }
    };
}

actions! {
    Help "帮助" "help" "Shows which keys do what.",
    Commands "全部命令" "commands" "Everything that can be done, by name.",
    Suspend "挂起" "suspend" "Gives the terminal back and stops.",
    Repaint "重画" "repaint" "Paints every cell anew.",
    OtherRealm "实战/返回" "live/back" "Brings the other realm to the front: the live one, or the drill again.",
    Quit "退出" "leave" "Leaves the program; asks when something would be left behind.",
    NewOrder "指令" "order" "A new order or request.",
    Unanswered "谁没回" "unanswered" "Orders nobody acknowledged, and back to all.",
    Rail "时限" "due" "To the rail of next deadlines; again: the next of them.",
    ShowRule "依据" "rule" "Shows the rule that the deadline in hand follows from.",
    AckOnBehalf "代签收" "ack for" "Enters on somebody's behalf that an order reached a rung.",
    Decide "响应" "response" "Decides on the response.",
    Propose "响应建议" "propose" "Proposes a response to those who may activate it.",
    Evacuees "转移安置" "evacuees" "Notes that people were moved.",
    Relief "发放救助" "relief" "Notes what those who were moved got.",
    Notify "毗邻通报" "tell neighbours" "Notes that neighbours or the garrison were told.",
    AppointCommander "任命总指挥" "appoint" "Appoints the incident's on-site commander.",
    Report "上报" "report" "Notes that a report went up.",
    BeginReport "起草" "draft" "Begins a report as a paper.",
    WritePart "写一部分" "write a part" "Writes a part of the report.",
    SubmitReport "送签" "submit" "Submits the report for signature.",
    ReturnReport "退回" "return" "Gives the report back.",
    SignReport "签发" "sign" "Signs the report, or notes that somebody did.",
    SendReport "发出" "send" "Sends the report.",
    ConfirmReceipt "确认签收" "receipt" "Notes who confirmed that the report arrived.",
    DropReport "作废" "give up" "Gives the report up.",
    ReadReport "看全文" "read" "Shows the report as the document it will be.",
    Brief "简报" "brief" "The incident in five lines, to be read on the phone.",
    Handover "交接单" "hand-over" "What the next shift must know.",
    SignShift "交接班" "relief" "Signs the hand-over sheet: whoever leaves, then whoever comes.",
    Consultations "会商页" "consultations" "Shows the board of consultations.",
    RequestConsult "提请会商" "ask to consult" "Asks for a consultation.",
    ConsultNext "下一步" "next step" "Does the one thing that the selected consultation waits for.",
    ConveneConsult "召集" "convene" "Convenes the consultation.",
    Attend "到会" "attendance" "Notes who came, and who did not.",
    StartConsult "开始会商" "begin" "Begins the consultation.",
    Present "通报" "present" "Notes what was presented, or that the discussion is over.",
    GiveOpinion "会商意见" "opinion" "Notes what a unit thinks.",
    ProposeAction "议定事项" "action" "Proposes an action.",
    DraftConclusion "起草结论" "draft conclusion" "Drafts the conclusion.",
    SignConclusion "签发结论" "sign conclusion" "Signs the conclusion, or notes that the chair did.",
    IssueActions "下达事项" "issue actions" "Sends the actions out as orders.",
    CloseConsult "闭环" "close it" "Closes the consultation.",
    CancelConsult "取消会商" "call it off" "Cancels the consultation.",
    ReadMinutes "看纪要" "minutes" "Shows the minutes as the document they will be.",
    ReadPack "态势包" "situation pack" "Shows the situation that the consultation began with.",
    Resources "资源页" "resources" "Shows the board of resources.",
    NewResource "登记资源" "note a resource" "Notes something new: what comes in, is reserved, goes out, is requisitioned.",
    ResourceNext "下一步" "next step" "Does the one thing that the selected resource waits for.",
    StockIn "入库" "stock in" "Notes what came into the store.",
    ReserveStock "预留" "reserve" "Reserves a material.",
    IssueStock "出库" "issue" "Issues a material.",
    SendStock "在途" "in transit" "Notes that what was issued is on the road.",
    ReceiveStock "签收物资" "receive" "Notes a receipt.",
    ReturnStock "归还返还" "give back" "Notes what came back, or was given back to its owner.",
    WriteOffStock "报损" "write off" "Notes what is lost or spoilt.",
    FreeStock "解除预留" "free it" "Frees a reservation.",
    Requisition "征用" "requisition" "Notes a requisition.",
    Compensate "补偿" "compensate" "Notes what an owner was paid.",
    ShelterWord "场所" "shelter" "Opens, closes, counts, supplies or certifies a shelter.",
    ShowReviews "复盘页" "reviews" "Shows the board of reviews.",
    OpenReview "复盘立项" "open review" "Opens a review of what is over.",
    AarNext "下一步" "next step" "Does the one thing that the selected review waits for.",
    SealRecords "封存" "seal" "Seals the records of the review.",
    HotWash "点评" "hot wash" "Notes that a hot wash was held.",
    MakeTimeline "时间线" "timeline" "Makes the timeline of the review.",
    AddFinding "记发现" "finding" "Notes a finding.",
    AnswerFinding "单位答复" "answer" "Notes what a unit answers to a finding.",
    ScoreReview "评分指标" "score" "Computes the indicators, or rates an objective.",
    ReviewPaper "复盘报告" "report" "Drafts, reviews or signs the report.",
    OpenItem "整改立项" "open item" "Opens an improvement item.",
    MoveItem "整改进展" "move item" "Moves an improvement item on.",
    CloseReview "复盘闭环" "close review" "Closes the review.",
    OtherReview "其他事项" "other acts" "Notes what else belongs to a review.",
    CheckSeal "核对封存" "check the seal" "Holds what is in the log against what was sealed.",
    ReadReview "看复盘报告" "review report" "Shows the report of the review as the document it will be.",
    PublishWarning "公众发布" "published" "Notes that a warning was published to the public.",
    ShowLinkage "支援页" "linkage board" "Shows the board of help between cities.",
    DraftAid "草拟支援" "draft aid" "Drafts a request for help of another city.",
    AidNext "下一步" "next step" "Does the one thing that the selected request asks for.",
    SendAid "签发支援" "sign, send" "Signs and sends the request.",
    AcceptAid "受理支援" "take up" "Takes the request up.",
    GrantAid "同意支援" "grant" "Grants it, whole or in part.",
    RefuseAid "拒绝支援" "refuse" "Refuses it.",
    WithdrawAid "撤回请求" "withdraw it" "Withdraws it.",
    TellAid "来援动态" "news of aid" "Notes what was told of those who come.",
    SettleAid "费用结算" "settle cost" "Settles what it cost.",
    ReadAid "看请求函" "letter" "Shows the aid request as the document that goes to the city that is asked.",
    ShareList "共享清单" "share a list" "Shares a list of what there is.",
    ExportPaper "导出文件" "export" "Writes what is read into files.",
    Undo "撤回" "undo" "Takes back what this post recorded last, within ten seconds.",
    Withdraw "撤离" "withdraw" "An order to withdraw at once.",
    Message "来电" "call in" "Writes down word that came by phone, radio or in person; takes along what stands in the entry line.",
    NewIncident "新事件" "new incident" "Opens an incident.",
    AcknowledgeAlarm "知悉" "seen" "Acknowledges the alarm of a late deadline.",
    ShelveAlarm "搁置" "put aside" "Puts the alarm of a deadline aside until a time, or takes it up again.",
    Ratify "追认" "ratify" "Answers for what was done beyond somebody's authority; shows what awaits that.",
    Posture "转换" "posture" "Changes the posture.",
    ShowSwitchover "平战转换" "switchover" "To the board of the switchover between peace and war.",
    SwitchNext "下一步" "next act" "The act that the switchover asks for next.",
    SwitchAnswer "答复" "answer" "Fills the seat, or answers the item.",
    MembersTold "成员已通知" "members told" "Notes that the members were told.",
    SituationTold "态势已通报" "situation told" "Notes that the situation was told.",
    Escalate "扩大响应" "escalate" "Asks a higher headquarters to lead.",
    LeadTaken "上级接手" "lead taken" "Notes that a higher headquarters leads.",
    Briefed "已移交通报" "briefed" "Notes that whoever leads was briefed.",
    Replanned "已调整方案" "replanned" "Notes that the plan follows the change of level.",
    ProposeEnd "建议终止" "propose end" "Proposes the termination.",
    HandOrdersOver "移交指令" "orders over" "Hands the open orders over.",
    LiftWarning "解除预警" "lifted" "Notes that a warning was lifted by who issued it.",
    SignIn "换人" "hand over" "Another person takes the seat.",
    TestCard "测试卡" "test card" "Shows what this terminal can show, and rings its bell.",
    NextTheme "配色" "colours" "Takes the next theme.",
    Silence "静音" "silence" "Silences the bell, or lets it ring again.",
    Write "记录" "entry" "To the entry line.",
    Find "跳到" "jump to" "Jumps to a row by code or name.",
    Filter "筛选" "filter" "Types a filter for the list.",
    KeepFilter "保留筛选" "keep filter" "Keeps the filter and goes back to the list.",
    SortNext "排序" "sort by" "Orders the list by its next column, and at last as the board has it.",
    SortTurn "倒序" "reverse" "Turns the order of the list round.",
    Up "上移" "up" "One row up.",
    Down "下移" "down" "One row down.",
    PageUp "上页" "page up" "One page up.",
    PageDown "下页" "page down" "One page down.",
    First "首行" "first" "To the first row.",
    Last "末行" "last" "To the last row.",
    Open "办理" "act" "What can be done with the selected row.",
    Back "返回" "back" "Out of what is open; nothing typed is lost.",
    PreviousIncident "上一事件" "previous incident" "Shows the incident before this one.",
    NextIncident "下一事件" "next incident" "Shows the incident after this one.",
    Structure "组织体系" "structure" "To the structure board.",
    ShowIncident "看事件" "show incident" "To the incident board.",
    GradeIncident "定级" "grade" "Grades the incident.",
    IncidentStatus "事件状态" "status" "Sets the incident's status.",
    MergeIncident "并入" "merge" "Sees the incident under another one: word of it came twice.",
    SplitIncident "拆分" "unmerge" "Keeps apart again what was merged.",
    CodeIncident "编码" "event code" "Gives the incident an event code.",
    Amend "更正" "correct" "Corrects what an entry says.",
    ImportTable "导入名册" "import a list" "Takes a list from a table.",
    Figure "伤亡数字" "figures" "Reports a figure.",
    ActionCard "行动卡" "action cards" "Shows what each role does by the plan that runs.",
    StartPlan "启动预案" "start plan" "Starts a plan.",
    ShowAssembly "集结" "assembly" "To the board of mobilised teams.",
    WhoCanCome "谁能来" "who can come" "Who can come: teams ranked by arrival, and the order to those that are taken.",
    AssemblyNext "下一步" "next" "The one thing that the mobilisation's state asks for.",
    RollCall "点名" "roll call" "Notes a roll call before departure.",
    Depart "出发" "departed" "Notes that a team departed.",
    OnTheWay "途中" "on the way" "Notes a delay, a blocked way or another way.",
    ReachScene "到场" "arrived" "Notes that a team is at the rally point or on the scene.",
    CheckIn "报到" "check in" "Notes that a team checked in.",
    GiveTask "派活" "give task" "Notes the task that a team was given.",
    Divert "改派" "divert" "Sends a team elsewhere.",
    SendHome "释放归建" "send home" "Notes a release, the way home, the return, the end of the rest.",
    Substitute "替补" "substitute" "Calls another team in the place of one.",
    OnDuty "班组" "crew" "Who of a team is on duty.",
    CloseMobilisation "撤销拒绝" "call off" "Calls a mobilisation off, or notes that it was declined.",
    ShowOnsite "现场" "on-site" "To the board of scenes.",
    OnsiteNext "下一步" "next" "The one thing that the scene's state asks for.",
    OnsiteArrive "首到登记" "first on scene" "Notes who was on the scene first.",
    OnsiteSizeUp "首报" "size-up" "Notes what the first on the scene see.",
    OnsiteCommand "指挥权" "command" "Takes command first, hands it over, takes it over.",
    OnsiteZone "划区疏散" "zones" "Sets or lifts a zone, or orders an evacuation.",
    OnsitePost "设现指" "command post" "Notes where the command post stands, and who commands it.",
    OnsitePlan "救援方案" "rescue plan" "Issues a rescue plan for a working period.",
    OnsiteTask "派任务" "task" "Gives a team a task.",
    OnsiteProgress "任务进展" "progress" "Notes progress of a task, what blocks it, who relieves, that it is done.",
    OnsiteInOut "人员进出" "in and out" "Notes who went in or came out.",
    OnsiteCount "现场清点" "roll call" "Notes a roll call of a crew.",
    OnsiteCountAll "全员点名" "count all" "Calls a roll of everybody who is in.",
    OnsiteReading "监测读数" "reading" "Notes a reading of a hazard.",
    OnsiteCasualty "伤亡增减" "casualties" "Adds to the casualties, or takes away.",
    OnsiteRequest "资源请求" "request" "Asks for something, or notes the answer.",
    OnsiteSearch "搜索网格" "search" "Lays the search grid, or notes a pass over a cell.",
    OnsiteEvidence "物证" "evidence" "Notes something that was moved.",
    OnsiteReEnter "批准再入" "re-entry" "Allows to go in again after a withdrawal.",
    OnsiteStable "宣布稳控" "stable" "Calls the scene stable.",
    OnsiteGiveOver "移交现场" "give over" "Hands the scene over.",
    OnsiteClose "撤销现指" "close post" "Closes the command post.",
    AssignTeam "派遣" "assign" "Assigns or frees the team.",
    TeamStatus "队伍状态" "team status" "Sets a team's status.",
    Position "队伍位置" "position" "Notes where a team is, as somebody said.",
    Warning "接预警" "warning in" "Writes down a warning that came in.",
    Call "叫应" "call" "Writes down a call: who was called, and whether a human answered.",
    Measures "预警措施" "measures" "Answers the measures that a warning asks for.",
    CountHeads "清点" "count heads" "Notes how many were counted after a withdrawal.",
    EndOrder "了结" "close" "Ends the order: done, refused or cancelled.",
    StepDone "步骤完成" "step done" "The step is done.",
    StepDoing "执行中" "doing" "The step is being done.",
    StepBlocked "步骤受阻" "step blocked" "The step is blocked, with the reason.",
    StepSkipped "不做" "skip" "The step is not done, with the reason.",
    PreviousSide "前一方" "side before" "The side of the conflict before this one.",
    NextSide "后一方" "side after" "The side of the conflict after this one.",
    Settle "裁定" "settle" "Settles the conflict in favour of the picked side.",
    EventBefore "前一条" "earlier" "To the past: as it was known before the entry that arrived last.",
    EventAfter "后一条" "later" "Along the past: as it was known after the next entry.",
    HourBefore "前一小时" "hour back" "To the past: as it was known an hour before.",
    HourAfter "后一小时" "hour on" "Along the past: as it was known an hour later.",
    PastAt "回看" "look back" "To the past: as it was known at a time that is typed.",
    ThenHere "看当时" "as known then" "To the past: as it was known when this entry had arrived.",
    JournalFilter "细筛" "filter by" "Filters the log by team, place, kind and time.",
    MapNearer "放大" "nearer" "The map shows more of less.",
    MapFarther "缩小" "farther" "The map shows less of more.",
    MapWest "西移" "west" "The map moves west.",
    MapEast "东移" "east" "The map moves east.",
    MapFollow "跟随" "follow" "The map goes along with what it was taken to, or stays.",
    Strike "划掉" "strike" "Takes the entry back, with the reason.",
    DrillPause "暂停/继续" "pause/resume" "Pauses the drill, or lets it go on.",
    DrillSlower "减速" "slower" "The drill runs slower.",
    DrillFaster "加速" "faster" "The drill runs faster.",
    DrillSkip "跳至" "skip to" "Jumps to a later drill time.",
    DrillFire "下发" "fire" "Fires the selected inject by hand.",
    DrillEnd "结束演练" "end drill" "Ends the drill.",
    Record "记录" "record" "Records the entry.",
    Park "放一边" "put aside" "Puts the entry aside; its text stays in the line.",
    Complete "补全" "complete" "Completes a code or name.",
    Target "记到" "log to" "The entry goes to the incident, or to the duty log.",
    Older "前一条" "older" "The entry recorded before this one.",
    Newer "后一条" "newer" "The entry recorded after this one.",
    NextField "下一项" "next field" "To the next field.",
    PreviousField "上一项" "field before" "To the field before.",
    ChoiceUp "上选" "choice up" "The choice above, or the field before.",
    ChoiceDown "下选" "choice down" "The choice below, or the next field.",
    FormEnter "下一项" "next" "To the next field; on the last one submits.",
    Submit "提交" "submit" "Submits the form.",
    Reset "重填" "start over" "Empties the form.",
    AsRequest "改为请求" "as request" "Makes the order a request, or the request an order.",
    Yes "是" "yes" "Yes.",
    No "否" "no" "No.",
    Flip "换选" "other" "From yes to no and back.",
    Answer "确定" "answer" "Takes the answer that is picked.",
}

impl Action {
    /// The board it shows, when it shows one of `boards`.
    pub fn board(self, boards: &[Board]) -> Option<Board> {
        match self {
            Self::GoTo(place) => boards.get(usize::from(place)).copied(),
            Self::ShowIncident => Some(Board::Incident),
            Self::Structure => Some(Board::Structure),
            Self::ShowSwitchover => Some(Board::Switchover),
            Self::Consultations => Some(Board::Consultation),
            Self::ShowAssembly => Some(Board::Assembly),
            Self::Resources => Some(Board::Resources),
            Self::ShowReviews => Some(Board::Aar),
            Self::ShowLinkage => Some(Board::Linkage),
            Self::ShowOnsite => Some(Board::Onsite),
            _ => None,
        }
    }
}

impl Edit {
    fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Left => lang.pick("左移", "left"),
            Self::Right => lang.pick("右移", "right"),
            Self::Home => lang.pick("行首", "start"),
            Self::End => lang.pick("行尾", "end"),
            Self::Backspace => lang.pick("删前", "delete before"),
            Self::Delete => lang.pick("删后", "delete after"),
            Self::KillToEnd => lang.pick("删至行尾", "delete to end"),
            Self::KillToStart => lang.pick("删至行首", "delete to start"),
            Self::KillWord => lang.pick("删词", "delete word"),
        }
    }
}

/// The side of a conflict, as one says it.
fn side_title(side: u8, lang: Lang) -> &'static str {
    let (zh, en) = match side {
        0 => ("采信一", "settle 1st"),
        1 => ("采信二", "settle 2nd"),
        2 => ("采信三", "settle 3rd"),
        3 => ("采信四", "settle 4th"),
        4 => ("采信五", "settle 5th"),
        5 => ("采信六", "settle 6th"),
        6 => ("采信七", "settle 7th"),
        7 => ("采信八", "settle 8th"),
        _ => ("采信九", "settle 9th"),
    };
    lang.pick(zh, en)
}

/// `TeamStatus` as `team-status`.
fn kebab(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !slug.is_empty() {
            slug.push('-');
        }
        slug.push(c.to_ascii_lowercase());
    }
    slug
}
