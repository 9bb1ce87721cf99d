/** Conducts rounds: takes updates, closes and anchors, opens the next. */
@NullMarked
package org.fogward.fog.conduct;

import org.jspecify.annotations.NullMarked;
