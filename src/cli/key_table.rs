//! The keys of the console for its manual page: place by place, with the names that `[keys]` of a settings file uses.

use crate::console::{Branch, Context, Keymap, Node, Strokes};
use crate::text::Lang;

/// A way to an act, or keys that lead to others: names, the act's name in a settings file, what it is.
struct Row {
    keys: String,
    slug: String,
    title: &'static str,
}

/// The table of the keys that nobody has changed.
pub(super) fn of(lang: Lang) -> String {
    let keymap = Keymap::default();
    let heading =
        lang.pick("按键, 以及设置文件 [keys] 中的名称:", "Keys, as the settings file names them under [keys]:");
    let mut text = format!("{heading}\n");
    for context in Context::all() {
        let mut rows = Vec::new();
        if let Some(root) = keymap.root(context) {
            list(root, Strokes::default(), lang, &mut rows);
        }
        let line = |row: &Row| format!("  {:<20} {:<20} {}", row.keys, row.slug, row.title).trim_end().to_owned();
        let lines: Vec<String> = rows.iter().map(line).collect();
        if !lines.is_empty() {
            text = format!("{text}\n{}:\n{}\n", context.title(lang), lines.join("\n"));
        }
    }
    text
}

fn list(branch: &Branch, begun: Strokes, lang: Lang, rows: &mut Vec<Row>) {
    let first = rows.len();
    for (key, node) in &branch.nodes {
        let keys = begun.then(*key);
        let name = keys.name(lang);
        match node {
            Node::Act(action) => {
                let slug = action.slug().unwrap_or_default();
                match rows.iter_mut().skip(first).find(|row| row.slug == slug && !slug.is_empty()) {
                    Some(row) => row.keys = format!("{}, {name}", row.keys),
                    None => rows.push(Row { keys: name, slug, title: action.title(lang) }),
                }
            }
            Node::Keys(branch) => {
                rows.push(Row { keys: format!("{name} .."), slug: String::new(), title: branch.title.title(lang) });
                list(branch, keys, lang, rows);
            }
        }
    }
}
