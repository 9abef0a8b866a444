//! Reading `man/qianzhi-protocol.7`: its sections, its items, and the sizes of its tables of bytes.

use std::collections::BTreeSet;
use std::path::Path;

/// The page, or a part of it.
pub(super) struct Page(Vec<String>);

/// One item of a list: what is printed bold at its head. `32 post` and `NAME = 7` are a name and the rest.
pub(super) struct Item {
    pub(super) name: String,
    pub(super) rest: String,
}

/// One row of a table of bytes.
pub(super) struct Field {
    pub(super) name: String,
    /// Its size, when it is fixed.
    pub(super) bytes: usize,
    /// Bytes of the length that goes before it, when it is not.
    pub(super) length_bytes: usize,
}

impl Page {
    pub(super) fn read() -> Self {
        Self::of("man/qianzhi-protocol.7")
    }

    /// The same page in Chinese.
    pub(super) fn chinese() -> Self {
        Self::of("man/zh_CN/qianzhi-protocol.7")
    }

    fn of(path: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let text = std::fs::read_to_string(path).unwrap();
        let plain =
            |line: &str| line.replace("\\(dq", "\"").replace("\\-", "-").replace("\\fI", "").replace("\\fP", "");
        Self(text.lines().map(plain).collect())
    }

    pub(super) fn text(&self) -> String {
        self.0.join("\n")
    }

    fn between(&self, head: &str, ends: &[&str]) -> Self {
        let from = self.0.iter().position(|line| line == head).unwrap_or_else(|| panic!("no `{head}`"));
        let body = self.0.iter().skip(from + 1);
        Self(body.take_while(|line| !ends.iter().any(|end| line.starts_with(end))).cloned().collect())
    }

    /// What stands under a heading, up to its first subheading.
    pub(super) fn section(&self, name: &str) -> Self {
        self.between(&format!(".SH {name}"), &[".SH ", ".SS "])
    }

    /// The subsections under a heading.
    pub(super) fn sections(&self, name: &str) -> Vec<(String, Self)> {
        let all = self.between(&format!(".SH {name}"), &[".SH "]);
        let names = all.0.iter().filter_map(|line| line.strip_prefix(".SS "));
        names.map(|name| (name.to_owned(), all.between(&format!(".SS {name}"), &[".SS "]))).collect()
    }

    /// The heads of its lists.
    pub(super) fn items(&self) -> Vec<Item> {
        let heads = self.0.windows(2).filter(|two| two[0] == ".TP").map(|two| two[1].strip_prefix(".B ").unwrap());
        heads
            .map(|head| match head.split_once(" = ") {
                Some((name, rest)) => Item { name: name.to_owned(), rest: rest.to_owned() },
                None => Item { name: head.to_owned(), rest: String::new() },
            })
            .collect()
    }

    /// The rows of its table of bytes.
    pub(super) fn fields(&self) -> Vec<Field> {
        let row = |item: Item| {
            let (size, name) = item.name.split_once(' ').unwrap();
            let (bytes, length_bytes) = match size.strip_suffix("+n") {
                Some(head) => (0, head.parse().unwrap()),
                None => (size.parse().unwrap(), 0),
            };
            Field { name: name.to_owned(), bytes, length_bytes }
        };
        self.items().into_iter().map(row).collect()
    }

    /// Everything printed bold, without the punctuation after it.
    pub(super) fn bold(&self) -> BTreeSet<String> {
        let bold = self.0.iter().filter_map(|line| {
            let (request, words) = line.split_once(' ')?;
            match request {
                ".B" => Some(words.to_owned()),
                ".BR" => Some(words.split(' ').next()?.to_owned()),
                ".RB" => Some(words.split(' ').nth(1)?.to_owned()),
                _ => None,
            }
        });
        bold.collect()
    }
}
