/** Runs the contract for a proposal and signs what comes of it, as a Fabric peer does. */
@NullMarked
package org.fogward.ledger.endorse;

import org.jspecify.annotations.NullMarked;
