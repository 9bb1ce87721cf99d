/** SHA-256 digests, the names of models, plans and updates. */
@NullMarked
package org.fogward.protocol.digest;

import org.jspecify.annotations.NullMarked;
