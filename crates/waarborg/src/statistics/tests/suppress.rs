//! Someone who sees the shown counts tries to work out the hidden ones, by means that know nothing of how they were chosen.

use std::collections::BTreeSet;

use ground::{Entropy as _, SeededEntropy};

use crate::statistics::suppress::{Count, Counts, Hidden, is_anonymous, protect};

struct Dice(SeededEntropy);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        u64::from_le_bytes(bytes) % end
    }
}

/// Random files of random people. Some rows are crowded and some are nearly empty.
fn files(dice: &mut Dice, rows: u64, columns: u64, most: u64) -> Vec<(usize, usize, u64)> {
    let count = dice.below(most + 1);
    let place = |dice: &mut Dice, end: u64| {
        let one = dice.below(end);
        usize::try_from(if dice.below(3) == 0 { one } else { dice.below(one + 1) }).unwrap()
    };
    (0..count).map(|_| (place(dice, rows), place(dice, columns), dice.below(most / 2 + 1))).collect()
}

fn table(rows: usize, columns: usize, files: &[(usize, usize, u64)]) -> Counts {
    let count = |row: Option<usize>, column: Option<usize>| {
        let own = files
            .iter()
            .filter(|it| row.is_none_or(|row| row == it.0) && column.is_none_or(|column| column == it.1));
        let people: BTreeSet<u64> = own.clone().map(|it| it.2).collect();
        Count { files: own.count() as u64, people: people.len() as u64 }
    };
    let ends = |end: usize| (0..end).map(Some).chain([None]).collect::<Vec<_>>();
    ends(rows).into_iter().map(|row| ends(columns).into_iter().map(|it| count(row, it)).collect()).collect()
}

/// What is known of each count at first: itself, or nothing but that it is not negative.
fn known(counts: &Counts, hidden: &Hidden) -> Vec<Vec<(i128, i128)>> {
    let one = |(count, hidden): (&Count, &bool)| {
        let value = i128::from(count.files);
        if *hidden { (0, i128::from(u64::MAX)) } else { (value, value) }
    };
    counts.iter().zip(hidden).map(|(row, hidden)| row.iter().zip(hidden).map(one).collect()).collect()
}

/// Sharpens what is known along every row and column, until nothing changes any more.
fn worked_out(counts: &Counts, hidden: &Hidden) -> Vec<Vec<(i128, i128)>> {
    let mut bounds = known(counts, hidden);
    let (rows, columns) = (bounds.len(), bounds[0].len());
    let lines = |at: usize, own: bool| -> Vec<(usize, usize)> {
        if own {
            (0..columns).map(|column| (at, column)).collect()
        } else {
            (0..rows).map(|row| (row, at)).collect()
        }
    };
    let all: Vec<_> = (0..rows)
        .map(|row| lines(row, true))
        .chain((0..columns).map(|column| lines(column, false)))
        .collect();
    loop {
        let before = bounds.clone();
        for line in &all {
            let (total, parts) = line.split_last().unwrap();
            for place in line {
                // As part: total minus the others; as total: all parts.
                let mut low = 0;
                let mut high = 0;
                for (row, column) in parts.iter().filter(|part| *part != place) {
                    low += bounds[*row][*column].0;
                    high += bounds[*row][*column].1;
                }
                let (total_low, total_high) = bounds[total.0][total.1];
                let (low, high) =
                    if place == total { (low, high) } else { (total_low - high, total_high - low) };
                let own = &mut bounds[place.0][place.1];
                *own = (own.0.max(low), own.1.min(high));
            }
        }
        if bounds == before {
            return bounds;
        }
    }
}

// proves!("6.5-5", "6.2-5")
#[test]
fn no_hidden_count_can_be_worked_out_from_the_shown_ones() {
    let mut dice = Dice(SeededEntropy::new(65));
    let (mut hid, mut shown) = (0, 0);
    for round in 0..1_500 {
        let (rows, columns) = (1 + dice.below(7), 1 + dice.below(6));
        let files = files(&mut dice, rows, columns, 20 + 20 * (round % 12));
        let threshold = 3 + u32::try_from(dice.below(8)).unwrap();
        let counts = table(usize::try_from(rows).unwrap(), usize::try_from(columns).unwrap(), &files);
        let hidden = protect(&counts, threshold);
        assert!(is_anonymous(&counts, &hidden, threshold), "{counts:?} {hidden:?}");
        let bounds = worked_out(&counts, &hidden);
        for (row, cells) in counts.iter().enumerate() {
            for (column, count) in cells.iter().enumerate() {
                let (low, high) = bounds[row][column];
                let is_small = count.people > 0 && count.people < u64::from(threshold);
                if hidden[row][column] {
                    hid += 1;
                    assert!(low < high, "{row},{column} is {low} in {counts:?} {hidden:?}");
                } else {
                    shown += usize::from(count.files > 0);
                    assert!(!is_small, "{row},{column} is shown in {counts:?}");
                }
                if is_small {
                    assert_eq!(low, 0, "{row},{column} in {counts:?} {hidden:?}");
                    assert!(high >= i128::from(threshold).max(i128::from(count.files) + 1));
                }
            }
        }
    }
    assert!(hid > 1_000 && shown > 1_000, "the test looked at something: {hid} hidden, {shown} shown");
}

/// All tables of whole numbers below `end` that agree with what is shown, cell by cell.
fn possible(counts: &Counts, hidden: &Hidden, end: u64) -> Vec<Vec<BTreeSet<u64>>> {
    let (rows, columns) = (counts.len() - 1, counts[0].len() - 1);
    let mut found = vec![vec![BTreeSet::new(); columns + 1]; rows + 1];
    let places: Vec<_> = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))).collect();
    let free: Vec<_> = places.iter().copied().filter(|(row, column)| hidden[*row][*column]).collect();
    let mut digits = vec![0_u64; free.len()];
    loop {
        let mut full = vec![vec![0; columns + 1]; rows + 1];
        for (row, column) in &places {
            full[*row][*column] = counts[*row][*column].files;
        }
        for ((row, column), digit) in free.iter().zip(&digits) {
            full[*row][*column] = *digit;
        }
        for row in 0..rows {
            full[row][columns] = full[row].iter().take(columns).sum();
        }
        for column in 0..=columns {
            full[rows][column] = full.iter().take(rows).map(|cells| cells[column]).sum();
        }
        let agrees = (0..=rows).all(|row| {
            (0..=columns).all(|column| hidden[row][column] || full[row][column] == counts[row][column].files)
        });
        if agrees {
            for (row, cells) in full.iter().enumerate() {
                for (column, value) in cells.iter().enumerate() {
                    found[row][column].insert(*value);
                }
            }
        }
        // The next number in base `end`.
        let Some(at) = digits.iter().position(|digit| *digit + 1 < end) else { return found };
        digits[at] += 1;
        digits[..at].fill(0);
    }
}

// proves!("6.5-5")
#[test]
fn with_every_possible_table_at_hand_a_small_count_may_be_anything() {
    let mut dice = Dice(SeededEntropy::new(66));
    let threshold = 3;
    for _ in 0..250 {
        let files = files(&mut dice, 2, 2, 12);
        let counts = table(2, 2, &files);
        let hidden = protect(&counts, threshold);
        let possible = possible(&counts, &hidden, 14);
        for (row, cells) in counts.iter().enumerate() {
            for (column, count) in cells.iter().enumerate() {
                let values = &possible[row][column];
                assert!(!hidden[row][column] || values.len() > 1, "{row},{column} in {counts:?} {hidden:?}");
                if (1..u64::from(threshold)).contains(&count.people) {
                    let most = u64::from(threshold).max(count.files + 1);
                    assert!(
                        values.contains(&0) && values.iter().any(|value| *value >= most.min(14)),
                        "{values:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_known_ways_to_a_small_count_are_closed() {
    let count = |files| Count { files, people: files };
    let whole = |rows: &[&[u64]]| -> Counts {
        let mut all: Counts = rows
            .iter()
            .map(|row| row.iter().copied().chain([row.iter().sum()]).map(count).collect())
            .collect();
        all.push(
            (0..=rows[0].len()).map(|column| count(all.iter().map(|row| row[column].files).sum())).collect(),
        );
        all
    };
    // By subtraction from the total of the row and of the column.
    let counts = whole(&[&[3, 40, 50], &[30, 60, 70], &[20, 80, 90]]);
    let hidden = protect(&counts, 5);
    assert!(hidden[0][0] && hidden[0][1..3].contains(&true) && hidden[1..3].iter().any(|row| row[0]));
    assert!(!hidden[3].contains(&true), "totals of years are shown");
    let naked: Hidden = counts.iter().map(|row| row.iter().map(|it| it.files == 3).collect()).collect();
    assert!(!is_anonymous(&counts, &naked, 5), "hiding the one is not enough");
    // One small count beside one that is not: both go.
    assert!(protect(&whole(&[&[4], &[100]]), 5)[1][0]);
    // Few people with many files.
    let few = Count { files: 60, people: 2 };
    let counts = vec![vec![few, few], vec![count(30), count(30)], vec![Count { files: 90, people: 32 }; 2]];
    assert!(protect(&counts, 5)[0][0]);
    // Nothing is hidden where nothing is small, and nobody is nobody.
    let calm = whole(&[&[10, 20], &[0, 40]]);
    assert!(!protect(&calm, 5).iter().flatten().any(|hidden| *hidden));
    // The same years, told by something else: the same totals are hidden.
    let (one, other) = (whole(&[&[2, 30], &[1, 30], &[0, 60]]), whole(&[&[3, 60], &[0, 60]]));
    assert_eq!(protect(&one, 5).last(), protect(&other, 5).last());
    assert!(protect(&one, 5)[3][0] && protect(&one, 5)[3][1..].contains(&true));
    assert!(protect(&Vec::new(), 5).is_empty() && is_anonymous(&Vec::new(), &Vec::new(), 5));
}
