# Versions of the policy.

adoption-title = Versions of the policy
adoption-lead = A new version passes three people: someone proposes it, the data protection officer advises, the daily board decides. Then it holds from a day on. Every ruling names the version that made it.
adoption-caption = All versions, the newest first
adoption-none = No version has been recorded yet.
adoption-name = Version { $number }: { $name }
adoption-version = Version
adoption-stage = Stage
adoption-from = In force from
adoption-from-beginning = the beginning
adoption-proposed = Proposed on
adoption-stage-now = In force now
adoption-stage-past = Was in force before
adoption-stage-coming = Adopted, in force later
adoption-stage-draft = Draft, waits for the officer’s advice
adoption-stage-advised = Waits for the daily board
adoption-stage-rejected = Rejected
adoption-what = What changes?
adoption-base = Compared with
adoption-base-name = version { $number }
adoption-hash = Fingerprint of the rules
adoption-differences = What is newly allowed or newly stopped?
adoption-differences-lead = The line is what holds now. An arrow to the right: more is allowed. An arrow to the left: less is allowed. This was worked out for all possible cases.
adoption-differences-caption = Questions whose answer can change
adoption-not-compared = Not compared
adoption-not-compared-text = Nobody worked out what this version newly allows or newly stops.
adoption-all-equal = The answers to all questions stay the same. This was worked out for all possible cases.
adoption-equal-count = { $count ->
    [one] In one other comparison the answer stays the same.
   *[other] In { $count } other comparisons the answer stays the same.
}
adoption-column-question = Question
adoption-column-law = Law
adoption-column-layer = Verdict
adoption-column-picture = Picture
adoption-column-direction = Change
adoption-column-ruling = Ruling
adoption-column-then = Then
adoption-column-now = By this version
adoption-layer-policy = Policy
adoption-layer-law = Law
adoption-layer-ruling = Together
adoption-direction-wider = More is allowed
adoption-direction-narrower = Less is allowed
adoption-direction-both = Some more, some less
adoption-direction-equal = The same
adoption-direction-unknown = Not worked out
adoption-example-wider = Newly allowed: { $question } ({ $law }, { $layer })
adoption-example-narrower = No longer allowed: { $question } ({ $law }, { $layer })
adoption-facts-nobody = A solver made up this case. It is about nobody.
adoption-promises = Does this version do what the policy promises?
adoption-promises-lead = For each promise a solver looks for a case in which it is broken. If there is none, the promise is proved.
adoption-not-examined = Not examined
adoption-not-examined-text = Nobody had the promises of this version proved.
adoption-proof-proved = Proved
adoption-proof-refuted = Broken
adoption-proof-unknown = Not proved
adoption-proof-facts = Show the case
adoption-changed = Rulings of the past
adoption-changed-count = { $count ->
    [0] No ruling in the journal would come out otherwise by this version.
    [one] One ruling in the journal would come out otherwise by this version.
   *[other] { $count } rulings in the journal would come out otherwise by this version.
}
adoption-changed-caption = Rulings that would come out otherwise. They stay as they are.
adoption-history = Who did what?
adoption-did-propose = Proposed
adoption-did-advise-positive = The officer advises to adopt
adoption-did-advise-negative = The officer advises not to adopt
adoption-did-adopt = Adopted by the daily board
adoption-did-reject = Rejected by the daily board
adoption-refused = This cannot be done so
adoption-waits-officer = This version waits for the officer’s advice.
adoption-waits-board = This version waits for the decision of the daily board.
adoption-outdated = This proposal was overtaken
adoption-outdated-text = Version { $number } was adopted since. The differences above are out of date. Ask for a new proposal.
adoption-advise-title = Your advice
adoption-advise-lead = The daily board reads your advice before it decides. If you advise against, it has to explain why it adopts all the same. You give advice once.
adoption-opinion = What do you advise?
adoption-opinion-positive = To adopt this version
adoption-opinion-negative = Not to adopt this version
adoption-opinion-text = Why?
adoption-advise-button = Give advice
adoption-decide-title = Decision of the daily board
adoption-decision = What does the daily board decide?
adoption-adopt = To adopt this version
adoption-reject = To reject this version
adoption-from-day = From which day is it in force?
adoption-from-day-hint = Today or later. Only needed to adopt.
adoption-motivation = Reasons
adoption-motivation-hint = Only needed to reject.
adoption-motivation-must = Required: because of what stands above, and always to reject.
adoption-decide-button = Record the decision
adoption-concerns = Adopting it? Then explain why, in spite of this:
adoption-concern-not-examined = Nobody had the promises of this version proved.
adoption-concern-refuted = { $count ->
    [one] One promise is broken.
   *[other] { $count } promises are broken.
}
adoption-concern-unproved = { $count ->
    [one] One promise is not proved.
   *[other] { $count } promises are not proved.
}
adoption-concern-advice = The officer advises not to adopt.
