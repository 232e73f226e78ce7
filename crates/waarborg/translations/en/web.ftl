# Words that stand on every page.

page-title-mistake = Error:
skip-link = Skip to content
nav-label = Main menu
nav-start = Start
nav-may-i = May I?
nav-rulings = Rulings
nav-register = Register
nav-policy = Policy
nav-journal = Journal
nav-about = About Waarborg
breadcrumb-label = Breadcrumb
sign-in = Sign in
sign-out = Sign out

notices-label = Please note
notice-demo-mark = Demo
notice-demo = All people and data here are made up.
notice-policy = The policy text dates from 2017 and is listed as ended since 1 January 2020 in the official database.
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
error-no-accounts-title = Nobody can sign in yet
error-no-accounts-text = This installation has no accounts yet. They come with a later version. Would you like to look around? Start the service with the option --demo.
