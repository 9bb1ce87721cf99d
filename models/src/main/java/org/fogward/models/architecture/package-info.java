/** Which layers a model has, told apart from the library that computes them. */
@NullMarked
package org.fogward.models.architecture;

import org.jspecify.annotations.NullMarked;
