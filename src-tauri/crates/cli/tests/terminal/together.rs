//! Commands typed at the same time on one folder.

use crate::desk::{Desk, NOW, ran};

#[test]
fn commands_at_the_same_time_wait_for_each_other() {
    let desk = Desk::sample();
    let lines: Vec<String> = (0..6)
        .map(|n| format!("明天 {}:00-{}:30 207 20人 甲会{n}", 9 + 2 * n, 9 + 2 * n))
        .collect();
    let running: Vec<_> = lines
        .iter()
        .map(|line| {
            let mut command = desk.command(&["book", line]);
            command
                .stdout(std::process::Stdio::piped())
                .stderr(std::process::Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for child in running {
        let ran = ran(child.wait_with_output().unwrap());
        assert_eq!(ran.status, 0, "{NOW}: {ran:?}");
    }
    assert_eq!(desk.meetings(), 29);
    desk.is_sound();
}
