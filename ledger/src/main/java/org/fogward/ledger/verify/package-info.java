/** Checks a ledger's files offline. */
@NullMarked
package org.fogward.ledger.verify;

import org.jspecify.annotations.NullMarked;
