/** Codecs beside each other, on updates that a federation made. */
@NullMarked
package org.fogward.sim.codec;

import org.jspecify.annotations.NullMarked;
