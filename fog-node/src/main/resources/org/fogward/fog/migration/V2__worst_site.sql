-- The site that a round's model serves worst. Gateways tell of it a round later than the fog node's own samples do.
CREATE TABLE round_worst_site (
  round INTEGER PRIMARY KEY REFERENCES round (number),
  site TEXT NOT NULL,
  site_accuracy REAL NOT NULL,
  site_samples INTEGER NOT NULL
);
