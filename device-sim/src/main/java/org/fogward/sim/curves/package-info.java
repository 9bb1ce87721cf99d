/** Draws what demos reported: accuracy by round, accuracy by site. */
@NullMarked
package org.fogward.sim.curves;

import org.jspecify.annotations.NullMarked;
