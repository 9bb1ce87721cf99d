package org.fogward.edge.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.fogward.edge.identity.Enrolment;
import org.jspecify.annotations.Nullable;

/**
 * Shows a gateway's certificate to every server that asks for one, whatever authorities the server names: so it is the server that says
 * what is wrong. The key may be one that does not leave its hardware, which a key store of Java's could not hold.
 */
final class OneKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "gateway";

    private final Enrolment enrolment;

    OneKey(Enrolment enrolment) {
        this.enrolment = enrolment;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(String[] types, Principal @Nullable [] issuers, SSLEngine engine) {
        return alias(types);
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, Socket socket) {
        return alias(types);
    }

    @Override
    public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
        return new String[0];
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return enrolment.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return enrolment.key();
    }

    private @Nullable String alias(String[] types) {
        return Arrays.asList(types)
                        .contains(enrolment.certificate().getPublicKey().getAlgorithm())
                ? ALIAS
                : null;
    }
}
