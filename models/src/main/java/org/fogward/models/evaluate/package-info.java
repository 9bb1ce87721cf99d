/** How good a model is on labelled samples. */
@NullMarked
package org.fogward.models.evaluate;

import org.jspecify.annotations.NullMarked;
