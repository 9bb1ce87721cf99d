/** Where a fog node's federation is recorded: in a ledger of its own, or on a network. */
@NullMarked
package org.fogward.fog.ledger;

import org.jspecify.annotations.NullMarked;
