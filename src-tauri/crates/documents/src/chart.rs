//! Pictures of figures as SVG: columns, a line, bars, a heat map. Black on white: each says its figure in words too, so
//! that nothing is told by a shade alone. Drawn by `plotters`; its text stays text, which Typst sets in our fonts.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::Fault;
use crate::text::{beginning, line};

/// Width of every picture, pixels: four to a millimetre of A4 between its margins.
const WIDTH: u32 = 688;
/// Height of a picture with columns or a line.
const HEIGHT: u32 = 164;
/// Height of one bar or of one row of a heat map.
const ROW: u32 = 22;
/// Where names before bars and rows end.
const NAMES: i32 = 168;
/// How much of a name there is room for; an ideograph is two columns.
const NAME_COLUMNS: usize = 22;
/// Size of letters.
const LETTERS: i32 = 15;
/// Most bars, and most rows of a heat map.
const MOST: usize = 40;
/// More values than this are a line.
const MOST_COLUMNS: usize = 45;

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// One column for each value in order, such as days; a line where there are very many.
    Columns(Vec<Bar>),
    /// One bar below the other, each with its name.
    Bars(Vec<Bar>),
    /// Shares in a grid.
    Heat {
        /// Over the columns.
        columns: Vec<String>,
        /// Name and shares of each row, thousandths; none where there is nothing to have a share of.
        rows: Vec<(String, Vec<Option<u32>>)>,
    },
}

/// A value under its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Its name.
    pub name: String,
    /// How much.
    pub value: i64,
    /// How much, in words.
    pub told: String,
}

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn<T> = Result<T, DrawingAreaErrorKind<<SVGBackend<'static> as DrawingBackend>::ErrorType>>;

impl Chart {
    /// Whether there is anything to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Columns(bars) | Self::Bars(bars) => bars.iter().all(|bar| bar.value <= 0),
            Self::Heat { columns, rows } => columns.is_empty() || rows.is_empty(),
        }
    }

    /// The picture, with letters of a family.
    pub(crate) fn svg(&self, family: &str) -> Result<String, Fault> {
        let mut text = String::new();
        self.draw(&mut text, family)
            .map_err(|fault| Fault::Template(fault.to_string()))?;
        Ok(text)
    }

    fn draw(&self, into: &mut String, family: &str) -> Drawn<()> {
        let height = match self {
            Self::Columns(_) => HEIGHT,
            Self::Bars(bars) => count(bars.len().min(MOST)) * ROW + 4,
            Self::Heat { rows, .. } => (count(rows.len().min(MOST)) + 1) * ROW + 4,
        };
        let area = SVGBackend::with_string(into, (WIDTH, height)).into_drawing_area();
        let pen = Pen(family);
        match self {
            Self::Columns(bars) => columns(&area, bars, &pen)?,
            Self::Bars(all) => bars(&area, all, &pen)?,
            Self::Heat { columns, rows } => heat(&area, columns, rows, &pen)?,
        }
        area.present()
    }
}

/// How letters are written.
struct Pen<'a>(&'a str);

impl<'a> Pen<'a> {
    fn at(&self, across: HPos, size: i32, colour: &'a RGBColor) -> TextStyle<'a> {
        let font = FontDesc::new(FontFamily::Name(self.0), f64::from(size), FontStyle::Normal);
        TextStyle::from(font)
            .color(colour)
            .pos(Pos::new(across, VPos::Center))
    }
}

const INK: RGBColor = BLACK;
const BAR: RGBColor = RGBColor(95, 95, 95);
const GRID: RGBColor = RGBColor(200, 200, 200);

fn columns(area: &Area<'_>, bars: &[Bar], pen: &Pen<'_>) -> Drawn<()> {
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    // Room over the highest for what it says.
    let top = most + (most / 6).max(1);
    let width = f64::from(count(bars.len()).max(1));
    let mut chart = ChartBuilder::on(area)
        .margin(4)
        .x_label_area_size(24)
        .y_label_area_size(40)
        .build_cartesian_2d(0.0..width, 0..top)?;
    let axis = pen.at(HPos::Right, LETTERS, &INK);
    chart
        .configure_mesh()
        .disable_x_mesh()
        .x_labels(0)
        .y_labels(5)
        .light_line_style(TRANSPARENT)
        .bold_line_style(GRID)
        .axis_style(INK)
        .y_label_style(axis)
        .draw()?;
    let many = bars.len() > MOST_COLUMNS;
    if many {
        let points = spread(bars)
            .map(|(x, bar)| (x + 0.5, bar.value))
            .collect::<Vec<_>>();
        chart.draw_series(std::iter::once(PathElement::new(
            points,
            INK.stroke_width(2),
        )))?;
    } else {
        chart.draw_series(spread(bars).map(|(x, bar)| {
            Rectangle::new([(x + 0.18, 0), (x + 0.82, bar.value)], BAR.filled())
        }))?;
    }
    let centred = pen.at(HPos::Center, LETTERS, &INK);
    let say = |x: f64, y: i64, below: i32, words: &str| {
        let (across, down) = chart.backend_coord(&(x + 0.5, y));
        let words = line(words, NAME_COLUMNS);
        area.draw(&Text::new(words, (across, down + below), centred.clone()))
    };
    // As many names as there is room for.
    let step = bars.len().div_ceil(14).max(1);
    for (nth, (x, bar)) in spread(bars).enumerate() {
        if bar.value > 0 && bars.len() <= 31 {
            say(x, bar.value, -9, &bar.told)?;
        }
        if nth % step == 0 {
            say(x, 0, 13, &bar.name)?;
        }
    }
    Ok(())
}

fn spread(bars: &[Bar]) -> impl Iterator<Item = (f64, &Bar)> {
    let places = (0_u32..).map(f64::from);
    places.zip(bars)
}

fn bars(area: &Area<'_>, bars: &[Bar], pen: &Pen<'_>) -> Drawn<()> {
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    let names = pen.at(HPos::Right, LETTERS, &INK);
    let said = pen.at(HPos::Left, LETTERS, &INK);
    // Room at the right for what the longest says.
    let room = i64::from(WIDTH) - i64::from(NAMES) - 110;
    for (row, bar) in rows_of(bars) {
        let length = bar.value.max(0).saturating_mul(room) / most;
        let end = NAMES + i32::try_from(length).unwrap_or(0);
        let middle = row + 11;
        area.draw(&Text::new(
            beginning(&bar.name, NAME_COLUMNS),
            (NAMES - 8, middle),
            names.clone(),
        ))?;
        area.draw(&Rectangle::new(
            [(NAMES, row + 4), (end.max(NAMES + 1), row + 18)],
            BAR.filled(),
        ))?;
        area.draw(&Text::new(
            line(&bar.told, NAME_COLUMNS),
            (end.max(NAMES + 1) + 6, middle),
            said.clone(),
        ))?;
    }
    Ok(())
}

fn heat(
    area: &Area<'_>,
    columns: &[String],
    rows: &[(String, Vec<Option<u32>>)],
    pen: &Pen<'_>,
) -> Drawn<()> {
    let room = i32::try_from(WIDTH).unwrap_or(0) - NAMES - 2;
    let wide = room / i32::try_from(columns.len().max(1)).unwrap_or(1);
    let names = pen.at(HPos::Right, LETTERS, &INK);
    let lefts = || (0..).map(|nth: i32| NAMES + nth * wide);
    for (left, name) in lefts().zip(columns) {
        let over = pen.at(HPos::Center, LETTERS, &INK);
        area.draw(&Text::new(line(name, 8), (left + wide / 2, 11), over))?;
    }
    for (row, (name, shares)) in rows_of(rows) {
        let top = row + 22;
        area.draw(&Text::new(
            beginning(name, NAME_COLUMNS),
            (NAMES - 8, top + 11),
            names.clone(),
        ))?;
        for (left, share) in lefts().zip(shares) {
            let cell = [(left, top), (left + wide - 1, top + 21)];
            let shade = share.map_or(255, |share| {
                255 - u8::try_from(share.min(1_000) * 200 / 1_000).unwrap_or(0)
            });
            area.draw(&Rectangle::new(
                cell,
                RGBColor(shade, shade, shade).filled(),
            ))?;
            area.draw(&Rectangle::new(cell, GRID.stroke_width(1)))?;
            let Some(share) = share.filter(|share| *share > 0) else {
                continue;
            };
            let ink = if shade < 140 { &WHITE } else { &BLACK };
            let middle = pen.at(HPos::Center, LETTERS - 2, ink);
            // Whole hundredths; what is less than one is not nothing.
            let words = share.div_ceil(10).to_string();
            area.draw(&Text::new(words, (left + wide / 2, top + 11), middle))?;
        }
    }
    Ok(())
}

fn rows_of<T>(all: &[T]) -> impl Iterator<Item = (i32, &T)> {
    let tops = (0..).map(|nth: i32| 2 + nth * i32::try_from(ROW).unwrap_or(0));
    tops.zip(all.iter().take(MOST))
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn bars(n: i64) -> Vec<Bar> {
        (0..n)
            .map(|value| Bar {
                name: format!("市教育局<{value}>"),
                value,
                told: format!("{value} 场"),
            })
            .collect()
    }

    #[test]
    fn every_picture_says_its_names_and_stays_one_picture() {
        for chart in [
            Chart::Columns(bars(7)),
            Chart::Columns(bars(300)),
            Chart::Bars(bars(60)),
        ] {
            let svg = chart.svg("Noto Sans SC").unwrap();
            assert!(svg.trim_start().starts_with("<svg"), "{svg}");
            assert!(svg.contains("市教育局&lt;0&gt;"), "{svg}");
            assert!(svg.contains("Noto Sans SC"));
        }
        let heat = Chart::Heat {
            columns: vec!["8".to_owned(), "9".to_owned()],
            rows: vec![("主会场".to_owned(), vec![Some(1_400), None])],
        };
        let svg = heat.svg("Noto Sans SC").unwrap();
        assert!(svg.contains("主会场") && svg.contains("140"), "{svg}");
    }

    #[test]
    fn nothing_is_no_picture() {
        assert!(Chart::Columns(Vec::new()).is_empty());
        assert!(Chart::Bars(bars(1)).is_empty());
        let empty = Chart::Columns(Vec::new());
        assert!(empty.svg("x").is_ok(), "and drawing it is no fault");
    }
}
