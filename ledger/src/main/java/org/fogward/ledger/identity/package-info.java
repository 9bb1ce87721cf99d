/** Who writes to a ledger: keys, certificates and signatures. */
@NullMarked
package org.fogward.ledger.identity;

import org.jspecify.annotations.NullMarked;
