/** How a Hyperledger Fabric network is reached. */
@NullMarked
package org.fogward.ledger.fabric;

import org.jspecify.annotations.NullMarked;
