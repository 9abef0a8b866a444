//! A request for help of another city as the document that goes to it (rules.md 4.4).

use super::*;

fn city(night: &mut Night) {
    let (code, name) = ("410300".into(), "洛阳市".into());
    night.add(&Fact::AreaNamed(Area { code, name, name_en: "Luoyang".into() }));
}

/// Zhengzhou asks Luoyang for pumps and a team.
fn drafted(night: &mut Night) -> EventId {
    city(night);
    let incident = night.incident("京广路隧道积水");
    let line = |sort, what: &str, count, unit: &str, capability| AidLine {
        sort,
        what: what.into(),
        count,
        unit: unit.into(),
        capability,
    };
    night.add(&Fact::AidDrafted(Box::new(Aid {
        from: "410100".into(),
        to: "410300".into(),
        incident: Some(incident),
        kind: "暴雨洪涝".into(),
        occurred: T0 - Span::minutes(20),
        place: "京广路隧道".into(),
        harm: "积水两米, 被困12人".into(),
        done: "已封路, 抽排三台".into(),
        needs: vec![
            line(AidSort::Equipment, "排涝泵车", 6, "台", None),
            line(AidSort::Force, "排涝队", 2, "支", Some(Capability::FloodPump)),
        ],
        rally: Rally {
            name: "郑少收费站".into(),
            point: Some((Point::degrees(34.7, 113.5).unwrap(), Datum::Cgcs2000)),
        },
        route: "连霍高速".into(),
        contact: "钱某 0371-1000".into(),
        frequency: "350.125".into(),
        hours: Some(24),
        cost: CostBearer::Requester,
        logistics: "郑州市应急管理局".into(),
        at: T0,
    })))
}

fn says(by: &str, means: Means) -> Voice {
    Voice { by: by.into(), role: Some(Role::GeneralCommander), means }
}

fn step(night: &mut Night, aid: EventId, step: AidStep) {
    let after = night.world.heads(&Aspect::Aid(aid));
    night.add(&Fact::AidMoved { aid, step: Box::new(step), at: T0 + Span::minutes(5), after });
}

fn paper(night: &Night, aid: EventId, lang: Lang) -> Document {
    let say = Say { world: &night.world, lang };
    let issuer = papers::issuer(&say, Some(&"410100".into()));
    papers::aid(&say, &night.world.aid(aid).unwrap(), &issuer, T0 + Span::minutes(6))
}

#[test]
fn a_request_goes_out_with_every_part_that_the_paper_asks_for() {
    let mut night = Night::of(Realm::Drill("test".into()));
    let aid = drafted(&mut night);
    step(&mut night, aid, AidStep::Sent(says("李某", Means::Console)));
    for (lang, parts) in [
        (
            Lang::Zh,
            &[
                "演练",
                "郑州市",
                "洛阳市",
                "总指挥",
                "李某",
                "灾种：暴雨洪涝",
                "地域：京广路隧道",
                "危害程度：积水两米, 被困12人",
                "已采取措施：已封路",
                "排涝泵车",
                "6台",
                "flood.pump",
                "CGCS2000",
                "郑少收费站",
                "路线、通行：连霍高速",
                "联络人：钱某 0371-1000",
                "频率：350.125",
                "预计24小时",
                "费用承担：请求方",
                "后勤保障：郑州市应急管理局",
                "请在30分",
                "最迟2小时",
                "410000",
            ][..],
        ),
        (
            Lang::En,
            &[
                "DRILL",
                "Zhengzhou",
                "Luoyang",
                "signed by: ",
                "kind: 暴雨洪涝",
                "where: 京广路隧道",
                "how bad: ",
                "done so far: ",
                "6台",
                "flood.pump",
                "CGCS2000",
                "route: 连霍高速",
                "frequency: 350.125",
                "who bears the cost: who asks",
                "please answer within",
                "superior of both",
            ][..],
        ),
    ] {
        let document = paper(&night, aid, lang);
        let plain = papers::plain(&document).join("\n");
        let html = papers::html(&document, lang);
        let docx = text_of(&papers::docx(&document, lang));
        for part in parts {
            assert!(plain.contains(part), "{part}: {plain}");
            assert!(html.contains(part) && docx.contains(part), "{part}");
        }
        assert!(!plain.contains("五、答复") && !plain.contains("5. Answers"), "nobody answered: {plain}");
    }
}

#[test]
fn a_draft_says_that_it_is_one_and_what_it_lacks() {
    let mut night = Night::of(Realm::Live);
    city(&mut night);
    let aid = night.add(&Fact::AidDrafted(Box::new(Aid {
        from: "410100".into(),
        to: "410300".into(),
        incident: None,
        kind: "暴雨".into(),
        occurred: T0,
        place: "京广路".into(),
        harm: String::new(),
        done: "封路".into(),
        needs: vec![],
        rally: Rally::default(),
        route: String::new(),
        contact: String::new(),
        frequency: String::new(),
        hours: None,
        cost: CostBearer::default(),
        logistics: String::new(),
        at: T0,
    })));
    let zh = papers::plain(&paper(&night, aid, Lang::Zh)).join("\n");
    assert!(zh.contains("草拟, 未签发") && zh.contains("危害程度：未填"), "{zh}");
    assert!(zh.contains("危害程度, 所需, 集结点, 联络人"), "{zh}");
    let en = papers::plain(&paper(&night, aid, Lang::En)).join("\n");
    assert!(en.contains("draft, not signed") && en.contains("how bad: not stated"), "{en}");
}

#[test]
fn what_was_answered_stands_on_it_and_asks_for_no_answer_again() {
    let mut night = Night::of(Realm::Live);
    let aid = drafted(&mut night);
    step(&mut night, aid, AidStep::Sent(says("李某", Means::Console)));
    let units = vec![AidUnit::Named("龙吸水".into())];
    let grants = vec![Grant { line: 0, count: 4, units }];
    step(&mut night, aid, AidStep::Granted { grants, note: "油料自备".into(), voice: says("周某", Means::Phone) });
    let zh = papers::plain(&paper(&night, aid, Lang::Zh)).join("\n");
    assert!(zh.contains("五、答复和办理") && zh.contains("部分同意") && zh.contains("油料自备"), "{zh}");
    assert!(zh.contains("4台 龙吸水") && zh.contains("0支"), "line by line: {zh}");
    assert!(!zh.contains("请在30分"), "{zh}");
}

#[test]
fn the_command_lists_requests_and_writes_one_by_the_ending_of_the_file() {
    let mut night = Night::of(Realm::Test);
    let aid = drafted(&mut night);
    step(&mut night, aid, AidStep::Sent(says("李某", Means::Console)));
    let dir = tempfile::tempdir().unwrap();
    let journal = dir.path().join("journal");
    night.journal(&journal);
    let journal = journal.to_str().unwrap();
    let list = qianzhi(&["paper", "aid", journal, "--lang", "zh"]);
    let said = String::from_utf8(list.stdout).unwrap();
    assert!(said.contains(&aid.short()) && said.contains("排涝泵车 6台") && said.contains("[已发出]"), "{said}");
    for ending in ["docx", "html", "txt"] {
        let file = dir.path().join(format!("a.{ending}"));
        let output = qianzhi(&["paper", "aid", journal, &aid.short(), "--lang", "zh", "-o", file.to_str().unwrap()]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let bytes = std::fs::read(&file).unwrap();
        let text = if ending == "docx" { text_of(&bytes) } else { String::from_utf8(bytes).unwrap() };
        assert!(text.contains("关于请求支援的函") && text.contains("测试"), "{ending}: {text}");
    }
    let english = qianzhi(&["paper", "aid", journal, "洪涝", "--lang", "en"]);
    assert!(String::from_utf8_lossy(&english.stdout).contains("Request for aid"), "{english:?}");
    let nothing = qianzhi(&["paper", "aid", journal, "ffffffff"]);
    assert_eq!(nothing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&nothing.stderr).contains("no aid request"));
}
