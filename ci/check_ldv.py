#!/usr/bin/env python3
"""Holds records of processing against the schema of Logboek Dataverwerkingen.

    waarborg journal export | ci/check_ldv.py SCHEMA

Reads JSON Lines; names every record that breaks a rule. Ends with 1 if any does, or if there is no record at all.
"""

import json
import sys
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker

formats = FormatChecker()


@formats.checks("uri")
def is_uri(value):
    return not isinstance(value, str) or (bool(urlsplit(value).scheme) and " " not in value)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        validator = Draft202012Validator(json.load(file), format_checker=formats)
    count = wrong = 0
    for number, line in enumerate(sys.stdin, 1):
        count += 1
        for error in validator.iter_errors(json.loads(line)):
            wrong += 1
            # Names the place and the rule; the value may be about a person.
            place = "/".join(map(str, error.absolute_path)) or "record"
            print(f"line {number}: {place}: breaks `{error.validator}`")
    print(f"{count} records, {wrong} faults")
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main())
