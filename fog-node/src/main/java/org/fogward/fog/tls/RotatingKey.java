package org.fogward.fog.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The one key that a TLS door or client shows, which may be replaced while it is in use: the next handshake shows the new one. Its alias
 * is the certificate's serial number, so that a handshake ends with the key that it has begun with. Thread-safe.
 */
final class RotatingKey extends X509ExtendedKeyManager {

    private static final String TYPE = "EC";

    private volatile List<Entry> entries;

    private record Entry(String alias, PrivateKey key, List<X509Certificate> chain) {

        static Entry of(CertifiedKey key, List<X509Certificate> rest) {
            List<X509Certificate> chain =
                    Stream.concat(Stream.of(key.certificate()), rest.stream()).toList();
            return new Entry(
                    key.certificate().getSerialNumber().toString(16), key.keys().getPrivate(), chain);
        }
    }

    RotatingKey(CertifiedKey key, List<X509Certificate> rest) {
        entries = List.of(Entry.of(key, rest));
    }

    /** Shows another key from now on. */
    void replace(CertifiedKey key, List<X509Certificate> rest) {
        entries = List.of(Entry.of(key, rest), entries.getFirst());
    }

    X509Certificate certificate() {
        return entries.getFirst().chain().getFirst();
    }

    /** Whether this is what is shown now, or was before the last replacement. */
    boolean shows(X509Certificate certificate) {
        return entries.stream().anyMatch(entry -> entry.chain().getFirst().equals(certificate));
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias(keyType);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return alias(keyType);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return List.of(keyTypes).contains(TYPE) ? alias(TYPE) : null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return List.of(keyTypes).contains(TYPE) ? alias(TYPE) : null;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return aliases(keyType);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return aliases(keyType);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        for (Entry entry : entries) {
            if (entry.alias().equals(alias)) {
                return entry.chain().toArray(X509Certificate[]::new);
            }
        }
        return null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        for (Entry entry : entries) {
            if (entry.alias().equals(alias)) {
                return entry.key();
            }
        }
        return null;
    }

    private @Nullable String alias(String keyType) {
        return keyType.equals(TYPE) ? entries.getFirst().alias() : null;
    }

    private String[] aliases(String keyType) {
        return keyType.equals(TYPE) ? new String[] {entries.getFirst().alias()} : new String[0];
    }
}
