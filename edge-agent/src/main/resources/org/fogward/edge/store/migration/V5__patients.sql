-- One row for each patient that samples came of: the key of these samples, encrypted under the gateway's. Without a key the patient is
-- forgotten, and nothing more is taken of them.
CREATE TABLE patient (
  id          INTEGER PRIMARY KEY,
  pseudonym   TEXT NOT NULL UNIQUE,
  wrapped_key BLOB
) STRICT;

-- Samples of earlier builds have no patient yet: the store gives them one when it is opened.
ALTER TABLE sample ADD COLUMN patient INTEGER REFERENCES patient (id);
ALTER TABLE sample ADD COLUMN stored_day INTEGER NOT NULL DEFAULT 0;
CREATE INDEX sample_patient ON sample (patient);
CREATE INDEX sample_day ON sample (stored_day);
