-- Pictures in minutes: the program does not search them, who brought the minutes in can look at them (policy 6.8).

ALTER TABLE minutes_minutes ADD COLUMN pictures INTEGER NOT NULL DEFAULT 0; -- how many places with pictures
ALTER TABLE minutes_minutes ADD COLUMN looked_at INTEGER; -- ms; when somebody looked at the pictures of this version and saw nobody
ALTER TABLE minutes_minutes ADD COLUMN looked_by TEXT; -- account id
ALTER TABLE minutes_minutes ADD COLUMN looked_role TEXT; -- in which role
