//! 复盘报告 as a document, composed from the log.

use qianzhi::papers::{Block, after_action, docx, html, plain};
use qianzhi::text::Lang;
use qianzhi::text::say::Say;

use super::*;

#[test]
fn the_report_tells_what_was_found_on_what_evidence_who_does_what_and_who_signed() {
    let mut desk = Desk::at(S::Improving);
    desk.finish();
    for lang in [Lang::Zh, Lang::En] {
        let world = desk.city.world();
        let say = Say { world, lang };
        let view = desk.view();
        let document = after_action(&say, &view, "洛阳市应急管理局", desk.now());
        let text = plain(&document).join("\n");
        let whole = [
            "到场超时",
            "道路积水, 无备用路线",
            "属实",
            "划定备用路线",
            OWNER,
            "三条路线入预案",
            "检查组",
            "照片",
            "备用路线入预案",
        ];
        for said in whole.into_iter().chain(["周某", "总体有效"]) {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(text.contains(&say.numbered(desk.ended)), "the entry that shows it is named by its number: {text}");
        assert!(
            document.signed.contains("周某")
                && document.closing.iter().filter(|line| line.contains("____")).count() == 3
        );
        assert!(document.blocks.iter().any(|block| matches!(block, Block::Table { rows, .. } if rows.len() == 1)));
        assert!(!docx(&document, lang).is_empty());
        assert!(html(&document, lang).contains("划定备用路线"));
    }
}

#[test]
fn a_draft_says_that_it_is_one() {
    let desk = Desk::at(S::Drafted);
    let say = Say { world: desk.city.world(), lang: Lang::Zh };
    let document = after_action(&say, &desk.view(), "洛阳市应急管理局", desk.now());
    assert!(document.title.contains("未签发"), "{}", document.title);
}

/// rules.md 5.5: what the law wants of a review is shown where it bears: to assess and to tell upward while it is made, to tell
/// the congress and to revise plans once it is signed, to archive and to dispose of personal data at its end.
#[test]
fn what_the_law_wants_of_a_review_is_shown_at_its_time() {
    let owed = |desk: &Desk| -> Vec<String> {
        let rows = desk.city.world().statutes(&desk.view(), desk.now());
        assert!(rows.iter().all(|force| force.row.confidence == qianzhi::domain::Confidence::Law));
        rows.iter().map(|force| force.row.id.0.to_string()).collect()
    };
    assert_eq!(owed(&Desk::at(S::Opened)), ["RERL-87"]);
    assert!(owed(&Desk::at(S::Evaluating)).iter().any(|id| id == "RERL-92"));
    let signed = owed(&Desk::at(S::Final));
    assert!(["RERL-92", "RERL-25", "R708-6"].iter().all(|id| signed.iter().any(|is| is == id)), "{signed:?}");
    assert_eq!(owed(&Desk::at(S::Closed)), ["RERL-94", "RERL-85"]);
}
