//! What a key can mean.

use super::{Board, Edit};
use crate::text::Lang;

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident $zh:literal $en:literal),+ $(,)?) => {
        /// What a person asks for by a key. The key table binds keys to these; hints, help and the manual are made of it.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Action {
            $($(#[$doc])* $name,)+
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
                all.extend((0..9).map(Self::MenuPick));
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
    /// Shows which keys do what.
    Help "帮助" "help",
    /// Everything that can be done, by name.
    Commands "全部命令" "commands",
    /// Gives the terminal back and stops.
    Suspend "挂起" "suspend",
    /// Paints every cell anew.
    Repaint "重画" "repaint",
    /// Brings the other realm to the front: the live one, or the drill again.
    OtherRealm "实战/返回" "live/back",
    /// Leaves the program; asks when something would be left behind.
    Quit "退出" "leave",
    /// A new order or request.
    NewOrder "指令" "order",
    /// Orders nobody acknowledged, and back to all.
    Unanswered "谁没回" "unanswered",
    /// To the rail of next deadlines; again: the next of them.
    Rail "时限" "due",
    /// Shows the rule that the deadline in hand follows from.
    ShowRule "依据" "rule",
    /// Enters on somebody's behalf that an order reached a rung.
    AckOnBehalf "代签收" "ack for",
    /// Decides on the response.
    Decide "响应" "response",
    /// Proposes a response to those who may activate it.
    Propose "响应建议" "propose",
    /// Notes that people were moved.
    Evacuees "转移安置" "evacuees",
    /// Notes what those who were moved got.
    Relief "发放救助" "relief",
    /// Notes that neighbours or the garrison were told.
    Notify "毗邻通报" "tell neighbours",
    /// Appoints the incident's on-site commander.
    AppointCommander "任命总指挥" "appoint",
    /// Notes that a report went up.
    Report "上报" "report",
    /// Begins a report as a paper.
    BeginReport "起草" "draft",
    /// Writes a part of the report.
    WritePart "写一部分" "write a part",
    /// Submits the report for signature.
    SubmitReport "送签" "submit",
    /// Gives the report back.
    ReturnReport "退回" "return",
    /// Signs the report, or notes that somebody did.
    SignReport "签发" "sign",
    /// Sends the report.
    SendReport "发出" "send",
    /// Notes who confirmed that the report arrived.
    ConfirmReceipt "确认签收" "receipt",
    /// Gives the report up.
    DropReport "作废" "give up",
    /// Shows the report as the document it will be.
    ReadReport "看全文" "read",
    /// The incident in five lines, to be read on the phone.
    Brief "简报" "brief",
    /// What the next shift must know.
    Handover "交接单" "hand-over",
    /// Signs the hand-over sheet: whoever leaves, then whoever comes.
    SignShift "交接班" "relief",
    /// Shows the board of consultations.
    Consultations "会商页" "consultations",
    /// Asks for a consultation.
    RequestConsult "提请会商" "ask to consult",
    /// Does the one thing that the selected consultation waits for.
    ConsultNext "下一步" "next step",
    /// Convenes the consultation.
    ConveneConsult "召集" "convene",
    /// Notes who came, and who did not.
    Attend "到会" "attendance",
    /// Begins the consultation.
    StartConsult "开始会商" "begin",
    /// Notes what was presented, or that the discussion is over.
    Present "通报" "present",
    /// Notes what a unit thinks.
    GiveOpinion "会商意见" "opinion",
    /// Proposes an action.
    ProposeAction "议定事项" "action",
    /// Drafts the conclusion.
    DraftConclusion "起草结论" "draft conclusion",
    /// Signs the conclusion, or notes that the chair did.
    SignConclusion "签发结论" "sign conclusion",
    /// Sends the actions out as orders.
    IssueActions "下达事项" "issue actions",
    /// Closes the consultation.
    CloseConsult "闭环" "close it",
    /// Cancels the consultation.
    CancelConsult "取消会商" "call it off",
    /// Shows the minutes as the document they will be.
    ReadMinutes "看纪要" "minutes",
    /// Shows the situation that the consultation began with.
    ReadPack "态势包" "situation pack",
    /// Shows the board of resources.
    Resources "资源页" "resources",
    /// Notes something new: what comes in, is reserved, goes out, is requisitioned.
    NewResource "登记资源" "note a resource",
    /// Does the one thing that the selected resource waits for.
    ResourceNext "下一步" "next step",
    /// Notes what came into the store.
    StockIn "入库" "stock in",
    /// Reserves a material.
    ReserveStock "预留" "reserve",
    /// Issues a material.
    IssueStock "出库" "issue",
    /// Notes that what was issued is on the road.
    SendStock "在途" "in transit",
    /// Notes a receipt.
    ReceiveStock "签收物资" "receive",
    /// Notes what came back, or was given back to its owner.
    ReturnStock "归还返还" "give back",
    /// Notes what is lost or spoilt.
    WriteOffStock "报损" "write off",
    /// Frees a reservation.
    FreeStock "解除预留" "free it",
    /// Notes a requisition.
    Requisition "征用" "requisition",
    /// Notes what an owner was paid.
    Compensate "补偿" "compensate",
    /// Opens, closes, counts, supplies or certifies a shelter.
    ShelterWord "场所" "shelter",
    /// Shows the board of reviews.
    ShowReviews "复盘页" "reviews",
    /// Opens a review of what is over.
    OpenReview "复盘立项" "open review",
    /// Does the one thing that the selected review waits for.
    AarNext "下一步" "next step",
    /// Seals the records of the review.
    SealRecords "封存" "seal",
    /// Notes that a hot wash was held.
    HotWash "点评" "hot wash",
    /// Makes the timeline of the review.
    MakeTimeline "时间线" "timeline",
    /// Notes a finding.
    AddFinding "记发现" "finding",
    /// Notes what a unit answers to a finding.
    AnswerFinding "单位答复" "answer",
    /// Computes the indicators, or rates an objective.
    ScoreReview "评分指标" "score",
    /// Drafts, reviews or signs the report.
    ReviewPaper "复盘报告" "report",
    /// Opens an improvement item.
    OpenItem "整改立项" "open item",
    /// Moves an improvement item on.
    MoveItem "整改进展" "move item",
    /// Closes the review.
    CloseReview "复盘闭环" "close review",
    /// Notes what else belongs to a review.
    OtherReview "其他事项" "other acts",
    /// Holds what is in the log against what was sealed.
    CheckSeal "核对封存" "check the seal",
    /// Shows the report of the review as the document it will be.
    ReadReview "看复盘报告" "review report",
    /// Notes that a warning was published to the public.
    PublishWarning "公众发布" "published",
    /// Shows the board of help between cities.
    ShowLinkage "支援页" "linkage board",
    /// Drafts a request for help of another city.
    DraftAid "草拟支援" "draft aid",
    /// Does the one thing that the selected request asks for.
    AidNext "下一步" "next step",
    /// Signs and sends the request.
    SendAid "签发支援" "sign, send",
    /// Takes the request up.
    AcceptAid "受理支援" "take up",
    /// Grants it, whole or in part.
    GrantAid "同意支援" "grant",
    /// Refuses it.
    RefuseAid "拒绝支援" "refuse",
    /// Withdraws it.
    WithdrawAid "撤回请求" "withdraw it",
    /// Notes what was told of those who come.
    TellAid "来援动态" "news of aid",
    /// Settles what it cost.
    SettleAid "费用结算" "settle cost",
    /// Shares a list of what there is.
    ShareList "共享清单" "share a list",
    /// Writes what is read into files.
    ExportPaper "导出文件" "export",
    /// Takes back what this post recorded last, within ten seconds.
    Undo "撤回" "undo",
    /// An order to withdraw at once.
    Withdraw "撤离" "withdraw",
    /// Writes down word that came by phone, radio or in person; takes along what stands in the entry line.
    Message "来电" "call in",
    /// Opens an incident.
    NewIncident "新事件" "new incident",
    /// Acknowledges the alarm of a late deadline.
    AcknowledgeAlarm "知悉" "seen",
    /// Puts the alarm of a deadline aside until a time, or takes it up again.
    ShelveAlarm "搁置" "put aside",
    /// Answers for what was done beyond somebody's authority; shows what awaits that.
    Ratify "追认" "ratify",
    /// Changes the posture.
    Posture "转换" "posture",
    /// To the board of the switchover between peace and war.
    ShowSwitchover "平战转换" "switchover",
    /// The act that the switchover asks for next.
    SwitchNext "下一步" "next act",
    /// Fills the seat, or answers the item.
    SwitchAnswer "答复" "answer",
    /// Notes that the members were told.
    MembersTold "成员已通知" "members told",
    /// Notes that the situation was told.
    SituationTold "态势已通报" "situation told",
    /// Asks a higher headquarters to lead.
    Escalate "扩大响应" "escalate",
    /// Notes that a higher headquarters leads.
    LeadTaken "上级接手" "lead accepted",
    /// Notes that whoever leads was briefed.
    Briefed "已移交通报" "briefed",
    /// Notes that the plan follows the change of level.
    Replanned "已调整方案" "replanned",
    /// Proposes the termination.
    ProposeEnd "建议终止" "propose end",
    /// Hands the open orders over.
    HandOrdersOver "移交指令" "hand orders over",
    /// Another person takes the seat.
    SignIn "换人" "hand over",
    /// Shows what this terminal can show, and rings its bell.
    TestCard "测试卡" "test card",
    /// Takes the next theme.
    NextTheme "配色" "colours",
    /// Silences the bell, or lets it ring again.
    Silence "静音" "silence",
    /// To the entry line.
    Write "记录" "entry",
    /// Jumps to a row by code or name.
    Find "跳到" "jump to",
    /// Types a filter for the list.
    Filter "筛选" "filter",
    /// Keeps the filter and goes back to the list.
    KeepFilter "保留筛选" "keep filter",
    /// Orders the list by its next column, and at last as the board has it.
    SortNext "排序" "sort by",
    /// Turns the order of the list round.
    SortTurn "倒序" "reverse",
    /// One row up.
    Up "上移" "up",
    /// One row down.
    Down "下移" "down",
    /// One page up.
    PageUp "上页" "page up",
    /// One page down.
    PageDown "下页" "page down",
    /// To the first row.
    First "首行" "first",
    /// To the last row.
    Last "末行" "last",
    /// What can be done with the selected row.
    Open "办理" "act",
    /// Out of what is open; nothing typed is lost.
    Back "返回" "back",
    /// Shows the incident before this one.
    PreviousIncident "上一事件" "previous incident",
    /// Shows the incident after this one.
    NextIncident "下一事件" "next incident",
    /// To the structure board.
    Structure "组织体系" "structure",
    /// To the incident board.
    ShowIncident "看事件" "show incident",
    /// Grades the incident.
    GradeIncident "定级" "grade",
    /// Sets the incident's status.
    IncidentStatus "事件状态" "status",
    /// Sees the incident under another one: word of it came twice.
    MergeIncident "并入" "merge",
    /// Keeps apart again what was merged.
    SplitIncident "拆分" "unmerge",
    /// Gives the incident an event code.
    CodeIncident "编码" "event code",
    /// Corrects what an entry says.
    Amend "更正" "correct",
    /// Takes a list from a table.
    ImportTable "导入名册" "import a list",
    /// Reports a figure.
    Figure "伤亡数字" "figures",
    /// Shows what each role does by the plan that runs.
    ActionCard "行动卡" "action cards",
    /// Starts a plan.
    StartPlan "启动预案" "start plan",
    /// To the board of mobilised teams.
    ShowAssembly "集结" "assembly",
    /// Who can come: teams ranked by arrival, and the order to those that are taken.
    WhoCanCome "谁能来" "who can come",
    /// The one thing that the mobilisation's state asks for.
    AssemblyNext "下一步" "next",
    /// Notes a roll call before departure.
    RollCall "点名" "roll call",
    /// Notes that a team departed.
    Depart "出发" "departed",
    /// Notes a delay, a blocked way or another way.
    OnTheWay "途中" "on the way",
    /// Notes that a team is at the rally point or on the scene.
    ReachScene "到场" "arrived",
    /// Notes that a team checked in.
    CheckIn "报到" "check in",
    /// Notes the task that a team was given.
    GiveTask "派活" "give task",
    /// Sends a team elsewhere.
    Divert "改派" "divert",
    /// Notes a release, the way home, the return, the end of the rest.
    SendHome "释放归建" "send home",
    /// Calls another team in the place of one.
    Substitute "替补" "substitute",
    /// Who of a team is on duty.
    OnDuty "班组" "crew",
    /// Calls a mobilisation off, or notes that it was declined.
    CloseMobilisation "撤销拒绝" "call off",
    /// To the board of scenes.
    ShowOnsite "现场" "on-site",
    /// The one thing that the scene's state asks for.
    OnsiteNext "下一步" "next",
    /// Notes who was on the scene first.
    OnsiteArrive "首到登记" "first on scene",
    /// Notes what the first on the scene see.
    OnsiteSizeUp "首报" "size-up",
    /// Takes command first, hands it over, takes it over.
    OnsiteCommand "指挥权" "command",
    /// Sets or lifts a zone, or orders an evacuation.
    OnsiteZone "划区疏散" "zones",
    /// Notes where the command post stands, and who commands it.
    OnsitePost "设现指" "command post",
    /// Issues a rescue plan for a working period.
    OnsitePlan "救援方案" "rescue plan",
    /// Gives a team a task.
    OnsiteTask "派任务" "task",
    /// Notes progress of a task, what blocks it, who relieves, that it is done.
    OnsiteProgress "任务进展" "progress",
    /// Notes who went in or came out.
    OnsiteInOut "人员进出" "in and out",
    /// Notes a roll call of a crew.
    OnsiteCount "现场清点" "roll call",
    /// Notes a reading of a hazard.
    OnsiteReading "监测读数" "reading",
    /// Adds to the casualties, or takes away.
    OnsiteCasualty "伤亡增减" "casualties",
    /// Asks for something, or notes the answer.
    OnsiteRequest "资源请求" "request",
    /// Lays the search grid, or notes a pass over a cell.
    OnsiteSearch "搜索网格" "search",
    /// Notes something that was moved.
    OnsiteEvidence "物证" "evidence",
    /// Allows to go in again after a withdrawal.
    OnsiteReEnter "批准再入" "re-entry",
    /// Calls the scene stable.
    OnsiteStable "宣布稳控" "stable",
    /// Hands the scene over.
    OnsiteGiveOver "移交现场" "give over",
    /// Closes the command post.
    OnsiteClose "撤销现指" "close post",
    /// Assigns or frees the team.
    AssignTeam "派遣" "assign",
    /// Sets a team's status.
    TeamStatus "队伍状态" "team status",
    /// Notes where a team is, as somebody said.
    Position "队伍位置" "position",
    /// Writes down a warning that came in.
    Warning "接预警" "warning in",
    /// Writes down a call: who was called, and whether a human answered.
    Call "叫应" "call",
    /// Answers the measures that a warning asks for.
    Measures "预警措施" "measures",
    /// Notes how many were counted after a withdrawal.
    CountHeads "清点" "count heads",
    /// Ends the order: done, refused or cancelled.
    EndOrder "了结" "close",
    /// The step is done.
    StepDone "步骤完成" "step done",
    /// The step is being done.
    StepDoing "执行中" "doing",
    /// The step is blocked, with the reason.
    StepBlocked "步骤受阻" "step blocked",
    /// The step is not done, with the reason.
    StepSkipped "不做" "skip",
    /// The side of the conflict before this one.
    PreviousSide "前一方" "side before",
    /// The side of the conflict after this one.
    NextSide "后一方" "side after",
    /// Settles the conflict in favour of the picked side.
    Settle "裁定" "settle",
    /// To the past: as it was known before the entry that arrived last.
    EventBefore "前一条" "earlier",
    /// Along the past: as it was known after the next entry.
    EventAfter "后一条" "later",
    /// To the past: as it was known an hour before.
    HourBefore "前一小时" "hour back",
    /// Along the past: as it was known an hour later.
    HourAfter "后一小时" "hour on",
    /// To the past: as it was known at a time that is typed.
    PastAt "回看" "look back",
    /// To the past: as it was known when this entry had arrived.
    ThenHere "看当时" "as known then",
    /// Filters the log by team, place, kind and time.
    JournalFilter "细筛" "filter by",
    /// The map shows more of less.
    MapNearer "放大" "nearer",
    /// The map shows less of more.
    MapFarther "缩小" "farther",
    /// The map moves west.
    MapWest "西移" "west",
    /// The map moves east.
    MapEast "东移" "east",
    /// The map goes along with what it was taken to, or stays.
    MapFollow "跟随" "follow",
    /// Takes the entry back, with the reason.
    Strike "划掉" "strike",
    /// Pauses the drill, or lets it go on.
    DrillPause "暂停/继续" "pause/resume",
    /// The drill runs slower.
    DrillSlower "减速" "slower",
    /// The drill runs faster.
    DrillFaster "加速" "faster",
    /// Jumps to a later drill time.
    DrillSkip "跳至" "skip to",
    /// Fires the selected inject by hand.
    DrillFire "下发" "fire",
    /// Ends the drill.
    DrillEnd "结束演练" "end drill",
    /// Records the entry.
    Record "记录" "record",
    /// Puts the entry aside; its text stays in the line.
    Park "放一边" "put aside",
    /// Completes a code or name.
    Complete "补全" "complete",
    /// The entry goes to the incident, or to the duty log.
    Target "记到" "log to",
    /// The entry recorded before this one.
    Older "前一条" "older",
    /// The entry recorded after this one.
    Newer "后一条" "newer",
    /// To the next field.
    NextField "下一项" "next field",
    /// To the field before.
    PreviousField "上一项" "field before",
    /// The choice above, or the field before.
    ChoiceUp "上选" "choice up",
    /// The choice below, or the next field.
    ChoiceDown "下选" "choice down",
    /// To the next field; on the last one submits.
    FormEnter "下一项" "next",
    /// Submits the form.
    Submit "提交" "submit",
    /// Empties the form.
    Reset "重填" "start over",
    /// Makes the order a request, or the request an order.
    AsRequest "改为请求" "as request",
    /// Yes.
    Yes "是" "yes",
    /// No.
    No "否" "no",
    /// From yes to no and back.
    Flip "换选" "other",
    /// Takes the answer that is picked.
    Answer "确定" "answer",
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
