# Versies van het beleid.

adoption-title = Versies van het beleid
adoption-lead = Een nieuwe versie gaat langs drie mensen: iemand stelt haar voor, de FG adviseert, het dagelijks bestuur besluit. Daarna geldt zij vanaf een dag. Elke uitspraak noemt de versie waarmee zij is gedaan.
adoption-caption = Alle versies, de nieuwste eerst
adoption-none = Er is nog geen versie vastgelegd.
adoption-name = Versie { $number }: { $name }
adoption-version = Versie
adoption-stage = Stand
adoption-from = Geldt vanaf
adoption-from-beginning = het begin
adoption-proposed = Voorgesteld op
adoption-stage-now = Geldt nu
adoption-stage-past = Gold eerder
adoption-stage-coming = Vastgesteld, geldt later
adoption-stage-draft = Concept, wacht op advies van de FG
adoption-stage-advised = Wacht op het dagelijks bestuur
adoption-stage-rejected = Afgewezen
adoption-what = Wat verandert er?
adoption-base = Vergeleken met
adoption-base-name = versie { $number }
adoption-hash = Vingerafdruk van de regels
adoption-differences = Wat mag er meer of minder?
adoption-differences-lead = De streep is wat nu geldt. Een pijl naar rechts: er mag meer. Een pijl naar links: er mag minder. Dit is uitgerekend voor alle mogelijke gevallen.
adoption-differences-caption = Vragen waarop het antwoord anders kan worden
adoption-not-compared = Niet vergeleken
adoption-not-compared-text = Niemand heeft uitgerekend wat deze versie meer of minder toestaat.
adoption-all-equal = Op alle vragen blijven de antwoorden gelijk. Dat is uitgerekend voor alle mogelijke gevallen.
adoption-equal-count = { $count ->
    [one] Bij één andere vergelijking blijft het antwoord gelijk.
   *[other] Bij { $count } andere vergelijkingen blijft het antwoord gelijk.
}
adoption-column-question = Vraag
adoption-column-law = Wet
adoption-column-layer = Oordeel
adoption-column-picture = Beeld
adoption-column-direction = Verandering
adoption-column-ruling = Uitspraak
adoption-column-then = Toen
adoption-column-now = Met deze versie
adoption-layer-policy = Beleid
adoption-layer-law = Wet
adoption-layer-ruling = Samen
adoption-direction-wider = Er mag meer
adoption-direction-narrower = Er mag minder
adoption-direction-both = Soms meer, soms minder
adoption-direction-equal = Gelijk
adoption-direction-unknown = Niet uitgerekend
adoption-example-wider = Dit mag dan wel: { $question } ({ $law }, { $layer })
adoption-example-narrower = Dit mag dan niet meer: { $question } ({ $law }, { $layer })
adoption-facts-nobody = Dit geval is door een rekenprogramma bedacht. Het gaat over niemand.
adoption-promises = Doet deze versie wat het beleid belooft?
adoption-promises-lead = Een rekenprogramma zoekt bij elke belofte naar een geval waarin zij niet uitkomt. Is er geen, dan is de belofte bewezen.
adoption-not-examined = Niet onderzocht
adoption-not-examined-text = Niemand heeft de beloften van deze versie laten bewijzen.
adoption-proof-proved = Bewezen
adoption-proof-refuted = Komt niet uit
adoption-proof-unknown = Niet bewezen
adoption-proof-facts = Toon het geval
adoption-changed = Uitspraken van vroeger
adoption-changed-count = { $count ->
    [0] Geen enkele uitspraak uit het journaal zou met deze versie anders uitvallen.
    [one] Eén uitspraak uit het journaal zou met deze versie anders uitvallen.
   *[other] { $count } uitspraken uit het journaal zouden met deze versie anders uitvallen.
}
adoption-changed-caption = Uitspraken die anders zouden uitvallen. Ze blijven zoals ze zijn.
adoption-history = Wie deed wat?
adoption-did-propose = Voorgesteld
adoption-did-advise-positive = De FG adviseert: vaststellen
adoption-did-advise-negative = De FG adviseert: niet vaststellen
adoption-did-adopt = Vastgesteld door het dagelijks bestuur
adoption-did-reject = Afgewezen door het dagelijks bestuur
adoption-refused = Dit kan zo niet
adoption-waits-officer = Deze versie wacht op het advies van de FG.
adoption-waits-board = Deze versie wacht op het besluit van het dagelijks bestuur.
adoption-outdated = Dit voorstel is ingehaald
adoption-outdated-text = Intussen is versie { $number } vastgesteld. De verschillen hierboven kloppen niet meer. Vraag om een nieuw voorstel.
adoption-advise-title = Uw advies
adoption-advise-lead = Het dagelijks bestuur leest uw advies voordat het besluit. Adviseert u tegen, dan moet het uitleggen waarom het toch vaststelt. Een advies geeft u één keer.
adoption-opinion = Wat adviseert u?
adoption-opinion-positive = Deze versie vaststellen
adoption-opinion-negative = Deze versie niet vaststellen
adoption-opinion-text = Waarom?
adoption-advise-button = Advies geven
adoption-decide-title = Besluit van het dagelijks bestuur
adoption-decision = Wat besluit het dagelijks bestuur?
adoption-adopt = Deze versie vaststellen
adoption-reject = Deze versie afwijzen
adoption-from-day = Vanaf welke dag geldt zij?
adoption-from-day-hint = Vandaag of later. Alleen nodig als u vaststelt.
adoption-motivation = Motivering
adoption-motivation-hint = Alleen nodig als u afwijst.
adoption-motivation-must = Verplicht: om wat hierboven staat, en altijd als u afwijst.
adoption-decide-button = Besluit vastleggen
adoption-concerns = Stelt u vast? Leg dan uit waarom, ondanks dit:
adoption-concern-not-examined = Niemand heeft de beloften van deze versie laten bewijzen.
adoption-concern-refuted = { $count ->
    [one] Eén belofte komt niet uit.
   *[other] { $count } beloften komen niet uit.
}
adoption-concern-unproved = { $count ->
    [one] Eén belofte is niet bewezen.
   *[other] { $count } beloften zijn niet bewezen.
}
adoption-concern-advice = De FG adviseert om niet vast te stellen.
