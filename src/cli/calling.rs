//! Which hub to call, and what it asks for: its address, its key, its join secret.

use std::env;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::runtime::Handle;

use super::failure::Failure;
use super::setup::text;
use crate::config::settings::{JOIN_SECRET, Setting, Settings};
use crate::limits::SECRET_BYTES;
use crate::link::{HubAddress, Link, Options};
use crate::sync::{Replica, Secret};

/// What belongs to a hub beside its address.
#[derive(clap::Args)]
pub(super) struct HubFlags {
    /// The key of a hub that is called by wss: the digits that it prints at its start.
    #[arg(long, value_name = "HEX", global = true)]
    pin: Option<String>,
    /// File with the hub's join secret.
    #[arg(long, value_name = "FILE", global = true)]
    join_secret_file: Option<PathBuf>,
    /// Keep to so many bits per second each way, TCP and IP not counted, and let orders go before reports: for a thin
    /// link, such as 2400.
    #[arg(long, value_name = "BITS", global = true)]
    budget: Option<String>,
}

impl HubFlags {
    /// As settings.
    pub(super) fn settings(&self) -> [(Setting, Option<&str>); 3] {
        [
            (Setting::Pin, self.pin.as_deref()),
            (Setting::JoinSecretFile, text(self.join_secret_file.as_deref())),
            (Setting::Budget, self.budget.as_deref()),
        ]
    }
}

/// A hub to call.
#[derive(Clone)]
pub(super) struct Calling {
    /// Where it is, and its key.
    pub(super) hub: HubAddress,
    /// What it asks of those who come.
    secret: Option<Secret>,
    /// Of a thin link.
    budget: Option<u32>,
}

impl Calling {
    /// The hub that the settings name, if they do.
    pub(super) fn settled(settings: &Settings) -> Result<Option<Self>, Failure> {
        let Some(hub) = &settings.hub else { return Ok(None) };
        let hub = HubAddress::read(hub, settings.pin.as_deref())?;
        // On a line that is not encrypted no secret is asked for, and none is read.
        let secret = if hub.pin().is_some() { secret(settings)? } else { None };
        Ok(Some(Self { hub, secret, budget: settings.budget }))
    }

    /// Begins to call it, for ever.
    pub(super) fn link(&self, tasks: &Handle, replica: Arc<dyn Replica>, options: Options) -> Link {
        Link::start(
            tasks,
            self.hub.clone(),
            replica,
            Options { secret: self.secret.clone(), budget: self.budget, ..options },
        )
    }

    /// A hub of this process itself.
    pub(super) fn own(hub: HubAddress) -> Self {
        Self { hub, secret: None, budget: None }
    }
}

/// The join secret: from the file that was named, or the environment.
pub(super) fn secret(settings: &Settings) -> Result<Option<Secret>, Failure> {
    let read = |path: &Path| {
        let mut bytes = Vec::new();
        let most = SECRET_BYTES.1 as u64 * 2;
        File::open(path)
            .and_then(|file| file.take(most).read_to_end(&mut bytes))
            .map_err(|source| Failure::SecretFile { path: path.to_owned(), source })?;
        Secret::new(&bytes).map_err(|error| Failure::Secret { from: path.display().to_string(), error })
    };
    match (&settings.join_secret_file, env::var_os(JOIN_SECRET)) {
        (Some(path), _) => read(path).map(Some),
        (None, Some(said)) if !said.is_empty() => {
            let secret = Secret::new(said.to_string_lossy().as_bytes());
            secret.map(Some).map_err(|error| Failure::Secret { from: JOIN_SECRET.to_owned(), error })
        }
        (None, _) => Ok(None),
    }
}
