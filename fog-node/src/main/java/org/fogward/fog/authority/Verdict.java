package org.fogward.fog.authority;

import java.util.Optional;
import org.fogward.protocol.identity.GatewayId;

/** What becomes of a certificate that somebody shows. */
public sealed interface Verdict {

    /**
     * It is good.
     *
     * @param gateway whose it is
     */
    record Good(GatewayId gateway) implements Verdict {}

    /**
     * It is not.
     *
     * @param reason why
     * @param gateway whose it says that it is, if it is by this authority
     */
    record Refused(CertificateRefusal reason, Optional<GatewayId> gateway) implements Verdict {}
}
