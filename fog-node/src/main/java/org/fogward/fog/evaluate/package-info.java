/** How good each round's model is. */
@NullMarked
package org.fogward.fog.evaluate;

import org.jspecify.annotations.NullMarked;
