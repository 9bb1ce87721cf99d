-- What operators decided about a gateway: the newest decision for each, in force from its first look on; from when the ledger's block
-- that tells it was followed, the ledger's word counts.
CREATE TABLE standing_order (
  gateway TEXT PRIMARY KEY,
  suspended INTEGER NOT NULL,
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  given_at TEXT NOT NULL,
  in_force INTEGER NOT NULL,
  block INTEGER
);
