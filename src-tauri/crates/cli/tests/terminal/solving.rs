//! The roster engine at the terminal.

use crate::desk::Desk;

const INSTANCE: &str = "\
SECTION_HORIZON
7
SECTION_SHIFTS
E,480,
L,480,E
SECTION_STAFF
A,E=7|L=7,2400,0,5,1,1,1
B,E=7|L=0,2400,0,5,1,1,1
C,E=7|L=7,2400,0,5,1,1,1
SECTION_DAYS_OFF
A,0
SECTION_SHIFT_ON_REQUESTS
B,2,E,2
SECTION_SHIFT_OFF_REQUESTS
C,3,L,1
SECTION_COVER
0,E,1,100,1
0,L,1,100,1
1,E,1,100,1
1,L,1,100,1
3,L,1,100,1
";

#[test]
fn an_instance_is_solved_without_a_data_folder() {
    let desk = Desk::sample();
    let (instance, out) = (desk.path("instance.txt"), desk.path("roster.csv"));
    std::fs::write(&instance, INSTANCE).unwrap();
    let mut solve = vec!["roster", "solve", "--instance", &instance];
    solve.extend(["--time", "5", "--threads", "1", "--seed", "3", "-o", &out]);
    let told = desk.json(&solve);
    assert_eq!(told["hard"], 0, "{told}");
    assert_eq!(told["cost"], 0, "{told}");
    assert_eq!(told["proven"], true, "{told}");
    let roster = std::fs::read_to_string(&out).unwrap();
    assert_eq!(roster.lines().count(), 3, "{roster}");
    assert!(roster.starts_with("A,,"), "{roster}");
    std::fs::write(&instance, "SECTION_HORIZON\nmany\n").unwrap();
    desk.refused(&solve, 2, "算例文件看不懂", "The instance cannot be read");
}
