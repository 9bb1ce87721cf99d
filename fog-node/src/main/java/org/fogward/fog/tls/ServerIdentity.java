package org.fogward.fog.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What the fog node's TLS doors show: a server certificate (X.509, P-256) signed by the node's own authority. Gateways trust the
 * authority alone, through {@code ca.pem}, so that the server certificate may change without anyone being told.
 *
 * <p>Kept under one folder: {@code ca.pem}, {@code ca.key}, {@code server.pem}, {@code server.key} (keys as PKCS #8, readable by
 * their owner only) and {@code server.p12}, which is written afresh at each start under a password that only this object knows.
 * Immutable after construction, thread-safe.
 */
public final class ServerIdentity {

    /** The key's name in the key store. */
    public static final String ALIAS = "server";

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(20 * 365);
    private static final Duration SERVER_LIFE = Duration.ofDays(397);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    private final Path folder;
    private final char[] password;
    private final KeyStore keyStore;
    private final X509Certificate authority;

    private ServerIdentity(Path folder, CertifiedKey server, X509Certificate authority)
            throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.authority = authority;
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        password =
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret).toCharArray();
        keyStore = KeyStore.getInstance("PKCS12");
        keyStore.load(null, password);
        keyStore.setKeyEntry(
                ALIAS, server.keys().getPrivate(), password, new X509Certificate[] {server.certificate(), authority});
        try (var out = PemFiles.createPrivate(keyStoreFile())) {
            keyStore.store(out, password);
        }
    }

    /**
     * Opens the identity kept in a folder, making what is missing. A server certificate that ends within thirty days, or that
     * lacks one of the names, is replaced.
     *
     * @param folder usually {@code <state directory>/tls}
     * @param names host names and addresses to cover besides localhost, 127.0.0.1 and ::1
     * @throws IOException if the folder cannot be used or what it holds is no identity of ours
     */
    public static ServerIdentity open(Path folder, List<String> names, Clock clock) throws IOException {
        Files.createDirectories(folder);
        Set<String> covered = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        covered.addAll(names);
        try {
            CertificateMaker maker = new CertificateMaker(clock);
            CertifiedKey authority = PemFiles.read(folder, "ca")
                    .orElseGet(() -> PemFiles.write(folder, "ca", maker.authority(AUTHORITY_LIFE)));
            CertifiedKey server = PemFiles.read(folder, ALIAS)
                    .filter(kept -> maker.stillGood(kept, authority, covered, RENEW_BEFORE))
                    .orElseGet(() -> PemFiles.write(folder, ALIAS, maker.server(authority, covered, SERVER_LIFE)));
            return new ServerIdentity(folder, server, authority.certificate());
        } catch (GeneralSecurityException | java.io.UncheckedIOException e) {
            throw new IOException("the certificates in " + folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The authority's certificate as a PEM file: what a gateway's {@code caFile} has to be a copy of. */
    public Path authorityFile() {
        return folder.resolve("ca.pem");
    }

    /** The authority's certificate as PEM text. */
    public String authorityPem() {
        return PemFiles.text(authority);
    }

    /** The PKCS #12 file with the server's key and chain under {@link #ALIAS}; its password is {@link #keyStorePassword()}. */
    public Path keyStoreFile() {
        return folder.resolve("server.p12");
    }

    /** Opens {@link #keyStoreFile()} and the key in it. Never to be logged or stored. */
    public String keyStorePassword() {
        return new String(password);
    }

    /** For a TLS server: the server's key and chain, asking nobody for a certificate. */
    public SSLContext serverContext() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    /** For a TLS client that trusts this authority and no other. */
    public SSLContext clientContext() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", authority);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    /** The server's certificate, as a client sees it. */
    public X509Certificate certificate() {
        try {
            return (X509Certificate) keyStore.getCertificate(ALIAS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key store was opened in the constructor", e);
        }
    }

    /** A key pair with the certificate for its public half. */
    record CertifiedKey(KeyPair keys, X509Certificate certificate) {}
}
