/** How a gateway comes by the global model. */
@NullMarked
package org.fogward.edge.model;

import org.jspecify.annotations.NullMarked;
