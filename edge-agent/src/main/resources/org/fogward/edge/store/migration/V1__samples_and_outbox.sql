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

-- Every update that this gateway made. The envelope stays until the fog node's receipt comes: these rows are the outbox.
-- The proof is the receipt that shows the update in its round's Merkle tree.
CREATE TABLE own_update (
  digest   BLOB PRIMARY KEY,
  round    INTEGER NOT NULL UNIQUE,
  envelope BLOB,
  proof    BLOB
) STRICT;
