/** A model's parameters as one array of floats, and what lies where in it. */
@NullMarked
package org.fogward.models.parameter;

import org.jspecify.annotations.NullMarked;
