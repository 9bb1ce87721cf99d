/** The demo: a fog node, gateways and their devices in one process, over real sockets. */
@NullMarked
package org.fogward.sim.demo;

import org.jspecify.annotations.NullMarked;
