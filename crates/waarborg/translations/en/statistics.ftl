# Statistics: counts without people.

statistics-title = Statistics
statistics-lead = How many files there are, by year. A count of fewer than { $count } people is hidden: it could lead to someone.
statistics-hidden-why = Sometimes a larger count is hidden as well. Otherwise the small one could be worked out from the totals. A 0 is shown: nobody is in it.
statistics-running = For a publication, use only years that are over. In the running year the counts still change, and a difference between two tables can be about one person.
statistics-geopend = Files opened, by law
statistics-geopend-row = Law
statistics-geopend-csv = Download files opened (CSV)
statistics-gesloten = Files closed, by result
statistics-gesloten-row = Result
statistics-gesloten-csv = Download files closed (CSV)
statistics-total = Total
statistics-hidden = hidden
statistics-none = There are no files to count yet.
statistics-ruling = Why this table may be seen
