package org.fogward.edge.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.fogward.edge.identity.Enrolment;

/**
 * TLS settings for connections from a gateway to its fog node. The server's certificate has to come from a
 * trusted root, whatever the machine's own list says; whether it names the host is for the connection to check.
 */
public final class GatewayTls {
    /** The one version of the protocol. */
    public static final String VERSION = "TLSv1.3";

    private GatewayTls() {}

    /**
     * The settings of an enrolled gateway. Its key, certificate and roots are looked up anew for each connection, so a renewed
     * certificate is shown by the next one; connections that stand are left alone. Sockets and engines speak {@link #VERSION} only.
     *
     * @param current the enrolment that counts
     * @return a context that follows it; thread-safe
     */
    public static SSLContext following(Supplier<Enrolment> current) {
        FollowingContext following = new FollowingContext(current);
        return new SSLContext(following, following.provider(), VERSION) {};
    }

    /**
     * The settings of a gateway that has no certificate yet.
     *
     * @param roots whom to trust
     * @return a context that shows no certificate; thread-safe
     */
    public static SSLContext trusting(List<X509Certificate> roots) {
        return context(new KeyManager[0], trust(roots));
    }

    /**
     * Settings that believe any server. For asking for certificates only, which are checked by other means.
     *
     * @return a context that shows no certificate; thread-safe
     */
    public static SSLContext believingAnybody() {
        return context(new KeyManager[0], new TrustManager[] {new AnyServer()});
    }

    static SSLContext of(Enrolment enrolment) {
        return context(new KeyManager[] {new OneKey(enrolment)}, trust(enrolment.roots()));
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
        try {
            SSLContext context = SSLContext.getInstance(VERSION);
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + VERSION, e);
        }
    }

    private static TrustManager[] trust(List<X509Certificate> roots) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (X509Certificate root : roots) {
                trusted.setCertificateEntry("root-" + trusted.size(), root);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(trusted);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException("root certificates that were read can be trusted", e);
        }
    }
}
