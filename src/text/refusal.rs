//! Refusals in words: why not, and the way out.

use super::Lang;
use super::when::minute;
use super::words::{AuthorityWord, Word};
use crate::domain::{Beyond, Refusal};
use crate::limits::ENTRY_BYTES_MAX;

/// The refusal as one sentence in the operator's language.
pub fn words(lang: Lang, no: &Refusal) -> String {
    match no {
        Refusal::Military(team) => match lang {
            Lang::Zh => format!("{team} 是军队: 不能下指令, 可以发请求"),
            Lang::En => format!("{team} is military: no order, but a request can go"),
        },
        Refusal::AskedItself(area) => match lang {
            Lang::Zh => format!("{area} 不是外市: 直接给它的队伍下指令"),
            Lang::En => no.to_string(),
        },
        Refusal::ForeignTeam(team) => match lang {
            Lang::Zh => format!("{team} 归别的辖区: 不能下指令, 可以发请求"),
            Lang::En => format!("{team} belongs to another jurisdiction: no order, but a request can go"),
        },
        Refusal::ActivationIncomplete(field) => {
            let (zh, en) = statutory(field);
            match lang {
                Lang::Zh => format!("启动决定要写明{zh} (突发事件应对法 72 条); 先期处置不必等"),
                Lang::En => format!("an activation must state its {en}; first measures need not wait for it"),
            }
        }
        Refusal::ReasonMissing => lang.pick("请写理由", "please give a reason").to_owned(),
        Refusal::OwnerMissing => lang.pick("请写责任人", "please name an owner").to_owned(),
        Refusal::Empty => lang.pick("还没有写内容", "nothing was typed yet").to_owned(),
        Refusal::NothingChanges
        | Refusal::NotDisputed
        | Refusal::CodedSo
        | Refusal::MergedSo
        | Refusal::NotMerged
        | Refusal::NotADrill => no_change(lang, no).to_owned(),
        Refusal::TooLong(bytes) => match lang {
            Lang::Zh => format!("{bytes} 字节太长, 最多 {ENTRY_BYTES_MAX}: 分成几条"),
            Lang::En => format!("{bytes} bytes are too long, at most {ENTRY_BYTES_MAX}: split it in two"),
        },
        Refusal::Unknown { what, name } => match lang {
            Lang::Zh => format!("没有这个{}: {name}; 请重选", thing(what)),
            Lang::En => format!("there is no {what} {name}: choose another"),
        },
        Refusal::AlreadyStruck(id) => match lang {
            Lang::Zh => format!("{} 已经划掉, 不必再划", id.short()),
            Lang::En => format!("{} is struck already: nothing to do", id.short()),
        },
        Refusal::PaperIncomplete(_) | Refusal::PaperNotSubmitted | Refusal::PaperNotSigned | Refusal::PaperClosed => {
            of_paper(lang, no)
        }
        Refusal::BasisMissing => lang
            .pick("补录要写依据, 如电话记录编号", "an earlier time needs its basis, such as a phone entry's number")
            .to_owned(),
        Refusal::NotYet => lang.pick("时间还没有到: 改时间", "that time is still to come: change it").to_owned(),
        Refusal::TimePassed | Refusal::MoreThanThere { .. } => of_stock(lang, no),
        Refusal::GroundMissing => lang
            .pick(
                "请写依据: 达到的标准, 或会商结论",
                "say what it rests on: the threshold reached, or what was concluded",
            )
            .to_owned(),
        Refusal::Beyond(_)
        | Refusal::Unguarded(_)
        | Refusal::NotInAuthority(_)
        | Refusal::OwnDecision(_)
        | Refusal::NothingToRatify => of_authority(lang, no),
        _ => between_people(lang, no),
    }
}

fn of_stock(lang: Lang, no: &Refusal) -> String {
    match no {
        Refusal::TimePassed => {
            lang.pick("时间已过: 写以后的时间", "that time has passed: write a later one").to_owned()
        }
        Refusal::MoreThanThere { asked, there } => match lang {
            Lang::Zh => format!("写了 {asked}, 只有 {there}: 先登记其余的从哪里来"),
            Lang::En => format!("{asked} are more than the {there} there are: write down first whence the others come"),
        },
        _ => String::new(),
    }
}

fn of_paper(lang: Lang, no: &Refusal) -> String {
    match no {
        Refusal::PaperIncomplete(parts) => {
            let list: Vec<&str> = parts.iter().map(|part| part.say(lang)).collect();
            match lang {
                Lang::Zh => format!("还缺{}: 补上, 或写明缺项理由", list.join("、")),
                Lang::En => format!("still missing: {}; write it, or say why it goes without", list.join(", ")),
            }
        }
        Refusal::PaperNotSubmitted => {
            lang.pick("还没有送签: 先送签", "it was not submitted yet: submit it first").to_owned()
        }
        Refusal::PaperNotSigned => lang
            .pick("还没有签发: 先签发, 或写明先报理由", "it is not signed: sign it, or say why it goes unsigned")
            .to_owned(),
        Refusal::PaperClosed => {
            lang.pick("已经签发或作废, 不能再改: 另起补报", "it is signed or given up: begin a correction").to_owned()
        }
        _ => String::new(),
    }
}

/// Why nothing would change.
fn no_change(lang: Lang, no: &Refusal) -> &'static str {
    match no {
        Refusal::NothingChanges => {
            lang.pick("没有变化: 这些规则已在施行", "nothing would change: these rules are in force")
        }
        Refusal::NotADrill => lang.pick("不在演练中, 没有演练时钟", "this is no drill: there is no clock to control"),
        Refusal::NotDisputed => lang.pick("已经裁定过, 不必再定", "it is settled already: nothing to do"),
        Refusal::CodedSo => lang.pick("没有变化: 已是这个编码", "nothing would change: it has this code"),
        Refusal::MergedSo => lang.pick("已经是同一事件: 另选一个", "these are one incident: choose another"),
        _ => lang.pick("没有并入别的事件: 不必拆分", "it was merged into no other: nothing to undo"),
    }
}

/// What one person leaves to another.
fn between_people(lang: Lang, no: &Refusal) -> String {
    match no {
        Refusal::BeingCalled { name, by, since } => {
            let since = minute(*since);
            match lang {
                Lang::Zh => format!("{by} {since} 起正在叫 {name}: 改叫下一位, 或等结果"),
                Lang::En => format!("{by} is calling {name} since {since}: call the next one, or wait for the outcome"),
            }
        }
        Refusal::NobodySignedIn => {
            lang.pick("还没有人签到: 先签到再交班", "nobody is signed in here: sign in first").to_owned()
        }
        Refusal::SameHand(who) => match lang {
            Lang::Zh => format!("交班的是{who}: 要由接班的另一人签字"),
            Lang::En => format!("{who} hands over: somebody else signs for taking over"),
        },
        _ => lang
            .pick(
                "没有待接的班, 或已有人接: 先由交班的人签字",
                "no shift waits to be taken over: who leaves signs first",
            )
            .to_owned(),
    }
}

fn of_authority(lang: Lang, no: &Refusal) -> String {
    match no {
        // Who has the world at hand says what is lacking; here only that something is.
        Refusal::Unguarded(_) => lang
            .pick("还缺前提 (会商结论, 救人任务了结, 应先走的一步); 写理由即可照办", "something must be there first: a consultation's conclusion, no life at stake, the step before; with a reason it goes through")
            .to_owned(),
        Refusal::Beyond(beyond) => {
            format!("{}; {}", reserved(lang, beyond), lang.pick("写理由即可照办", "with a reason it goes through"))
        }
        Refusal::NotInAuthority(beyond) => {
            format!(
                "{}; {}",
                reserved(lang, beyond),
                lang.pick("请有权者追认, 可电话代录", "let them ratify it, by phone if need be")
            )
        }
        Refusal::OwnDecision(who) => match lang {
            Lang::Zh => format!("这是{who}自己作的决定: 要由别人追认"),
            Lang::En => format!("this was done by {who}: somebody else ratifies it"),
        },
        Refusal::NothingToRatify => {
            lang.pick("没有要追认的, 或已有答复", "nothing to ratify, or it is answered for").to_owned()
        }
        _ => String::new(),
    }
}

fn reserved(lang: Lang, beyond: &Beyond) -> String {
    let act = beyond.claim.act.say(lang);
    let act = beyond.claim.level.map_or_else(|| act.to_owned(), |level| format!("{act} {}", level.say(lang)));
    AuthorityWord::Above.with(lang, &[&act, &beyond.least.say(lang), &beyond.rule])
}

/// A statutory field of an activation.
fn statutory(field: &str) -> (&'static str, &'static str) {
    match field {
        "matter" => ("响应事项", "matter"),
        "period" => ("预计期限", "expected period"),
        "measures" => ("应急处置措施", "measures"),
        _ => ("级别", "level"),
    }
}

/// What was looked for.
fn thing(what: &str) -> &'static str {
    match what {
        "team" => "队伍",
        "headquarters" => "指挥部",
        "person" => "人",
        "order" => "指令",
        "plan" => "预案",
        "step" => "步骤",
        "side" => "一方",
        "report" => "报告",
        "incident" => "事件",
        "warning" => "预警",
        "contact" => "联系人",
        "measure" => "措施",
        "consultation" => "会商",
        "review" => "复盘",
        "response, incident or drill" => "响应、事件或演练",
        "finding" => "发现",
        "item" => "整改项",
        "draft" => "报告草案 (先起草)",
        "conclusion" => "会商结论 (先起草)",
        "action" => "议定事项",
        "aid" => "支援请求",
        "line" => "所需的第几项",
        "part" => "部分",
        _ => "对象",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Act, Claim, EventId, Level, ReportPart, Role, TeamCode};

    #[test]
    fn every_refusal_has_its_words_in_both_languages() {
        let claim = Claim { act: Act::Activate, level: Some(Level::Two) };
        let least = Role::GeneralDeputy;
        let beyond = Beyond { claim, role: None, rule: "RAUT-1".into(), least, raised: false };
        let all = [
            Refusal::Military(TeamCode::from("PLA1")),
            Refusal::ForeignTeam(TeamCode::from("L3")),
            Refusal::AskedItself("410300".into()),
            Refusal::ActivationIncomplete("period"),
            Refusal::ReasonMissing,
            Refusal::OwnerMissing,
            Refusal::Empty,
            Refusal::NothingChanges,
            Refusal::TooLong(3000),
            Refusal::Unknown { what: "team", name: "X".to_owned() },
            Refusal::AlreadyStruck(EventId([1; 32])),
            Refusal::NotDisputed,
            Refusal::NotADrill,
            Refusal::TimePassed,
            Refusal::MoreThanThere { asked: 9, there: 5 },
            Refusal::PaperIncomplete(vec![ReportPart::Place, ReportPart::Course]),
            Refusal::PaperNotSubmitted,
            Refusal::PaperNotSigned,
            Refusal::PaperClosed,
            Refusal::BasisMissing,
            Refusal::NotYet,
            Refusal::CodedSo,
            Refusal::MergedSo,
            Refusal::NotMerged,
            Refusal::Beyond(beyond.clone().into()),
            Refusal::NotInAuthority(beyond.into()),
            Refusal::OwnDecision("Wang".to_owned()),
            Refusal::NothingToRatify,
            Refusal::BeingCalled { name: "Li".into(), by: "Wang".into(), since: crate::clock::At(0) },
            Refusal::SameHand("Wang".into()),
            Refusal::NobodySignedIn,
            Refusal::NothingHanded,
        ];
        for no in &all {
            let (zh, en) = (words(Lang::Zh, no), words(Lang::En, no));
            assert!(en.is_ascii(), "{en}");
            assert!(zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{zh}");
        }
        let military = words(Lang::Zh, &all[0]);
        assert!(military.contains("PLA1") && military.contains("请求"), "{military}");
    }
}
