//! The form that asks for a table: which list, and the file.

use super::build::{must, text};
use super::options::choice;
use super::{Field, FieldName, Form, Pick};
use crate::console::{Model, Table, TableList};

pub(super) fn fields(model: &Model) -> Vec<Field> {
    let lists = TableList::ALL.map(|list| choice(Pick::Table(list), "", list.title(model.lang)));
    vec![must(FieldName::List, lists.to_vec(), None), text(FieldName::File, "")]
}

/// The table that a filled form names; which field is wanting.
pub(super) fn named(form: &Form) -> Result<Table, FieldName> {
    let Some(Pick::Table(list)) = form.pick(FieldName::List) else { return Err(FieldName::List) };
    let file = form.named(FieldName::File).map(|field| field.line().text().trim().to_owned()).unwrap_or_default();
    if file.is_empty() { Err(FieldName::File) } else { Ok(Table { list: *list, file }) }
}
