//! The block that takes the place of text: as high as the line, with the ground on it.

use super::font;
use super::lines::place;
use super::matrix::{Bounds, Matrix, Point, at};
use super::object::{written, written_hex};
use super::walk::Glyph;

/// A stretch of one line that is covered.
pub(super) struct Block {
    along: Point,
    left: f64,
    right: f64,
    low: f64,
    high: f64,
    foot: f64,
    pub(super) label: String,
    /// Whether it covers text without ink, so that what is seen is a picture or a drawing.
    pub(super) hidden: bool,
}

/// The blocks over these glyphs, one for each line or hole between them.
pub(super) fn over(glyphs: &[&Glyph], label: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for glyph in glyphs {
        let (left, foot) = place(glyph);
        let (low, high, right) = (foot + glyph.down, foot + glyph.up, left + glyph.length);
        let same = |block: &&mut Block| {
            let turned = (block.along.0 - glyph.along.0).abs() + (block.along.1 - glyph.along.1).abs();
            let measure = glyph.size.max(block.high - block.low);
            turned < 0.02
                && (block.foot - foot).abs() < 0.2 * measure
                && left - block.right < measure
                && left > block.left
        };
        if let Some(block) = blocks.last_mut().filter(same) {
            block.right = block.right.max(right);
            (block.low, block.high) = (block.low.min(low), block.high.max(high));
        } else {
            let label = label.to_owned();
            blocks.push(Block {
                along: glyph.along,
                left,
                right,
                low,
                high,
                foot,
                label,
                hidden: glyph.hidden,
            });
        }
    }
    // A layer over a scan lies about where the letters are, not exactly.
    for block in blocks.iter_mut().filter(|block| block.hidden) {
        let high = block.high - block.low;
        (block.left, block.right) = (block.left - 0.3 * high, block.right + 0.3 * high);
        (block.low, block.high) = (block.low - 0.12 * high, block.high + 0.12 * high);
    }
    blocks
}

impl Block {
    /// Its corners on the page.
    pub(super) fn corners(&self) -> [Point; 4] {
        [(self.left, self.low), (self.right, self.low), (self.right, self.high), (self.left, self.high)]
            .map(|point| self.page(point))
    }

    /// An upright box around it.
    pub(super) fn bounds(&self) -> Bounds {
        Bounds::around(&self.corners())
    }

    /// An upright box around it, seen through a matrix.
    pub(super) fn through(&self, matrix: &Matrix) -> Bounds {
        Bounds::around(&self.corners().map(|corner| at(matrix, corner)))
    }

    fn page(&self, (x, y): Point) -> Point {
        let (dx, dy) = self.along;
        (x * dx - y * dy, x * dy + y * dx)
    }

    /// The steps that draw it. `font` is the name under which the page knows the font of the label.
    pub(super) fn draw(&self, font: &str, out: &mut String) {
        let (bytes, _, width) = font::label(&self.label);
        let [first, second, third, fourth] =
            self.corners().map(|(x, y)| format!("{} {}", written(x), written(y)));
        out.extend([format!("q 0 g {first} m {second} l {third} l {fourth} l h f Q\n")]);
        let (long, high) = (self.right - self.left, self.high - self.low);
        if bytes.is_empty() || long <= 0.0 || high <= 0.0 {
            return;
        }
        // On a short block the letters become narrow first, and then small.
        let size = (0.62 * high).min(long / (0.5 * width)).max(0.1);
        let stretch = (0.94 * long / (size * width)).min(1.0);
        // On the foot of the line, so that whoever reads the text of the page meets the label where the words were.
        let (x, y) = self.page((self.left + (long - size * width * stretch) / 2.0, self.foot));
        let (dx, dy) = self.along;
        let codes = written_hex(&bytes);
        let matrix = [dx, dy, -dy, dx, x, y].map(written).join(" ");
        let (size, stretch) = (written(size), written(stretch * 100.0));
        out.extend([format!("q 1 g BT /{font} {size} Tf {stretch} Tz {matrix} Tm <{codes}> Tj ET Q\n")]);
    }
}
