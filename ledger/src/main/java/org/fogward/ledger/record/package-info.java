/** What every record of a ledger has in common: its canonical JSON, its key, who wrote it and when, pages of them. */
@NullMarked
package org.fogward.ledger.record;

import org.jspecify.annotations.NullMarked;
