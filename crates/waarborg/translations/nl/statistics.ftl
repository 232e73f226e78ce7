# Statistiek: aantallen zonder personen.

statistics-title = Statistiek
statistics-lead = Hoeveel dossiers er zijn, per jaar. Een aantal van minder dan { $count } personen is verborgen: dat kan naar iemand leiden.
statistics-hidden-why = Soms is ook een groter aantal verborgen. Anders kon u het kleine aantal uitrekenen met de totalen. Een 0 staat er wel: daar hoort niemand bij.
statistics-running = Gebruik voor een publicatie alleen jaren die voorbij zijn. In het lopende jaar veranderen de aantallen nog, en een verschil tussen twee tabellen kan over één persoon gaan.
statistics-geopend = Geopende dossiers per wet
statistics-geopend-row = Wet
statistics-geopend-csv = Geopende dossiers downloaden (CSV)
statistics-gesloten = Gesloten dossiers per resultaat
statistics-gesloten-row = Resultaat
statistics-gesloten-csv = Gesloten dossiers downloaden (CSV)
statistics-total = Totaal
statistics-hidden = verborgen
statistics-none = Er zijn nog geen dossiers om te tellen.
statistics-ruling = Waarom deze tabel gezien mag worden
