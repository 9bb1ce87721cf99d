/** The rounds of a federation: what is kept of them and how one follows another. */
@NullMarked
package org.fogward.fog.round;

import org.jspecify.annotations.NullMarked;
