/** Whether the parts of a fog node work. */
@NullMarked
package org.fogward.fog.health;

import org.jspecify.annotations.NullMarked;
