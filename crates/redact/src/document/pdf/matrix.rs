//! Places on a page.

/// A matrix as a PDF writes it: `a b c d e f`.
pub(super) type Matrix = [f64; 6];

/// A point.
pub(super) type Point = (f64, f64);

pub(super) const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `inner`, then `outer`.
#[expect(clippy::many_single_char_names, reason = "the letters are those of the standard")]
pub(super) fn times(inner: &Matrix, outer: &Matrix) -> Matrix {
    let [a, b, c, d, e, f] = *inner;
    let [p, q, r, s, t, u] = *outer;
    [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u]
}

/// Where a point goes.
#[expect(clippy::many_single_char_names, reason = "the letters are those of the standard")]
pub(super) fn at(matrix: &Matrix, (x, y): Point) -> Point {
    let [a, b, c, d, e, f] = *matrix;
    (a * x + c * y + e, b * x + d * y + f)
}

/// The way back; nothing when there is none.
#[expect(clippy::many_single_char_names, reason = "the letters are those of the standard")]
pub(super) fn inverse(matrix: &Matrix) -> Option<Matrix> {
    let [a, b, c, d, e, f] = *matrix;
    let size = a * d - b * c;
    if !size.is_finite() || size.abs() < 1e-12 {
        return None;
    }
    Some([d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size])
}

/// The six numbers of a matrix, or none.
pub(super) fn from(numbers: &[f64]) -> Option<Matrix> {
    numbers.try_into().ok()
}

/// An upright box around points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bounds {
    pub(super) left: f64,
    pub(super) bottom: f64,
    pub(super) right: f64,
    pub(super) top: f64,
}

impl Bounds {
    /// Around nothing.
    pub(super) const NONE: Self =
        Self { left: f64::INFINITY, bottom: f64::INFINITY, right: f64::NEG_INFINITY, top: f64::NEG_INFINITY };

    /// Around all of these.
    pub(super) fn around(points: &[Point]) -> Self {
        points.iter().fold(Self::NONE, |mut bounds, &point| {
            bounds.add(point);
            bounds
        })
    }

    /// Makes it reach to a point.
    pub(super) fn add(&mut self, (x, y): Point) {
        self.left = self.left.min(x);
        self.right = self.right.max(x);
        self.bottom = self.bottom.min(y);
        self.top = self.top.max(y);
    }

    /// Where both are; nothing when they lie apart.
    pub(super) fn overlap(&self, other: &Self) -> Option<Self> {
        let both = Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        };
        (both.left <= both.right && both.bottom <= both.top).then_some(both)
    }

    /// How much it covers.
    pub(super) fn area(&self) -> f64 {
        ((self.right - self.left) * (self.top - self.bottom)).max(0.0)
    }

    /// Its corners, around.
    pub(super) fn corners(&self) -> [Point; 4] {
        [(self.left, self.bottom), (self.right, self.bottom), (self.right, self.top), (self.left, self.top)]
    }
}
