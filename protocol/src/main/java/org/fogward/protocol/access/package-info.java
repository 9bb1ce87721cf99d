/** The token by which a gateway shows who it is to the broker and to the HTTPS door. */
@NullMarked
package org.fogward.protocol.access;

import org.jspecify.annotations.NullMarked;
