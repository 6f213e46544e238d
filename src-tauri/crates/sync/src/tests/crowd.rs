//! Many stations that all see each other.

use super::World;

#[test]
fn news_of_what_others_wrote_are_told_together() {
    let count = 10;
    let mut world = World::new(count as u128);
    for a in 0..count {
        for b in a + 1..count {
            world.connect(a, b);
        }
    }
    world.settle();
    world.frames = 0;
    for at in 0..count {
        world.write(at, 10);
    }
    world.settle();
    assert!(world.are_equal());
    // To each from each: what it wrote, what it heard, its digest.
    let most = 4 * count * (count - 1);
    assert!(world.frames <= most, "{} frames", world.frames);
}
