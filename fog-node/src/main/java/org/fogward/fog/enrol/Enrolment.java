package org.fogward.fog.enrol;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.fogward.fog.authority.EnrolledGateways;
import org.fogward.fog.authority.GatewayName;
import org.fogward.fog.authority.IssuedCertificate;
import org.fogward.fog.tls.Authority;
import org.fogward.protocol.enrolment.KeyUri;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.VerificationKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives gateways their certificates: the first one for an invitation's code, further ones for a good certificate. Each is recorded before
 * it goes out, in one transaction with the invitation that it uses up. Thread-safe.
 */
public final class Enrolment {

    private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);

    private final FederationId federation;
    private final Authority authority;
    private final EnrolledGateways enrolled;
    private final Invitations invitations;
    private final Duration life;
    private final Consumer<CodeRefusal> count;
    private final Listener listener;
    private final Clock clock;
    private final TryLimit limit;

    /** Hears of gateways that have enrolled. */
    @FunctionalInterface
    public interface Listener {

        /** A gateway has enrolled, maybe in place of an earlier box: it signs with this key from now on. */
        void enrolled(GatewayId gateway, VerificationKey key);
    }

    /**
     * The enrolment of one federation.
     *
     * @param life how long a gateway's certificate is good
     * @param count hears of each refused code
     */
    public Enrolment(
            FederationId federation,
            Authority authority,
            EnrolledGateways enrolled,
            Invitations invitations,
            Duration life,
            Consumer<CodeRefusal> count,
            Listener listener,
            Clock clock) {
        this.federation = federation;
        this.authority = authority;
        this.enrolled = enrolled;
        this.invitations = invitations;
        this.life = life;
        this.count = count;
        this.listener = listener;
        this.clock = clock;
        this.limit = new TryLimit(clock);
    }

    /** What a gateway has to know to trust this fog node and whoever else the authority vouches for. */
    List<X509Certificate> authorities() {
        return authority.all();
    }

    /**
     * Grants a gateway its first certificate. One at a time, so that guessing in parallel is no faster.
     *
     * @param source who asks
     * @param user a gateway's id, or anything
     * @param secret the secret of its code, or anything
     * @param body the request, or anything
     */
    synchronized EnrolmentAnswer enrol(InetAddress source, String user, String secret, byte[] body) {
        Optional<Duration> wait = limit.pause(source);
        if (wait.isPresent()) {
            LOG.debug(
                    "Enrolment: too many wrong codes, {} has to wait {} s",
                    source.getHostAddress(),
                    wait.get().toSeconds());
            return new EnrolmentAnswer.Throttled(wait.get());
        }
        Optional<GatewayId> named = id(user);
        if (named.isEmpty()) {
            return refuse(source, "a gateway whose name is none", CodeRefusal.NOT_INVITED);
        }
        GatewayId gateway = named.get();
        return switch (invitations.find(gateway, secret)) {
            case Invitations.Found.Refused refused -> refuse(source, gateway.value(), refused.reason());
            case Invitations.Found.Open open -> grant(source, gateway, open, body);
        };
    }

    /**
     * Grants a gateway a further certificate.
     *
     * @param gateway who has shown a good certificate
     * @param body the request, or anything
     */
    EnrolmentAnswer renew(GatewayId gateway, byte[] body) {
        try {
            CertificateRequest request = CertificateRequest.read(body, gateway, federation);
            if (enrolled.key(gateway).filter(request.signingKey()::equals).isEmpty()) {
                throw new BadRequestException("subjectAltName: another signing key than the gateway enrolled with");
            }
            X509Certificate certificate = issue(gateway, request);
            enrolled.renew(record(certificate, gateway, request));
            LOG.info(
                    "Enrolment: {} has a new certificate until {}",
                    gateway,
                    certificate.getNotAfter().toInstant());
            return new EnrolmentAnswer.Issued(certificate);
        } catch (BadRequestException e) {
            return bad(gateway, e);
        }
    }

    private EnrolmentAnswer grant(InetAddress source, GatewayId gateway, Invitations.Found.Open open, byte[] body) {
        try {
            CertificateRequest request = CertificateRequest.read(body, gateway, federation);
            X509Certificate certificate = issue(gateway, request);
            if (!enrolled.enrol(record(certificate, gateway, request), invitations.use(open))) {
                return refuse(source, gateway.value(), CodeRefusal.USED);
            }
            LOG.info(
                    "Enrolment: {} has enrolled, from {}; its certificate is good until {}",
                    gateway,
                    source.getHostAddress(),
                    certificate.getNotAfter().toInstant());
            listener.enrolled(gateway, request.signingKey());
            return new EnrolmentAnswer.Issued(certificate);
        } catch (BadRequestException e) {
            return bad(gateway, e);
        }
    }

    private X509Certificate issue(GatewayId gateway, CertificateRequest request) {
        return authority.issueClient(
                GatewayName.of(gateway, federation), request.key(), KeyUri.of(request.signingKey()), life);
    }

    private IssuedCertificate record(X509Certificate certificate, GatewayId gateway, CertificateRequest request) {
        return IssuedCertificate.of(certificate, gateway, request.signingKey(), clock.instant());
    }

    private EnrolmentAnswer refuse(InetAddress source, String gateway, CodeRefusal reason) {
        LOG.info("Enrolment: refused a code for {} from {}: {}", gateway, source.getHostAddress(), reason);
        count.accept(reason);
        limit.failed(source);
        return new EnrolmentAnswer.Unauthorized();
    }

    private static EnrolmentAnswer bad(GatewayId gateway, BadRequestException problem) {
        LOG.info("Enrolment: refused a request of {}: {}", gateway, problem.getMessage());
        return new EnrolmentAnswer.Bad(String.valueOf(problem.getMessage()));
    }

    private static Optional<GatewayId> id(String user) {
        try {
            return Optional.of(new GatewayId(user));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
