//! `waarborg client create NAME --scope … | list | revoke ID`

use std::process::ExitCode;

use clap::Subcommand;

use super::{BadInput, Place, World, open_house, operator, run_async, say};
use crate::desk::{self, ParseScopeError, Scope};
use crate::error::Error;

#[derive(Debug, Subcommand)]
pub(super) enum ClientCommand {
    /// Make a client; its token is shown once and kept nowhere.
    Create {
        /// The name of the system that will ask.
        name: String,
        /// What it may do: decide, register:read, register:write, journal:read. Give it once for each.
        #[arg(long = "scope", value_name = "SCOPE", required = true, value_parser = scope)]
        scopes: Vec<Scope>,
    },
    /// Show all clients, revoked ones too.
    List,
    /// End a client for good, within a second.
    Revoke {
        /// Its id, as `list` shows it.
        id: String,
    },
}

fn scope(text: &str) -> Result<Scope, ParseScopeError> {
    text.parse()
}

pub(super) fn run(command: &ClientCommand, place: &Place, world: &World) -> anyhow::Result<ExitCode> {
    let house = open_house(place, world, "http://localhost", false)?;
    match command {
        ClientCommand::Create { name, scopes } => {
            let mut scopes = scopes.clone();
            scopes.sort_by_key(|scope| scope.as_str());
            scopes.dedup();
            let made = run_async(desk::create(&house, &operator(&house), name, scopes))?;
            let (client, token) = made.map_err(|error| match error {
                Error::Invalid(fields) => {
                    let lines: Vec<String> =
                        fields.iter().map(|field| format!("{}: {}", field.path, field.message)).collect();
                    BadInput(lines.join("\n")).into()
                }
                error => anyhow::Error::from(error),
            })?;
            say(format_args!("id:     {}", client.id))?;
            say(format_args!("token:  {}", token.expose()))?;
            say("Keep the token now; it cannot be shown again.")?;
        }
        ClientCommand::List => {
            for client in run_async(desk::list(&house))?? {
                let scopes: Vec<&str> = client.scopes.iter().map(|scope| scope.as_str()).collect();
                let state = match client.revoked_at {
                    Some(moment) => format!("revoked {}", moment.rfc3339()),
                    None => String::from("active"),
                };
                let made = client.created_at.rfc3339();
                say(format_args!("{}\t{made}\t{state}\t{}\t{}", client.id, scopes.join(","), client.name))?;
            }
        }
        ClientCommand::Revoke { id } => match run_async(desk::revoke(&house, &operator(&house), id))? {
            Err(Error::NotFound(_)) => {
                return Err(BadInput(format!("there is no client `{id}` that is still active")).into());
            }
            done => {
                done?;
                say("Revoked.")?;
            }
        },
    }
    house.db.stop();
    Ok(ExitCode::SUCCESS)
}
