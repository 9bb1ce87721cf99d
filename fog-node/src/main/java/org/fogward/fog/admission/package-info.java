/** Which updates are counted, and why the others are not. */
@NullMarked
package org.fogward.fog.admission;

import org.jspecify.annotations.NullMarked;
