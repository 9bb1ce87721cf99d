/** What a model is: its family, its input and its classes, as everyone in a federation has to agree on it. */
@NullMarked
package org.fogward.models.spec;

import org.jspecify.annotations.NullMarked;
