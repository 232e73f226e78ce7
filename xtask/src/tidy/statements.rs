//! Every statement of `docs/requirements.md` is carried and shown, or names the chapter that will bring it.
//! The judgement itself is crate `norms`; `waarborg policy coverage` prints it in full.

use super::complaint;
use crate::tree::{Complaint, Tree};

const TABLE: &str = "docs/requirements.md";
/// 177 statements of the policy, 22 duties of the law, 23 tensions. A row never disappears by accident.
const ROWS: usize = 222;

pub(super) fn check(tree: &Tree) -> Vec<Complaint> {
    check_rows(tree, ROWS)
}

fn check_rows(tree: &Tree, rows: usize) -> Vec<Complaint> {
    let Some(table) = tree.find(TABLE) else { return vec![complaint(TABLE, 0, "the table is missing")] };
    match norms::statements(&table.text) {
        Err(mistakes) => mistakes.into_iter().map(|mistake| complaint(TABLE, 0, mistake)).collect(),
        Ok(statements) => {
            let mistakes = norms::trace(&statements, &tree.files).mistakes;
            let mut complaints: Vec<_> =
                mistakes.into_iter().map(|mistake| complaint(TABLE, 0, mistake)).collect();
            if statements.len() != rows {
                complaints.push(complaint(TABLE, 0, format!("{} rows, expected {rows}", statements.len())));
            }
            complaints
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_uncarried_statement_is_found() {
        let tree = Tree::of(&[(TABLE, "| 6.9-1 | X | Only with consent | rule |\n")]);
        let found: Vec<_> = check_rows(&tree, 1).into_iter().map(|complaint| complaint.message).collect();
        assert_eq!(found, ["`6.9-1` is marked `rule`, but no rule names it"]);
    }

    #[test]
    fn a_lost_row_and_a_lost_table_are_found() {
        let tree = Tree::of(&[(TABLE, "| 6.4-1 | N | Not longer | later: retention |\n")]);
        assert_eq!(check_rows(&tree, 2).len(), 1);
        assert_eq!(check_rows(&Tree::of(&[("a", "")]), 2).len(), 1);
    }
}
