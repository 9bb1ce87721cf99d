package org.fogward.fog.authority;

import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.VerificationKey;

/**
 * A certificate as it is recorded.
 *
 * @param serial its serial number
 * @param gateway whose it is
 * @param fingerprint SHA-256 of its DER
 * @param key what the gateway signs with
 * @param issuedAt when it was made
 * @param notAfter when it ends
 */
public record IssuedCertificate(
        BigInteger serial,
        GatewayId gateway,
        Digest fingerprint,
        VerificationKey key,
        Instant issuedAt,
        Instant notAfter) {

    /** What there is to record of a certificate. */
    public static IssuedCertificate of(
            X509Certificate certificate, GatewayId gateway, VerificationKey key, Instant now) {
        return new IssuedCertificate(
                certificate.getSerialNumber(),
                gateway,
                fingerprint(certificate),
                key,
                now,
                certificate.getNotAfter().toInstant());
    }

    static Digest fingerprint(X509Certificate certificate) {
        try {
            return Digest.of(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }
}
