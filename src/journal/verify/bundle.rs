//! Verifying a bundle: its seal, its hash, each event in it, and its list.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Check, Finding, Flaw, Report};
use crate::clock::At;
use crate::domain::{EventId, Series};
use crate::envelope::{Envelope, Header, content_hash};
use crate::journal::Record;
use crate::journal::bundle::{Bundle, BundleError, BundleKind, Range, Ranges, Tally};
use crate::journal::index::Key;

/// Verifies a bundle. What is not what was sealed is an error; findings are about events that were sealed so.
pub fn verify_bundle(bundle: &Bundle) -> Result<Report, BundleError> {
    let header = bundle.header();
    let mut check = Check::new(&header.realm, header.store);
    check.path = Arc::new(PathBuf::from(bundle.name()));
    let mut content = bundle.content()?;
    let mut tally = Tally::default();
    let mut number = 0;
    while let Some((offset, bytes)) = content.event()? {
        number += 1;
        let signed = Header::read(bytes).map(|header| EventId(content_hash(header.signed).0));
        let Ok((id, envelope)) = signed.and_then(|id| Ok((id, Envelope::stored(id, bytes)?))) else {
            check.find_next(offset, None, Flaw::Signature { number });
            continue;
        };
        let fields = envelope.header();
        tally.note(Key::of(&fields), fields.seq, id);
        check.record(Record { number, arrived: At::default(), envelope }, offset);
    }
    let list = content.finish()?;
    let mut report = check.finish();
    // A bundle holds what was asked for: that it begins in the middle of a series is no gap.
    report.findings.retain(|finding| !matches!(finding.flaw, Flaw::Gap { .. }));
    if header.kind == BundleKind::Events {
        report.findings.extend(unlisted(bundle, &list, &tally.finish()));
    }
    Ok(report)
}

/// The first place of each series in which the two differ.
fn unlisted(bundle: &Bundle, list: &Ranges, carried: &Ranges) -> Vec<Finding> {
    let realm = &bundle.header().realm;
    let other = |a: &Ranges, b: &Ranges| {
        let differs = |series: Series, ranges: &[Range]| {
            let theirs = b.find_series(&series);
            let at = ranges.iter().zip(theirs.iter().map(Some).chain(std::iter::repeat(None)));
            let seq = at.filter(|(x, y)| Some(*x) != *y).map(|(x, _)| x.first).next()?;
            let flaw = Flaw::Listed { series: series.clone(), seq };
            Some(Finding { path: bundle.name().into(), offset: 0, event: Some((series, seq)), flaw })
        };
        a.of(realm).filter_map(|(series, ranges)| differs(series, ranges)).collect::<Vec<_>>()
    };
    let mut found = other(list, carried);
    if found.is_empty() {
        found = other(carried, list);
    }
    found
}
