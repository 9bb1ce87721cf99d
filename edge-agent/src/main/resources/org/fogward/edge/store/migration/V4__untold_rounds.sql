-- Rounds whose updates were made before any block was known, so that nothing leads to the blocks of their receipts.
CREATE TABLE untold_round (
  round INTEGER PRIMARY KEY
);
