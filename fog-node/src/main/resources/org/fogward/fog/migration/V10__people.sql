-- Who may sign in to the operators' page. Passwords are there as Argon2id hashes in PHC string form, sessions as digests of their ids.
CREATE TABLE person (
  name TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  password TEXT NOT NULL,
  made_at INTEGER NOT NULL
);

-- A session of an account of ours ends with the account; one of an organisation's own people has no row in person.
CREATE TABLE person_session (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  person TEXT REFERENCES person (name) ON DELETE CASCADE,
  role TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
);
CREATE INDEX person_session_name ON person_session (name);
CREATE INDEX person_session_person ON person_session (person);

-- From where somebody has signed in: strangers elsewhere cannot slow them down there.
CREATE TABLE person_address (
  name TEXT NOT NULL REFERENCES person (name) ON DELETE CASCADE,
  address TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (name, address)
);

-- Looks at proofs on their way to the ledger's access log. A row that was sent stays for an hour, so that a page that is loaded
-- again and again is one look.
CREATE TABLE access_look (
  entry TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  kind TEXT NOT NULL,
  digest TEXT NOT NULL,
  at INTEGER NOT NULL,
  sent INTEGER NOT NULL
);
CREATE INDEX access_look_subject ON access_look (subject, digest);
