package org.fogward.fog.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * What the fog node's TLS doors show: a server certificate (X.509, P-256) signed by the node's own {@link Authority}. Gateways trust the
 * root alone, so that the server certificate may change without anyone being told. {@link #refresh} renews it and takes over what
 * became of the authority; doors that are open show the new one from the next handshake on.
 *
 * <p>Kept under one folder: {@code server.pem} and {@code server.key} (PKCS #8, readable by its owner only), the authority's own files, and
 * {@code ca.pem}, a copy of the trusted roots, the newest first, to be handed on. Thread-safe.
 */
public final class ServerIdentity {

    private static final String SERVER = "server";
    private static final String COMMON_NAME = "Fogward fog node";
    private static final Duration SERVER_LIFE = Duration.ofDays(397);
    private static final Duration MEMBER_LIFE = Duration.ofDays(30);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    private final Path folder;
    private final Set<String> names;
    private final Clock clock;
    private final Authority authority;
    private final RotatingKey key;
    private final RotatingTrust trust;
    private Optional<Member> member = Optional.empty();

    private record Member(RotatingKey key, X500Name subject) {}

    private ServerIdentity(Path folder, Set<String> names, Clock clock) throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.names = names;
        this.clock = clock;
        authority = Authority.open(folder, clock);
        key = new RotatingKey(server(), authority.chain());
        trust = new RotatingTrust(authority.roots());
        writeRoots();
        // Earlier builds handed the key on in a file.
        Files.deleteIfExists(folder.resolve("server.p12"));
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
            return new ServerIdentity(folder, covered, clock);
        } catch (GeneralSecurityException e) {
            throw unusable(folder, e);
        }
    }

    /**
     * Renews what is due, and takes over what another process did to the authority.
     *
     * @return whether the trusted roots are others now, or a new certificate is shown
     * @throws IOException if the files cannot be used; all stays as it was
     */
    public synchronized boolean refresh() throws IOException {
        boolean changed = authority.look();
        try {
            CertifiedKey now = server();
            renewMember(changed);
            if (changed || !now.certificate().equals(key.certificate())) {
                key.replace(now, authority.chain());
                trust.replace(authority.roots());
                writeRoots();
                changed = true;
            }
            return changed;
        } catch (GeneralSecurityException e) {
            throw unusable(folder, e);
        }
    }

    /** Who signs the certificates. */
    public Authority authority() {
        return authority;
    }

    /** The trusted roots as a PEM file, the newest first: what a gateway's {@code caFile} has to be a copy of. */
    public Path authorityFile() {
        return folder.resolve("ca.pem");
    }

    /** The trusted roots as PEM text. */
    public String authorityPem() {
        return PemFiles.text(authority.roots());
    }

    /** Shows the server's certificate, always the present one. */
    public X509ExtendedKeyManager key() {
        return key;
    }

    /**
     * For a TLS server.
     *
     * @param clients judges the certificates that clients show, for doors that ask for one
     */
    public SSLContext serverContext(Optional<? extends TrustManager> clients) {
        return context(new KeyManager[] {key}, clients.stream().toArray(TrustManager[]::new));
    }

    /**
     * For a TLS client that shows a certificate of this fog node, always the present one.
     *
     * @param subject what the certificate is to name
     * @param servers judges the server; without any, this authority and no other is trusted
     */
    public SSLContext memberContext(X500Name subject, TrustManager... servers) {
        SSLContext context =
                context(new KeyManager[] {member(subject)}, servers.length == 0 ? new TrustManager[] {trust} : servers);
        // A session that is resumed would go on with the certificate that it began with, long after it was replaced.
        context.getClientSessionContext().setSessionTimeout(1);
        return context;
    }

    /** Whether a certificate is one that this process shows as a client, and in date. */
    public synchronized boolean isMember(X509Certificate certificate) {
        Date now = Date.from(clock.instant());
        return !now.after(certificate.getNotAfter())
                && member.filter(own -> own.key().shows(certificate)).isPresent();
    }

    /** For a TLS client that trusts this authority and no other, and shows nothing. */
    public SSLContext clientContext() {
        return context(new KeyManager[0], new TrustManager[] {trust});
    }

    /**
     * Shows a certificate of this fog node as a client, always the present one, to somebody else's server.
     *
     * @param subject what the certificate is to name
     */
    public synchronized X509ExtendedKeyManager member(X500Name subject) {
        Member made = member.filter(known -> known.subject().equals(subject))
                .orElseGet(() -> new Member(new RotatingKey(issueMember(subject), authority.chain()), subject));
        member = Optional.of(made);
        return made.key();
    }

    /** The server's certificate, as a client sees it. */
    public X509Certificate certificate() {
        return key.certificate();
    }

    private void renewMember(boolean changed) {
        Instant soon = clock.instant().plus(MEMBER_LIFE.dividedBy(2));
        member.filter(known -> changed
                        || known.key().certificate().getNotAfter().toInstant().isBefore(soon))
                .ifPresent(known -> known.key().replace(issueMember(known.subject()), authority.chain()));
    }

    private CertifiedKey issueMember(X500Name subject) {
        return authority.issueClient(subject, "urn:fogward:fog", MEMBER_LIFE);
    }

    private CertifiedKey server() throws IOException, GeneralSecurityException {
        Optional<CertifiedKey> kept = PemFiles.read(folder, SERVER);
        if (kept.isPresent() && stillGood(kept.get().certificate())) {
            return kept.get();
        }
        return PemFiles.write(folder, SERVER, authority.issueServer(COMMON_NAME, names, SERVER_LIFE));
    }

    private boolean stillGood(X509Certificate server) throws GeneralSecurityException {
        Instant most = authority.issuingEnds();
        Instant wanted = clock.instant().plus(RENEW_BEFORE);
        // Near the issuing authority's end a new one would end no later.
        Instant needed = wanted.isBefore(most) ? wanted : most;
        return server.getIssuerX500Principal()
                        .equals(authority.chain().getFirst().getSubjectX500Principal())
                && authority.hasIssued(server)
                && !server.getNotBefore().toInstant().isAfter(clock.instant())
                && !server.getNotAfter().toInstant().isBefore(needed)
                && SubjectNames.covers(server, names);
    }

    private void writeRoots() throws IOException {
        String roots = authorityPem();
        if (!Files.exists(authorityFile()) || !Files.readString(authorityFile()).equals(roots)) {
            PrivateFile.write(authorityFile(), roots.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    private static IOException unusable(Path folder, GeneralSecurityException e) {
        return new IOException("the certificates in " + folder + " cannot be used: " + e.getMessage(), e);
    }
}
