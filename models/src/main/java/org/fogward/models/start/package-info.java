/** What a federation's first model knows before any gateway has trained. */
@NullMarked
package org.fogward.models.start;

import org.jspecify.annotations.NullMarked;
