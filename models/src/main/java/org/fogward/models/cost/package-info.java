/** What a network costs: arithmetic and memory, told from its architecture alone. */
@NullMarked
package org.fogward.models.cost;

import org.jspecify.annotations.NullMarked;
