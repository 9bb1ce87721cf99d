/** Signed transactions in the form of Hyperledger Fabric. */
@NullMarked
package org.fogward.ledger.transaction;

import org.jspecify.annotations.NullMarked;
