# Mag dit?, uitspraken en beleid.

may-i-title = Mag dit?
may-i-lead = Stel uw vraag over persoonsgegevens. U beantwoordt een paar vragen en krijgt een uitspraak, met de redenen erbij.
may-i-choose = Waar gaat uw vraag over?
may-i-unfinished = U was nog bezig
may-i-go-on = Verder met: { $topic } ({ $answers ->
    [one] 1 antwoord
   *[other] { $answers } antwoorden
})
may-i-no-names = Vul geen namen in. Die zijn niet nodig.
may-i-next = Verder
may-i-stop = Stoppen en wissen

things-legend-medical = Om welke medische gegevens gaat het?
things-hint = Gaat het om meer dan één gegeven? Voeg ze één voor één toe. Over elk gegeven komt een eigen antwoord.
things-sort = Soort gegeven { $number }
things-name = Hoe noemt u gegeven { $number }? (niet verplicht)
things-name-hint = Een kort woord, bijvoorbeeld: brief van de arts. Geen namen van mensen.
things-add = Nog een gegeven
things-remove = Haal gegeven { $number } weg
passages-hint = Beoordeel een stuk per passage. Voeg elke passage toe waar iets over mensen in staat.
passages-sort = Wat staat er in passage { $number }?
passages-add = Nog een passage

question-about = Het gaat om:
question-why = Waarom vragen we dit?
question-policy = Beleid:
question-law = Dit vraagt de wet (plicht { $norm }).

progress = { $left ->
    [0] Vraag { $number }. Dit is de laatste.
    [one] Vraag { $number }. Hierna nog hooguit 1 vraag.
   *[other] Vraag { $number }. Daarna hooguit { $left } vragen, meestal veel minder.
}
progress-changing = U wijzigt een antwoord.
progress-done = Alle vragen zijn beantwoord.

answers-title = Uw antwoorden
answers-items = Om welke gegevens gaat het?
answers-passages = Om welke passages gaat het?
answers-change = Wijzig

answer-yes = Ja
answer-no = Nee
answer-none-of-these = Geen van deze
answer-choose-one = Maak een keuze
answer-choose = Kies een antwoord.
answer-at = { $mistake } (Bij: { $question })
answer-choose-thing = Kies om welke soort het gaat.
answer-choose-some = Kies een of meer antwoorden. Klopt er geen? Kies dan “Geen van deze”.
answer-none-and-some = Kies “Geen van deze” of een van de andere antwoorden, niet allebei.
answer-number = Vul een heel getal in, zonder letters. Bijvoorbeeld: 42.
answer-number-hint = Een heel getal.
answer-day = Vul een datum in die bestaat. Bijvoorbeeld: 16-11-2026.
answer-day-hint = Dag, maand en jaar. Bijvoorbeeld: 16-11-2026.
answer-many-hint = U kunt meer dan één antwoord kiezen.
answer-text = Vul een antwoord in.
answer-text-long = Maak het korter: hooguit een paar woorden.
answer-other = Iets anders
answer-other-label = Wat dan? (alleen bij “Iets anders”)
answer-other-hint = Bijvoorbeeld een artikel van een wet. Geen namen van mensen.

check-title = Kloppen uw antwoorden?
check-lead = Er zijn geen vragen meer die verschil maken. Kijk uw antwoorden na. U kunt ze nog wijzigen.
check-open-title = U weet nog niet alles
check-open = { $count ->
    [one] Op 1 vraag antwoordde u “Weet ik niet”. Het antwoord daarop kan verschil maken. De uitspraak zegt dan wat u moet uitzoeken.
   *[other] Op { $count } vragen antwoordde u “Weet ik niet”. De antwoorden daarop kunnen verschil maken. De uitspraak zegt dan wat u moet uitzoeken.
}
check-record = Uw antwoorden en de uitspraak worden vastgelegd in het journaal. Ook als het antwoord nee is.
check-button = Geef de uitspraak

outcome-allowed = Toegestaan
outcome-allowed-title = Ja, dit mag
outcome-allowed-lead = Er zijn geen extra voorwaarden.
outcome-allowed-do = U kunt verder. Houd u aan de gewone zorgvuldigheid.
outcome-allowed-with-obligations = Toegestaan onder voorwaarden
outcome-allowed-with-obligations-title = Ja, dit mag onder voorwaarden
outcome-allowed-with-obligations-lead = Het mag alleen als u alles doet wat hieronder staat.
outcome-allowed-with-obligations-do = Loop deze lijst na. Doe wat er staat, dan pas mag het.
outcome-refused = Geweigerd
outcome-refused-title = Nee, dit mag niet
outcome-refused-lead = Doe het niet. Hieronder staat wat wel kan.
outcome-refused-lead-alone = Doe het niet. Hieronder staat waarom.
outcome-refused-do = Doe dit niet. Vraagt iemand erom? Leg uit dat het niet mag, en waarom.
outcome-needs-fg-advice = Eerst advies FG
outcome-needs-fg-advice-title = Vraag eerst advies aan de FG
outcome-needs-fg-advice-lead = Wacht met beslissen tot de functionaris gegevensbescherming (FG) advies heeft gegeven.
outcome-needs-fg-advice-do = Stuur deze uitspraak aan de FG en vraag om advies. Daarna beslist uw afdeling zelf.
outcome-needs-board-decision = Besluit dagelijks bestuur nodig
outcome-needs-board-decision-title = Alleen het dagelijks bestuur mag dit beslissen
outcome-needs-board-decision-lead = U mag dit niet zelf beslissen.
outcome-needs-board-decision-do = Leg dit via uw afdelingshoofd voor aan het dagelijks bestuur. Doe tot die tijd niets wat niet terug te draaien is.
outcome-more-facts-needed = Gegevens ontbreken
outcome-more-facts-needed-title = Dit is nog niet te zeggen
outcome-more-facts-needed-lead = Er ontbreekt iets. Zolang dat zo is, mag het niet.
outcome-more-facts-needed-do = Zoek uit wat hieronder staat. Stel de vraag daarna opnieuw.
outcome-out-of-scope = Buiten reikwijdte
outcome-out-of-scope-title = Het beleid gaat hier niet over
outcome-out-of-scope-lead = Er zijn geen persoonsgegevens bij, of het is privé.
outcome-out-of-scope-do = Dit beleid legt u hier niets op. Er kunnen wel andere regels gelden.

regime-avg = AVG
regime-wbp = Wbp

rulings-title = Uitspraken
rulings-lead-own = Hier staan de uitspraken die u hebt gevraagd. Ook een nee blijft bewaard.
rulings-lead-all = Hier staan alle uitspraken. Dat u ze bekijkt, wordt ook vastgelegd.
rulings-caption = Uitspraken, nieuwste eerst
rulings-recent-own = Uw laatste uitspraken
rulings-recent-all = De laatste uitspraken
rulings-recent-caption = De laatste vijf, nieuwste eerst
rulings-when = Wanneer
rulings-question = Waarover
rulings-outcome = Uitkomst
rulings-who = Gevraagd door
rulings-from = Vanaf (niet verplicht, bijvoorbeeld 1-11-2026)
rulings-until = Tot en met (niet verplicht)
rulings-any = Alle
rulings-everyone = Iedereen
rulings-mine = Alleen ik
rulings-filter = Zoek in de uitspraken
rulings-filter-button = Zoek
rulings-older = Oudere uitspraken
rulings-none = Er zijn geen uitspraken
rulings-none-text = Er is nog niets gevraagd, of niets past bij wat u zoekt.
rulings-ask = Stel een vraag

ruling-do = Wat moet u doen?
ruling-find-out = Zoek dit uit
ruling-alternative = Dit kan wel
ruling-items = Antwoord per gegeven
ruling-items-item = Gegeven
ruling-items-outcome = Uitkomst
ruling-items-reason = Belangrijkste reden
ruling-why = Waarom?
ruling-why-none = Geen regel houdt dit tegen.
ruling-why-open = Er ontbreken antwoorden die verschil maken. Zolang die ontbreken, kan geen regel ja zeggen.
ruling-why-dutch = De redenen staan in het Nederlands, want dat is de taal van het beleid.
ruling-policy = Beleid:
ruling-law = Wet:
ruling-duty = (plicht { $norm })
ruling-layers = Wat zeggen het beleid en de wet?
ruling-layer-policy = Het beleid van WIL zegt
ruling-layer-law = De wet ({ $regime }) zegt
ruling-layer-both = Samen
ruling-decided-policy = Het beleid is hier strenger dan de wet. Het beleid telt.
ruling-decided-law = De wet is hier strenger dan het beleid. De wet telt.
ruling-decided-policy-alone = Het beleid beslist dit al. Wat de wet verder zegt, verandert daar niets aan.
ruling-decided-law-alone = De wet beslist dit al. Wat het beleid verder zegt, verandert daar niets aan.
ruling-decided-both = Beleid en wet zeggen hetzelfde.
ruling-decided-combination = Beleid en wet zeggen elk iets anders. Samen leiden ze tot deze uitkomst.
ruling-times = Vergelijk de wet van toen en van nu
ruling-times-text = Met dezelfde antwoorden, volgens de regels zoals ze nu zijn opgeschreven:
ruling-time = { $regime }, op { $day }
ruling-given = Waarop is dit gebaseerd?
ruling-given-text = Op uw antwoorden. Klopt er een niet, dan kan de uitspraak anders zijn. Stel de vraag dan opnieuw.
ruling-given-show = { $count ->
    [one] Toon 1 antwoord
   *[other] Toon { $count } antwoorden
}
ruling-record = Hoe is dit vastgelegd?
ruling-print = U kunt deze bladzijde afdrukken of als PDF bewaren.
ruling-next = Stel nog een vraag

record-id = Kenmerk
record-at = Uitspraak gedaan
record-by = Gevraagd door
record-day = Beoordeeld naar de wet op
record-version = Versie van de regels
record-journal = In het journaal
record-entry = regel { $number }

policy-title = Privacybeleid
policy-lead = Dit is het privacybeleid van WIL, in zijn eigen woorden. Naast elke paragraaf staan de regels waarmee Waarborg haar uitvoert.
policy-versions-link = Versies van het beleid: wat geldt, wat is voorgesteld, wie besliste
policy-version = Versie van de regels: { $version }. De tekst is vastgesteld op 7 september 2017.
policy-rules = { $count ->
    [one] 1 regel
   *[other] { $count } regels
}
policy-rules-title = De regels van deze paragraaf
policy-rules-lead = Zo voert Waarborg deze paragraaf uit. Elke regel noemt de zin uit het beleid en het artikel van de wet.
policy-no-rules = Deze paragraaf geeft geen regels voor een uitspraak. Zij legt uit, of vraagt iets van de organisatie.
policy-layer-policy = Regels van het beleid
policy-layer-law = Wat de wet erbij zegt
policy-layer-obligation = Wat u dan moet doen
policy-layer-definition = Wat woorden betekenen
policy-now = Nu:
policy-then = Toen:
policy-permits = Maakt het mogelijk
policy-rule-text = Toon de regel zelf
policy-between = Andere paragrafen

policy-promises-title = Wat deze paragraaf belooft
policy-promises-lead = Een bewijs geldt voor alle feiten die er kunnen zijn, niet alleen voor voorbeelden.
policy-promise-proved = Bewezen
policy-promise-refuted = Niet bewezen
policy-promise-untried = Nog niet nagegaan
policy-cases-title = Zo werkt het uit
policy-cases-lead = Gevallen uit de praktijk, met het antwoord van nu
policy-cases-others = Meer gevallen
policy-cases-more = { $count ->
    [one] Toon nog 1 geval
   *[other] Toon nog { $count } gevallen
}
policy-cases-case = Wat er speelt
policy-cases-outcome = Antwoord
policy-used-title = Uitspraken in { $year }
policy-used-none = Dit jaar steunde nog geen uitspraak op deze paragraaf.
policy-used-count = { $count ->
    [one] 1 uitspraak
   *[other] { $count } uitspraken
}
policy-used-partly = Nog niet alle uitspraken zijn geteld. Laad de bladzijde opnieuw om verder te tellen.

start-welcome-title = Mag dit met persoonsgegevens?
start-welcome-lead = Waarborg geeft medewerkers van Werk en Inkomen Lekstroom (WIL) binnen een minuut antwoord. Met de reden erbij, en wat u moet doen.
start-welcome-sign-in = Aanmelden
start-welcome-information = Wat doet WIL met uw gegevens?
start-welcome-policy = Lees het beleid
start-promise-ask-title = Een gewone vraag
start-promise-ask-text = U beantwoordt alleen vragen die verschil maken. Weet u iets niet, dan is het nooit zomaar ja.
start-promise-why-title = Een antwoord met reden
start-promise-why-text = U ziet welke zin van het beleid en welk artikel van de wet erachter zit.
start-promise-proof-title = Een spoor dat klopt
start-promise-proof-text = Elke uitspraak staat in een journaal dat niemand stilletjes kan veranderen.
start-hello = Dag { $name }
start-hello-resident = Welkom bij WIL
start-ask = Stel een vraag: mag dit?
start-mine = Naar mijn gegevens
start-role-employee = Hebt u een vraag over gegevens van een klant? Vraag het hier, voordat u iets deelt of vastlegt.
start-role-department-head = U zorgt voor het register van uw afdeling. En u kunt zelf vragen stellen.
start-role-officer = U ziet wat er wordt gevraagd, wat de uitkomst was en waar uw advies nodig is.
start-role-archivist = Mag iets weg, of moet het blijven? Vraag het hier.
start-role-disclosure-officer = Wat mag openbaar, en wat niet? Vraag het hier, passage voor passage.
start-role-board = U ziet wat er wordt gevraagd en waar alleen u over mag beslissen.
start-role-administrator = U houdt het systeem draaiend. U ziet geen gegevens van klanten.
start-role-resident = Hier komt u bij uw eigen zaken.
start-role-system = U bent aangemeld als ander systeem.
start-role-operator = U bent aangemeld als beheerder van de machine.
start-doors = Waar wilt u naartoe?
start-door-rulings-title = Uitspraken
start-door-rulings-text = Lees eerdere antwoorden terug, met hun redenen.
start-door-register-title = Register
start-door-register-text = Welke gegevens WIL gebruikt, waarvoor en hoe lang.
start-door-policy-title = Beleid
start-door-policy-text = De tekst van het privacybeleid, met de regels ernaast.
start-door-journal-title = Journaal
start-door-journal-text = Het spoor van alles wat is gevraagd en gedaan, en het bewijs dat het klopt.
start-door-files-title = Dossiers
start-door-files-text = Zoek een klant en open alleen wat u nodig hebt.
start-door-notices-title = Informeren
start-door-notices-text = Wie moet nog horen dat WIL gegevens heeft? En wanneer?
start-door-requests-title = Verzoeken
start-door-requests-text = Mensen vragen om hun gegevens te zien of te verbeteren. Kijk wat het eerst af moet.
start-door-minutes-title = Verslagen
start-door-minutes-text = Laat een verslag nakijken. Niemand mag er te herkennen zijn.
start-door-public-title = Verzoeken om openbare informatie
start-door-public-text = Wat is er gevraagd, wat is openbaar, en wanneer moet er een besluit zijn?
start-door-documents-title = Documenten
start-door-documents-text = Haal gegevens van personen weg voordat een document openbaar wordt.
start-door-assignments-title = Toewijzingen
start-door-assignments-text = Wie werkt met welke wet en welk dossier?
start-door-mine-title = Mijn gegevens
start-door-mine-text = Wat WIL over u bewaart, wie het kreeg en wat u hebt gevraagd.
start-door-ask-title = Een verzoek doen
start-door-ask-text = Gegevens zien, verbeteren of laten wissen. Het kost niets.
start-door-information-title = Wat WIL met gegevens doet
start-door-information-text = Lees per onderwerp welke gegevens WIL gebruikt en waarom.
declined = Dit mag nu niet
declined-more = Lees de hele uitspraak
declined-instead = Dit kan wel:
