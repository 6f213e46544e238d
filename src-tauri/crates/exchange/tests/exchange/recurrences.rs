//! Recurring events: rules, exceptions, changes to single occurrences, limits.

use steward_exchange::{Context, Effect, RemarkCode, Status, limits, read};

use crate::common::{at, calendar, event, has, remarks, times};

#[test]
fn recurrences() {
    let table: [(&str, &[&str]); 9] = [
        // Across the change of the clocks the local time stays.
        (
            "DTSTART;TZID=Europe/Berlin:20250323T100000\nRRULE:FREQ=WEEKLY;COUNT=3",
            &["2025-03-23T09:00", "2025-03-30T08:00", "2025-04-06T08:00"],
        ),
        // UNTIL is in UTC and included.
        (
            "DTSTART;TZID=Europe/Berlin:20250701T100000\nRRULE:FREQ=DAILY;UNTIL=20250703T080000Z",
            &["2025-07-01T08:00", "2025-07-02T08:00", "2025-07-03T08:00"],
        ),
        (
            "DTSTART:20250701T100000Z\nRRULE:FREQ=DAILY;UNTIL=20250702",
            &["2025-07-01T10:00", "2025-07-02T10:00"],
        ),
        (
            "DTSTART:20250701T100000Z\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE:20250702T100000Z,20250703T100000Z",
            &["2025-07-01T10:00", "2025-07-04T10:00"],
        ),
        // A date as exception takes out whatever is on that day.
        (
            "DTSTART:20250701T100000Z\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE;VALUE=DATE:20250701",
            &["2025-07-02T10:00"],
        ),
        (
            "DTSTART:20250701T100000Z\nRDATE:20250705T120000Z\nRDATE;TZID=Europe/Berlin:20250706T140000",
            &["2025-07-01T10:00", "2025-07-05T12:00", "2025-07-06T12:00"],
        ),
        // A start that the rule would not give is an occurrence, and counts.
        (
            "DTSTART:20250701T100000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3",
            &["2025-07-01T10:00", "2025-07-07T10:00", "2025-07-14T10:00"],
        ),
        (
            "DTSTART:20250131T100000Z\nRRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=3",
            &["2025-01-31T10:00", "2025-02-28T10:00", "2025-03-28T10:00"],
        ),
        (
            "DTSTART:20250106T100000Z\nRRULE:FREQ=DAILY;COUNT=3\nEXRULE:FREQ=WEEKLY;BYDAY=TU",
            &["2025-01-06T10:00", "2025-01-08T10:00"],
        ),
    ];
    for (written, starts) in table {
        let incoming = event(&format!("SUMMARY:t\n{written}\nDURATION:PT1H"));
        let expected: Vec<_> = starts
            .iter()
            .map(|start| format!("{start}/60 u#{}00Z", start.replace(['-', ':'], "")))
            .collect();
        assert_eq!(times(&incoming), expected, "{written}");
        assert_eq!(remarks(&incoming), [], "{written}");
    }
}

#[test]
fn a_period_brings_its_own_length() {
    let incoming = event(
        "SUMMARY:t\nDTSTART:20250701T100000Z\nDURATION:PT1H\n\
         RDATE;VALUE=PERIOD:20250702T100000Z/PT2H,20250703T100000Z/20250703T103000Z",
    );
    let minutes: Vec<_> = incoming
        .events
        .iter()
        .map(|e| (e.end - e.start).num_minutes())
        .collect();
    assert_eq!(minutes, [60, 120, 30]);
}

#[test]
fn endless_recurrences_stay_in_the_window_and_say_so() {
    let incoming = event("SUMMARY:t\nDTSTART:20241230T230000Z\nDURATION:PT2H\nRRULE:FREQ=DAILY");
    // The one of the 31st reaches into the window.
    assert_eq!(incoming.events[0].start, at("2024-12-31T23:00"));
    assert_eq!(incoming.events.len(), 366);
    assert_eq!(
        remarks(&incoming),
        [(RemarkCode::RecurrenceOutsideWindow, Effect::Noted, 3)]
    );
    assert_eq!(incoming.remarks[0].detail, "1+");
}

#[test]
fn endless_recurrences_without_a_window_end_at_the_limit() {
    let file = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nSUMMARY:t\nDTSTART:20250101T100000Z\nDURATION:PT1H\n\
        RRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR";
    let incoming = read(file.as_bytes(), "a.ics", &Context::default()).unwrap();
    assert_eq!(incoming.events.len(), limits::OCCURRENCES);
    assert_eq!(
        remarks(&incoming),
        [(RemarkCode::RecurrenceCut, Effect::Changed, 2)]
    );
}

#[test]
fn rules_that_cannot_be_followed_leave_the_first_occurrence() {
    let rules = [
        "FREQ=SOMETIMES",
        "FREQ=SECONDLY",
        "COUNT=3",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;UNTIL=never",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=MONTHLY;BYDAY=99999MO",
        "FREQ=MONTHLY;BYMONTHDAY=77",
        "FREQ=DAILY;RSCALE=CHINESE",
        "FREQ=DAILY;;COUNT=2",
        "FREQ=YEARLY;BYDAY=会",
        "FREQ=YEARLY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;\
         BYMINUTE=0,5,10,15,20,25,30,35,40,45,50,55;BYDAY=MO,TU,WE,TH,FR,SA,SU",
    ];
    for rule in rules {
        let incoming = event(&format!(
            "SUMMARY:t\nDTSTART:20250101T100000Z\nDURATION:PT1H\nRRULE:{rule}"
        ));
        assert_eq!(incoming.events.len(), 1, "{rule}");
        assert_eq!(
            remarks(&incoming),
            [(RemarkCode::RecurrenceUnreadable, Effect::Changed, 8)],
            "{rule}"
        );
    }
    // One that never comes true again ends by itself.
    let never = event(
        "SUMMARY:t\nDTSTART:20250101T100000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    );
    assert_eq!(never.events.len(), 1);
}

#[test]
fn changed_occurrences_take_their_place() {
    let incoming = calendar(
        "BEGIN:VEVENT\nUID:u\nSUMMARY:weekly\nDTSTART:20250701T100000Z\nDTEND:20250701T110000Z\n\
         RRULE:FREQ=DAILY;COUNT=4\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:u\nRECURRENCE-ID:20250702T100000Z\nSUMMARY:moved\nDTSTART:20250702T150000Z\nDTEND:20250702T160000Z\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:u\nRECURRENCE-ID:20250703T100000Z\nSEQUENCE:1\nSUMMARY:newer\nSTATUS:CANCELLED\nDTSTART:20250703T100000Z\nDTEND:20250703T110000Z\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:u\nRECURRENCE-ID:20250703T100000Z\nSUMMARY:older\nDTSTART:20250703T100000Z\nDTEND:20250703T110000Z\nEND:VEVENT",
    );
    assert_eq!(
        times(&incoming),
        [
            "2025-07-01T10:00/60 u#20250701T100000Z",
            "2025-07-02T15:00/60 u#20250702T100000Z",
            "2025-07-03T10:00/60 u#20250703T100000Z",
            "2025-07-04T10:00/60 u#20250704T100000Z"
        ]
    );
    let titles: Vec<_> = incoming.events.iter().map(|e| e.title.as_str()).collect();
    assert_eq!(titles, ["weekly", "moved", "newer", "weekly"]);
    assert_eq!(incoming.events[2].status, Status::Cancelled);
    assert_eq!(
        remarks(&incoming),
        [(RemarkCode::DuplicateUid, Effect::Skipped, 26)]
    );
}

#[test]
fn this_and_future_moves_what_follows() {
    let incoming = calendar(
        "BEGIN:VEVENT\nUID:u\nSUMMARY:a\nDTSTART:20250701T100000Z\nDTEND:20250701T110000Z\nRRULE:FREQ=DAILY;COUNT=4\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:u\nRECURRENCE-ID;RANGE=THISANDFUTURE:20250703T100000Z\nSUMMARY:b\nDTSTART:20250703T130000Z\nDTEND:20250703T150000Z\nEND:VEVENT",
    );
    assert_eq!(
        times(&incoming),
        [
            "2025-07-01T10:00/60 u#20250701T100000Z",
            "2025-07-02T10:00/60 u#20250702T100000Z",
            "2025-07-03T13:00/120 u#20250703T100000Z",
            "2025-07-04T13:00/120 u#20250704T100000Z"
        ]
    );
    assert!(has(&incoming, RemarkCode::ThisAndFuture, Effect::Changed));
}

#[test]
fn a_change_without_its_recurring_event_is_an_event() {
    let incoming =
        event("RECURRENCE-ID:20250702T100000Z\nSUMMARY:t\nDTSTART:20250702T150000Z\nDURATION:PT1H");
    assert_eq!(times(&incoming), ["2025-07-02T15:00/60 u#20250702T100000Z"]);
    assert!(has(&incoming, RemarkCode::OrphanOverride, Effect::Noted));
}
