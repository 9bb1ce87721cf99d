/** What the gateway remembers of the ledger, so that nobody can rewrite its history unnoticed. */
@NullMarked
package org.fogward.edge.history;

import org.jspecify.annotations.NullMarked;
