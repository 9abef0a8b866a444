//! A paper open to be read: scrolled, exported, put away.

use std::sync::Arc;

use crate::domain::Fact;
use crate::papers::{Document, plain};
use crate::text::cells::{Ambiguous, wrap};

/// A paper on the screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// The paper.
    pub document: Document,
    /// What its file is called, without an ending.
    pub name: String,
    /// Scrolled down by so many lines.
    pub top: usize,
    /// What is recorded when a person says so, where it is what a table would change.
    pub facts: Option<Arc<[Fact]>>,
}

impl Reading {
    /// Its lines on a screen of so many cells, a blank before and after them; none longer whatever the width of
    /// ambiguous characters.
    pub fn lines(&self, cols: u16) -> Vec<String> {
        let cells = usize::from(cols.saturating_sub(2)).max(1);
        let lines = plain(&self.document);
        let wrapped = lines.iter().flat_map(|line| {
            let rows = wrap(line, cells, Ambiguous::Two);
            if rows.is_empty() { vec![String::new()] } else { rows.into_iter().map(str::to_owned).collect() }
        });
        wrapped.collect()
    }
}
