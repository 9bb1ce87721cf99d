/** People who may use the operators' page: their accounts, passwords and sessions. */
@NullMarked
package org.fogward.fog.people;

import org.jspecify.annotations.NullMarked;
