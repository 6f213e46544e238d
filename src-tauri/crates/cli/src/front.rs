//! The desk behind the command line: opened here, or reached through the door
//! of the window that has it open.

use std::sync::Mutex;

use serde::de::DeserializeOwned;
use serde_json::Value;
use steward_app::call::Call;
use steward_app::door::Visitor;
use steward_app::views::Refusal;
use steward_app::{Desk, OpenOptions};

pub(crate) enum Front {
    Here(Box<Desk>),
    Elsewhere(Mutex<Visitor>),
}

impl Front {
    /// Opens the desk; when another process has it open, goes through that.
    pub(crate) fn open(options: &OpenOptions) -> Result<Self, Refusal> {
        match Desk::open(options) {
            Ok(desk) => Ok(Self::Here(Box::new(desk))),
            Err(refusal) if is_in_use(&refusal) => match Visitor::knock(&Desk::folder(options)?) {
                Ok(visitor) => Ok(Self::Elsewhere(Mutex::new(visitor))),
                // The other one closed in between: the folder is free now.
                Err(_) => Desk::open(options).map(|desk| Self::Here(Box::new(desk))),
            },
            Err(refusal) => Err(refusal),
        }
    }

    /// Has a call done, wherever the desk is.
    pub(crate) fn call<T: DeserializeOwned>(&self, call: Call) -> Result<T, Refusal> {
        let value: Value = match self {
            Self::Here(desk) => desk.call(call)?,
            Self::Elsewhere(visitor) => {
                visitor.lock().unwrap_or_else(std::sync::PoisonError::into_inner).call(&call)?
            }
        };
        serde_json::from_value(value).map_err(|error| Refusal::Unknown(error.to_string()))
    }
}

fn is_in_use(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Store { code, .. } if code == "in_use")
}
