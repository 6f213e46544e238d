fn main() {
    for commits in [4, 40, 200] {
        println!(
            "{commits}: {:?}",
            steward_simulation::healed(steward_simulation::Apart {
                stations: 50,
                commits,
                delay_ms: 10
            })
        );
    }
}
