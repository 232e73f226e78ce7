# Documenten: gegevens van personen weghalen voordat iemand anders een document krijgt.

redaction-title = Documenten
redaction-lead = Hier haalt u gegevens van personen weg uit documenten. Eén medewerker beoordeelt wat weg moet. Een ander controleert het. Daarna maakt u de openbare versie.
redaction-caption = Documenten, het nieuwste bovenaan
redaction-none = Er zijn nog geen documenten.
redaction-new = Document toevoegen
redaction-new-lead = Het programma zoekt naar namen, adressen, nummers en andere gegevens van personen. U beoordeelt daarna elke vondst.
redaction-new-send = Toevoegen en doorzoeken
redaction-file = Bestand
redaction-file-hint = Een tekst, Word-, Excel- of OpenDocument-bestand, pdf, e-mail, webpagina of csv. Hoogstens 20 MB. Een ingescande bladzijde zonder tekst kan het programma niet doorzoeken.
redaction-law = Wet
redaction-law-woo = Woo
redaction-law-wob = Wob (verzoek van voor 1 mei 2022)
redaction-officials = Namen van ambtenaren en bestuurders
redaction-officials-hint = Het gaat om namen met een openbare functie erbij, zoals wethouder.
redaction-officials-strict = Ook zoeken
redaction-officials-functional = Laten staan
redaction-known = Namen van mensen in deze zaak
redaction-known-hint = Deze namen worden altijd gevonden. Zet elke naam op een eigen regel. De namen worden versleuteld bewaard.

redaction-number = Nummer
redaction-file-kind = Soort bestand
redaction-stage = Hoe ver
redaction-received = Toegevoegd
redaction-by = Door
redaction-digest = Controlegetal (SHA-256)
redaction-stage-in-review = Wordt beoordeeld
redaction-stage-proposed = Wacht op controle door een ander
redaction-stage-checked = Gecontroleerd
redaction-stage-released = Openbare versie gemaakt
redaction-destroyed = Vernietigd
redaction-destroyed-text = De sleutel van dit document is vernietigd. De inhoud is niet meer te lezen.

redaction-course-title = Verloop van document { $number }
redaction-course-lead = U ziet hoe ver de beoordeling is. De tekst leest alleen wie dit werk doet.
redaction-one-title = Document { $number }
redaction-refusal = Dit kan niet
redaction-read-only = U kunt zien hoe ver dit document is. U kunt het niet wijzigen.
redaction-text = Tekst met markeringen
redaction-file-name = Naam van het bestand:
redaction-hidden = Niet zichtbaar voor de lezer
redaction-marks-of = Markeringen in: { $place }
redaction-mark-number = markering { $number }
redaction-sure = { $percent }% zeker
redaction-becomes = Wordt:
redaction-stays = Blijft staan, want:

redaction-state-proposed = Nog te beoordelen
redaction-state-accepted = Gaat weg
redaction-state-rejected = Blijft staan
redaction-state-added = Gaat weg, zelf gemarkeerd

redaction-kind = Soort gegeven
redaction-kind-person = Naam
redaction-kind-address = Adres
redaction-kind-postcode = Postcode
redaction-kind-place = Woonplaats
redaction-kind-bsn = Burgerservicenummer
redaction-kind-birth_date = Geboortedatum
redaction-kind-phone = Telefoonnummer
redaction-kind-email = E-mailadres
redaction-kind-iban = Rekeningnummer
redaction-kind-plate = Kenteken
redaction-kind-client_number = Klant- of zaaknummer
redaction-kind-signature = Ondertekening
redaction-kind-health = Gezondheid
redaction-kind-criminal = Strafbare feiten
redaction-kind-ethnicity = Afkomst
redaction-kind-religion = Geloof
redaction-kind-sex_life = Seksueel leven
redaction-kind-other = Geen gegeven van een persoon

redaction-why-form = Het heeft een vorm die niets anders heeft
redaction-why-check = Het nummer klopt met de controle
redaction-why-cue = Een woord ervoor wijst erop
redaction-why-title = Er staat een titel of functie voor
redaction-why-initials = Voorletters met een achternaam
redaction-why-list = Voornaam en achternaam staan in een lijst
redaction-why-attendance = Het staat in een lijst van personen
redaction-why-signed = Het staat onder een groet
redaction-why-model = Het lijkt op een naam
redaction-why-repeated = Dezelfde woorden staan ook ergens anders
redaction-why-case_file = Deze naam hoort bij de zaak
redaction-why-configured = Het heeft de vorm van een eigen nummer
redaction-why-lexicon = Het woord staat in een lijst van gevoelige woorden
redaction-why-by_hand = Zelf gemarkeerd

redaction-goes = Weghalen
redaction-goes-all-person = Alle { $count } van deze persoon weghalen
redaction-goes-all-words = Alle { $count } met deze woorden weghalen
redaction-otherwise = Laten staan of andere grond
redaction-reason = Waarom mag dit blijven staan?
redaction-keeps = Laten staan
redaction-keeps-all-person = Alle { $count } van deze persoon laten staan
redaction-keeps-all-words = Alle { $count } met deze woorden laten staan
redaction-keep-not_personal = Het gaat niet over een persoon
redaction-keep-official = Het is de naam van iemand in een openbare functie
redaction-keep-made_public = De persoon heeft dit zelf openbaar gemaakt
redaction-keep-consent = De persoon heeft hier uitdrukkelijk toestemming voor gegeven
redaction-keep-requested = Hier is juist om gevraagd, en openbaarheid weegt zwaarder dan privacy
redaction-choose = Kies
redaction-ground = Grond
redaction-other-ground = Weghalen op deze grond


redaction-at-once = Veel tegelijk weghalen
redaction-at-once-sure = Haal weg wat nog te beoordelen is en waarvan het programma minstens zo zeker is
redaction-at-once-hint = Gezondheid, geloof en andere bijzondere gegevens gaan niet mee. Die beoordeelt u zelf.
redaction-at-once-send = Weghalen
redaction-add = Zelf iets markeren
redaction-add-words = Woorden
redaction-add-hint = Typ de woorden precies zoals ze in het document staan. Ze worden overal gemarkeerd waar ze staan.
redaction-add-kind = Wat is het?
redaction-add-send = Markeren

redaction-progress = Hoe ver de beoordeling is
redaction-count-what = Markeringen
redaction-count = Aantal
redaction-count-goes = Gaat weg
redaction-count-stays = Blijft staan
redaction-count-open = Nog te beoordelen
redaction-nothing-found = Het programma heeft niets gevonden. Lees het document zelf na.
redaction-summary = Overzicht per soort en grond

redaction-steps = Volgende stap
redaction-ready-open = { $count ->
    [one] Er is nog 1 markering te beoordelen. Daarna kunt u het document klaar melden.
   *[other] Er zijn nog { $count } markeringen te beoordelen. Daarna kunt u het document klaar melden.
}
redaction-ready-text = Alles is beoordeeld. Lees ook de rest van de tekst: het programma vindt niet alles. Meld het document daarna klaar. Een ander controleert het.
redaction-ready-send = Klaar melden
redaction-check-other = U hebt dit document klaar gemeld. Een andere medewerker controleert het.
redaction-check-text = Lees de hele tekst. Gaat alles weg wat weg moet, en staat de juiste grond erbij? Wat openbaar wordt, is voor altijd en voor iedereen openbaar.
redaction-check-send = Ik heb het gecontroleerd
redaction-back = Wat klopt er niet?
redaction-back-send = Terugsturen
redaction-remark-missed = Er moet nog iets weg
redaction-remark-too_much = Er gaat iets weg dat mag blijven
redaction-remark-wrong_ground = Een grond klopt niet
redaction-release-text = Een ander heeft dit document gecontroleerd. Nu wordt een nieuw bestand gemaakt zonder de gegevens die weg moeten. Het programma zoekt daarna of er echt niets meer van te lezen is.
redaction-release-send = Openbare versie maken
redaction-released-text = De openbare versie is gemaakt. Download het bestand, en het verslag van wat er is weggehaald en waarom.
redaction-download-file = Openbare versie downloaden
redaction-download-report = Verslag downloaden (JSON)

redaction-history = Wat er is gebeurd
redaction-step = Stap
redaction-when = Wanneer
redaction-detail = Bijzonderheden
redaction-step-received = Toegevoegd
redaction-step-propose = Klaar gemeld
redaction-step-send-back = Teruggestuurd
redaction-step-check = Gecontroleerd
redaction-step-release = Openbare versie gemaakt
redaction-ruling = Uitspraak
redaction-output-digest = Controlegetal van het nieuwe bestand: { $digest }
