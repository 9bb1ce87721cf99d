/** People whom their organisation signs in, by OpenID Connect. */
@NullMarked
package org.fogward.fog.openid;

import org.jspecify.annotations.NullMarked;
