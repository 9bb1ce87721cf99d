/** Rounds, of one fog node and over several. */
@NullMarked
package org.fogward.ledger.round;

import org.jspecify.annotations.NullMarked;
