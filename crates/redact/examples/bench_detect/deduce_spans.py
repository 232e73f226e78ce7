#!/usr/bin/env python3
"""Lines of JSON (texts) in; per line the spans that deduce finds, as [tag, start, end]; last the seconds it took."""

import json
import sys
import time

# The first time, deduce says there that it makes its lists.
answers, sys.stdout = sys.stdout, sys.stderr

from deduce import Deduce

program = Deduce()
program.deidentify("Mevrouw Jansen belde.")
seconds = 0.0
for line in sys.stdin:
    begin = time.process_time()
    found = program.deidentify(json.loads(line))
    seconds += time.process_time() - begin
    spans = [[a.tag, int(a.start_char), int(a.end_char)] for a in found.annotations]
    print(json.dumps(spans), file=answers)
print(seconds, file=answers)
