# Words that stand on every page.

page-title-mistake = Error:
skip-link = Skip to content
nav-label = Main menu
nav-start = Start
nav-may-i = May I?
nav-rulings = Rulings
nav-register = Register
nav-policy = Policy
nav-files = Files
nav-journal = Journal
nav-about = About Waarborg
nav-notices = Informing
nav-figures = Figures
nav-documents = Documents
nav-minutes = Minutes
nav-requests = Requests
nav-disclosure = Public requests
nav-public = Public information
nav-assignments = Assignments
nav-mine = My data
nav-information = What WIL does with data
breadcrumb-label = Breadcrumb
sign-in = Sign in
sign-out = Sign out

notices-label = Please note
notice-demo-mark = Demo
notice-demo = All people and data here are made up.
notice-policy = The policy dates from 2017 and is officially listed as ended since 1 January 2020.
notice-policy-more = What does that mean?

footer-promise = No personal data without a purpose. No processing without a decision. No decision without its reasons and a trace.
footer-accessibility = Accessibility
footer-policy = Privacy policy
footer-version = Waarborg { $version }

role-employee = Employee
role-department-head = Department head
role-officer = Data protection officer (FG)
role-archivist = Archivist
role-disclosure-officer = Disclosure officer (Woo)
role-board = Daily board
role-administrator = Administrator
role-resident = Resident
role-system = Another system
role-operator = Operator of the machine

form-errors-title = Something is not right. Please correct:
form-required = All questions must be answered, unless it says “optional”.
form-optional = (optional)
form-unknown = I do not know

pagination-label = Pages of this list
pagination-previous = Previous
pagination-next = Next
pagination-here = Page { $page } of { $pages }

language-title = Choose a language
language-text = In which language would you like to read the pages?

error-home = To the start page
error-incident = Asking for help about this? Quote this number: { $number }
error-not-found-title = This page does not exist
error-not-found-text = The address may have been mistyped. It may also be that you are not allowed to see it.
error-forbidden-title = You may not see this
error-forbidden-text = Your role gives no access to this. Do you need it for your work? Ask your department head.
error-forbidden-resident-text = This is for people who work at WIL only. What is about you is under “My data”.
error-method-title = That is not possible here
error-method-text = This address can only be used in another way. Please start again at the start page.
error-too-large-title = This is too large
error-too-large-text = What you sent is larger than we can accept. Nothing was stored.
error-unreadable-title = We cannot read this
error-unreadable-text = What you sent did not arrive in good order. Nothing was stored. Please try again.
error-invalid-title = Something is not right
error-invalid-text = We cannot use what you filled in. Nothing was stored.
error-conflict-title = This no longer fits
error-conflict-text = Something has changed in the meantime. Nothing was stored. Go back and see how things stand now.
error-stale-title = Someone was ahead of you
error-stale-text = This has changed in the meantime. Nothing was stored. Go back and see how things stand now.
error-form-replayed-title = This form was already sent
error-form-replayed-text = You sent this form before. It was handled then. We do not do it twice.
error-form-foreign-title = This form is not ours
error-form-foreign-text = The form came from another website, or belongs to another session. To be safe we did nothing with it. Please open the form here again.
error-form-old-title = This form is too old
error-form-old-text = The form was open for more than twelve hours. Nothing was stored. Please open the form again.
error-unavailable-title = No connection for the moment
error-unavailable-text = The storage cannot be reached now. Nothing was stored. Please try again in a few minutes.
error-internal-title = Something went wrong on our side
error-internal-text = This is our mistake, not yours. Nothing was stored halfway. Please try again later.

about-title = About Waarborg
about-lead = Waarborg answers the question: may I do this with personal data? The answer comes from the privacy policy of Werk en Inkomen Lekstroom (WIL) and from the law.
about-how-title = How does it work?
about-how-1 = You choose a topic and answer a few questions. Waarborg only asks what can still make a difference. If you do not know something, you never simply get a yes.
about-how-2 = You get a ruling. First what to do, then why, then the rules behind it.
about-how-3 = Waarborg does not decide for you. The department stays responsible. The data protection officer (FG) advises.
about-text-title = The text of the policy is old
about-text-1 = The daily board of WIL adopted the privacy policy on 7 September 2017. The official database of regulations gives 1 January 2020 as its end date.
about-text-2 = In 2017 another privacy act was in force: the Wet bescherming persoonsgegevens (Wbp). Since 25 May 2018 the General Data Protection Regulation (AVG in Dutch) applies. Since 1 May 2022 the Wet open overheid (Woo) governs public information.
about-text-3 = Therefore Waarborg always shows two things: what the policy says and what the law of today says. The stricter of the two counts. With each ruling you can also see what the law of that time said.
about-data-title = What Waarborg keeps about you and others
about-data-1 = With a ruling Waarborg keeps your answers, the outcome, the reasons, your role and your account id. Names of clients are not needed. Do not fill them in.
about-data-2 = Waarborg uses two cookies: one to keep you signed in and one for your language. There are no cookies of others.
about-proof-title = How do I know nobody tampered with it?
about-proof-1 = Every ruling stands in a journal. Whoever changes, cuts out or inserts something later is found out: the sums no longer add up. Anyone can check that.
about-try = Ask a question

access-title = Accessibility
access-lead = Everybody must be able to work with Waarborg. Also those who do not see well, use no mouse or do not read easily.
access-status-title = How far are we?
access-status-1 = We build to WCAG 2.2, levels A and AA. That is stricter than the law asks now (EN 301 549, WCAG 2.1).
access-status-2 = Status: being examined. Every page was tested by a program, without failures. An examination by people is still to come. That is why there is no letter A to E here yet.
access-done-title = What we do
access-done-1 = Everything works without a mouse.
access-done-2 = Everything works without JavaScript.
access-done-3 = On a narrow screen you need not scroll sideways.
access-done-4 = Colour is never the only sign: there are always words too.
access-done-5 = Mistakes in a form are listed at the top and at the field itself.
access-open-title = What is not good yet
access-open-1 = The rules behind the policy are written in a programming language. That is why each rule has a sentence in plain Dutch beside it.
access-open-2 = The English pages show the reasons of a ruling in Dutch.
access-open-3 = The text of the policy itself dates from 2017 and is not easy to read.
access-help-title = Does something not work for you?
access-help-1 = Tell your department head or the FG. You will be helped, and we will repair it.

letter-download = Download as a letter (PDF)
letter-unprintable = Some characters cannot be printed. This letter shows their number instead, such as { $number }. On the screen the characters themselves are shown.

# The clock of a term
clock-still = The clock stands still since { $day }
clock-running = { $left ->
    [0] Today is the last day
    [one] 1 day left, until { $day }
   *[other] { $left } days left, until { $day }
}
clock-late = { $over ->
    [one] 1 day late, it was due on { $day }
   *[other] { $over } days late, it was due on { $day }
}
clock-ended-in-time = In time, on { $day }
clock-ended-late = Too late, on { $day }

# A form that came back
form-refusal = This cannot be done
form-declined = The rules do not allow this
