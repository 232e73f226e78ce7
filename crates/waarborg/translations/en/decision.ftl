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
   *[other] Question { $number }. At most { $left } more after this.
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
answer-choose = Choose an answer. If you do not know, choose “I do not know”.
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
