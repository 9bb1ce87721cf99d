/** Dealing a data set out to participants and keeping a part of it back, without ever dividing a group. */
@NullMarked
package org.fogward.models.split;

import org.jspecify.annotations.NullMarked;
