/** Rounds at the gateway: fetch the model, train on the own samples, leave the update in the outbox. */
@NullMarked
package org.fogward.edge.train;

import org.jspecify.annotations.NullMarked;
