/** SenML packs in CBOR (RFC 8428), parsed within limits. */
@NullMarked
package org.fogward.edge.intake.senml;

import org.jspecify.annotations.NullMarked;
