//! What is limited, guarded and reserved, by name: the words that the rows are written in.

use serde::{Deserialize, Serialize};

use super::what::plain;

plain! {
    /// A limit that this program counts.
    Timer {
        /// 签收 by fire and professional teams.
        AckProfessional,
        /// 签收 by everybody else.
        AckOther,
        /// From a red warning to a decision on the response.
        DecideRed,
        /// From an orange warning to a decision on the response.
        DecideOrange,
        /// 电话初报 from 接报.
        ReportPhone,
        /// 书面初报 from 接报.
        ReportWritten,
        /// 出发 by a fire team from 签收.
        DepartFire,
        /// 出发 by a professional or medical team.
        DepartProfessional,
        /// 出发 by a township team.
        DepartTownship,
        /// 出发 by a social team.
        DepartSocial,
        /// 追认 of what was done beyond somebody's authority.
        Ratify,
        /// 清点 after an order to withdraw.
        CountHeads,
        /// 搜寻 of those who were counted as missing after it.
        FindMissing,
        /// 叫应 of one responsible person on a red warning.
        CallRed,
        /// 叫应 of one responsible person on an orange warning.
        CallOrange,
        /// After a call in vain about an order, until the next contact is called.
        CallNext,
        /// 催办 of an urgent order that was acknowledged, while nothing more is heard of it.
        RemindUrgent,
        /// 催办 of any other order.
        RemindRoutine,
        /// The measures of art. 67 after standing by.
        AnswerMeasures,
        /// 接班签字 after a shift was handed over.
        TakeOver,
        /// How long after a warning another one no more severe belongs to the same event.
        WarningEpisode,
        /// 审批 of a proposed level Ⅰ.
        ApproveOne,
        /// 审批 of a proposed level Ⅱ.
        ApproveTwo,
        /// 审批 of a proposed level Ⅲ.
        ApproveThree,
        /// 审批 of a proposed level Ⅳ.
        ApproveFour,
        /// 通知成员单位 of an activation.
        NotifyMembers,
        /// 通报 of neighbours and the garrison.
        Notify,
        /// 基本救助 of people who were moved.
        BasicRelief,
        /// 再评估 of a decision against activation, while the warning is orange or red.
        Review,
        /// 移交通报 to the higher headquarters that leads.
        HandOverBrief,
        /// 值班表 of reinforced duty.
        DutyRoster,
        /// 指挥席位 when standing by.
        SeatsStandby,
        /// 指挥席位 after an activation of level Ⅰ or Ⅱ.
        SeatsGrave,
        /// 指挥席位 after an activation of level Ⅲ.
        SeatsThree,
        /// 指挥席位 after an activation of level Ⅳ.
        SeatsFour,
        /// 待命确认 by the teams.
        ConfirmStandby,
        /// The five measures of art. 66 after a warning period began.
        FiveMeasures,
        /// 方案调整 after a change of level.
        Replan,
        /// Most of the checklist 平转战.
        MostItems,
        /// All of the checklist 平转战.
        AllItems,
        /// 转平: from the termination to peacetime.
        Restore,
        /// 受理 of an emergency consultation that was asked for.
        ConsultAccept,
        /// 叫应 of the members of a consultation.
        ConsultCall,
        /// The start of an emergency consultation after it was convened.
        ConsultStart,
        /// The same while a red warning is in force.
        ConsultStartRed,
        /// The draft of the conclusion after the end of the discussion.
        ConsultDraft,
        /// 签收 of what a consultation settled.
        ConsultAck,
        /// The first consultation after an activation.
        ConsultFirst,
        /// The next consultation at level Ⅰ.
        ConsultNextOne,
        /// The next consultation at level Ⅱ.
        ConsultNextTwo,
        /// The next consultation at level Ⅲ.
        ConsultNextThree,
        /// The next consultation at level Ⅳ.
        ConsultNextFour,
        /// The next consultation while a red warning is in force.
        ConsultNextRed,
        /// 立项 of a review after the end of what it looks at.
        AarOpen,
        /// 封存 of its records.
        AarSeal,
        /// 现场点评.
        AarHotWash,
        /// The first moment of 回头看 after a review was closed.
        AarLookFrom,
        /// The last moment of it.
        AarLookBack,
        /// 事故调查报告 since the accident.
        Inquiry,
        /// By how much its time may be extended.
        InquiryMore,
        /// 批复 of it.
        InquiryReply,
        /// 批复 of the report on an extreme accident.
        InquiryReplyExtreme,
        /// By how much that reply may be put off.
        InquiryReplyMore,
        /// 签收 of a 预先号令.
        AckPreAlert,
        /// 135: from the order to an answer or a departure in built-up areas.
        RespondUrban,
        /// 135: from the order to the scene in built-up areas.
        ArriveUrban,
        /// 135: from the order to coordinated action in built-up areas.
        ActUrban,
        /// From the order to the scene in outskirts and dense villages.
        ArriveRural,
        /// How much later than first told a team may arrive before that is an alarm.
        Slip,
        /// A team that checked in has a task.
        Task,
        /// 休整 after coming home.
        Rest,
        /// On duty for longer than this, people are tired.
        Relief,
        /// 签收 of a material that was issued, where nobody said when it is to arrive.
        StockReceipt,
        /// 返还 of what was requisitioned.
        GiveBack,
        /// 补偿 for what was requisitioned.
        Compensate,
        /// 复核 of a shelter.
        Certify,
        /// 答复 of an aid request by another city.
        AidAnswer,
        /// The same at the latest.
        AidLimit,
        /// For how long a shared list can be relied on.
        SharedFresh,
        /// 首报 by the first on the scene.
        SizeUp,
        /// 现场指挥部 after an activation.
        Post,
        /// 签收 of a task on the scene.
        TaskAck,
        /// 进展 of a task.
        Progress,
        /// 轮换 of those who work on air.
        ReliefAir,
        /// 答复 of a request of the scene.
        Answer,
        /// 清点 of those in a hot zone.
        CountHot,
        /// 清点 of those on the scene.
        CountIn,
        /// 电话初报 of what is 重大 or 特别重大, where a bureau has a time of its own for it.
        ReportPhoneMajor,
        /// 书面初报 of what is 重大 or 特别重大, likewise.
        ReportWrittenMajor,
        /// 电话初报 of what is 较大, likewise.
        ReportPhoneSerious,
        /// 书面初报 of what is 较大, likewise.
        ReportWrittenSerious,
        /// 逾期上报 of a step of a plan.
        StepLate,
        /// 评估 of an adopted plan.
        AssessPlan,
        /// 清点 of a crew that is remote.
        CountRemote,
        /// So long before the count of those in a hot zone is due, whoever counts is warned.
        WarnHot,
        /// The same of those on the scene.
        WarnIn,
        /// The same of a remote crew.
        WarnRemote,
    }

    /// What must be there before something is done; without it a reason is wanted, and a ratification after.
    Guard {
        /// A termination rests on a 会商结论.
        Conclusion,
        /// Nothing that a life depends on is open when a response is terminated.
        LifeSafety,
        /// An act comes in its turn (rules.md 2.4, 5.1–5.5).
        Turn,
        /// A change of level downwards goes one step at a time.
        OneStep,
        /// A change of posture rests on the paper or the warning that rules.md 5.2 asks for.
        Ground,
        /// No response is active when peacetime begins again.
        NoResponse,
        /// A named 指挥长 is on duty from standing by on.
        Commander,
        /// Every open order is closed or handed over when wartime ends.
        OpenOrders,
        /// Every member of a team is accounted for when a response ends.
        Accounted,
        /// Every item of the checklist 战转平 is done, does not apply, or is handed over.
        Checklist,
        /// The four conditions of a termination hold when it is proposed.
        Conditions,
        /// A consultation has its members and quorum, and as many are there (rules.md 5.1).
        Quorum,
        /// Every mandatory opinion is in or marked as missing before a conclusion is drafted.
        Opinions,
        /// An action that goes out has a deadline.
        ActionLimit,
        /// Every action is closed before a consultation is.
        ActionsClosed,
        /// A conclusion that a decision rests on is signed and in force.
        InForce,
        /// What a review looks at is over before it is opened.
        Over,
        /// Nothing is known to be missing when records are sealed.
        Merged,
        /// Every item of a timeline has a source, and its gaps are explained.
        Sourced,
        /// A finding rests on events, and a step of an improvement item on evidence.
        Evidence,
        /// Every finding is answered before the report is signed.
        Answered,
        /// An improvement item has an owner, a deadline and a measure, and a problem has one item.
        WholeItem,
        /// 验收销号 by somebody other than the owner.
        OtherSigns,
        /// Every item is signed off, and personal data are disposed of, before a review is closed.
        AllAccepted,
        /// A team leaves with four fifths of its people.
        Strength,
        /// A team that leaves is insured and has its protective equipment (突发事件应对法 art. 40).
        Hygiene,
        /// What is issued or reserved is there, and promised to nobody else (rules.md 6.4).
        Stock,
        /// A shelter opens with its address and route published (自然灾害救助条例 art. 11).
        Publish,
        /// An aid request says what whoever is asked must know (rules.md 4.4).
        AidWhole,
        /// A city answers for itself; for another one its answer is written down with who gave it.
        OwnCity,
        /// An incident is closed with the reports that each event has (rules.md 3.1, 3.4).
        Reported,
        /// A team is promised once.
        OnePromise,
        /// A fire scene is commanded by the fire service (消防法 art. 45).
        FireScene,
        /// Command passes with a brief that is acknowledged (rules.md 5.4).
        Brief,
        /// A rescue plan for hazardous substances, mines and slopes has an expert's opinion.
        Expert,
        /// A working period takes 2 to 12 hours.
        Period,
        /// Every task has a signal to withdraw.
        Signal,
        /// A task goes to a team that checked in and waits for one.
        CheckedIn,
        /// A task goes to a team that can do it.
        Capable,
        /// Nobody goes into a forbidden zone.
        Forbidden,
        /// Who checks in finds a command post, or who took command first (rules.md 5.3).
        Post,
        /// No more come out of a scene than are in.
        InOut,
        /// Nobody goes in again before it is safe and everybody is accounted for.
        ReEntry,
        /// A withdrawal is done when everybody is there or declared missing by name (rules.md 5.4).
        Counted,
        /// A scene is stable when nothing that a life depends on is open.
        Stable,
        /// What was moved is protected as evidence before a scene is handed over.
        Preserved,
        /// Everybody is out before a command post closes.
        CheckedOut,
        /// A change of level rests on a warning, a proposal or a consultation that is new (rules.md 2.4).
        Basis,
        /// A step of a plan waits for what it depends on (rules.md 7.1).
        Dependencies,
        /// What goes up in writing is a paper that was signed (rules.md 3.2, 3.4).
        Paper,
        /// A step of a plan that asks for evidence is done with it (rules.md 7.1).
        Proof,
    }

    /// What may take more authority than the one at the console has.
    Act {
        /// 先期处置: withdrawals, roll calls, orders under a response and whatever a life depends on. Anybody's.
        SaveLife,
        /// 记录: what is known, seen and done is written down. Anybody's.
        Record,
        /// 先期调派: forces and plans for an incident before a response is activated.
        Dispatch,
        /// 建议.
        Propose,
        /// 启动, 提升, 降低.
        Activate,
        /// 不启动.
        Decline,
        /// 终止.
        Terminate,
        /// From one level two or more steps down at once, or from Ⅰ to Ⅳ.
        Leap,
        /// 平战转换.
        Posture,
        /// 加强值守, P1.
        Reinforce,
        /// 预警准备, P2.
        Prepare,
        /// 临战待命, P3.
        StandBy,
        /// 扩大响应, P5.
        Escalate,
        /// 稳控收束, P6.
        Stabilise,
        /// 建议终止响应.
        ProposeEnd,
        /// 解除预警: P2 or P3 back to P0 or P1.
        StandDown,
        /// 转平, P7 to P0.
        Normalise,
        /// 定级.
        Grade,
        /// 任命现场总指挥.
        Appoint,
        /// 解除紧急撤离: anyone may call a withdrawal, only the commander lifts it.
        LiftWithdrawal,
        /// 签发报告.
        Sign,
        /// Rules that others count by.
        Rules,
        /// 召集会商, 下达议定事项, 闭环.
        Convene,
        /// 主持会商, 取消.
        Chair,
        /// 签发会商结论.
        Conclude,
        /// 征用.
        Requisition,
        /// 复盘立项, 审核, 整改立项, 个人信息处置.
        OpenReview,
        /// 复盘报告签发, 闭环.
        SignReview,
        /// 签发和答复支援请求, 结算.
        Aid,
        /// 设立、撤销现场指挥部.
        SetPost,
        /// 现场总指挥的决定: the plan, the zones that are lifted, stable, handed over.
        Scene,
    }
}
