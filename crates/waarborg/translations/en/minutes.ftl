# Minutes of meetings: nobody may be recognised in them (6.8).

minutes-title = Minutes
minutes-lead = Nobody may be recognised in the minutes of a meeting. We look through them before you archive or send them.
minutes-new = Check minutes
minutes-none = There are no minutes yet.
minutes-caption = Minutes, newest first
minutes-number = Number
minutes-stage = Stage
minutes-found = Found
minutes-received = Brought in
minutes-keep-until = Keep until
minutes-stage-blocked = May not leave yet
minutes-stage-clean = Ready to archive or send
minutes-stage-archived = Archived
minutes-stage-sent = Sent

minutes-new-lead = Choose a file or paste the text. The minutes are kept encrypted. As long as somebody can be recognised, only you see the text.
minutes-file = File
minutes-file-hint = Word, PDF, OpenDocument, Excel, e-mail or text. Not larger than 20 MB.
minutes-text = Or the text of the minutes
minutes-text-hint = Fill this in only if you choose no file.
minutes-external = Were others there?
minutes-external-hint = People from outside WIL, such as a municipality or UWV. Then the minutes are kept longer.
minutes-external-ja = Yes
minutes-external-nee = No, only people of WIL
minutes-new-send = Check

minutes-one = Minutes { $number }
minutes-blocked = These minutes may not leave yet
minutes-blocked-text = { $count ->
    [0] Not everything was searched. So you cannot archive or send them yet.
    [1] There is 1 thing in them by which somebody can be recognised. Take it out. Then you can archive or send the minutes.
   *[other] There are { $count } things in them by which somebody can be recognised. Take them out. Then you can archive or send the minutes.
}
minutes-clean = Nobody found who can be recognised
minutes-clean-text = You can archive or send the minutes. Read them yourself as well: a computer does not find everything.
minutes-kept = Done on { $day }. Keep until { $until } (selection list { $code }). Then they are destroyed.
minutes-version = Version
minutes-checked = Checked
minutes-by = Brought in by
minutes-digest = Checksum (SHA-256)

minutes-unsearched = Not everything was searched
minutes-unsearched-what = Take this out of the file and bring in a new version. Or let us take it out.
minutes-pictures = There are pictures in the minutes
minutes-pictures-what = We cannot search pictures. Look at them yourself, also at a logo. Is somebody in one of them, or is there a name in it? Then take that picture out.
minutes-pictures-looked = Whoever brought in the minutes looked at the pictures. Nobody can be recognised in them.
minutes-counts = What we found
minutes-sort = What
minutes-all = Together
minutes-sort-name = Name
minutes-sort-initials = Initials
minutes-sort-bsn = BSN
minutes-sort-address = Address or number
minutes-sort-indirect = Clue
minutes-sort-small_cell = Small count
minutes-about-client = About a client
minutes-about-third = About someone else
minutes-about-official = About an official
minutes-of-client = This is about a client.
minutes-of-third = This is about someone else, or we do not know about whom.
minutes-of-official = This is about an official.
minutes-why = Why this may not be
minutes-ruling-client = The ruling about clients
minutes-ruling-third = The ruling about others
minutes-ruling-official = The ruling about officials

minutes-words = The text of the minutes
minutes-text-lead = What we found is underlined and has a number. Below each piece of text it says what it is.
minutes-hidden = Not visible in the document
minutes-found-in = Found in { $place }
minutes-mark = finding { $number }
minutes-hint-small-cell = Small count. There are so few that people know who they are.
minutes-hint-only = Clue. There is only one. So it is clear who it is.
minutes-hint-spot = Clue. By this place people know who it is.
minutes-hint-kin = Clue. By family, neighbours or acquaintances it is clear who it is.
minutes-hint-former = Clue. By this former function people know who it is.
minutes-hint-employer = Clue. By this workplace people know who it is.
minutes-hint-event = Clue. Everybody knows this event. So it is clear who it is.
minutes-hint-initials = Initials. They are a name too.

minutes-steps = What you can do
minutes-of-other = These minutes are someone else's. You cannot change them.
minutes-look = I looked at all pictures
minutes-look-text = Nobody can be recognised in any picture. There is no name, address or number of anybody in them either. We record that you looked.
minutes-strip = Take this out
minutes-strip-text = We take out everything we found, and pictures. “[weggehaald]” comes in its place. Pictures in a PDF we cannot take out. Then we check the minutes again. The old version is then gone for good.
minutes-again = Or bring in a better version
minutes-again-send = Check this version
minutes-archive = Archive
minutes-archive-text = The minutes stay here, until the end of the retention period.
minutes-send = Send
minutes-send-text = Record that the minutes go to those who were there. Download the file and send it yourself.
minutes-nothing = The minutes are done. There is nothing more to do.
minutes-download = Download the minutes
