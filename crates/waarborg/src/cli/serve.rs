//! `waarborg serve`: the service, until it is asked to stop.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::{Place, World, open_house, say};
use crate::desk;
use crate::house::House;
use crate::journal;

/// How long requests in flight may take to finish after the service was asked to stop.
const PATIENCE: Duration = Duration::from_secs(25);

/// How often the state of the journal is signed, if it changed.
const BETWEEN_SIGNATURES: Duration = Duration::from_mins(1);

/// How often is looked whether something ended by the calendar. Nothing waits for it: a consent that is over is over at
/// every question; this writes that down.
const BETWEEN_ROUNDS: Duration = Duration::from_hours(1);

#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    /// Address and port to listen at. Port 0 takes a free one.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Fictional WIL: sign in by choosing a fictional person.
    #[arg(long)]
    demo: bool,
    /// Where people and systems reach the service, when that is not the address above (https behind a proxy).
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

pub(super) fn run(serve: &Serve, place: &Place, world: &World) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.context("the asynchronous runtime does not start")?;
    runtime.block_on(async {
        // First the port: a second start by mistake ends here and touches nothing.
        let listener = TcpListener::bind(serve.listen)
            .await
            .with_context(|| format!("cannot listen at {}", serve.listen))?;
        let address = listener.local_addr().context("the address is not known")?;
        let base_url = serve.base_url.clone().unwrap_or_else(|| format!("http://{address}"));
        let house = open_house(place, world, &base_url, serve.demo)?;
        crate::adoption::start(&house).await.context("the policy cannot be put in place")?;
        crate::register::seed_at_start(&house).await.context("the register cannot be filled")?;
        desk::ensure_demo(&house).await.context("the people of the demo cannot be made")?;
        if serve.demo {
            crate::vault::seed_demo(&house).await.context("the fictional files cannot be made")?;
            crate::consents::seed_demo(&house).await.context("the fictional consents cannot be made")?;
            crate::rights::seed_demo(&house).await.context("the fictional requests cannot be made")?;
            crate::redaction::seed_demo(&house).await.context("the fictional document cannot be made")?;
            crate::minutes::seed_demo(&house).await.context("the fictional minutes cannot be made")?;
            crate::disclosure::seed_demo(&house)
                .await
                .context("the fictional Woo requests cannot be made")?;
        }
        // Registered before the greeting, so that a stop right after it is not lost.
        let stop = Stop::listen()?;
        greet(&house)?;
        let signing = tokio::spawn(sign_now_and_then(house.clone()));
        let rounds = tokio::spawn(go_round_now_and_then(house.clone()));
        serve_until(listener, &house, stop).await?;
        signing.abort();
        rounds.abort();
        sign(&house).await;
        // The last handles may go with the runtime's tasks; what waits for the writer is done here and now.
        let db = house.db.clone();
        tokio::task::spawn_blocking(move || db.stop()).await.context("the writer did not stop")?;
        tracing::info!("stopped");
        Ok(ExitCode::SUCCESS)
    })
}

fn greet(house: &House) -> anyhow::Result<()> {
    let url = &house.config.base_url;
    say(format_args!("Waarborg {} is ready: {url}", house.config.app_version))?;
    if house.config.demo {
        say(format_args!("Demo: all people and data are fictional. Sign in at {url}/aanmelden as one of:"))?;
        for (_, name, role, department, _) in desk::demo_people() {
            say(format_args!("  {name:<20} {:<20} {department}", role.as_str()))?;
        }
    } else {
        say("Make accounts with `waarborg account create`, or start with --demo to look around.")?;
    }
    if !crate::web::assets::is_complete() {
        say(
            "The CSS of the NL Design System was not there at build time: run `cargo xtask web` and build again.",
        )?;
    }
    tracing::info!(url, demo = house.config.demo, "serving");
    Ok(())
}

/// Signs the state of the journal from time to time, so that little stands after the last signature.
async fn sign_now_and_then(house: Arc<House>) {
    let mut signed = None;
    loop {
        let size = journal::size(&house).await.ok();
        if size.is_some() && size != signed {
            sign(&house).await;
            signed = size;
        }
        tokio::time::sleep(BETWEEN_SIGNATURES).await;
    }
}

/// Writes down what ended by the calendar.
async fn go_round_now_and_then(house: Arc<House>) {
    loop {
        if let Err(error) = crate::consents::expire(&house).await {
            tracing::error!(%error, "consents that are over could not be written down");
        }
        tokio::time::sleep(BETWEEN_ROUNDS).await;
    }
}

async fn sign(house: &House) {
    if let Err(error) = journal::checkpoint(house).await {
        tracing::error!(%error, "the state of the journal could not be signed");
    }
}

async fn serve_until(listener: TcpListener, house: &Arc<House>, mut stop: Stop) -> anyhow::Result<()> {
    let (asked, was_asked) = tokio::sync::oneshot::channel();
    let graceful = async move {
        // An error would say that the asker is gone, and then we end as well.
        let _ = was_asked.await;
    };
    let service = axum::serve(listener, crate::router(house.clone())).with_graceful_shutdown(graceful);
    let too_late = async move {
        stop.asked().await;
        tracing::info!("asked to stop; finishing the requests in flight");
        let _ = asked.send(());
        // Asked once more: someone at the terminal does not want to wait.
        let _ = tokio::time::timeout(PATIENCE, stop.asked()).await;
    };
    tokio::select! {
        ended = service => ended.context("the service failed"),
        () = too_late => {
            tracing::warn!("requests were still in flight and are cut off");
            Ok(())
        }
    }
}

/// The ways in which the system, or a person at the terminal, asks us to stop.
struct Stop {
    terminate: Signal,
    interrupt: Signal,
}

impl Stop {
    fn listen() -> anyhow::Result<Self> {
        let listen = |kind| signal(kind).context("signals cannot be received");
        Ok(Self { terminate: listen(SignalKind::terminate())?, interrupt: listen(SignalKind::interrupt())? })
    }

    async fn asked(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
