/** The fog node as one object, and its command line. */
@NullMarked
package org.fogward.fog;

import org.jspecify.annotations.NullMarked;
