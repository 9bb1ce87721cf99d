/** Recomputes a federation's history from what was stored. */
@NullMarked
package org.fogward.fog.audit;

import org.jspecify.annotations.NullMarked;
