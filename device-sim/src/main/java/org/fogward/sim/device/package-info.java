/** Simulated wearables and imaging devices: CoAP clients over DTLS that hand measurements to a gateway. */
@NullMarked
package org.fogward.sim.device;

import org.jspecify.annotations.NullMarked;
