package org.fogward.fog.authority;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.fogward.fog.limit.PeerLog;
import org.fogward.fog.tls.Authority;
import org.fogward.protocol.identity.GatewayId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about the certificates that clients show at a TLS door, in the handshake and after it. Each refusal is told to whoever counts, and the first of a kind in
 * a minute is a line in the log. Thread-safe.
 */
public final class DoorKeeper extends X509ExtendedTrustManager {

    private static final Logger LOG = LoggerFactory.getLogger(DoorKeeper.class);

    private final String door;
    private final Authority authority;
    private final GatewayCertificates certificates;
    private final Predicate<X509Certificate> fogNode;
    private final Consumer<CertificateRefusal> count;
    private final PeerLog log;

    /**
     * A keeper of one door.
     *
     * @param door its name in the log
     * @param fogNode which certificates are the fog node's own, for a door that it uses itself
     * @param count hears of each refusal
     * @param clock times what is said in the log
     */
    public DoorKeeper(
            String door,
            Authority authority,
            GatewayCertificates certificates,
            Predicate<X509Certificate> fogNode,
            Consumer<CertificateRefusal> count,
            Clock clock) {
        this.door = door;
        this.fogNode = fogNode;
        this.authority = authority;
        this.certificates = certificates;
        this.count = count;
        this.log = new PeerLog(LOG, clock);
    }

    /** Whether this certificate is the fog node's own. */
    public boolean isFogNode(X509Certificate certificate) {
        return fogNode.test(certificate);
    }

    /** Whose this certificate is; a refusal is logged and counted. */
    public Optional<GatewayId> admit(X509Certificate certificate) {
        return switch (certificates.judge(certificate)) {
            case Verdict.Good good -> Optional.of(good.gateway());
            case Verdict.Refused refused -> {
                note(refused);
                yield Optional.empty();
            }
        };
    }

    /** Whose a certificate is that was let in; nobody is told. */
    public Optional<GatewayId> holder(X509Certificate certificate) {
        return certificates.judge(certificate) instanceof Verdict.Good good
                ? Optional.of(good.gateway())
                : Optional.empty();
    }

    /** Whether a connection that stands may go on standing; nobody is told. */
    public boolean mayStay(X509Certificate certificate) {
        return isFogNode(certificate) || certificates.judge(certificate) instanceof Verdict.Good;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
            throws CertificateException {
        throw noClient();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
            throws CertificateException {
        throw noClient();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw noClient();
    }

    /** By these names clients choose what to show. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return Stream.concat(authority.roots().stream(), authority.all().stream())
                .distinct()
                .toArray(X509Certificate[]::new);
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (!isFogNode(chain[0]) && certificates.judge(chain[0]) instanceof Verdict.Refused refused) {
            note(refused);
            throw new CertificateException("the certificate is refused: " + refused.reason());
        }
    }

    private void note(Verdict.Refused refused) {
        String who = refused.gateway().map(GatewayId::value).orElse("somebody unknown");
        log.say(
                who,
                refused.reason().label(),
                () -> door + ": refused the certificate of " + who + ": " + refused.reason());
        count.accept(refused.reason());
    }

    private static CertificateException noClient() {
        return new CertificateException("this is for doors alone");
    }
}
