/** Draws what demos reported: accuracy by round, by traffic, by site. */
@NullMarked
package org.fogward.sim.curves;

import org.jspecify.annotations.NullMarked;
