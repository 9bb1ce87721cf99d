-- The number of the audit log's line up to which changes are on their way to the ledger's access log; one row at most.
CREATE TABLE changes_noted (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL
);
