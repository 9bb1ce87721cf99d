/** Updates on disk until the fog node's receipt comes, and the proofs that come after it. */
@NullMarked
package org.fogward.edge.outbox;

import org.jspecify.annotations.NullMarked;
