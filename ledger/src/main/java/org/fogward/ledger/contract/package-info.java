/** The smart contract that every ledger runs, and the canonical JSON that it stores. */
@NullMarked
package org.fogward.ledger.contract;

import org.jspecify.annotations.NullMarked;
