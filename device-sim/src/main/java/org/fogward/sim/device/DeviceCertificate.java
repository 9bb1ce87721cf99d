package org.fogward.sim.device;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * What a device has after it enrolled. Immutable; the text form leaves the key out.
 *
 * @param key the device's own, P-256
 * @param certificate what the gateway's authority says of it
 * @param authority whom the gateway's own certificate has to come from
 */
public record DeviceCertificate(PrivateKey key, X509Certificate certificate, X509Certificate authority)
        implements DeviceProof {
    @Override
    public String identity() {
        return certificate.getSubjectX500Principal().getName().substring("CN=".length());
    }

    /** Whether it is time for another certificate: a third of this one's life is left. */
    public boolean isOld(Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        Duration life = Duration.between(certificate.getNotBefore().toInstant(), end);
        return now.isAfter(end.minus(life.dividedBy(3)));
    }

    @Override
    public String toString() {
        return identity();
    }
}
