/** How the people who answer for an organisation tell and decide, by command, what the ledger says of models and members. */
@NullMarked
package org.fogward.fog.decide;

import org.jspecify.annotations.NullMarked;
