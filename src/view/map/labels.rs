//! Labels on a grid that never overlap: each takes the first of its candidate spots that is free.

use super::super::look::Meaning;

/// A text to be put near a cell.
pub(super) struct Label {
    texts: Vec<String>,
    /// Spots, best first.
    spots: Vec<Spot>,
    cell: (u16, u16),
    meaning: Meaning,
}

/// Where a text may stand: which one, the offset of its first cell in columns and rows, its width.
struct Spot {
    text: usize,
    dx: i32,
    dy: i32,
    cells: u16,
}

impl Label {
    /// A marker that must be seen: at the cell, else ending there, else a row above or below, else beside another
    /// that stands there. `texts` with their widths, the best first.
    pub(super) fn marker(cell: (u16, u16), texts: Vec<(String, u16)>, meaning: Meaning) -> Self {
        let mut spots = Vec::new();
        for (text, cells) in texts.iter().map(|(_, cells)| *cells).enumerate() {
            let back = 1 - i32::from(cells);
            let beside = i32::from(cells) + 1;
            let near = [0, -1, 1].into_iter().flat_map(|dy| [0, back].map(|dx| (dx, dy)));
            let far = [0, -1, 1].into_iter().flat_map(|dy| [beside, back - beside].map(|dx| (dx, dy)));
            spots.extend(near.chain(far).map(|(dx, dy)| Spot { text, dx, dy, cells }));
        }
        Self { texts: texts.into_iter().map(|(text, _)| text).collect(), spots, cell, meaning }
    }

    /// A place: a dot with its name after it, else before it, else, where something stands on it, the name alone in
    /// the row above or below, else the dot alone.
    pub(super) fn place(cell: (u16, u16), name: &str, cells: u16) -> Self {
        let spot = |text, dx, dy, cells| Spot { text, dx, dy, cells };
        let back = 1 - i32::from(cells);
        let texts = vec![format!(".{name}"), format!("{name}."), name.to_owned(), ".".to_owned()];
        let mut spots = vec![spot(0, 0, 0, cells + 1), spot(1, back - 1, 0, cells + 1)];
        let aside = [(0, -1), (0, 1), (back, -1), (back, 1)];
        spots.extend(aside.map(|(dx, dy)| spot(2, dx, dy, cells)));
        spots.push(spot(3, 0, 0, 1));
        Self { texts, spots, cell, meaning: Meaning::Quiet }
    }
}

/// A grid with labels on it.
pub(super) struct Labels {
    cols: u16,
    rows: u16,
    taken: Vec<bool>,
    placed: Vec<(u16, u16, String, Meaning)>,
}

impl Labels {
    pub(super) fn new(cols: u16, rows: u16) -> Self {
        Self { cols, rows, taken: vec![false; usize::from(cols) * usize::from(rows)], placed: Vec::new() }
    }

    /// Puts a label on its first free spot; `false` when none is.
    pub(super) fn place(&mut self, label: Label) -> bool {
        for spot in label.spots {
            let x = i32::from(label.cell.0) + spot.dx;
            let y = i32::from(label.cell.1) + spot.dy;
            let (Ok(x), Ok(y)) = (u16::try_from(x), u16::try_from(y)) else { continue };
            if self.free(x, y, spot.cells) {
                self.take(x, y, spot.cells);
                let text = label.texts.into_iter().nth(spot.text).unwrap_or_default();
                self.placed.push((x, y, text, label.meaning));
                return true;
            }
        }
        false
    }

    /// What was put where: column, row, text.
    pub(super) fn placed(self) -> Vec<(u16, u16, String, Meaning)> {
        self.placed
    }

    fn row(&self, x: u16, y: u16, cells: u16) -> Option<std::ops::Range<usize>> {
        if y >= self.rows || u32::from(x) + u32::from(cells) > u32::from(self.cols) {
            return None;
        }
        let from = usize::from(y) * usize::from(self.cols) + usize::from(x);
        Some(from..from + usize::from(cells))
    }

    /// Whether the cells are free, and the one before and after, so that two labels do not read as one.
    fn free(&self, x: u16, y: u16, cells: u16) -> bool {
        let Some(range) = self.row(x, y, cells) else { return false };
        let before = usize::from(x > 0);
        let after = usize::from(x + cells < self.cols);
        let with_edges = range.start - before..range.end + after;
        self.taken.get(with_edges).is_some_and(|taken| taken.iter().all(|taken| !taken))
    }

    fn take(&mut self, x: u16, y: u16, cells: u16) {
        if let Some(taken) = self.row(x, y, cells).and_then(|range| self.taken.get_mut(range)) {
            taken.fill(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(labels: Labels) -> Vec<String> {
        let mut rows = vec![vec![' '; usize::from(labels.cols)]; usize::from(labels.rows)];
        for (x, y, text, _) in labels.placed() {
            for (n, c) in text.chars().enumerate() {
                assert_eq!(rows[usize::from(y)][usize::from(x) + n], ' ', "overlap");
                rows[usize::from(y)][usize::from(x) + n] = c;
            }
        }
        rows.into_iter().map(|row| row.into_iter().collect()).collect()
    }

    fn team(x: u16, y: u16, name: &str) -> Label {
        let cells = u16::try_from(name.len()).unwrap();
        Label::marker((x, y), vec![(name.to_owned(), cells)], Meaning::Plain)
    }

    #[test]
    fn labels_step_aside_for_those_before_them() {
        let mut labels = Labels::new(12, 3);
        assert!(labels.place(team(5, 1, "P1>")));
        assert!(labels.place(team(5, 1, "P2")));
        assert!(labels.place(Label::place((0, 2), "Erqi", 4)));
        assert_eq!(grid(labels), ["     P2     ", "     P1>    ", ".Erqi       "]);
    }

    #[test]
    fn at_the_edge_the_name_stands_before_its_place() {
        let mut labels = Labels::new(8, 1);
        assert!(labels.place(Label::place((7, 0), "Zhong", 5)));
        assert_eq!(grid(labels), ["  Zhong."]);
    }

    #[test]
    fn a_place_with_a_team_on_it_keeps_its_name() {
        let mut labels = Labels::new(9, 2);
        assert!(labels.place(team(4, 1, "P1")));
        assert!(labels.place(Label::place((4, 1), "Erqi", 4)));
        assert_eq!(grid(labels), ["    Erqi ", "    P1   "]);
    }

    #[test]
    fn what_finds_no_room_is_told() {
        let mut labels = Labels::new(4, 1);
        assert!(labels.place(team(0, 0, "P1")));
        assert!(!labels.place(team(0, 0, "P2")));
        assert!(!Labels::new(0, 0).place(team(0, 0, "P2")));
    }
}
