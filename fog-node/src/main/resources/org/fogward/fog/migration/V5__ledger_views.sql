-- What the ledger says of this federation, as far as it was followed. All of it can be emptied and made again from the ledger's
-- first block; what a row holds comes from the ledger alone, so that it is the same each time.
CREATE TABLE ledger_position (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  version INTEGER NOT NULL,
  block INTEGER NOT NULL,
  ledger_transaction TEXT NOT NULL,
  head_hash TEXT NOT NULL,
  changes INTEGER NOT NULL
);

CREATE TABLE ledger_change (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  organisation TEXT NOT NULL,
  ledger_transaction TEXT NOT NULL,
  block INTEGER NOT NULL,
  at TEXT NOT NULL
);

CREATE TABLE ledger_organisation (
  organisation TEXT PRIMARY KEY,
  approvals_needed INTEGER NOT NULL
);

CREATE TABLE ledger_fog_node (
  fog_node TEXT PRIMARY KEY,
  organisation TEXT NOT NULL,
  block INTEGER NOT NULL,
  at TEXT NOT NULL
);

CREATE TABLE ledger_plan (
  plan TEXT PRIMARY KEY,
  from_round INTEGER NOT NULL,
  organisation TEXT NOT NULL,
  block INTEGER NOT NULL,
  at TEXT NOT NULL
);

CREATE TABLE ledger_participant (
  gateway TEXT PRIMARY KEY,
  organisation TEXT NOT NULL,
  block INTEGER NOT NULL,
  at TEXT NOT NULL,
  suspended INTEGER NOT NULL,
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  standing_by TEXT NOT NULL,
  standing_block INTEGER NOT NULL,
  standing_at TEXT NOT NULL
);

CREATE TABLE ledger_fingerprint (
  fingerprint TEXT PRIMARY KEY,
  gateway TEXT NOT NULL,
  block INTEGER NOT NULL,
  at TEXT NOT NULL,
  withdrawn_reason TEXT,
  withdrawn_block INTEGER,
  withdrawn_at TEXT
);
CREATE INDEX ledger_fingerprint_gateway ON ledger_fingerprint (gateway);

CREATE TABLE ledger_round (
  fog_node TEXT NOT NULL,
  round INTEGER NOT NULL,
  model TEXT NOT NULL,
  ledger_transaction TEXT NOT NULL,
  block INTEGER NOT NULL,
  head_hash TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (fog_node, round)
);

CREATE TABLE ledger_closing (
  round INTEGER PRIMARY KEY,
  model TEXT NOT NULL,
  ledger_transaction TEXT NOT NULL,
  block INTEGER NOT NULL,
  at TEXT NOT NULL
);

CREATE TABLE ledger_proposal (
  model TEXT PRIMARY KEY,
  round INTEGER NOT NULL,
  fog_node TEXT,
  organisation TEXT NOT NULL,
  block INTEGER NOT NULL,
  at TEXT NOT NULL
);

CREATE TABLE ledger_approval (
  model TEXT NOT NULL,
  organisation TEXT NOT NULL,
  block INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (model, organisation)
);

CREATE TABLE ledger_release (
  model TEXT PRIMARY KEY,
  round INTEGER NOT NULL,
  ledger_transaction TEXT NOT NULL,
  block INTEGER NOT NULL,
  at TEXT NOT NULL
);

CREATE TABLE ledger_rollback_vote (
  from_model TEXT NOT NULL,
  to_model TEXT NOT NULL,
  organisation TEXT NOT NULL,
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  block INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (from_model, to_model, organisation)
);

CREATE TABLE ledger_rollback (
  from_model TEXT PRIMARY KEY,
  from_round INTEGER NOT NULL,
  to_model TEXT NOT NULL,
  to_round INTEGER NOT NULL,
  ledger_transaction TEXT NOT NULL,
  block INTEGER NOT NULL,
  at TEXT NOT NULL
);
