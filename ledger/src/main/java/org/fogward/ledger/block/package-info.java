/** Hash-chained blocks and the append-only file that holds them. */
@NullMarked
package org.fogward.ledger.block;

import org.jspecify.annotations.NullMarked;
