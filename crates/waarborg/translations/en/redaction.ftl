# Documents: taking data of people out before anyone else gets a document.

redaction-title = Documents
redaction-lead = Here you take data of people out of documents. One employee judges what has to go. Another checks it. Then you make the public version.
redaction-caption = Documents, the newest first
redaction-none = There are no documents yet.
redaction-new = Add a document
redaction-new-lead = The program looks for names, addresses, numbers and other data of people. Then you judge each finding.
redaction-new-send = Add and search
redaction-file = File
redaction-file-hint = A text, Word, Excel or OpenDocument file, PDF, e-mail, web page or CSV. At most 20 MB. A scanned page without text cannot be searched.
redaction-law = Law
redaction-law-woo = Woo
redaction-law-wob = Wob (request before 1 May 2022)
redaction-officials = Names of officials
redaction-officials-hint = This is about names that stand with a public function, such as alderman.
redaction-officials-strict = Find them as well
redaction-officials-functional = Leave them
redaction-known = Names of people in this case
redaction-known-hint = These names are always found. Put each name on a line of its own. The names are kept encrypted.

redaction-number = Number
redaction-file-kind = Kind of file
redaction-stage = How far
redaction-received = Added
redaction-by = By
redaction-digest = Checksum (SHA-256)
redaction-stage-in-review = Being judged
redaction-stage-proposed = Waits for a check by someone else
redaction-stage-checked = Checked
redaction-stage-released = Public version made
redaction-destroyed = Destroyed
redaction-destroyed-text = The key of this document was destroyed. Its contents can no longer be read.

redaction-course-title = Progress of document { $number }
redaction-course-lead = You see how far the review came. Only who does this work reads the text.
redaction-one-title = Document { $number }
redaction-refusal = This cannot be done
redaction-read-only = You can see how far this document is. You cannot change it.
redaction-text = Text with marks
redaction-file-name = Name of the file:
redaction-hidden = Not seen by the reader
redaction-marks-of = Marks in: { $place }
redaction-mark-number = mark { $number }
redaction-sure = { $percent }% sure
redaction-becomes = Becomes:
redaction-stays = Stays, because:

redaction-state-proposed = To be judged
redaction-state-accepted = Goes
redaction-state-rejected = Stays
redaction-state-added = Goes, marked by hand

redaction-kind = Kind of data
redaction-kind-person = Name
redaction-kind-address = Address
redaction-kind-postcode = Postcode
redaction-kind-place = Town
redaction-kind-bsn = Citizen service number
redaction-kind-birth_date = Date of birth
redaction-kind-phone = Telephone number
redaction-kind-email = E-mail address
redaction-kind-iban = Account number
redaction-kind-plate = Licence plate
redaction-kind-client_number = Client or case number
redaction-kind-signature = Signature
redaction-kind-health = Health
redaction-kind-criminal = Criminal offences
redaction-kind-ethnicity = Origin
redaction-kind-religion = Religion
redaction-kind-sex_life = Sex life
redaction-kind-other = No data of a person

redaction-why-form = It has a form that nothing else has
redaction-why-check = The number passes its check
redaction-why-cue = A word before it says so
redaction-why-title = A title or function stands before it
redaction-why-initials = Initials with a surname
redaction-why-list = First name and surname are on a list
redaction-why-attendance = It stands in a list of people
redaction-why-signed = It stands under a closing formula
redaction-why-model = It looks like a name
redaction-why-repeated = The same words stand elsewhere
redaction-why-case_file = This name belongs to the case
redaction-why-configured = It has the form of a number of our own
redaction-why-lexicon = The word is on a list of sensitive words
redaction-why-by_hand = Marked by hand

redaction-goes = Remove
redaction-goes-all-person = Remove all { $count } of this person
redaction-goes-all-words = Remove all { $count } with these words
redaction-otherwise = Leave it or other ground
redaction-reason = Why may this stay?
redaction-keeps = Leave it
redaction-keeps-all-person = Leave all { $count } of this person
redaction-keeps-all-words = Leave all { $count } with these words
redaction-keep-not_personal = It is not about a person
redaction-keep-official = It is the name of someone in a public function
redaction-keep-made_public = The person made this public themselves
redaction-keep-consent = The person explicitly consented to this
redaction-keep-requested = This is the very thing that was asked for, and openness weighs more than privacy
redaction-choose = Choose
redaction-ground = Ground
redaction-other-ground = Remove on this ground


redaction-at-once = Remove many at once
redaction-at-once-sure = Remove what is still to be judged and of which the program is at least so sure
redaction-at-once-hint = Health, religion and other special data do not go along. Those you judge yourself.
redaction-at-once-send = Remove
redaction-add = Mark something yourself
redaction-add-words = Words
redaction-add-hint = Type the words exactly as they stand in the document. They are marked wherever they stand.
redaction-add-kind = What is it?
redaction-add-send = Mark

redaction-progress = How far the judging is
redaction-count-what = Marks
redaction-count = Number
redaction-count-goes = Goes
redaction-count-stays = Stays
redaction-count-open = To be judged
redaction-nothing-found = The program found nothing. Read the document yourself.
redaction-summary = Overview by kind and ground

redaction-steps = Next step
redaction-ready-open = { $count ->
    [one] 1 mark is still to be judged. After that you can report the document ready.
   *[other] { $count } marks are still to be judged. After that you can report the document ready.
}
redaction-ready-text = Everything was judged. Read the rest of the text as well: the program does not find everything. Then report the document ready. Someone else checks it.
redaction-ready-send = Report ready
redaction-check-other = You reported this document ready. Another employee checks it.
redaction-check-text = Read the whole text. Does all go that has to go, on the right ground? What becomes public is public for good and for everyone.
redaction-check-send = I have checked it
redaction-back = What is not right?
redaction-back-send = Send back
redaction-remark-missed = Something still has to go
redaction-remark-too_much = Something goes that may stay
redaction-remark-wrong_ground = A ground is not right
redaction-release-text = Someone else checked this document. Now a new file is made without the data that has to go. Then the program looks whether truly nothing of it can still be read.
redaction-release-send = Make the public version
redaction-released-text = The public version was made. Download the file, and the report of what was removed and why.
redaction-download-file = Download the public version
redaction-download-report = Download the report (JSON)

redaction-history = What happened
redaction-step = Step
redaction-when = When
redaction-detail = Details
redaction-step-received = Added
redaction-step-propose = Reported ready
redaction-step-send-back = Sent back
redaction-step-check = Checked
redaction-step-release = Public version made
redaction-ruling = Ruling
redaction-output-digest = Checksum of the new file: { $digest }
