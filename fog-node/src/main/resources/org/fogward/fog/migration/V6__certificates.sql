-- Every certificate that was issued to a gateway, recorded before it goes out.
CREATE TABLE certificate (
  serial TEXT PRIMARY KEY,
  gateway TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  signing_key TEXT NOT NULL,
  issued_ms INTEGER NOT NULL,
  not_after_ms INTEGER NOT NULL,
  replaced_ms INTEGER
);

CREATE INDEX certificate_of_gateway ON certificate (gateway);
