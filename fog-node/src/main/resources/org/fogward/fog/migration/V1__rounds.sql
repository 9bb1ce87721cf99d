CREATE TABLE federation (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  federation TEXT NOT NULL,
  plan TEXT NOT NULL,
  first_model TEXT NOT NULL
);

-- Every key that an update was ever accepted under, for the audit.
CREATE TABLE gateway (
  id TEXT NOT NULL,
  verification_key TEXT NOT NULL,
  PRIMARY KEY (id, verification_key)
);

CREATE TABLE round (
  number INTEGER PRIMARY KEY,
  phase TEXT NOT NULL CHECK (phase IN ('OPEN', 'CLOSED', 'ANCHORED')),
  base_model TEXT NOT NULL,
  opened_ms INTEGER NOT NULL,
  deadline_ms INTEGER NOT NULL
);

CREATE TABLE round_update (
  round INTEGER NOT NULL REFERENCES round (number),
  gateway TEXT NOT NULL,
  digest TEXT NOT NULL,
  refusal INTEGER NOT NULL,
  detail TEXT NOT NULL,
  answers_round INTEGER NOT NULL,
  samples INTEGER NOT NULL,
  train_loss REAL NOT NULL,
  received_ms INTEGER NOT NULL,
  PRIMARY KEY (round, gateway, digest)
);

CREATE UNIQUE INDEX one_accepted ON round_update (round, gateway) WHERE refusal = 0;
CREATE INDEX update_by_digest ON round_update (digest);

CREATE TABLE round_result (
  round INTEGER PRIMARY KEY REFERENCES round (number),
  new_model TEXT NOT NULL,
  server_state TEXT NOT NULL,
  merkle_root TEXT NOT NULL,
  ledger_transaction TEXT NOT NULL,
  block INTEGER NOT NULL,
  head_hash TEXT NOT NULL,
  seconds REAL NOT NULL,
  train_loss REAL NOT NULL,
  bytes_up INTEGER NOT NULL,
  bytes_down INTEGER NOT NULL,
  receipts_sent INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE round_score (
  round INTEGER PRIMARY KEY REFERENCES round (number),
  accuracy REAL NOT NULL,
  balanced_accuracy REAL NOT NULL,
  loss REAL NOT NULL,
  samples INTEGER NOT NULL
);

CREATE TABLE refusal_count (
  reason TEXT PRIMARY KEY,
  total INTEGER NOT NULL
);
