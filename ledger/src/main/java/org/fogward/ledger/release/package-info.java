/** Which models a federation's organisations have approved, and the way back. */
@NullMarked
package org.fogward.ledger.release;

import org.jspecify.annotations.NullMarked;
