/** What of the privacy budget is spent. */
@NullMarked
package org.fogward.ledger.budget;

import org.jspecify.annotations.NullMarked;
