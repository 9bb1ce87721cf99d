/** Simulated devices and gateways, and the demo: a whole federation in one process. */
@NullMarked
package org.fogward.sim;

import org.jspecify.annotations.NullMarked;
