//! The report of an after-action review, and whether the log is still what was sealed for it.

use std::path::Path;

use super::super::failure::Failure;
use super::super::output::Output;
use crate::clock::At;
use crate::domain::AarView;
use crate::journal;
use crate::papers::{self, Document, Gatherer};
use crate::text::say::Say;
use crate::text::tell::both;
use crate::text::visible::visible;
use crate::text::words::{AarWord, Word};

/// The reviews there are, a line each, the open ones first.
pub(super) fn list(say: &Say<'_>) -> Result<(), Failure> {
    let mut output = Output::open();
    let views = say.world.aars();
    if views.is_empty() {
        output.line(say.lang.pick(
            "还没有复盘: 在控制台的复盘页立项",
            "no review yet: one is opened on the console's board of reviews",
        ))?;
    }
    for view in views {
        let number = say.aar_report(view.id).unwrap_or_default();
        let (named, state) = (say.aar_of(view.aar), say.word(view.state));
        output.line(&visible(&format!("{}  {named}  [{state}] {number}", view.id.short())))?;
    }
    output.flush()
}

/// The one that `which` names: the beginning of its short number, the number of its report, or words of what it is of.
pub(super) fn one<'a>(say: &Say<'a>, which: &str) -> Result<AarView<'a>, Failure> {
    let numbered = |view: &AarView<'_>| view.signed().is_some_and(|(.., (_, number, _))| number.to_string() == which);
    let named = |view: &AarView<'_>| {
        numbered(view) || view.id.short().starts_with(which) || say.aar_of(view.aar).contains(which)
    };
    let mut found: Vec<_> = say.world.aars().into_iter().filter(named).collect();
    match (found.pop(), found.len()) {
        (Some(view), 0) => Ok(view),
        (None, _) => Err(Failure::Usage(both!(
            "没有叫 `{which}` 的复盘: 不写它, 就列出全部",
            "no review named `{which}`: without it every one is listed"
        ))),
        (Some(_), others) => {
            let count = others + 1;
            Err(Failure::Usage(both!(
                "有 {count} 次复盘叫 `{which}`: 写它的编号, 不写就列出全部",
                "{count} reviews are named `{which}`: give its short number; without it every one is listed"
            )))
        }
    }
}

/// The report, with what became of the seal: the records are counted again from the journal as it is now.
pub(super) fn report(say: &Say<'_>, view: &AarView<'_>, unit: &str, now: At, dir: &Path) -> Result<Document, Failure> {
    let mut document = papers::after_action(say, view, unit, now);
    if let Some((_, _, seal)) = view.sealed() {
        let mut gatherer = Gatherer::new(view.aar.from, view.aar.at);
        for record in journal::records(dir)? {
            gatherer.take(&record?.envelope);
        }
        let records = gatherer.records();
        if !records.unsourced.is_empty() {
            let entries: Vec<String> = records.unsourced.iter().map(|id| say.numbered(*id)).collect();
            document.notes.push(AarWord::Unsourced.with(say.lang, &[&entries.join(", ")]));
        }
        document.notes.push(if records.hash == seal.hash {
            AarWord::SealHolds.with(say.lang, &[&seal.events, &seal.hash.short()])
        } else {
            AarWord::SealDiffers.with(say.lang, &[&seal.events, &records.events])
        });
    }
    Ok(document)
}
