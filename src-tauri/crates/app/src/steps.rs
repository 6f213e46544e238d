//! Which states follow which, when a person sets them.

use steward_domain::meeting::State;

use crate::views::Refusal;

/// The states a person may set from one: forwards freely, back to repair a
/// slip, and a cancelled meeting may be taken up again.
pub(crate) fn next_states(from: State) -> Vec<State> {
    use State::{
        AwaitingApproval, Cancelled, Clearing, Closed, Confirmed, Enquiry, Held, InPreparation,
        InSession,
    };
    match from {
        Enquiry => vec![Held, AwaitingApproval, Confirmed, Cancelled],
        Held => vec![Enquiry, AwaitingApproval, Confirmed, Cancelled],
        AwaitingApproval => vec![Held, Confirmed, Cancelled],
        Confirmed => vec![
            Held,
            AwaitingApproval,
            InPreparation,
            InSession,
            Clearing,
            Closed,
            Cancelled,
        ],
        InPreparation => vec![Confirmed, InSession, Clearing, Closed, Cancelled],
        InSession => vec![InPreparation, Clearing, Closed, Cancelled],
        Clearing => vec![InSession, Closed],
        Closed => vec![Clearing],
        Cancelled => vec![Held, Confirmed],
    }
}

/// Whether a person may take that step; cancelling needs a reason.
pub(crate) fn step(from: State, to: State, why: &str) -> Result<(), Refusal> {
    if !next_states(from).contains(&to) {
        return Err(Refusal::State { from, to });
    }
    if to == State::Cancelled && why.is_empty() {
        return Err(Refusal::ReasonNeeded);
    }
    Ok(())
}
