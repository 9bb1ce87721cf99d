package org.fogward.edge.tls;

import java.security.KeyManagementException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.fogward.edge.identity.Enrolment;
import org.jspecify.annotations.Nullable;

/**
 * A TLS context that is another one after each renewal. One context with changing managers would not do: it would resume sessions
 * that were opened with the certificate before.
 */
final class FollowingContext extends SSLContextSpi {
    private final Supplier<Enrolment> current;
    private volatile Optional<Built> built = Optional.empty();

    FollowingContext(Supplier<Enrolment> current) {
        this.current = current;
    }

    Provider provider() {
        return context().getProvider();
    }

    private SSLContext context() {
        Enrolment now = current.get();
        Optional<Built> before = built.filter(it -> it.enrolment() == now);
        if (before.isPresent()) {
            return before.get().context();
        }
        SSLContext fresh = GatewayTls.of(now);
        built = Optional.of(new Built(now, fresh));
        return fresh;
    }

    @Override
    protected void engineInit(
            KeyManager @Nullable [] keys, TrustManager @Nullable [] trust, @Nullable SecureRandom random)
            throws KeyManagementException {
        throw new KeyManagementException("this context takes its keys from an enrolment");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        return new OneVersionSockets(context().getSocketFactory());
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        return context().getServerSocketFactory();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return restricted(context().createSSLEngine());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return restricted(context().createSSLEngine(host, port));
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return context().getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return context().getClientSessionContext();
    }

    private static SSLEngine restricted(SSLEngine engine) {
        engine.setEnabledProtocols(new String[] {GatewayTls.VERSION});
        return engine;
    }

    private record Built(Enrolment enrolment, SSLContext context) {}
}
