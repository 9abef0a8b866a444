//! What overtakes: alarms and orders before reports (design promise 7).

/// Whether an event of this payload goes before others. Told from the beginning of the payload as this program
/// writes it, without reading the JSON; a payload written otherwise is merely not urgent.
pub fn urgent(payload: &[u8]) -> bool {
    let kind = payload.strip_prefix(br#"{"kind":""#).and_then(|rest| rest.split(|b| *b == b'"').next());
    let name = kind.and_then(|kind| kind.split(|b| *b == b'/').next());
    matches!(
        name,
        Some(
            b"order.issued"
                | b"order.rung"
                | b"order.ended"
                | b"heads.counted"
                | b"call.begun"
                | b"call.made"
                | b"measure.answered"
                | b"event.struck"
                | b"event.voided"
                | b"warning.received"
                | b"warning.lifted"
                | b"alarm.acknowledged"
                | b"alarm.shelved"
                | b"decision.ratified"
                | b"response.proposed"
                | b"consult.requested"
                | b"consult.moved"
                | b"warning.published"
                | b"aid.drafted"
                | b"aid.moved"
                | b"aid.told"
                | b"scene.moved"
                | b"scene.noted"
                | b"response.decided"
                | b"posture.changed"
                | b"switch.noted"
                | b"commander.appointed"
                | b"team.assigned"
                | b"drill.clock"
                | b"drill.control"
        )
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EventId, Fact, TeamCode, TeamStatus};

    #[test]
    fn a_withdrawn_order_is_urgent_and_a_team_status_is_not() {
        let struck = Fact::Struck { target: EventId([1; 32]), reason: "wrong team".into() };
        assert!(urgent(&struck.to_payload()));
        let status = Fact::TeamStatusSet {
            team: TeamCode::from("T1"),
            status: TeamStatus::EnRoute,
            at: crate::clock::At(0),
            after: vec![],
            reason: String::new(),
        };
        assert!(!urgent(&status.to_payload()));
        for odd in [&b""[..], b"{}", br#"{"kind":"#, br#"{"data":1,"kind":"order.issued/1"}"#, b"\xff\xfe"] {
            assert!(!urgent(odd));
        }
    }

    #[test]
    fn a_later_version_of_an_urgent_kind_is_urgent_too() {
        assert!(urgent(br#"{"kind":"order.issued/2","data":{}}"#));
        assert!(!urgent(br#"{"kind":"order.issuedish/1","data":{}}"#));
    }
}
