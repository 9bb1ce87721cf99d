/** The changes that the ledger tells of. */
@NullMarked
package org.fogward.ledger.change;

import org.jspecify.annotations.NullMarked;
