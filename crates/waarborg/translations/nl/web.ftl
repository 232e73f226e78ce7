# Woorden die op elke bladzijde voorkomen.

page-title-mistake = Fout:
skip-link = Naar de inhoud
nav-label = Hoofdmenu
nav-start = Start
nav-may-i = Mag dit?
nav-rulings = Uitspraken
nav-register = Register
nav-policy = Beleid
nav-files = Dossiers
nav-journal = Journaal
nav-about = Over Waarborg
nav-notices = Informeren
nav-figures = Statistiek
nav-documents = Documenten
nav-minutes = Verslagen
nav-requests = Verzoeken
nav-disclosure = Woo-verzoeken
nav-public = Openbaarheid
nav-assignments = Toewijzingen
nav-mine = Mijn gegevens
nav-information = Wat WIL met gegevens doet
breadcrumb-label = Kruimelpad
sign-in = Aanmelden
sign-out = Afmelden

notices-label = Let op
notice-demo-mark = Demo
notice-demo = Alle mensen en gegevens hier zijn verzonnen.
notice-policy = Het beleid is van 2017 en staat sinds 1 januari 2020 officieel als beëindigd te boek.
notice-policy-more = Wat betekent dat?

footer-promise = Geen persoonsgegevens zonder doel. Geen verwerking zonder besluit. Geen besluit zonder reden en spoor.
footer-accessibility = Toegankelijkheid
footer-policy = Privacybeleid
footer-version = Waarborg { $version }

role-employee = Medewerker
role-department-head = Afdelingshoofd
role-officer = Functionaris gegevensbescherming (FG)
role-archivist = Archivaris
role-disclosure-officer = Woo-contactpersoon
role-board = Dagelijks bestuur
role-administrator = Beheerder
role-resident = Inwoner
role-system = Ander systeem
role-operator = Beheerder van de machine

form-errors-title = Er klopt iets niet. Verbeter dit:
form-required = Alle vragen zijn verplicht, behalve waar “niet verplicht” staat.
form-optional = (niet verplicht)
form-unknown = Weet ik niet

pagination-label = Bladzijden van deze lijst
pagination-previous = Vorige
pagination-next = Volgende
pagination-here = Bladzijde { $page } van { $pages }

language-title = Taal kiezen
language-text = In welke taal wilt u de bladzijden lezen?

error-home = Naar de startpagina
error-incident = Vraagt u hierover hulp? Noem dan dit nummer: { $number }
error-not-found-title = Deze bladzijde bestaat niet
error-not-found-text = Misschien is het adres verkeerd getypt. Het kan ook zijn dat u dit niet mag zien.
error-forbidden-title = Dit mag u niet zien
error-forbidden-text = Met uw rol hebt u hier geen toegang toe. Hebt u het nodig voor uw werk? Vraag het uw afdelingshoofd.
error-forbidden-resident-text = Dit is alleen voor mensen die bij WIL werken. Wat over u gaat, vindt u bij “Mijn gegevens”.
error-method-title = Dit kan hier niet
error-method-text = Dit adres kan alleen op een andere manier gebruikt worden. Begin opnieuw op de startpagina.
error-too-large-title = Dit is te groot
error-too-large-text = Wat u hebt verstuurd, is groter dan wij kunnen aannemen. Er is niets bewaard.
error-unreadable-title = Wij kunnen dit niet lezen
error-unreadable-text = Wat u hebt verstuurd, is niet goed aangekomen. Er is niets bewaard. Probeer het nog een keer.
error-invalid-title = Er klopt iets niet
error-invalid-text = Wat u hebt ingevuld, kunnen wij niet gebruiken. Er is niets bewaard.
error-conflict-title = Dit past niet meer
error-conflict-text = Iets is intussen veranderd. Er is niets bewaard. Ga terug en kijk hoe het er nu voor staat.
error-stale-title = Iemand was u voor
error-stale-text = Dit is intussen veranderd. Er is niets bewaard. Ga terug en kijk hoe het er nu voor staat.
error-form-replayed-title = Dit formulier is al verstuurd
error-form-replayed-text = U hebt dit formulier eerder verstuurd. Het is toen verwerkt. Wij doen het niet nog een keer.
error-form-foreign-title = Dit formulier is niet van ons
error-form-foreign-text = Het formulier kwam van een andere website, of hoort bij een andere aanmelding. Voor de zekerheid hebben wij er niets mee gedaan. Open het formulier hier opnieuw.
error-form-old-title = Dit formulier is te oud
error-form-old-text = Het formulier stond langer dan twaalf uur open. Er is niets bewaard. Open het formulier opnieuw.
error-unavailable-title = Even geen verbinding
error-unavailable-text = De opslag is nu niet bereikbaar. Er is niets bewaard. Probeer het over een paar minuten nog een keer.
error-internal-title = Er ging iets mis bij ons
error-internal-text = Dit is onze fout, niet de uwe. Er is niets half bewaard. Probeer het later nog een keer.

about-title = Over Waarborg
about-lead = Waarborg geeft antwoord op de vraag: mag dit met persoonsgegevens? Het antwoord komt uit het privacybeleid van Werk en Inkomen Lekstroom (WIL) en uit de wet.
about-how-title = Hoe werkt het?
about-how-1 = U kiest een onderwerp en beantwoordt een paar vragen. Waarborg vraagt alleen wat nog verschil kan maken. Weet u iets niet, dan krijgt u nooit zomaar een ja.
about-how-2 = U krijgt een uitspraak. Eerst wat u moet doen, dan waarom, dan welke regels erachter zitten.
about-how-3 = Waarborg beslist niet voor u. De afdeling blijft verantwoordelijk. De functionaris gegevensbescherming (FG) adviseert.
about-text-title = De beleidstekst is oud
about-text-1 = Het dagelijks bestuur van WIL stelde het privacybeleid vast op 7 september 2017. De officiële databank van regelingen noemt 1 januari 2020 als einddatum.
about-text-2 = In 2017 gold een andere privacywet: de Wet bescherming persoonsgegevens (Wbp). Sinds 25 mei 2018 geldt de Algemene verordening gegevensbescherming (AVG). Sinds 1 mei 2022 geldt voor openbaarheid de Wet open overheid (Woo).
about-text-3 = Waarborg laat daarom altijd twee dingen zien: wat het beleid zegt, en wat de wet van nu zegt. De strengste van de twee telt. Bij elke uitspraak kunt u ook zien wat de wet van toen zei.
about-data-title = Wat Waarborg over u en anderen bewaart
about-data-1 = Bij een uitspraak bewaart Waarborg uw antwoorden, de uitkomst, de redenen, uw rol en uw kenmerk. Namen van klanten zijn niet nodig. Vul ze niet in.
about-data-2 = Waarborg gebruikt twee cookies: één om u ingelogd te houden en één voor uw taal. Er zijn geen cookies van anderen.
about-proof-title = Hoe weet ik dat er niet mee is geknoeid?
about-proof-1 = Elke uitspraak staat in een journaal. Wie er later iets in verandert, wegknipt of tussenvoegt, valt door de mand: de rekensom klopt dan niet meer. Dat kan iedereen zelf nagaan.
about-try = Stel een vraag

access-title = Toegankelijkheid
access-lead = Iedereen moet met Waarborg kunnen werken. Ook wie niet goed ziet, geen muis gebruikt of niet makkelijk leest.
access-status-title = Hoe ver zijn we?
access-status-1 = Wij bouwen volgens WCAG 2.2, niveau A en AA. Dat is strenger dan de wet nu vraagt (EN 301 549, WCAG 2.1).
access-status-2 = Status: in onderzoek. Elke bladzijde is met een programma getest, zonder fouten. Een onderzoek door mensen moet nog komen. Daarom staat hier nog geen letter A tot en met E.
access-done-title = Wat wij doen
access-done-1 = Alles werkt zonder muis.
access-done-2 = Alles werkt zonder JavaScript.
access-done-3 = Op een smal scherm hoeft u niet opzij te schuiven.
access-done-4 = Kleur is nooit het enige teken: er staat altijd ook tekst bij.
access-done-5 = Fouten in een formulier staan bovenaan en bij het veld zelf.
access-open-title = Wat nog niet goed is
access-open-1 = De regels achter het beleid staan in een programmeertaal. Naast elke regel staat daarom een zin in gewoon Nederlands.
access-open-2 = De Engelse bladzijden tonen de redenen van een uitspraak in het Nederlands.
access-open-3 = De tekst van het beleid zelf is uit 2017 en niet op leesniveau B1.
access-help-title = Werkt iets niet voor u?
access-help-1 = Vertel het uw afdelingshoofd of de FG. U krijgt dan hulp, en wij lossen het op.

letter-download = Downloaden als brief (PDF)
letter-unprintable = Sommige tekens kan WIL niet afdrukken. In plaats daarvan staat hun nummer in deze brief, zoals { $number }. Op het scherm staan de tekens wel.

# The clock of a term
clock-still = Klok staat stil sinds { $day }
clock-running = { $left ->
    [0] Vandaag is de laatste dag
    [one] Nog 1 dag, tot en met { $day }
   *[other] Nog { $left } dagen, tot en met { $day }
}
clock-late = { $over ->
    [one] 1 dag te laat, het moest op { $day }
   *[other] { $over } dagen te laat, het moest op { $day }
}
clock-ended-in-time = Op tijd, op { $day }
clock-ended-late = Te laat, op { $day }

# A form that came back
form-refusal = Dit kan niet
form-declined = De regels staan dit niet toe
