/** What a demo reports of itself: the JSON document that scripts read. */
@NullMarked
package org.fogward.sim.report;

import org.jspecify.annotations.NullMarked;
