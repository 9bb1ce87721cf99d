-- Blocks of the ledger that receipts named, by number and header hash. A history that contradicts them was rewritten.
CREATE TABLE ledger_head (
  block INTEGER PRIMARY KEY,
  hash BLOB NOT NULL
);

-- What contradicts them: the newest is shown until somebody has looked into it.
CREATE TABLE history_alarm (
  id INTEGER PRIMARY KEY,
  round INTEGER NOT NULL,
  finding TEXT NOT NULL
);
