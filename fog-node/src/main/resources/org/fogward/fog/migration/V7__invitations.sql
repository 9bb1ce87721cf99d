-- Who may enrol as which gateway, once. The secret itself is nowhere.
CREATE TABLE invitation (
  number INTEGER PRIMARY KEY,
  gateway TEXT NOT NULL,
  salt BLOB NOT NULL,
  hash BLOB NOT NULL,
  expires_ms INTEGER NOT NULL,
  wrong_tries INTEGER NOT NULL DEFAULT 0,
  -- USED, WRONG_TRIES or REPLACED; open while null.
  ended TEXT
);

CREATE INDEX invitation_of_gateway ON invitation (gateway);
