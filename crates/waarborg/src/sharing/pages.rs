//! `/dossiers/{id}/delen`: to whom, for what, which items; then a yes with what to hand over, or a no with what to do instead.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Form, Router};
use ground::Role;
use maud::{Markup, html};

use super::model::{Delivery, Medium};
use super::service::{self, Handover, Shared};
use crate::consents::{self, Organisation};
use crate::decision::{Declined, Receiver, declined_alert, duty};
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::records::{FileId, ItemId};
use crate::register::{Effect, Refusal};
use crate::vault::{self, FileView};
use crate::web::form::{self, Choice, Field, error_of, show_day};
use crate::web::part::{self, Tone};
use crate::web::{Arg, Caller, Frame, PageError, Sheet, csrf, sheet};

/// `/dossiers/{id}/delen`.
pub fn pages() -> Router<Arc<House>> {
    Router::new().route("/dossiers/{id}/delen", get(show).post(step))
}

/// Who can be chosen beside the partners of the directory, in the vocabulary of the rules.
const OTHERS: [&str; 7] =
    ["care_provider", "employer", "landlord", "police", "prosecutor", "reintegration", "volunteer"];

/// For what can be asked, in the vocabulary of the rules.
const PURPOSES: [&str; 9] =
    ["PW", "WGS", "WSP", "HANDHAVING", "WMO", "JEUGD", "MINIMA", "CRIMINAL", "CLAIMS"];

type Sent = Vec<(String, String)>;

fn value<'a>(sent: &'a Sent, name: &str) -> &'a str {
    sent.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

fn values<'a>(sent: &'a Sent, name: &str) -> Vec<&'a str> {
    sent.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
}

/// What came of the form.
#[derive(Default)]
struct After {
    handover: Option<Handover>,
    declined: Option<Box<Declined>>,
    tell_first: Option<Refusal>,
    errors: Vec<FieldError>,
    sent: Sent,
}

async fn show(
    State(house): State<Arc<House>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Markup, PageError> {
    let (_, view) = file(&house, &caller, &id).await?;
    Ok(page(&caller.frame, &house, &view, &consents::organisations(&house)?, &After::default()))
}

async fn file(house: &Arc<House>, caller: &Caller, id: &str) -> Result<(Context, FileView), PageError> {
    if !matches!(caller.actor.role, Role::Employee | Role::DepartmentHead) {
        return Err(Error::Forbidden("files").into());
    }
    let id = id.parse::<FileId>().map_err(|_| PageError::not_found("file"))?;
    let context = Context::begin(house, caller.actor.clone());
    let view = vault::view(house, &context, id).await?;
    Ok((context, view))
}

fn form_name(id: &FileId) -> String {
    format!("dossier-{id}-delen")
}

async fn step(
    State(house): State<Arc<House>>,
    caller: Caller,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (context, view) = file(&house, &caller, &id).await?;
    let partners = consents::organisations(&house)?;
    let verified = caller.frame.verify(&form_name(&view.file.id), value(&sent, csrf::FIELD))?;
    let result = match read(&sent, &partners) {
        Ok((items, delivery)) => {
            service::share(&house, &context, view.file.id.clone(), items, delivery, Some(verified)).await
        }
        Err(errors) => Err(Error::Invalid(errors)),
    };
    let (status, after) = match result {
        Ok(Shared::Given(handover)) => {
            (StatusCode::OK, After { handover: Some(handover), ..After::default() })
        }
        Ok(Shared::Declined(declined)) => {
            (StatusCode::FORBIDDEN, After { declined: Some(declined), sent, ..After::default() })
        }
        Ok(Shared::TellFirst(refusal)) => {
            (StatusCode::FORBIDDEN, After { tell_first: Some(refusal), sent, ..After::default() })
        }
        Err(Error::Invalid(errors)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, After { errors, sent, ..After::default() })
        }
        Err(Error::Conflict("share-one-person")) => {
            let nl = "Kies gegevens over één persoon tegelijk.";
            let errors = vec![FieldError::new("gegeven", "about one person at a time", nl)];
            (StatusCode::UNPROCESSABLE_ENTITY, After { errors, sent, ..After::default() })
        }
        Err(error) => return Err(error.into()),
    };
    Ok((status, page(&caller.frame, &house, &view, &partners, &after)).into_response())
}

fn read(sent: &Sent, partners: &[Organisation]) -> Result<(Vec<ItemId>, Delivery), Vec<FieldError>> {
    let mut errors = Vec::new();
    let items = values(sent, "gegeven").into_iter().filter_map(|id| id.parse().ok()).collect::<Vec<_>>();
    if items.is_empty() {
        errors.push(FieldError::new("gegeven", "choose at least one", "Kies minstens één gegeven."));
    }
    let mut one_of = |name: &str, words: &[&str], nl: &str| {
        let chosen = value(sent, name);
        if !words.contains(&chosen) {
            errors.push(FieldError::new(name, "choose one", nl));
        }
        chosen.to_owned()
    };
    let codes = partners.iter().map(|partner| partner.code.as_str()).chain(OTHERS).collect::<Vec<_>>();
    let code = one_of("ontvanger", &codes, "Kies wie het krijgt.");
    let purpose = one_of("doel", &PURPOSES, "Kies waarvoor het gevraagd wordt.");
    let media = Medium::ALL.iter().map(|medium| medium.as_str()).collect::<Vec<_>>();
    let medium = Medium::of(&one_of("hoe", &media, "Kies hoe u het geeft."));
    let partner = partners.iter().find(|partner| partner.code == code);
    let (kind, name) = match partner {
        Some(partner) => (partner.kind.clone(), partner.name.clone()),
        None => (code.clone(), value(sent, "naam").to_owned()),
    };
    if name.is_empty() || name.chars().count() > 100 {
        errors.push(FieldError::new(
            "naam",
            "1 to 100 characters",
            "Vul de naam van de organisatie of afdeling in.",
        ));
    }
    let cite = value(sent, "artikel");
    let effect = Effect::of(value(sent, "gevolg"));
    if !cite.is_empty() && effect.is_none() {
        errors.push(FieldError::new("gevolg", "choose one", "Kies wat het wetsartikel doet."));
    }
    let said = values(sent, "nagegaan");
    let says = |word: &str| said.contains(&word);
    let receiver = Receiver {
        code: partner.map_or_else(String::new, |partner| partner.code.clone()),
        inside: kind == "other_department",
        care: kind == "care_provider",
        charged: says("belast"),
        agreement: says("afspraak"),
        checked: says("gecontroleerd"),
        same_matter: says("zelfde"),
        statute: effect.filter(|_| !cite.is_empty()).map(|effect| (cite.to_owned(), effect)),
        kind,
        purpose,
    };
    match medium {
        Some(medium) if errors.is_empty() => Ok((items, Delivery { receiver, name, medium })),
        _ => Err(errors),
    }
}

fn page(frame: &Frame, house: &House, view: &FileView, partners: &[Organisation], after: &After) -> Markup {
    let number = [("number", Arg::Text(view.file.number.as_str()))];
    let (files, file) = (frame.say("vault-title"), frame.say_with("vault-file", &number));
    let address = format!("/dossiers/{}", view.file.id);
    let crumbs = [("/dossiers", files.as_str()), (address.as_str(), file.as_str())];
    let title = frame.say_with("sharing-title", &number);
    let options =
        Sheet { title: &title, crumbs: &crumbs, mistakes: !after.errors.is_empty(), ..Sheet::default() };
    sheet(
        frame,
        &options,
        &html! {
            (part::heading(&title))
            (form::error_summary(frame, &after.errors))
            @if let Some(refused) = &after.declined { (declined_alert(frame, refused)) }
            @if let Some(refused) = &after.tell_first {
                (part::alert(Tone::Bad, &frame.say("declined"), &html! {
                    p { (frame.language.pick(refused.message_nl, refused.message)) " " (part::norm(refused.norm)) }
                    p { (part::link("/informeren", &frame.say("sharing-tell"))) }
                }))
            }
            @match &after.handover {
                Some(handover) => {
                    (handed(frame, house, handover))
                    (part::actions(&[part::link_button(&address, &frame.say("sharing-back"))]))
                },
                None => {
                    (part::lead(&frame.say("sharing-lead")))
                    @if view.items.is_empty() { (part::paragraph(&frame.say("vault-empty"))) }
                    @else { (share_form(frame, view, partners, after)) }
                },
            }
        },
    )
}

fn handed(frame: &Frame, house: &House, handover: &Handover) -> Markup {
    let columns = ["kind", "says"].map(|key| frame.say(&format!("vault-{key}")));
    let rows = handover
        .items
        .iter()
        .map(|one| vec![html! { (one.item.kind) }, html! { span class="wb-lines" { (one.value.reveal()) } }]);
    let policy = house.policy();
    let duties = handover.obligations.iter().map(|code| duty(frame, &policy.rulebook, code));
    let obligations = duties.collect::<Vec<_>>();
    html! {
        (part::alert(Tone::Care, &frame.say("sharing-yes"), &html! { p { (frame.say("sharing-yes-text")) } }))
        (part::table(&frame.say("sharing-handed"), &columns, &rows.collect::<Vec<_>>()))
        @if !obligations.is_empty() {
            h2 class="utrecht-heading-2" { (frame.say("sharing-obligations")) }
            (part::checklist(&obligations))
        }
    }
}

fn share_form(frame: &Frame, view: &FileView, partners: &[Organisation], after: &After) -> Markup {
    let say = |key: &str| frame.say(&format!("sharing-{key}"));
    let sent = &after.sent;
    let items = view.items.iter().map(|item| Choice {
        value: item.id.to_string(),
        label: item.kind.clone(),
        hint: Some(show_day(item.obtained)),
    });
    let others = OTHERS.iter().map(|kind| Choice::new(*kind, say(&format!("to-{}", kind.replace('_', "-")))));
    let kinds = partners.iter().map(|partner| Choice::new(&partner.code, &partner.name)).chain(others);
    let purposes =
        PURPOSES.iter().map(|code| Choice::new(*code, say(&format!("for-{}", code.to_lowercase()))));
    let effects = ["permits", "obliges"].map(|word| Choice::new(word, say(&format!("effect-{word}"))));
    let checks =
        [("gecontroleerd", "checked"), ("belast", "charged"), ("zelfde", "same"), ("afspraak", "agreement")]
            .map(|(word, key)| Choice::new(word, say(key)));
    let media = Medium::ALL.iter().map(|it| Choice::new(it.as_str(), say(&format!("by-{}", it.as_str()))));
    let labels = ["which", "to", "name", "for", "how", "article", "effect", "checks"].map(say);
    let [which, to, name, purpose, how, article, effect, check] = &labels;
    let (name_hint, article_hint, nothing) =
        (say("name-hint"), say("article-hint"), frame.say("vault-choose"));
    let chosen = |name: &str| Some(value(sent, name)).filter(|chosen| !chosen.is_empty());
    let field = |name: &'static str, label, hint, required| Field {
        name,
        label,
        hint,
        error: error_of(frame, &after.errors, name),
        required,
        heading: false,
    };
    html! {
        form method="post" action=(format!("/dossiers/{}/delen", view.file.id)) novalidate autocomplete="off" {
            (form::token(frame, &form_name(&view.file.id)))
            (form::checkboxes(&field("gegeven", which, None, true), &items.collect::<Vec<_>>(), &values(sent, "gegeven")))
            (form::select(&field("ontvanger", to, None, true), &kinds.collect::<Vec<_>>(), chosen("ontvanger"), &nothing))
            (form::text(&field("naam", name, Some(&name_hint), false), value(sent, "naam"), "text"))
            (form::select(&field("doel", purpose, None, true), &purposes.collect::<Vec<_>>(), chosen("doel"), &nothing))
            (form::radios(&field("hoe", how, None, true), &media.collect::<Vec<_>>(), chosen("hoe")))
            (form::text(&field("artikel", article, Some(&article_hint), false), value(sent, "artikel"), "text"))
            (form::radios(&field("gevolg", effect, None, false), &effects, chosen("gevolg")))
            (form::checkboxes(&field("nagegaan", check, None, false), &checks, &values(sent, "nagegaan")))
            (part::actions(&[part::submit(&say("button"))]))
        }
    }
}
