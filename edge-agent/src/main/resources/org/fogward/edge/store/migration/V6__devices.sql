-- By what devices prove themselves. Secrets are encrypted under the gateway's key, and go when they end; the row stays, so that the
-- device can be told why it is refused. Times are milliseconds since 1970.
CREATE TABLE device_credential (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  device      TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('KEY', 'INVITATION', 'CERTIFICATE')),
  since       INTEGER NOT NULL,
  until       INTEGER,
  secret      BLOB,
  serial      TEXT,
  fingerprint BLOB UNIQUE,
  failures    INTEGER NOT NULL DEFAULT 0,
  ended       TEXT
) STRICT;
CREATE INDEX device_credential_device ON device_credential (device);

-- When a device last opened a connection, those of the configuration too.
CREATE TABLE device_seen (
  device TEXT PRIMARY KEY,
  seen   INTEGER NOT NULL
) STRICT;

-- The authority that signs devices' certificates; one row, its key encrypted under the gateway's.
CREATE TABLE device_authority (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  certificate BLOB NOT NULL,
  sealed_key  BLOB NOT NULL
) STRICT;
