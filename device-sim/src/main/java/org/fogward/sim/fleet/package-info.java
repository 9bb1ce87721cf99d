/** Simulated devices and fleets of gateways against nodes that run elsewhere. */
@NullMarked
package org.fogward.sim.fleet;

import org.jspecify.annotations.NullMarked;
