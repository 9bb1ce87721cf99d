/** What a federation does: the model, its training, the rounds and how updates are combined. */
@NullMarked
package org.fogward.fog.plan;

import org.jspecify.annotations.NullMarked;
