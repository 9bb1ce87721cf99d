package org.fogward.fog.authority;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bouncycastle.asn1.x500.X500Name;
import org.fogward.fog.tls.Authority;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;

/**
 * Says whose a certificate is, and whether it is good now. Every door asks here, at the handshake and again for what comes later, since TLS
 * sessions are resumed and connections stand for weeks. Thread-safe.
 */
public final class GatewayCertificates {

    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";

    private final FederationId federation;
    private final Authority authority;
    private final EnrolledGateways enrolled;
    private final Predicate<GatewayId> suspended;
    private final Clock clock;

    /**
     * Judges for one federation.
     *
     * @param suspended which gateways may not take part at present; asked often
     */
    public GatewayCertificates(
            FederationId federation,
            Authority authority,
            EnrolledGateways enrolled,
            Predicate<GatewayId> suspended,
            Clock clock) {
        this.federation = federation;
        this.authority = authority;
        this.enrolled = enrolled;
        this.suspended = suspended;
        this.clock = clock;
    }

    /** Whose this certificate is; whoever shows it has to have proved that they hold its key. */
    public Verdict judge(X509Certificate certificate) {
        return authority.hasIssued(certificate)
                ? judgeIssued(certificate)
                : new Verdict.Refused(CertificateRefusal.UNTRUSTED, Optional.empty());
    }

    private Verdict judgeIssued(X509Certificate certificate) {
        Optional<GatewayId> named = gateway(certificate);
        Instant now = clock.instant();
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return new Verdict.Refused(CertificateRefusal.NOT_YET_VALID, named);
        }
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            return new Verdict.Refused(CertificateRefusal.EXPIRED, named);
        }
        if (named.isEmpty()) {
            return new Verdict.Refused(CertificateRefusal.NOT_A_GATEWAY, named);
        }
        GatewayId gateway = named.get();
        if (!enrolled.knows(gateway)) {
            return new Verdict.Refused(CertificateRefusal.UNKNOWN_GATEWAY, named);
        }
        if (!enrolled.holds(gateway, IssuedCertificate.fingerprint(certificate))) {
            return new Verdict.Refused(CertificateRefusal.REPLACED, named);
        }
        return suspended.test(gateway)
                ? new Verdict.Refused(CertificateRefusal.SUSPENDED, named)
                : new Verdict.Good(gateway);
    }

    private Optional<GatewayId> gateway(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes != null && purposes.contains(CLIENT)
                    ? GatewayName.parse(
                            X500Name.getInstance(
                                    certificate.getSubjectX500Principal().getEncoded()),
                            federation)
                    : Optional.empty();
        } catch (CertificateParsingException e) {
            return Optional.empty();
        }
    }
}
