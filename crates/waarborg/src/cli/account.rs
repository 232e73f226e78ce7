//! `waarborg account create … | list | invite ID | disable ID`

use std::process::ExitCode;

use clap::Subcommand;
use ground::{Role, Secret};

use super::{BadInput, Place, World, open_house, operator, run_async, say};
use crate::desk::{self, AccountKind, NewAccount};
use crate::error::Error;

#[derive(Subcommand)]
pub(super) enum AccountCommand {
    /// Make an account; its invitation is shown once and kept nowhere.
    Create {
        /// The name on screen.
        #[arg(long)]
        name: String,
        /// The address that the person signs in with.
        #[arg(long)]
        email: String,
        /// employee, `department_head`, officer, archivist, `disclosure_officer`, board, administrator.
        #[arg(long, value_parser = role)]
        role: Role,
        /// employee, volunteer, partner.
        #[arg(long, default_value = "employee", value_parser = kind)]
        kind: AccountKind,
        /// By its name in the register.
        #[arg(long, default_value = "")]
        department: String,
        /// What the job is.
        #[arg(long, default_value = "")]
        task: String,
    },
    /// Show all accounts, disabled ones too.
    List,
    /// Make a new invitation, for someone who lost the password or the telephone.
    Invite {
        /// Its id, as `list` shows it.
        id: String,
    },
    /// End an account and its sessions.
    Disable {
        /// Its id, as `list` shows it.
        id: String,
    },
}

/// Says which command it is, and nothing of the person.
impl std::fmt::Debug for AccountCommand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Create { .. } => "Create",
            Self::List => "List",
            Self::Invite { .. } => "Invite",
            Self::Disable { .. } => "Disable",
        })
    }
}

fn role(text: &str) -> Result<Role, String> {
    Role::of(text).ok_or_else(|| String::from("no such role"))
}

fn kind(text: &str) -> Result<AccountKind, String> {
    AccountKind::of(text).ok_or_else(|| String::from("there are employee, volunteer and partner"))
}

pub(super) fn run(command: &AccountCommand, place: &Place, world: &World) -> anyhow::Result<ExitCode> {
    let house = open_house(place, world, "http://localhost", false)?;
    match command {
        AccountCommand::Create { name, email, role, kind, department, task } => {
            let new = NewAccount {
                kind: *kind,
                role: *role,
                department: department.clone(),
                task: task.clone(),
                name: Secret::new(name.clone()),
                email: Secret::new(email.clone()),
            };
            let made = run_async(desk::create_account(&house, &operator(&house), new))?;
            let (id, invitation) = made.map_err(plain)?;
            say(format_args!("id:          {id}"))?;
            tell(&invitation)?;
        }
        AccountCommand::List => {
            for account in run_async(desk::accounts(&house))?? {
                let state = match (account.active, account.is_ready()) {
                    (false, _) => "disabled",
                    (true, true) => "active",
                    (true, false) => "not instructed",
                };
                let (kind, role) = (account.kind.as_str(), account.role.as_str());
                say(format_args!(
                    "{}\t{state}\t{kind}\t{role}\t{}\t{}",
                    account.id,
                    account.department,
                    account.name.expose()
                ))?;
            }
        }
        AccountCommand::Invite { id } => {
            tell(&run_async(desk::invite(&house, &operator(&house), id))?.map_err(plain)?)?;
        }
        AccountCommand::Disable { id } => {
            run_async(desk::disable_account(&house, &operator(&house), id))?.map_err(plain)?;
            say("Disabled.")?;
        }
    }
    house.db.stop();
    Ok(ExitCode::SUCCESS)
}

fn tell(invitation: &Secret<String>) -> std::io::Result<()> {
    say(format_args!("invitation:  {}", invitation.expose()))?;
    say("Give it to the person, who uses it at /uitnodiging within three days. It cannot be shown again.")
}

/// What the operator can do something about, as their own mistake.
fn plain(error: Error) -> anyhow::Error {
    match error {
        Error::Invalid(fields) => {
            let lines: Vec<String> =
                fields.iter().map(|field| format!("{}: {}", field.path, field.message)).collect();
            BadInput(lines.join("\n")).into()
        }
        Error::NotFound(what) => BadInput(format!("there is no {what} by that id")).into(),
        error => error.into(),
    }
}
