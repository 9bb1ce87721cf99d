/** The ledger's chain of blocks, as far as a gateway has to know it. */
@NullMarked
package org.fogward.protocol.chain;

import org.jspecify.annotations.NullMarked;
