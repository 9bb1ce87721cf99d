/** The contract as a service of its own, which a Hyperledger Fabric peer calls. */
@NullMarked
package org.fogward.ledger.chaincode;

import org.jspecify.annotations.NullMarked;
