/** The gateway of a clinic as one object, and its command line. */
@NullMarked
package org.fogward.edge;

import org.jspecify.annotations.NullMarked;
