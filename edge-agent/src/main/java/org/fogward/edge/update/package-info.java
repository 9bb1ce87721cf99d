/** From trained parameters to a signed update. */
@NullMarked
package org.fogward.edge.update;

import org.jspecify.annotations.NullMarked;
