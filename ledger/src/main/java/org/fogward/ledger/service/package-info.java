/** Hyperledger Fabric's Gateway and Deliver services, in front of one ledger. */
@NullMarked
package org.fogward.ledger.service;

import org.jspecify.annotations.NullMarked;
