/** Who looked at which model or proof. */
@NullMarked
package org.fogward.ledger.access;

import org.jspecify.annotations.NullMarked;
