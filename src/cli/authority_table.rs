//! Who may do what, for the manual page of `rules`: made of the built-in table, in both languages.

use crate::domain::{Act, BuiltIn, Role, What};
use crate::text::Lang;
use crate::text::words::{RuleWord, Word};

/// The section of the manual.
pub(super) fn of(lang: Lang) -> String {
    let heading = lang.pick(
        "权限 (内置; 本单位的规则文件可以改, [D] 是本项目默认, 不是法规):",
        "Authority (built in; a bureau's profile can say otherwise, [D] is this project's default and no law):",
    );
    let mut text = format!("{heading}\n");
    for act in Act::ALL {
        let covered = lang.pick(covers(*act).0, covers(*act).1);
        text = format!("{text}\n{}: {covered}\n", act.say(lang));
        for row in BuiltIn::newest().rows() {
            let What::Authority { act: of, level, role } = row.what else { continue };
            if of == *act {
                let level = level.map_or("", |level| level.say(lang));
                let who = RuleWord::May.with(lang, &[&role.say(lang)]);
                let line = format!("  {level} {who}  {} [{}]", row.id, row.confidence.letter());
                text.push_str(line.replace("   ", "  ").trim_end());
                text.push('\n');
            }
        }
    }
    let roles = Role::ALL.iter().map(|role| role.say(lang)).collect::<Vec<_>>().join(lang.pick(", ", ", "));
    let last = match lang {
        Lang::Zh => format!(
            "\n职务: {roles}. 后面的可以做前面的所做; 现场总指挥只管现场, 他的事由专项副指挥长以上代行; 导调员不在其内.\n\n\
             超出职务的: 救人和先期处置照办, 其余写理由后照办; 都记为越权, 从办的时候起计追认时限 (R-追认), \
             由别的有权者追认或撤销, 可电话代录. 要有的前提 (会商结论, 没有未了的救人任务) 缺了也一样."
        ),
        Lang::En => format!(
            "\nRoles: {roles}. Each may do what those before it may; an on-site commander has the scene alone, and is stood in \
             for by a special-HQ deputy or above; a controller stands outside.\n\nBeyond one's role: what lives or the first \
             response depend on goes through at once, all else with a reason; either is recorded as an override, and from then \
             on the time for ratification runs (R-追认), by somebody else in authority, also by phone. The same holds where \
             something must be there first and is not: a consultation's conclusion, no life at stake."
        ),
    };
    text + &last
}

/// Which commands an act covers.
fn covers(act: Act) -> (&'static str, &'static str) {
    match act {
        Act::SaveLife => (
            "撤离, 清点, 派遣队伍, 请求, 响应启动后的指令和预案",
            "withdrawals, roll calls, assigning teams, requests, orders and plans under a response",
        ),
        Act::Record => (
            "记录, 更正, 接报, 事件, 数字, 合并, 编码, 签收, 叫应, 预警和措施答复, 队伍状态和位置, 步骤, 报告起草到签收, 告警知悉和搁置",
            "entries and corrections, calls in, incidents, figures, merges, codes, acknowledgements, calls, warnings and answers to \
             measures, teams' status and position, steps, reports but for signing, alarms",
        ),
        Act::Dispatch => ("响应启动前的第一道指令或预案", "the first order or plan for an incident before a response"),
        Act::Propose => ("建议启动响应, 照办", "proposing a response; it goes through at once"),
        Act::Activate => (
            "启动 (照办), 提升, 降低响应, 按较重一级",
            "activation (at once), raising and lowering, by the more severe level",
        ),
        Act::Decline => ("不启动响应", "deciding against a response"),
        Act::Terminate => (
            "终止或划掉响应, 不低于决定它的职务; 要有会商结论, 没有未了的救人任务",
            "ending or striking a response, by no lower role than decided on it; with a conclusion and no life at stake",
        ),
        Act::Leap => ("降低响应一次跨两级以上", "lowering by two levels or more at once"),
        Act::Posture => ("平战转换; 转向战时照办", "changes of posture; towards war at once"),
        Act::Reinforce => {
            ("加强值守和撤下; 加强时照办", "reinforced duty and its end; reinforcing goes through at once")
        }
        Act::Prepare => ("进入预警期, 照办", "a warning period; it goes through at once"),
        Act::StandBy => ("临战待命, 照办", "standing by; it goes through at once"),
        Act::Escalate => {
            ("扩大响应 (照办), 扩大战时", "asking a higher headquarters to lead (at once), expanded wartime")
        }
        Act::Stabilise => ("转入稳控收束", "stabilising"),
        Act::ProposeEnd => ("建议终止响应", "proposing a termination"),
        Act::StandDown => {
            ("解除预警, 从临战或预警准备退下", "a warning is lifted: back from standing by or preparation")
        }
        Act::Normalise => ("转平时值守", "back to peacetime duty"),
        Act::Grade => ("事件定级", "grading an incident"),
        Act::Appoint => ("任命现场总指挥", "appointing the on-site commander"),
        Act::LiftWithdrawal => ("了结或划掉别人的撤离指令", "ending an order to withdraw, or striking another's"),
        Act::Sign => ("在本终端签发报告", "signing a report at this console"),
        Act::Rules => ("采用规则文件", "adopting rules"),
        Act::Convene => (
            "召集会商 (照办), 下达议定事项, 闭环",
            "convening a consultation (at once), issuing its actions, closing it",
        ),
        Act::Chair => (
            "开始会商 (照办), 取消; 主持人电话嘱办的, 按主持人的职务",
            "beginning a consultation (at once), cancelling it; by phone in the role of the chair",
        ),
        Act::Requisition => ("征用财产, 照办", "requisitioning property; it goes through at once"),
        Act::OpenReview => (
            "复盘立项, 审核, 整改立项, 个人信息处置; 电话嘱办的, 按嘱办人的职务",
            "opening a review, reviewing its draft, opening items, disposing of personal data; by phone in the role of whoever says so",
        ),
        Act::SignReview => ("签发复盘报告, 闭环", "signing a review's report, closing the review"),
        Act::Aid => (
            "签发支援请求, 同意、拒绝 (照办), 费用结算; 电话嘱办的, 按嘱办人的职务",
            "sending an aid request, granting and refusing one (at once), settling its cost; by phone in the caller's role",
        ),
        Act::SetPost => ("设立 (照办)、撤销现场指挥部", "setting up a command post (at once) and closing it"),
        Act::Scene => (
            "签发救援方案, 解除划区, 宣布稳控, 移交现场; 电话嘱办的, 按本人的职务",
            "a rescue plan, lifting a zone, a stable scene, handing it over; by phone in the role of who says so",
        ),
        Act::Conclude => ("签发或裁定会商结论", "signing or settling a conclusion"),
    }
}
