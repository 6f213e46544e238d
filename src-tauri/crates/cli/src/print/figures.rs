//! Figures of a period.

use steward_app::views::{FigureTable, FigureTile, FigureValue, FiguresView};
use steward_app::words;

use super::{Printed, column, right, widest};

impl Printed {
    pub(crate) fn figures(self, view: &FiguresView, whole: bool, meetings: bool) -> String {
        self.or_json(view, || {
            let (from, to) = (view.from, view.to);
            let mut text = format!("{}  {from} – {to}\n", view.code);
            if whole {
                let width = widest(view.tiles.iter().map(|one| self.name(&one.name)));
                for one in &view.tiles {
                    text.push_str(&self.tile(one, width));
                }
            }
            let tables = view.tables.iter();
            for table in tables.filter(|table| !table.rows.is_empty()) {
                text.push('\n');
                text.push_str(&self.figure_table(view, table, meetings));
            }
            text
        })
    }

    fn figure(self, value: FigureValue) -> String {
        words::figure(value, self.tongue.into())
    }

    fn tile(self, one: &FigureTile, width: usize) -> String {
        let (name, value) = (self.name(&one.name), self.figure(one.value));
        let before = match one.before {
            FigureValue::None => String::new(),
            before => format!("  {} {}", self.pick("上期", "before"), self.figure(before)),
        };
        format!("  {}  {}{before}\n", column(name, width), right(&value, 14))
    }

    fn figure_table(self, view: &FiguresView, table: &FigureTable, meetings: bool) -> String {
        let names = table.rows.iter().map(|row| self.name(&row.name));
        let first = widest(names.chain(std::iter::once(self.name(&table.head))));
        let heads: Vec<&str> = table
            .columns
            .iter()
            .map(|one| self.name(&one.name))
            .collect();
        let mut text = format!("{}  {}\n", self.name(&table.name), self.name(&table.about));
        let wide = |head: &str| widest(std::iter::once(head)).max(10);
        let head: Vec<String> = heads.iter().map(|one| right(one, wide(one))).collect();
        let over = column(self.name(&table.head), first);
        text.push_str(&format!("  {over}  {}\n", head.join("  ")));
        for row in &table.rows {
            let cells = row.cells.iter().zip(&heads);
            let cells: Vec<String> = cells
                .map(|(cell, head)| right(&self.figure(cell.value), wide(head)))
                .collect();
            let name = column(self.name(&row.name), first);
            text.push_str(&format!("  {name}  {}\n", cells.join("  ")));
            if meetings && !row.meetings.is_empty() {
                let places = row
                    .meetings
                    .iter()
                    .filter_map(|at| usize::try_from(*at).ok());
                let numbers: Vec<&str> = places
                    .filter_map(|at| view.meetings.get(at))
                    .map(|one| one.number.0.as_str())
                    .collect();
                text.push_str(&format!("    {}\n", numbers.join(" ")));
            }
        }
        text
    }
}
