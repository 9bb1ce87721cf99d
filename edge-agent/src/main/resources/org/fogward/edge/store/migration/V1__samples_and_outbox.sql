-- What the samples in this file look like; one row. A gateway that is configured otherwise refuses to open it.
CREATE TABLE profile (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  fingerprint TEXT NOT NULL
) STRICT;

CREATE TABLE sample (
  sequence       INTEGER PRIMARY KEY AUTOINCREMENT,
  content_digest BLOB NOT NULL UNIQUE,
  encrypted         BLOB NOT NULL
) STRICT;

-- Totals per class, kept in the same transaction as the samples, so that nothing has to be decrypted to count.
CREATE TABLE sample_total (
  label   INTEGER PRIMARY KEY,
  samples INTEGER NOT NULL,
  bytes   INTEGER NOT NULL
) STRICT;

-- The round that this gateway last finished its own work for.
CREATE TABLE progress (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  round INTEGER NOT NULL,
  model BLOB NOT NULL
) STRICT;

-- Signed envelopes that wait for the fog node's receipt.
CREATE TABLE outbox (
  digest   BLOB PRIMARY KEY,
  round    INTEGER NOT NULL,
  envelope BLOB NOT NULL
) STRICT;

-- Checked inclusion proofs: what this gateway can show about its own part in a round.
CREATE TABLE anchored_update (
  round         INTEGER NOT NULL,
  update_digest BLOB NOT NULL,
  receipt       BLOB NOT NULL,
  PRIMARY KEY (round, update_digest)
) STRICT;
