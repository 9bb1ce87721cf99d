/** The client of any ledger that speaks Hyperledger Fabric's Gateway API. */
@NullMarked
package org.fogward.ledger.client;

import org.jspecify.annotations.NullMarked;
