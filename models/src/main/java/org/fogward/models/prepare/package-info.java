/** From samples as they were measured to the numbers that a network takes. */
@NullMarked
package org.fogward.models.prepare;

import org.jspecify.annotations.NullMarked;
