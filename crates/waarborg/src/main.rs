//! The only place that touches the world: arguments, environment, real clock, real chance.
fn main() {}
