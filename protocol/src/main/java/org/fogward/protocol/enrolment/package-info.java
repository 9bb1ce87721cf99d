/** What is said when a gateway enrols with a fog node, or a device with a gateway: codes that invite, the key that a certificate names. */
@NullMarked
package org.fogward.protocol.enrolment;

import org.jspecify.annotations.NullMarked;
