//! Posts to people: who of those on duty stands where, when.
//!
//! A post is a time at a place with needs. Nobody stands on two at once, and
//! between two places lies the way. It is solved by taking the post with the
//! fewest takers first, then by chains: a post nobody is free for takes
//! someone whose own post another can take over.

use crate::outcome::Control;

/// What is to be filled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Posts {
    /// The posts.
    pub posts: Vec<Post>,
    /// Who may be asked.
    pub people: Vec<Holder>,
    /// Minutes from one place to another; a place it does not know is none
    /// away.
    pub travel: Vec<Vec<u32>>,
    /// Posts whose holder is not to be changed.
    pub pins: Vec<(usize, usize)>,
    /// Who holds each post now. Nothing known counts as nobody.
    pub standing: Vec<Option<usize>>,
    /// Price of each post whose holder changes.
    pub change: i64,
    /// Price of the square of each person's hours on posts: with it they are
    /// shared out evenly.
    pub even: i64,
}

/// A post.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Post {
    /// When it begins, in minutes from any moment.
    pub from: i64,
    /// When it ends.
    pub to: i64,
    /// Where.
    pub place: usize,
    /// Groups its holder must all be of.
    pub needs: Vec<u32>,
    /// Price of leaving it empty.
    pub price: i64,
}

/// Someone who may hold posts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holder {
    /// Groups: departments, skills, clearances.
    pub groups: Vec<u32>,
    /// When on duty, in minutes; a post must lie within one of them. Empty for
    /// always.
    pub duty: Vec<(i64, i64)>,
    /// When taken by something else, in minutes.
    pub busy: Vec<(i64, i64)>,
}

/// Why someone does not hold a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kept {
    /// Lacks this group.
    Lacks(u32),
    /// Is not on duty then.
    OffDuty,
    /// Is taken by something else.
    Busy,
    /// Stands on another post then, or could not come from it in time.
    OnPost,
}

/// A post nobody could be found for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmptyPost {
    /// Its place among the posts.
    pub post: usize,
    /// Why not, with how many people each, most first.
    pub reasons: Vec<(Kept, usize)>,
}

/// Who stands where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assigned {
    /// Each post's holder.
    pub holders: Vec<Option<usize>>,
    /// Posts without one, dearest first.
    pub empty: Vec<EmptyPost>,
    /// What it costs.
    pub cost: i64,
    /// How many holders differ from those that stood.
    pub changes: usize,
}

/// Chains are followed so far.
const DEEPEST: usize = 4;
/// Rounds of improvement at most.
const ROUNDS: usize = 12;

struct Search<'p> {
    posts: &'p Posts,
    holders: Vec<Option<usize>>,
    /// Each person's posts.
    held: Vec<Vec<usize>>,
    /// For each post who could hold it, as far as they are free.
    takers: Vec<Vec<usize>>,
    pinned: Vec<bool>,
}

/// Fills posts. `go` is asked between rounds and may end it early; what there
/// is then is whole.
pub fn assign(posts: &Posts, go: &mut dyn FnMut() -> Control) -> Assigned {
    let mut search = Search::new(posts);
    search.first();
    for _ in 0..ROUNDS {
        if go() == Control::Stop || !search.round() {
            break;
        }
    }
    search.done()
}

impl Posts {
    fn post(&self, post: usize) -> Option<&Post> {
        self.posts.get(post)
    }

    /// Minutes between two places.
    fn way(&self, from: usize, to: usize) -> i64 {
        if from == to {
            return 0;
        }
        let way = self.travel.get(from).and_then(|row| row.get(to));
        way.map_or(0, |minutes| i64::from(*minutes))
    }

    /// Why a person cannot hold a post even when they hold no other.
    #[must_use]
    pub fn kept_from(&self, person: usize, post: usize) -> Option<Kept> {
        let (who, post) = (self.people.get(person)?, self.post(post)?);
        if let Some(need) = post.needs.iter().find(|need| !who.groups.contains(need)) {
            return Some(Kept::Lacks(*need));
        }
        let mut duty = who.duty.iter();
        if !who.duty.is_empty() && !duty.any(|(from, to)| *from <= post.from && post.to <= *to) {
            return Some(Kept::OffDuty);
        }
        let mut busy = who.busy.iter();
        busy.any(|(from, to)| *from < post.to && post.from < *to)
            .then_some(Kept::Busy)
    }

    /// Whether nobody can hold both.
    #[must_use]
    pub fn clash(&self, one: usize, other: usize) -> bool {
        let (Some(a), Some(b)) = (self.post(one), self.post(other)) else {
            return false;
        };
        let (first, next) = if (a.from, a.to) <= (b.from, b.to) {
            (a, b)
        } else {
            (b, a)
        };
        next.from < first.to + self.way(first.place, next.place)
    }

    fn stood(&self, post: usize) -> Option<usize> {
        self.standing.get(post).copied().flatten()
    }
}

impl<'p> Search<'p> {
    fn new(posts: &'p Posts) -> Self {
        let people = posts.people.len();
        let takers = (0..posts.posts.len()).map(|post| {
            let free = |person: &usize| posts.kept_from(*person, post).is_none();
            (0..people).filter(free).collect()
        });
        let mut search = Self {
            posts,
            holders: vec![None; posts.posts.len()],
            held: vec![Vec::new(); people],
            takers: takers.collect(),
            pinned: vec![false; posts.posts.len()],
        };
        for (post, person) in &posts.pins {
            if let Some(pinned) = search.pinned.get_mut(*post)
                && *person < people
            {
                *pinned = true;
                search.put(*post, Some(*person));
            }
        }
        search
    }

    fn holder(&self, post: usize) -> Option<usize> {
        self.holders.get(post).copied().flatten()
    }

    fn is_pinned(&self, post: usize) -> bool {
        self.pinned.get(post).copied().unwrap_or(false)
    }

    fn put(&mut self, post: usize, person: Option<usize>) {
        if let Some(before) = self.holder(post)
            && let Some(held) = self.held.get_mut(before)
        {
            held.retain(|p| *p != post);
        }
        if let Some(held) = person.and_then(|p| self.held.get_mut(p)) {
            held.push(post);
        }
        if let Some(holder) = self.holders.get_mut(post) {
            *holder = person;
        }
    }

    /// Posts of a person that go ill with another.
    fn in_the_way(&self, person: usize, post: usize) -> Vec<usize> {
        let held = self.held.get(person).into_iter().flatten().copied();
        held.filter(|other| *other != post && self.posts.clash(*other, post))
            .collect()
    }

    /// What it costs that a person holds a post, with what they hold else.
    fn price(&self, post: usize, person: usize) -> i64 {
        let changed = self.posts.stood(post).is_some_and(|stood| stood != person);
        let change = if changed { self.posts.change } else { 0 };
        if self.posts.even == 0 {
            return change;
        }
        let hours = |p: usize| self.posts.post(p).map_or(0, |p| (p.to - p.from + 30) / 60);
        let held = self.held.get(person).into_iter().flatten();
        let now: i64 = held.filter(|p| **p != post).map(|p| hours(*p)).sum();
        let then = now + hours(post);
        change + self.posts.even * (then * then - now * now)
    }

    /// Those who stood, then the posts with the fewest takers.
    fn first(&mut self) {
        for post in 0..self.holders.len() {
            if let Some(stood) = self.posts.stood(post)
                && self.holder(post).is_none()
                && self.takers.get(post).is_some_and(|t| t.contains(&stood))
                && self.in_the_way(stood, post).is_empty()
            {
                self.put(post, Some(stood));
            }
        }
        for post in self.open() {
            self.fill(post);
        }
    }

    /// Posts without a holder, dearest first, then those with fewest takers.
    fn open(&self) -> Vec<usize> {
        let mut open: Vec<usize> = (0..self.holders.len())
            .filter(|post| self.holder(*post).is_none())
            .collect();
        open.sort_by_key(|post| {
            let price = self.posts.post(*post).map_or(0, |p| p.price);
            let takers = self.takers.get(*post).map_or(0, Vec::len);
            let from = self.posts.post(*post).map_or(0, |p| p.from);
            (takers == 0, -price, takers, from, *post)
        });
        open
    }

    /// Gives a post to whoever is free and costs least; else by a chain.
    fn fill(&mut self, post: usize) {
        let takers = self.takers.get(post).cloned().unwrap_or_default();
        let free = takers.iter().copied();
        let free = free.filter(|person| self.in_the_way(*person, post).is_empty());
        if let Some(best) = free.min_by_key(|person| (self.price(post, *person), *person)) {
            self.put(post, Some(best));
            return;
        }
        let before = self.holders.clone();
        let mut tried = vec![post];
        if !self.chain(post, DEEPEST, &mut tried) {
            self.restore(&before);
        }
    }

    fn restore(&mut self, before: &[Option<usize>]) {
        for (post, person) in before.iter().enumerate() {
            if self.holder(post) != *person {
                self.put(post, *person);
            }
        }
    }

    /// Finds a holder for a post by moving others on, so deep. What it has
    /// changed when it fails is put back by who called it.
    fn chain(&mut self, post: usize, deep: usize, tried: &mut Vec<usize>) -> bool {
        let takers = self.takers.get(post).cloned().unwrap_or_default();
        let mut order: Vec<(usize, i64, usize, Vec<usize>)> = Vec::new();
        for person in takers {
            let way = self.in_the_way(person, post);
            let stuck = way.iter().any(|p| self.is_pinned(*p) || tried.contains(p));
            if !stuck && way.len() <= 2 && (deep > 0 || way.is_empty()) {
                order.push((way.len(), self.price(post, person), person, way));
            }
        }
        order.sort();
        order.truncate(12);
        for (_, _, person, way) in order {
            let before = self.holders.clone();
            for other in &way {
                self.put(*other, None);
            }
            self.put(post, Some(person));
            let depth = tried.len();
            tried.extend(&way);
            if way.iter().all(|other| self.chain(*other, deep - 1, tried)) {
                return true;
            }
            tried.truncate(depth);
            self.restore(&before);
        }
        false
    }

    /// Empty posts again, then single posts to whoever costs less. Whether
    /// anything got better.
    fn round(&mut self) -> bool {
        let before = self.cost();
        for post in self.open() {
            self.fill(post);
        }
        for post in 0..self.holders.len() {
            let Some(holder) = self.holder(post) else {
                continue;
            };
            if self.is_pinned(post) {
                continue;
            }
            let now = self.price(post, holder);
            let takers = self.takers.get(post).cloned().unwrap_or_default();
            let free = takers
                .into_iter()
                .filter(|p| *p != holder && self.in_the_way(*p, post).is_empty());
            let best = free.min_by_key(|person| (self.price(post, *person), *person));
            if let Some(best) = best
                && self.price(post, best) < now
            {
                self.put(post, Some(best));
            }
        }
        self.cost() < before
    }

    fn changes(&self) -> usize {
        let posts = 0..self.holders.len();
        posts
            .filter(|post| {
                let stood = self.posts.stood(*post);
                stood.is_some() && stood != self.holder(*post)
            })
            .count()
    }

    fn cost(&self) -> i64 {
        let empty: i64 = self
            .posts
            .posts
            .iter()
            .zip(&self.holders)
            .filter(|(_, holder)| holder.is_none())
            .map(|(post, _)| post.price)
            .sum();
        let hours = |p: &usize| self.posts.post(*p).map_or(0, |p| (p.to - p.from + 30) / 60);
        let squares: i64 = self
            .held
            .iter()
            .map(|held| held.iter().map(hours).sum::<i64>().pow(2))
            .sum();
        let changes = i64::try_from(self.changes()).unwrap_or(i64::MAX);
        empty + self.posts.even * squares + self.posts.change * changes
    }

    fn done(self) -> Assigned {
        let empty = self.open().into_iter().map(|post| EmptyPost {
            post,
            reasons: self.reasons(post),
        });
        Assigned {
            empty: empty.collect(),
            cost: self.cost(),
            changes: self.changes(),
            holders: self.holders,
        }
    }

    fn reasons(&self, post: usize) -> Vec<(Kept, usize)> {
        let mut counts = std::collections::BTreeMap::new();
        for person in 0..self.posts.people.len() {
            let kept = self.posts.kept_from(person, post).unwrap_or(Kept::OnPost);
            *counts.entry(kept).or_insert(0) += 1;
        }
        let mut reasons: Vec<(Kept, usize)> = counts.into_iter().collect();
        reasons.sort_by_key(|(kept, count)| (usize::MAX - count, *kept));
        reasons
    }
}
