/** Where devices hand in signals and images: CoAP over DTLS, validated against the configured profile. */
@NullMarked
package org.fogward.edge.intake;

import org.jspecify.annotations.NullMarked;
