# May I?, rulings and policy.

may-i-title = May I?
may-i-lead = Ask your question about personal data. You answer a few questions and get a ruling, with its reasons.
may-i-choose = What is your question about?
may-i-unfinished = You were still busy
may-i-go-on = Go on with: { $topic } ({ $answers ->
    [one] 1 answer
   *[other] { $answers } answers
})
may-i-no-names = Do not fill in names. They are not needed.
may-i-next = Continue
may-i-stop = Stop and erase

things-legend-medical = Which medical data is it about?
things-hint = Is it about more than one item? Add them one by one. Each item gets an answer of its own.
things-sort = Kind of item { $number }
things-name = What do you call item { $number }? (optional)
things-name-hint = A short word, for example: doctor’s letter. No names of people.
things-add = One more item
things-remove = Take item { $number } away
passages-hint = Judge a document passage by passage. Add every passage that says something about people.
passages-sort = What does passage { $number } contain?
passages-add = One more passage

question-about = It is about:
question-why = Why do we ask this?
question-policy = Policy:
question-law = The law asks this (duty { $norm }).

progress = { $left ->
    [0] Question { $number }. This is the last one.
    [one] Question { $number }. At most 1 more after this.
   *[other] Question { $number }. At most { $left } more after this, usually far fewer.
}
progress-changing = You are changing an answer.
progress-done = All questions are answered.

answers-title = Your answers
answers-items = Which data is it about?
answers-passages = Which passages is it about?
answers-change = Change

answer-yes = Yes
answer-no = No
answer-none-of-these = None of these
answer-choose-one = Make a choice
answer-choose = Choose an answer.
answer-at = { $mistake } (At: { $question })
answer-choose-thing = Choose which kind it is.
answer-choose-some = Choose one or more answers. If none fits, choose “None of these”.
answer-none-and-some = Choose “None of these” or one of the other answers, not both.
answer-number = Fill in a whole number, without letters. For example: 42.
answer-number-hint = A whole number.
answer-day = Fill in a date that exists. For example: 16-11-2026.
answer-day-hint = Day, month and year. For example: 16-11-2026.
answer-many-hint = You can choose more than one answer.
answer-text = Fill in an answer.
answer-text-long = Make it shorter: a few words at most.
answer-other = Something else
answer-other-label = What then? (only with “Something else”)
answer-other-hint = For example an article of a law. No names of people.

check-title = Are your answers right?
check-lead = There are no more questions that make a difference. Look your answers over. You can still change them.
check-open-title = You do not know everything yet
check-open = { $count ->
    [one] To 1 question you answered “I do not know”. The answer can make a difference. The ruling then says what to find out.
   *[other] To { $count } questions you answered “I do not know”. The answers can make a difference. The ruling then says what to find out.
}
check-record = Your answers and the ruling are recorded in the journal. Also when the answer is no.
check-button = Give the ruling

outcome-allowed = Allowed
outcome-allowed-title = Yes, you may
outcome-allowed-lead = There are no extra conditions.
outcome-allowed-do = You can go on. Take the usual care.
outcome-allowed-with-obligations = Allowed with obligations
outcome-allowed-with-obligations-title = Yes, you may, with obligations
outcome-allowed-with-obligations-lead = It is allowed only if you do everything listed below.
outcome-allowed-with-obligations-do = Go through this list. Do what it says; only then is it allowed.
outcome-refused = Refused
outcome-refused-title = No, you may not
outcome-refused-lead = Do not do it. Below you see what you can do.
outcome-refused-lead-alone = Do not do it. Below you see why.
outcome-refused-do = Do not do this. Does someone ask for it? Explain that it is not allowed, and why.
outcome-needs-fg-advice = FG advice first
outcome-needs-fg-advice-title = Ask the FG for advice first
outcome-needs-fg-advice-lead = Wait with deciding until the data protection officer (FG) has given advice.
outcome-needs-fg-advice-do = Send this ruling to the FG and ask for advice. After that your department decides.
outcome-needs-board-decision = Needs a decision of the daily board
outcome-needs-board-decision-title = Only the daily board may decide this
outcome-needs-board-decision-lead = You may not decide this yourself.
outcome-needs-board-decision-do = Put this to the daily board through your department head. Until then do nothing that cannot be undone.
outcome-more-facts-needed = Facts are missing
outcome-more-facts-needed-title = This cannot be said yet
outcome-more-facts-needed-lead = Something is missing. As long as it is, you may not.
outcome-more-facts-needed-do = Find out what is listed below. Then ask the question again.
outcome-out-of-scope = Out of scope
outcome-out-of-scope-title = The policy is not about this
outcome-out-of-scope-lead = There are no personal data in it, or it is private.
outcome-out-of-scope-do = This policy asks nothing of you here. Other rules may apply.

regime-avg = GDPR (AVG)
regime-wbp = Wbp

rulings-title = Rulings
rulings-lead-own = These are the rulings you asked for. A no is kept too.
rulings-lead-all = These are all rulings. That you look at them is recorded too.
rulings-caption = Rulings, newest first
rulings-recent-own = Your last rulings
rulings-recent-all = The last rulings
rulings-recent-caption = The last five, newest first
rulings-when = When
rulings-question = About
rulings-outcome = Outcome
rulings-who = Asked by
rulings-from = From (optional, for example 1-11-2026)
rulings-until = Up to and including (optional)
rulings-any = All
rulings-everyone = Everybody
rulings-mine = Only me
rulings-filter = Search the rulings
rulings-filter-button = Search
rulings-older = Older rulings
rulings-none = There are no rulings
rulings-none-text = Nothing was asked yet, or nothing fits what you are looking for.
rulings-ask = Ask a question

ruling-do = What must you do?
ruling-find-out = Find this out
ruling-alternative = This is possible
ruling-items = Answer for each item
ruling-items-item = Item
ruling-items-outcome = Outcome
ruling-items-reason = Most important reason
ruling-why = Why?
ruling-why-none = No rule stands in the way.
ruling-why-open = Answers that make a difference are missing. As long as they are, no rule can say yes.
ruling-why-dutch = The reasons are in Dutch, for that is the language of the policy.
ruling-policy = Policy:
ruling-law = Law:
ruling-duty = (duty { $norm })
ruling-layers = What do the policy and the law say?
ruling-layer-policy = The policy of WIL says
ruling-layer-law = The law ({ $regime }) says
ruling-layer-both = Together
ruling-decided-policy = Here the policy is stricter than the law. The policy counts.
ruling-decided-law = Here the law is stricter than the policy. The law counts.
ruling-decided-policy-alone = The policy settles this already. What else the law says does not change it.
ruling-decided-law-alone = The law settles this already. What else the policy says does not change it.
ruling-decided-both = Policy and law say the same.
ruling-decided-combination = Policy and law each say something else. Together they lead to this outcome.
ruling-times = Compare the law of then and now
ruling-times-text = With the same answers, by the rules as they are written now:
ruling-time = { $regime }, on { $day }
ruling-given = What is this based on?
ruling-given-text = On your answers. If one is not right, the ruling may be different. Then ask the question again.
ruling-given-show = { $count ->
    [one] Show 1 answer
   *[other] Show { $count } answers
}
ruling-record = How is this recorded?
ruling-print = You can print this page or keep it as a PDF.
ruling-next = Ask another question

record-id = Reference
record-at = Ruling given
record-by = Asked by
record-day = Judged by the law on
record-version = Version of the rules
record-journal = In the journal
record-entry = entry { $number }

policy-title = Privacy policy
policy-lead = This is the privacy policy of WIL, in its own Dutch words. Beside each paragraph stand the rules by which Waarborg executes it.
policy-versions-link = Versions of the policy: what holds, what is proposed, who decided
policy-version = Version of the rules: { $version }. The text was adopted on 7 September 2017.
policy-rules = { $count ->
    [one] 1 rule
   *[other] { $count } rules
}
policy-rules-title = The rules of this paragraph
policy-rules-lead = This is how Waarborg executes this paragraph. Each rule names the sentence of the policy and the article of law.
policy-no-rules = This paragraph gives no rules for a ruling. It explains, or asks something of the organisation.
policy-layer-policy = Rules of the policy
policy-layer-law = What the law adds
policy-layer-obligation = What you must do then
policy-layer-definition = What words mean
policy-now = Now:
policy-then = Then:
policy-permits = Makes it possible
policy-rule-text = Show the rule itself
policy-between = Other paragraphs

policy-promises-title = What this paragraph promises
policy-promises-lead = A proof holds for all facts there can be, not only for examples.
policy-promise-proved = Proved
policy-promise-refuted = Not proved
policy-promise-untried = Not tried yet
policy-cases-title = How it works out
policy-cases-lead = Cases from practice, with the answer of today
policy-cases-others = More cases
policy-cases-more = { $count ->
    [one] Show 1 case more
   *[other] Show { $count } cases more
}
policy-cases-case = What happens
policy-cases-outcome = Answer
policy-used-title = Rulings in { $year }
policy-used-none = No ruling of this year rests on this paragraph yet.
policy-used-count = { $count ->
    [one] 1 ruling
   *[other] { $count } rulings
}
policy-used-partly = Not all rulings are counted yet. Load the page again to count on.

start-welcome-title = May I do this with personal data?
start-welcome-lead = Waarborg gives staff of Werk en Inkomen Lekstroom (WIL) an answer within a minute. With the reason, and what to do.
start-welcome-sign-in = Sign in
start-welcome-information = What does WIL do with your data?
start-welcome-policy = Read the policy
start-promise-ask-title = An ordinary question
start-promise-ask-text = You only answer questions that make a difference. If you do not know something, it is never simply yes.
start-promise-why-title = An answer with its reason
start-promise-why-text = You see which sentence of the policy and which article of law is behind it.
start-promise-proof-title = A trace that holds
start-promise-proof-text = Every ruling stands in a journal that nobody can quietly change.
start-hello = Hello { $name }
start-hello-resident = Welcome to WIL
start-ask = Ask a question: may I?
start-mine = To my data
start-role-employee = Do you have a question about a client’s data? Ask it here, before you share or record anything.
start-role-department-head = You look after the register of your department. And you can ask questions yourself.
start-role-officer = You see what is asked, what the outcome was and where your advice is needed.
start-role-archivist = May something go, or must it stay? Ask it here.
start-role-disclosure-officer = What may be public, and what not? Ask it here, passage by passage.
start-role-board = You see what is asked and what only you may decide.
start-role-administrator = You keep the system running. You see no data of clients.
start-role-resident = This is the way to your own affairs.
start-role-system = You are signed in as another system.
start-role-operator = You are signed in as operator of the machine.
start-doors = Where would you like to go?
start-door-rulings-title = Rulings
start-door-rulings-text = Read earlier answers again, with their reasons.
start-door-register-title = Register
start-door-register-text = Which data WIL uses, what for and how long.
start-door-policy-title = Policy
start-door-policy-text = The text of the privacy policy, with the rules beside it.
start-door-journal-title = Journal
start-door-journal-text = The trace of everything asked and done, and the proof that it holds.
start-door-files-title = Files
start-door-files-text = Find a client and open only what you need.
start-door-notices-title = Informing
start-door-notices-text = Who still has to hear that WIL has data about them? And by when?
start-door-requests-title = Requests
start-door-requests-text = People ask to see or correct their data. See what is due first.
start-door-minutes-title = Minutes
start-door-minutes-text = Have minutes checked. Nobody may be recognised in them.
start-door-public-title = Requests for public information
start-door-public-text = What was asked, what is public, and when must there be a decision?
start-door-documents-title = Documents
start-door-documents-text = Take out data of people before a document becomes public.
start-door-assignments-title = Assignments
start-door-assignments-text = Who works with which law and which file?
start-door-mine-title = My data
start-door-mine-text = What WIL keeps about you, who received it and what you asked.
start-door-ask-title = Make a request
start-door-ask-text = See, correct or erase data. It costs nothing.
start-door-information-title = What WIL does with data
start-door-information-text = Read by subject which data WIL uses and why.
declined = This may not be done now
declined-more = Read the whole ruling
declined-instead = What you can do:
