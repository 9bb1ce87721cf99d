/** Hyperledger Fabric's Gateway and Deliver services, in front of one ledger. */
@NullMarked
package org.fogward.ledger.peer;

import org.jspecify.annotations.NullMarked;
