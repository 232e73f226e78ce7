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
   *[other] Vraag { $number }. Hierna nog hooguit { $left } vragen.
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
answer-choose = Kies een antwoord. Weet u het niet? Kies dan “Weet ik niet”.
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
