/** Gathers what a fog node shows of itself, and tells whoever watches. */
@NullMarked
package org.fogward.fog.live;

import org.jspecify.annotations.NullMarked;
