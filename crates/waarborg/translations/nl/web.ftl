# Woorden die op elke bladzijde voorkomen.

page-title-mistake = Fout:
skip-link = Naar de inhoud
nav-label = Hoofdmenu
nav-start = Start
nav-may-i = Mag dit?
nav-rulings = Uitspraken
nav-register = Register
nav-policy = Beleid
nav-journal = Journaal
nav-about = Over Waarborg
breadcrumb-label = Kruimelpad
sign-in = Aanmelden
sign-out = Afmelden

notices-label = Let op
notice-demo-mark = Demo
notice-demo = Alle mensen en gegevens hier zijn verzonnen.
notice-policy = De beleidstekst is van 2017 en staat sinds 1 januari 2020 als beëindigd in de officiële databank.
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
error-no-accounts-title = Er kan nog niemand inloggen
error-no-accounts-text = Deze installatie heeft nog geen accounts. Die komen in een volgende versie. Wilt u rondkijken? Start de dienst met de optie --demo.
