//! Lines on a grid: borders of the schematic districts, and outlines from a file. A cell has one dot in ASCII, eight in
//! braille.

/// Dots on a grid of cells.
pub(super) struct Raster {
    cols: usize,
    rows: usize,
    /// Dots across and down in a cell.
    dots: (usize, usize),
    set: Vec<bool>,
}

/// The bit of each braille dot, by column and row (Unicode 16.0, chapter 21.1).
const BRAILLE: [[u32; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

/// What stands for a dot where braille does not.
const ASCII: char = ':';

impl Raster {
    /// An empty grid; fine ones are for terminals that show braille.
    pub(super) fn new(cols: u16, rows: u16, fine: bool) -> Self {
        let (cols, rows) = (usize::from(cols), usize::from(rows));
        let dots = if fine { (2, 4) } else { (1, 1) };
        Self { cols, rows, dots, set: vec![false; cols * dots.0 * rows * dots.1] }
    }

    /// Dots across and down in a cell.
    pub(super) fn dots(&self) -> (i64, i64) {
        (i64::try_from(self.dots.0).unwrap_or(1), i64::try_from(self.dots.1).unwrap_or(1))
    }

    fn width(&self) -> usize {
        self.cols * self.dots.0
    }

    fn height(&self) -> usize {
        self.rows * self.dots.1
    }

    fn dot(&mut self, x: i64, y: i64) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        let at = y * self.width() + x;
        if x < self.width()
            && let Some(dot) = self.set.get_mut(at)
        {
            *dot = true;
        }
    }

    /// A straight line between two dots; what lies outside is left out.
    pub(super) fn line(&mut self, from: (i64, i64), to: (i64, i64)) {
        let Some((from, to)) = self.clipped(from, to) else { return };
        let (dx, dy) = ((to.0 - from.0).abs(), -(to.1 - from.1).abs());
        let step = ((to.0 - from.0).signum(), (to.1 - from.1).signum());
        let (mut x, mut y, mut off) = (from.0, from.1, dx + dy);
        loop {
            self.dot(x, y);
            if (x, y) == to {
                return;
            }
            let twice = 2 * off;
            if twice >= dy {
                off += dy;
                x += step.0;
            }
            if twice <= dx {
                off += dx;
                y += step.1;
            }
        }
    }

    /// The part of a line that may be seen: halved until its ends are near the grid.
    fn clipped(&self, from: (i64, i64), to: (i64, i64)) -> Option<((i64, i64), (i64, i64))> {
        let (width, height) = (i64::try_from(self.width()).ok()?, i64::try_from(self.height()).ok()?);
        let beyond = |a: i64, b: i64, end: i64| (a < 0 && b < 0) || (a >= end && b >= end);
        if width == 0 || height == 0 || beyond(from.0, to.0, width) || beyond(from.1, to.1, height) {
            return None;
        }
        let near = |p: (i64, i64)| (-width..2 * width).contains(&p.0) && (-height..2 * height).contains(&p.1);
        let (mut from, mut to) = (from, to);
        for _ in 0..40 {
            if near(from) && near(to) {
                return Some((from, to));
            }
            let middle = (i64::midpoint(from.0, to.0), i64::midpoint(from.1, to.1));
            let first = !beyond(from.0, middle.0, width) && !beyond(from.1, middle.1, height);
            let second = !beyond(middle.0, to.0, width) && !beyond(middle.1, to.1, height);
            match (first, second) {
                (true, false) => to = middle,
                (false, true) => from = middle,
                (false, false) => return None,
                // It crosses the grid: each end comes nearer by itself.
                (true, true) if !near(from) => {
                    from = (i64::midpoint(from.0, middle.0), i64::midpoint(from.1, middle.1));
                }
                (true, true) => to = (i64::midpoint(middle.0, to.0), i64::midpoint(middle.1, to.1)),
            }
        }
        None
    }

    /// The borders between the areas that are nearest to each of these dots.
    pub(super) fn districts(&mut self, seats: &[(i64, i64)]) {
        if seats.len() < 2 {
            return;
        }
        // Dots are not square: a cell is twice as high as wide, and a braille cell has two by four dots.
        let tall = if self.dots == (1, 1) { 2 } else { 1 };
        let (width, height) = (self.width(), self.height());
        let nearest = |x: usize, y: usize| {
            let (x, y) = (i64::try_from(x).unwrap_or(0), i64::try_from(y).unwrap_or(0));
            let far = |seat: &(i64, i64)| {
                let (dx, dy) = (seat.0 - x, (seat.1 - y) * tall);
                dx.saturating_mul(dx).saturating_add(dy.saturating_mul(dy))
            };
            seats.iter().enumerate().min_by_key(|(_, seat)| far(seat)).map_or(0, |(n, _)| n)
        };
        let mut above: Vec<usize> = (0..width).map(|x| nearest(x, 0)).collect();
        for y in 0..height {
            let below: Vec<usize> =
                if y + 1 < height { (0..width).map(|x| nearest(x, y + 1)).collect() } else { above.clone() };
            for x in 0..width {
                let here = above.get(x);
                let border = here != below.get(x) || (x + 1 < width && here != above.get(x + 1));
                if border {
                    self.dot(i64::try_from(x).unwrap_or(0), i64::try_from(y).unwrap_or(0));
                }
            }
            above = below;
        }
    }

    /// The cells with dots in them: column, row, glyph.
    pub(super) fn cells(&self) -> impl Iterator<Item = (u16, u16, char)> + '_ {
        let all = (0..self.rows).flat_map(|y| (0..self.cols).map(move |x| (x, y)));
        all.filter_map(|(x, y)| {
            let glyph = self.glyph(x, y)?;
            Some((u16::try_from(x).ok()?, u16::try_from(y).ok()?, glyph))
        })
    }

    fn glyph(&self, x: usize, y: usize) -> Option<char> {
        let set = |dx: usize, dy: usize| {
            let at = (y * self.dots.1 + dy) * self.width() + x * self.dots.0 + dx;
            self.set.get(at) == Some(&true)
        };
        if self.dots == (1, 1) {
            return set(0, 0).then_some(ASCII);
        }
        let mut bits = 0;
        for (dx, column) in BRAILLE.iter().enumerate() {
            for (dy, bit) in column.iter().enumerate() {
                bits |= if set(dx, dy) { *bit } else { 0 };
            }
        }
        if bits == 0 { None } else { char::from_u32(0x2800 + bits) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(raster: &Raster) -> Vec<String> {
        let mut rows = vec![vec![' '; raster.cols]; raster.rows];
        for (x, y, glyph) in raster.cells() {
            rows[usize::from(y)][usize::from(x)] = glyph;
        }
        rows.into_iter().map(|row| row.into_iter().collect()).collect()
    }

    #[test]
    fn borders_lie_half_way_between_two_seats() {
        let mut raster = Raster::new(8, 3, false);
        raster.districts(&[(1, 1), (6, 1)]);
        assert_eq!(drawn(&raster), ["   :    ", "   :    ", "   :    "]);
        let mut alone = Raster::new(8, 3, false);
        alone.districts(&[(1, 1)]);
        assert_eq!(alone.cells().count(), 0, "one seat has no border");
    }

    #[test]
    fn lines_are_drawn_in_dots_and_braille_and_never_outside() {
        let mut raster = Raster::new(4, 2, false);
        raster.line((0, 0), (3, 1));
        assert_eq!(drawn(&raster), ["::  ", "  ::"]);
        let mut fine = Raster::new(2, 1, true);
        fine.line((0, 0), (0, 3));
        fine.line((3, 0), (3, 3));
        assert_eq!(drawn(&fine), ["\u{2847}\u{28b8}"]);
        let mut far = Raster::new(4, 2, false);
        far.line((-1_000_000_000, 0), (1_000_000_000, 0));
        far.line((9, 9), (1_000_000, 9));
        far.line((-5, -5), (-1, -1));
        assert!(drawn(&far).iter().all(|row| row.len() == 4));
        Raster::new(0, 0, true).line((0, 0), (5, 5));
    }
}
