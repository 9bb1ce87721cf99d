/** Labelled samples, the readers of the data-set formats that they come from, and generated data. */
@NullMarked
package org.fogward.models.data;

import org.jspecify.annotations.NullMarked;
