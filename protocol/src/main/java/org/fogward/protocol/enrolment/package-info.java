/** What a gateway and a fog node say when a gateway enrols: the code that invites it, the key that its certificate names. */
@NullMarked
package org.fogward.protocol.enrolment;

import org.jspecify.annotations.NullMarked;
