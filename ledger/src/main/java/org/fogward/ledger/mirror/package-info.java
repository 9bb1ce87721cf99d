/** Copies of chains that others write, on this machine's disk. */
@NullMarked
package org.fogward.ledger.mirror;

import org.jspecify.annotations.NullMarked;
