//! How a long list scrolls: what a frame takes from one to the next while it
//! moves a row each frame, how much of that is the window's own script, and what
//! a plain page of as many boxes with the same words takes in its place. Where
//! there is no graphics card the share of the plain page is what says something.

use fantoccini::wd::TimeoutConfiguration;
use serde::Deserialize;

use crate::window::{PATIENCE, Window};

/// Milliseconds: the middle one, one of twenty is longer than `late`, the longest.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct Took {
    pub(crate) middle: f64,
    pub(crate) late: f64,
    pub(crate) worst: f64,
}

/// What scrolling took.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct Scrolled {
    /// From a frame to the next.
    pub(crate) frame: Took,
    /// In our own script, of that.
    pub(crate) script: Took,
    /// From a frame to the next on a plain page in its place.
    pub(crate) plain: Took,
    /// Most cells in the document at once.
    pub(crate) most: u64,
    /// Elements in the list at the end, its head with them.
    pub(crate) elements: u64,
    /// How high all of it is, pixels.
    pub(crate) height: f64,
}

impl Scrolled {
    /// How many times as long as the plain page's a frame takes.
    pub(crate) fn times_plain(&self) -> f64 {
        self.frame.middle / self.plain.middle
    }
}

/// Answers when it is done. `LIST` and `CELLS` are put in.
const SCROLL: &str = r#"
const [done] = arguments;
const list = document.querySelector("[data-testid='LIST']");
const FRAMES = 60;
const took = (all) => {
  const sorted = all.slice(5).sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { middle: at(0.5), late: at(0.95), worst: at(1) };
};
const row = list.querySelector('CELLS').parentElement.offsetHeight;
const scroll = (box) => new Promise((ready) => {
  const frame = [], script = [];
  let before = performance.now(), began = before, most = 0;
  // Heard before the list hears it, and after all that it does on hearing it.
  const begin = (event) => { if (event.target === box) began = performance.now(); };
  const end = () => void script.push(performance.now() - began);
  addEventListener('scroll', begin, true);
  box.addEventListener('scroll', end);
  const next = () => {
    const now = performance.now();
    frame.push(now - before);
    before = now;
    if (frame.length % 8 === 0) most = Math.max(most, box.querySelectorAll('CELLS').length);
    if (frame.length < FRAMES) {
      box.scrollTop = (box.scrollTop + row) % Math.max(1, box.scrollHeight - box.clientHeight);
      return requestAnimationFrame(next);
    }
    removeEventListener('scroll', begin, true);
    box.removeEventListener('scroll', end);
    ready({ frame: took(frame), script: took(script), most });
  };
  requestAnimationFrame(next);
});
// Boxes where the cells are, over the whole height, and nothing else.
const plain = () => {
  const box = document.createElement('div'), sheet = document.createElement('div');
  const { left, top, width, height } = list.getBoundingClientRect();
  box.style.cssText = `position:fixed;z-index:99;overflow:auto;background:white;left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
  sheet.style.cssText = `position:relative;width:${list.scrollWidth}px;height:${list.scrollHeight}px`;
  const cells = [...list.querySelectorAll('CELLS')].map((cell) => ({ at: cell.getBoundingClientRect(), text: cell.textContent }));
  const first = Math.min(...cells.map((cell) => cell.at.top)), last = Math.max(...cells.map((cell) => cell.at.bottom));
  for (let down = 0; down < list.scrollHeight; down += last - first)
    for (const { at, text } of cells) {
      const one = document.createElement('div');
      one.style.cssText = `position:absolute;overflow:hidden;background:#dfeceb;left:${at.left - left + list.scrollLeft}px;top:${at.top - first + down}px;width:${at.width}px;height:${at.height}px`;
      one.textContent = text;
      sheet.append(one);
    }
  box.append(sheet);
  return box;
};
(async () => {
  list.scrollTop = 0;
  const ours = await scroll(list);
  const found = { ...ours, elements: list.querySelectorAll('*').length, height: list.scrollHeight };
  const box = plain();
  document.body.append(box);
  list.style.visibility = 'hidden';
  const its = await scroll(box);
  box.remove();
  list.style.visibility = '';
  done({ ...found, plain: its.frame });
})();
"#;

/// Scrolls the list of a name, whose cells a selector finds, a row each frame;
/// prints what it took.
pub(crate) async fn scrolled(window: &Window, list: &str, cells: &str) -> Scrolled {
    let script = SCROLL.replace("LIST", list).replace("CELLS", cells);
    // Asking whether it is done would be in its way: it says so.
    let long = TimeoutConfiguration::new(Some(PATIENCE), None, None);
    let set = window.client.update_timeouts(long).await;
    set.expect("the driver waits for it");
    let said = window.client.execute_async(&script, Vec::new()).await;
    let said = said.expect("it is scrolled");
    let found: Scrolled = serde_json::from_value(said).expect("figures");
    let Took {
        middle,
        late,
        worst,
    } = found.frame;
    println!(
        "{list}: a frame {middle:.0} ms, late {late:.0}, worst {worst:.0}; our script {:.1} ms, late {:.1}; \
         a plain page {:.0} ms, late {:.0}; {:.1} times as long; {} cells and {} elements at once",
        found.script.middle,
        found.script.late,
        found.plain.middle,
        found.plain.late,
        found.times_plain(),
        found.most,
        found.elements,
    );
    found
}
