/** What a fog node shows of itself: snapshots for the operators' page, the metrics and the demo's report. */
@NullMarked
package org.fogward.fog.view;

import org.jspecify.annotations.NullMarked;
