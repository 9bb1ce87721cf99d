/** Who belongs to the federation. */
@NullMarked
package org.fogward.fog.registry;

import org.jspecify.annotations.NullMarked;
