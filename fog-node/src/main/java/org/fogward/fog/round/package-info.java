/** The rounds of a federation: what is kept of them, and how a model is made. */
@NullMarked
package org.fogward.fog.round;

import org.jspecify.annotations.NullMarked;
