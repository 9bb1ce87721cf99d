package org.fogward.edge.enrol;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.GatewayId;

/**
 * When a certificate is to be renewed: with a third of its life left, earlier by up to a twelfth of its life that the gateway's name
 * decides, so that a fleet that enrolled together does not come back together.
 *
 * @param due from when on
 * @param late from when on a failure is worth an alarm: a sixth of its life is left
 * @param end the certificate's end
 */
record RenewalTimes(Instant due, Instant late, Instant end) {
    private static final int LEFT = 3;
    private static final int LATE = 6;
    private static final int SPREAD = 12;
    private static final int STEPS = 256;

    static RenewalTimes of(X509Certificate certificate, GatewayId gateway) {
        Instant end = certificate.getNotAfter().toInstant();
        Duration life = Duration.between(certificate.getNotBefore().toInstant(), end);
        int step = Digest.of(gateway.value().getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .bytes()[0]
                & 0xff;
        Duration early = life.dividedBy(SPREAD).multipliedBy(step).dividedBy(STEPS);
        return new RenewalTimes(end.minus(life.dividedBy(LEFT)).minus(early), end.minus(life.dividedBy(LATE)), end);
    }
}
