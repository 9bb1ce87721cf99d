-- A round's model is made before the ledger has the round, so that a ledger that cannot be reached holds nothing up.
-- SQLite neither changes a constraint nor drops a table that others refer to: all of these tables are made anew.
CREATE TABLE round_now (
  number INTEGER PRIMARY KEY,
  phase TEXT NOT NULL CHECK (phase IN ('OPEN', 'CLOSED', 'COMBINED')),
  base_model TEXT NOT NULL,
  opened_ms INTEGER NOT NULL,
  deadline_ms INTEGER NOT NULL
);
INSERT INTO round_now
SELECT number, replace(phase, 'ANCHORED', 'COMBINED'), base_model, opened_ms, deadline_ms FROM round;

CREATE TABLE round_place (
  round INTEGER PRIMARY KEY REFERENCES round_now (number),
  ledger_transaction TEXT NOT NULL,
  block INTEGER NOT NULL,
  head_hash TEXT NOT NULL,
  receipts_sent INTEGER NOT NULL DEFAULT 0
);
INSERT INTO round_place
SELECT round, ledger_transaction, block, head_hash, receipts_sent FROM round_result;

CREATE TABLE round_result_now (
  round INTEGER PRIMARY KEY REFERENCES round_now (number),
  new_model TEXT NOT NULL,
  model_delta TEXT,
  server_state TEXT NOT NULL,
  merkle_root TEXT NOT NULL,
  seconds REAL NOT NULL,
  train_loss REAL NOT NULL,
  bytes_up INTEGER NOT NULL,
  bytes_down INTEGER NOT NULL
);
INSERT INTO round_result_now
SELECT round, new_model, model_delta, server_state, merkle_root, seconds, train_loss, bytes_up, bytes_down FROM round_result;
DROP TABLE round_result;

CREATE TABLE round_update_now (
  round INTEGER NOT NULL REFERENCES round_now (number),
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
INSERT INTO round_update_now SELECT * FROM round_update;
DROP TABLE round_update;

CREATE TABLE round_score_now (
  round INTEGER PRIMARY KEY REFERENCES round_now (number),
  accuracy REAL NOT NULL,
  balanced_accuracy REAL NOT NULL,
  loss REAL NOT NULL,
  samples INTEGER NOT NULL
);
INSERT INTO round_score_now SELECT * FROM round_score;
DROP TABLE round_score;

CREATE TABLE round_worst_site_now (
  round INTEGER PRIMARY KEY REFERENCES round_now (number),
  site TEXT NOT NULL,
  site_accuracy REAL NOT NULL,
  site_samples INTEGER NOT NULL
);
INSERT INTO round_worst_site_now SELECT * FROM round_worst_site;
DROP TABLE round_worst_site;

DROP TABLE round;
ALTER TABLE round_now RENAME TO round;
ALTER TABLE round_result_now RENAME TO round_result;
ALTER TABLE round_update_now RENAME TO round_update;
ALTER TABLE round_score_now RENAME TO round_score;
ALTER TABLE round_worst_site_now RENAME TO round_worst_site;

CREATE UNIQUE INDEX one_accepted ON round_update (round, gateway) WHERE refusal = 0;
CREATE INDEX update_by_digest ON round_update (digest);

-- What each gateway said last that it knows of the ledger: receipts go on from there.
CREATE TABLE gateway_head (
  gateway TEXT PRIMARY KEY,
  known_blocks INTEGER NOT NULL
);
