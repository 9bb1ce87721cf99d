package org.fogward.edge.intake;

import java.net.InetSocketAddress;
import java.security.cert.CertPath;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertLevel;
import org.eclipse.californium.scandium.dtls.CertificateMessage;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.CertificateVerificationResult;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.x509.NewAdvancedCertificateVerifier;
import org.eclipse.californium.scandium.util.ServerNames;
import org.fogward.edge.device.Credential;
import org.fogward.edge.device.DeviceAuthority;
import org.fogward.edge.device.DeviceProofs;
import org.fogward.edge.device.DeviceRefusal;
import org.fogward.edge.device.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Checks devices' certificates. Only those that the register holds are good, so their content has nothing to say: name, time and use are the
 * register's.
 */
final class DeviceCertificates implements NewAdvancedCertificateVerifier {
    private final DeviceProofs proofs;
    private final DeviceAuthority authority;
    private final IntakeCounters counters;

    DeviceCertificates(DeviceProofs proofs, DeviceAuthority authority, IntakeCounters counters) {
        this.proofs = proofs;
        this.authority = authority;
        this.counters = counters;
    }

    @Override
    public List<CertificateType> getSupportedCertificateTypes() {
        return List.of(CertificateType.X_509);
    }

    @Override
    public CertificateVerificationResult verifyCertificate(
            ConnectionId handshake,
            @Nullable ServerNames serverNames,
            InetSocketAddress peer,
            boolean clientUsage,
            boolean verifySubject,
            boolean truncatePath,
            CertificateMessage message) {
        CertPath chain = message.getCertificateChain();
        if (chain == null
                || chain.getCertificates().isEmpty()
                || !(chain.getCertificates().getFirst() instanceof X509Certificate certificate)) {
            return refuse(handshake, DeviceRefusal.UNKNOWN);
        }
        return switch (proofs.certificate(certificate)) {
            case Verdict.Refused refused -> refuse(handshake, refused.reason());
            case Verdict.Admitted admitted -> result(handshake, certificate, admitted.credential());
        };
    }

    @Override
    public List<X500Principal> getAcceptedIssuers() {
        return List.of(authority.certificate().getSubjectX500Principal());
    }

    @Override
    public void setResultHandler(HandshakeResultHandler handler) {
        // Every answer is given at once.
    }

    private static CertificateVerificationResult result(
            ConnectionId handshake, X509Certificate certificate, Credential credential) {
        try {
            CertPath own = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
            return new CertificateVerificationResult(handshake, own, credential);
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was read cannot be handed on", e);
        }
    }

    private CertificateVerificationResult refuse(ConnectionId handshake, DeviceRefusal reason) {
        counters.refuse(RefusalCause.of(reason), "its certificate is not good");
        AlertDescription alert =
                switch (reason) {
                    case EXPIRED -> AlertDescription.CERTIFICATE_EXPIRED;
                    case REMOVED -> AlertDescription.CERTIFICATE_REVOKED;
                    case OTHER_GATEWAY -> AlertDescription.UNKNOWN_CA;
                    case UNKNOWN, WRONG_KEY -> AlertDescription.BAD_CERTIFICATE;
                };
        HandshakeException refused =
                new HandshakeException("a device's certificate: " + reason, new AlertMessage(AlertLevel.FATAL, alert));
        return new CertificateVerificationResult(handshake, refused, null);
    }
}
