/** Networks that compute gradients and probabilities, and the pool that shares them between users. */
@NullMarked
package org.fogward.models.network;

import org.jspecify.annotations.NullMarked;
