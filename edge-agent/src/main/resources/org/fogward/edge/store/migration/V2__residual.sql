-- What became of an update, as far as receipts tell: see Fate. Unknown until one comes.
ALTER TABLE own_update ADD COLUMN fate TEXT;

UPDATE own_update SET fate = 'COUNTED' WHERE envelope IS NULL;

-- What the newest update left behind; one row, encrypted like samples, since it was learnt from them.
CREATE TABLE residual (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  round      INTEGER NOT NULL,
  rate_share REAL NOT NULL,
  encrypted  BLOB NOT NULL
) STRICT;
