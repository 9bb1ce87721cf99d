/** From a closed round to a place on the ledger that everyone who took part can check. */
@NullMarked
package org.fogward.fog.anchor;

import org.jspecify.annotations.NullMarked;
