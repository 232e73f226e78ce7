# Verslagen van overleggen: niemand mag er te herkennen zijn (6.8).

minutes-title = Verslagen
minutes-lead = In een verslag van een overleg mag niemand te herkennen zijn. Wij kijken het na voordat u het archiveert of verstuurt.
minutes-new = Verslag nakijken
minutes-none = Er zijn nog geen verslagen.
minutes-caption = Verslagen, de nieuwste eerst
minutes-number = Nummer
minutes-stage = Stand
minutes-found = Gevonden
minutes-received = Ingebracht
minutes-keep-until = Bewaren tot en met
minutes-stage-blocked = Kan nog niet weg
minutes-stage-clean = Klaar om te archiveren of te versturen
minutes-stage-archived = Gearchiveerd
minutes-stage-sent = Verstuurd

minutes-new-lead = Kies een bestand of plak de tekst. Het verslag blijft versleuteld. Zolang er iemand in te herkennen is, ziet alleen u de tekst.
minutes-file = Bestand
minutes-file-hint = Word, PDF, OpenDocument, Excel, e-mail of tekst. Niet groter dan 20 MB.
minutes-text = Of de tekst van het verslag
minutes-text-hint = Vul dit alleen in als u geen bestand kiest.
minutes-external = Waren er anderen bij?
minutes-external-hint = Mensen van buiten WIL, zoals een gemeente of het UWV. Dan blijft het verslag langer bewaard.
minutes-external-ja = Ja
minutes-external-nee = Nee, alleen mensen van WIL
minutes-new-send = Nakijken

minutes-one = Verslag { $number }
minutes-blocked = Dit verslag kan nog niet weg
minutes-blocked-text = { $count ->
    [0] Niet alles is doorzocht. Daarom kunt u het nog niet archiveren of versturen.
    [1] Er staat 1 ding in waaraan iemand te herkennen is. Haal het weg. Dan kunt u het verslag archiveren of versturen.
   *[other] Er staan { $count } dingen in waaraan iemand te herkennen is. Haal ze weg. Dan kunt u het verslag archiveren of versturen.
}
minutes-clean = Niemand gevonden die te herkennen is
minutes-clean-text = U kunt het verslag archiveren of versturen. Lees het zelf ook na: een computer vindt niet alles.
minutes-kept = Gedaan op { $day }. Bewaren tot en met { $until } (selectielijst { $code }). Daarna wordt het vernietigd.
minutes-version = Versie
minutes-checked = Nagekeken
minutes-by = Ingebracht door
minutes-digest = Controlegetal (SHA-256)

minutes-unsearched = Niet alles is doorzocht
minutes-unsearched-what = Haal dit uit het bestand en breng een nieuwe versie in. Of laat ons het weghalen.
minutes-pictures = Er staan plaatjes in het verslag
minutes-pictures-what = Wij kunnen plaatjes niet doorzoeken. Kijk ze zelf na, ook een logo. Staat er iemand op, of staat er een naam in? Haal het plaatje dan weg.
minutes-pictures-looked = Wie het verslag inbracht, heeft de plaatjes bekeken. Er is niemand op te herkennen.
minutes-counts = Wat wij vonden
minutes-sort = Wat
minutes-all = Samen
minutes-sort-name = Naam
minutes-sort-initials = Voorletters
minutes-sort-bsn = BSN
minutes-sort-address = Adres of nummer
minutes-sort-indirect = Aanwijzing
minutes-sort-small_cell = Klein aantal
minutes-about-client = Over een klant
minutes-about-third = Over een ander
minutes-about-official = Over een ambtenaar
minutes-of-client = Dit gaat over een klant.
minutes-of-third = Dit gaat over een ander, of wij weten niet over wie.
minutes-of-official = Dit gaat over een ambtenaar.
minutes-why = Waarom dit niet mag
minutes-ruling-client = De uitspraak over klanten
minutes-ruling-third = De uitspraak over anderen
minutes-ruling-official = De uitspraak over ambtenaren

minutes-words = De tekst van het verslag
minutes-text-lead = Wat wij vonden, is onderstreept en heeft een nummer. Onder het stuk tekst staat wat het is.
minutes-hidden = Niet zichtbaar in het document
minutes-found-in = Gevonden in { $place }
minutes-mark = vondst { $number }
minutes-hint-small-cell = Klein aantal. Dit zijn er zo weinig dat mensen weten wie het zijn.
minutes-hint-only = Aanwijzing. Er is er maar één. Dan is duidelijk wie het is.
minutes-hint-spot = Aanwijzing. Met deze plek weten mensen wie het is.
minutes-hint-kin = Aanwijzing. Via familie, buren of bekenden is duidelijk wie het is.
minutes-hint-former = Aanwijzing. Met deze vroegere functie weten mensen wie het is.
minutes-hint-employer = Aanwijzing. Met deze werkplek weten mensen wie het is.
minutes-hint-event = Aanwijzing. Deze gebeurtenis kent iedereen. Dan is duidelijk wie het is.
minutes-hint-initials = Voorletters. Dat is ook een naam.

minutes-steps = Wat u kunt doen
minutes-of-other = Dit verslag is van iemand anders. U kunt er niets aan veranderen.
minutes-look = Ik heb alle plaatjes bekeken
minutes-look-text = Op geen enkel plaatje is iemand te herkennen. Er staat ook geen naam, adres of nummer van iemand in. Wij leggen vast dat u dit hebt bekeken.
minutes-strip = Haal dit weg
minutes-strip-text = Wij halen alles weg wat wij vonden, ook plaatjes. Op die plek komt “[weggehaald]”. Plaatjes in een pdf kunnen wij niet weghalen. Daarna kijken wij het verslag opnieuw na. De oude versie is dan voorgoed weg.
minutes-again = Of breng een betere versie in
minutes-again-send = Deze versie nakijken
minutes-archive = Archiveren
minutes-archive-text = Het verslag blijft hier, tot het einde van de bewaartermijn.
minutes-send = Versturen
minutes-send-text = Leg vast dat het verslag naar de deelnemers gaat. Download het bestand en verstuur het zelf.
minutes-nothing = Het verslag is klaar. U hoeft niets meer te doen.
minutes-download = Het verslag downloaden
