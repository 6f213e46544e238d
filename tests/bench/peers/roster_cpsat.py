#!/usr/bin/env python3
"""Another's roster engine on the same instances: OR-Tools CP-SAT.

    roster_cpsat.py INSTANCE.txt SECONDS THREADS SEED ROSTER.csv

Reads an instance of the shift scheduling benchmark (Curtois & Qu,
schedulingbenchmarks.org), models it the plain way, a yes or no for each person,
day and kind of shift, and writes the best roster found, for score.py. Prints
its cost and bound. Exit status 3 where ortools is not installed.
"""
import sys

try:
    from ortools.sat.python import cp_model
except ImportError:
    print("ortools is not installed (pip install ortools)", file=sys.stderr)
    sys.exit(3)


def sections(path):
    section, lines = None, {}
    for line in open(path, encoding="utf-8"):
        line = line.strip()
        if not line or line[0] == "#":
            continue
        if line.startswith("SECTION_"):
            section = line[8:]
            continue
        lines.setdefault(section, []).append(line.split(","))
    return lines


def main():
    path, seconds, threads, seed, out = sys.argv[1:6]
    lines = sections(path)
    days = int(lines["HORIZON"][0][0])
    shifts = {p[0]: (int(p[1]), [x for x in p[2].split("|") if x]) for p in lines["SHIFTS"]}
    staff = [p for p in lines["STAFF"]]
    m = cp_model.CpModel()
    x = {(p[0], d, s): m.new_bool_var("") for p in staff for d in range(days) for s in shifts}
    off = {p[0]: {int(d) for d in p[1:]} for p in lines.get("DAYS_OFF", [])}
    for p in staff:
        who = p[0]
        most = dict(one.split("=") for one in p[1].split("|"))
        most_minutes, least_minutes, most_run, least_run, least_off, weekends = map(int, p[2:8])
        works = []
        for d in range(days):
            w = m.new_bool_var("")
            m.add(sum(x[who, d, s] for s in shifts) == w)
            works.append(w)
            if d in off.get(who, ()):
                m.add(w == 0)
        for s, (_, after) in shifts.items():
            m.add(sum(x[who, d, s] for d in range(days)) <= int(most[s]))
            for d in range(days - 1):
                for t in after:
                    m.add_bool_or(x[who, d, s].negated(), x[who, d + 1, t].negated())
        minutes = sum(shifts[s][0] * x[who, d, s] for d in range(days) for s in shifts)
        m.add_linear_constraint(minutes, least_minutes, most_minutes)
        for d in range(days - most_run):
            m.add(sum(works[d:d + most_run + 1]) <= most_run)
        # Short runs inside the horizon: off, so many on, off; and the other way.
        for n in range(1, least_run):
            for d in range(days - n - 1):
                inner = [w.negated() for w in works[d + 1:d + 1 + n]]
                m.add_bool_or([works[d], *inner, works[d + n + 1]])
        for n in range(1, least_off):
            for d in range(days - n - 1):
                m.add_bool_or([works[d].negated(), *works[d + 1:d + 1 + n], works[d + n + 1].negated()])
        ends = []
        for week in range(days // 7):
            k = m.new_bool_var("")
            m.add_max_equality(k, [works[7 * week + 5], works[7 * week + 6]])
            ends.append(k)
        m.add(sum(ends) <= weekends)
    cost = []
    for who, d, s, weight in lines.get("SHIFT_ON_REQUESTS", []):
        cost.append(int(weight) * (1 - x[who, int(d), s]))
    for who, d, s, weight in lines.get("SHIFT_OFF_REQUESTS", []):
        cost.append(int(weight) * x[who, int(d), s])
    for d, s, need, under, over in lines["COVER"]:
        d, need = int(d), int(need)
        lack = m.new_int_var(0, need, "")
        more = m.new_int_var(0, len(staff), "")
        m.add(sum(x[p[0], d, s] for p in staff) + lack - more == need)
        cost.append(int(under) * lack + int(over) * more)
    m.minimize(sum(cost))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = float(seconds)
    solver.parameters.num_workers = int(threads)
    solver.parameters.random_seed = int(seed)
    status = solver.solve(m)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        print("cost - bound", int(solver.best_objective_bound))
        return 1
    with open(out, "w", encoding="utf-8") as f:
        for p in staff:
            cells = ["".join(s for s in shifts if solver.value(x[p[0], d, s])) for d in range(days)]
            f.write(",".join([p[0], *cells]) + "\n")
    print("cost", int(solver.objective_value), "bound", int(solver.best_objective_bound))
    return 0


if __name__ == "__main__":
    sys.exit(main())
