/** Local training: a participant's part of a federated round. */
@NullMarked
package org.fogward.models.train;

import org.jspecify.annotations.NullMarked;
