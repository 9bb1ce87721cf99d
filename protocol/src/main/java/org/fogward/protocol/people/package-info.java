/** How the pages of a fog node and of a gateway know people: passwords, secrets, and what slows down those who guess. */
@NullMarked
package org.fogward.protocol.people;

import org.jspecify.annotations.NullMarked;
