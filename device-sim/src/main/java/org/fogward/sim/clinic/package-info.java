/** Simulated clinics: a gateway and the device that fills it. */
@NullMarked
package org.fogward.sim.clinic;

import org.jspecify.annotations.NullMarked;
