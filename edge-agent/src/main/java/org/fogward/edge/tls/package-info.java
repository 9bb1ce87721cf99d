/** TLS as an enrolled gateway speaks it: with its certificate, to the roots that it trusts, version 1.3 only. */
@NullMarked
package org.fogward.edge.tls;

import org.jspecify.annotations.NullMarked;
