//! A procurement notice is tracked from its making to its delivery (S-23).

use super::*;

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000 + minute * 60, 0).unwrap_or_default()
}

fn line(count: u32, needed: Option<i64>) -> BuyLine {
    BuyLine {
        item: Name::new("瓶装水", "Bottled water"),
        unit: Name::new("瓶", "bottles"),
        count,
        stock: None,
        meetings: Vec::new(),
        needed: needed.map(at),
        note: String::new(),
    }
}

fn purchase() -> Purchase {
    Purchase {
        id: PurchaseId(Uuid::from_u128(1)),
        number: "B1122-A01".into(),
        lines: vec![line(100, Some(600)), line(20, None)],
        note: String::new(),
        by: "周敏".into(),
        at: at(0),
    }
}

fn ordered(expected: i64) -> Ordered {
    Ordered {
        supplier: "桐乡水业".into(),
        expected: at(expected),
        note: String::new(),
        by: "采购小陈".into(),
        at: at(1),
    }
}

fn delivery(n: u128, lines: &[(u32, u32)]) -> Delivery {
    Delivery {
        id: DeliveryId(Uuid::from_u128(n)),
        lines: lines
            .iter()
            .map(|(line, count)| DeliveredLine {
                line: *line,
                count: *count,
            })
            .collect(),
        slip: String::new(),
        by: "老王".into(),
        at: at(2),
    }
}

#[test]
fn s_23_made_sent_ordered_in_part_and_delivered() {
    let bought = purchase();
    let mut said = Said::default();
    assert_eq!(said.stage(&bought), Stage::Made);
    said.sent.push(Sent {
        to: "采购".into(),
        how: String::new(),
        by: "周敏".into(),
        at: at(0),
    });
    assert_eq!(said.stage(&bought), Stage::Sent);
    said.ordered.push(ordered(500));
    assert_eq!(said.stage(&bought), Stage::Ordered);
    said.deliveries.push(delivery(1, &[(0, 60)]));
    assert_eq!(said.stage(&bought), Stage::Part);
    assert_eq!((said.open(&bought, 0), said.open(&bought, 1)), (40, 20));
    said.deliveries.push(delivery(2, &[(0, 40), (1, 20)]));
    assert_eq!(said.stage(&bought), Stage::Delivered);
    // The same entered at another station.
    said.deliveries.push(delivery(3, &[(0, 40), (1, 20)]));
    assert_eq!((said.over(&bought, 0), said.over(&bought, 1)), (40, 20));
    said.voids.push(DeliveryVoid {
        delivery: DeliveryId(Uuid::from_u128(3)),
        why: "重复录入".into(),
        by: "周敏".into(),
        at: at(3),
    });
    assert_eq!((said.over(&bought, 0), said.delivered(0)), (0, 100));
}

#[test]
fn s_23_late_when_needed_or_promised_and_not_there() {
    let bought = purchase();
    let mut said = Said::default();
    assert_eq!(said.late(&bought, 0, at(10)), None);
    assert_eq!(said.late(&bought, 0, at(600)), Some(Lateness::Needed));
    said.ordered.push(ordered(700));
    assert_eq!(said.late(&bought, 0, at(10)), Some(Lateness::TooLate));
    assert_eq!(said.late(&bought, 1, at(10)), None);
    assert_eq!(said.late(&bought, 1, at(700)), Some(Lateness::NotCome));
    // A better promise takes the place of the first.
    said.ordered.push(ordered(500));
    assert_eq!(said.late(&bought, 0, at(10)), None);
    assert_eq!(said.late(&bought, 0, at(500)), Some(Lateness::NotCome));
    said.deliveries.push(delivery(1, &[(0, 100)]));
    assert_eq!(said.late(&bought, 0, at(700)), None);
    said.cancelled.push(Cancelled {
        why: "改用库存".into(),
        by: "周敏".into(),
        at: at(4),
    });
    assert_eq!(said.late(&bought, 1, at(700)), None);
    assert_eq!(said.stage(&bought), Stage::Cancelled);
}
