/** What is anchored of a federation's rounds, and the port through which a fog node anchors it. */
@NullMarked
package org.fogward.ledger;

import org.jspecify.annotations.NullMarked;
