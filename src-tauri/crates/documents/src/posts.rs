//! Paper of the posts in a hall: the distribution map, on one sheet laid across.

use serde::Serialize;

use crate::map::{HeadView, MapHead};
use crate::text::{LABEL, NAME, line};
use crate::{Fault, Fonts, Rendered, render};

/// All that stands on a distribution map. Lengths are decimetres, from the left and from above.
#[derive(Debug, Clone, PartialEq)]
pub struct PostMap {
    /// What stands around the plan.
    pub head: MapHead,
    /// How wide the hall is.
    pub width: i32,
    /// How high.
    pub height: i32,
    /// What stands in the hall, the lowest first.
    pub shapes: Vec<PlanShape>,
    /// The posts.
    pub marks: Vec<PlanMark>,
    /// What each mark means, with how many there are.
    pub legend: Vec<PlanLegend>,
    /// What lies under it all: its format, `png` or `jpeg`, and its bytes.
    pub picture: Option<(String, Vec<u8>)>,
}

/// A shape of the hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanShape {
    /// What it is: `stage`, `seats`, `table`, `round_table`, `door`, `wall`, `gallery`, `text`.
    pub kind: String,
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// How wide.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// Turned about its middle, degrees clockwise.
    pub turn: u32,
    /// Rows of seats in it.
    pub rows: u32,
    /// What stands on it.
    pub text: String,
}

/// A post on the map. Its kind decides shape and colour, so that it can be read without colours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanMark {
    /// `etiquette`, `ordinary`, `gallery`, `security` or `technical`.
    pub kind: String,
    /// Its middle.
    pub x: i32,
    /// Its middle.
    pub y: i32,
    /// Its number on the plan.
    pub number: u32,
    /// Who stands there; empty while nobody does.
    pub name: String,
}

/// What a mark means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanLegend {
    /// As [`PlanMark::kind`].
    pub kind: String,
    /// In words.
    pub text: String,
}

#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    head: HeadView,
    width: i32,
    height: i32,
    shapes: Vec<PlanShape>,
    marks: Vec<PlanMark>,
    legend: Vec<PlanLegend>,
    picture: String,
}

/// Sets a distribution map on one sheet.
///
/// # Errors
/// [`Fault::Template`] when the template does not compile.
pub fn post_map(data: &PostMap, fonts: &Fonts) -> Result<Rendered, Fault> {
    let view = View {
        head: data.head.view(fonts),
        width: data.width.max(1),
        height: data.height.max(1),
        shapes: data
            .shapes
            .iter()
            .map(|one| PlanShape {
                text: line(&one.text, LABEL),
                ..one.clone()
            })
            .collect(),
        marks: data
            .marks
            .iter()
            .map(|one| PlanMark {
                name: line(&one.name, LABEL),
                ..one.clone()
            })
            .collect(),
        legend: data
            .legend
            .iter()
            .map(|one| PlanLegend {
                text: line(&one.text, NAME),
                ..one.clone()
            })
            .collect(),
        picture: String::new(),
    };
    let Some((format, bytes)) = &data.picture else {
        return render::render("post-map.typ", &view, fonts);
    };
    let pictured = View {
        picture: format.clone(),
        ..view
    };
    render::render_over("post-map.typ", &pictured, bytes.clone(), fonts)
}
