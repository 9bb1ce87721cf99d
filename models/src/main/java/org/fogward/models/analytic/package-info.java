/** The head of a network solved in closed form, from sums that participants add up. */
@NullMarked
package org.fogward.models.analytic;

import org.jspecify.annotations.NullMarked;
