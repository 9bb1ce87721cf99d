/** A ledger inside the fog node's own process. */
@NullMarked
package org.fogward.ledger.embedded;

import org.jspecify.annotations.NullMarked;
