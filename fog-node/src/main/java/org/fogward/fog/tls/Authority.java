package org.fogward.fog.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fog node's certificate authority (X.509, P-256): a root of twenty years, and under it an issuing authority of two that signs what
 * servers and gateways show, and that renews itself for as long as the root's key is at hand. After {@link #roll} a new root and
 * issuing authority sign; what the former ones signed stays good until {@link #retire} or its end. With {@link #request} and
 * {@link #install} the issuing authority works in the name of an organisation's root instead.
 *
 * <p>Lies in files; another process may roll and retire them, which {@link #look} notices. Thread-safe.
 */
public final class Authority {

    private static final Logger LOG = LoggerFactory.getLogger(Authority.class);

    private final AuthorityFolder folder;
    private final CertificateMaker maker;
    private final Clock clock;
    private volatile Kept kept;

    private record Kept(List<Generation> generations, String stamp) {}

    private Authority(AuthorityFolder folder, Clock clock) throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.clock = clock;
        this.maker = new CertificateMaker(clock);
        this.kept = read();
    }

    /**
     * Opens the authority kept in a folder, making what is missing.
     *
     * @param tls usually {@code <state directory>/tls}
     * @throws IOException if the folder cannot be used or what it holds is no authority of ours
     */
    public static Authority open(Path tls, Clock clock) throws IOException {
        try {
            return new Authority(new AuthorityFolder(tls, clock), clock);
        } catch (GeneralSecurityException | UncheckedIOException e) {
            throw new IOException("the certificates in " + tls + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The root that new certificates come from. */
    public X509Certificate root() {
        return newest().root();
    }

    /** The roots that are trusted now, the newest first. */
    public List<X509Certificate> roots() {
        Date now = Date.from(clock.instant());
        return kept.generations().stream()
                .map(Generation::root)
                .filter(root -> !now.after(root.getNotAfter()))
                .toList();
    }

    /** What somebody needs to trust, and to follow, this authority: roots, issuing authorities, the new root by the former one. */
    public List<X509Certificate> all() {
        return kept.generations().stream()
                .flatMap(generation -> Stream.of(
                                Stream.of(
                                        generation.root(), generation.issuing().certificate()),
                                generation.between().stream(),
                                generation.newWithOld().stream())
                        .flatMap(certificates -> certificates))
                .toList();
    }

    /** What a holder of a certificate by the newest issuing authority sends along with it. */
    public List<X509Certificate> chain() {
        Generation newest = newest();
        return Stream.of(
                        Stream.of(newest.issuing().certificate()),
                        newest.between().stream(),
                        Stream.of(newest.newWithOld().orElse(newest.root())))
                .flatMap(certificates -> certificates)
                .toList();
    }

    /** By which of the issuing authorities a certificate is, which with its root is in date; its signature is checked. */
    public boolean hasIssued(X509Certificate certificate) {
        Date now = Date.from(clock.instant());
        return kept.generations().stream()
                .filter(generation -> !now.after(generation.root().getNotAfter()))
                .anyMatch(generation -> isBy(generation.issuing(), certificate));
    }

    /** Makes a certificate for a TLS client. */
    public X509Certificate issueClient(X500Name subject, PublicKey key, String uri, Duration life) {
        return maker.client(newest().issuing(), subject, key, CertificateMaker.uri(uri), life);
    }

    /** Makes a key and a certificate for a TLS server of these host names and addresses. */
    public CertifiedKey issueServer(String commonName, Collection<String> names, Duration life) {
        return maker.server(newest().issuing(), commonName, names, life);
    }

    /** Makes a key and a certificate for a TLS client. */
    public CertifiedKey issueClient(X500Name subject, String uri, Duration life) {
        var keys = maker.newKeys();
        return new CertifiedKey(keys, issueClient(subject, keys.getPublic(), uri, life));
    }

    /**
     * For each issuing authority a list of what is no longer good (RFC 5280, 5).
     *
     * @param revoked serial numbers, and since when
     */
    public List<X509CRL> revocations(Map<BigInteger, Instant> revoked) {
        RevocationLists lists = new RevocationLists(clock);
        return kept.generations().stream()
                .map(generation -> lists.by(generation.issuing(), revoked))
                .toList();
    }

    /** When the issuing authority ends. */
    public Instant issuingEnds() {
        return newest().issuing().certificate().getNotAfter().toInstant();
    }

    /** Whether the newest root's key is at hand, so that the issuing authority can renew itself. */
    public boolean hasRootKey() {
        return newest().rootKey().isPresent();
    }

    /** Whether the newest root is an organisation's. */
    public boolean isOutside() {
        return newest().outside();
    }

    /** Where the newest root's key lies, or belongs. */
    public Path rootKeyFile() {
        return folder.rootKey(newest());
    }

    /**
     * Makes a new root and issuing authority, which sign from now on.
     *
     * @throws IOException if a former root is still trusted, or the root's key is not at hand
     */
    public void roll() throws IOException {
        change(folder::roll);
    }

    /**
     * What an organisation's authority has to certify so that this one works in its name (PKCS #10, PEM). Asked again it is the same, also
     * after it was certified: for a certificate that lasts longer.
     *
     * @throws IOException if the own root's key is not at hand, which has to certify the organisation's to those who trust it now
     */
    public String request() throws IOException {
        try {
            return SubordinateRequest.of(folder.requested());
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    /**
     * Works in the name of an organisation's root from now on; what was signed in the own root's stays good until {@link #retire}.
     *
     * @param answer certificates in PEM or one in DER: the one that was asked for, those above it, the root
     * @throws IOException naming what is wrong with them; if a former root is still trusted, or its key is not at hand
     */
    public void install(byte[] answer) throws IOException {
        CertifiedPath path = CertifiedPath.read(answer, clock.instant());
        change(() -> folder.install(path));
    }

    /**
     * Trusts the newest root alone from now on.
     *
     * @throws IOException if there is no other
     */
    public void retire() throws IOException {
        change(folder::retire);
    }

    /**
     * Looks whether the files have changed, and renews the issuing authority when it is time.
     *
     * @return whether anything is different now
     * @throws IOException if they cannot be read; all stays as it was
     */
    public boolean look() throws IOException {
        Kept before = kept;
        if (folder.stamp().equals(before.stamp()) && !folder.isDue(newest())) {
            return false;
        }
        change(folder::open);
        return !kept.stamp().equals(before.stamp());
    }

    private interface Change {
        List<Generation> make() throws IOException, GeneralSecurityException;
    }

    private void change(Change change) throws IOException {
        try {
            List<Generation> now = change.make();
            kept = new Kept(now, folder.stamp());
            warn(now.getFirst());
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    private static IOException unusable(GeneralSecurityException e) {
        return new IOException("the authority's certificates cannot be used: " + e.getMessage(), e);
    }

    private Kept read() throws IOException, GeneralSecurityException {
        Kept read = new Kept(folder.open(), folder.stamp());
        warn(read.generations().getFirst());
        return read;
    }

    private void warn(Generation newest) {
        Instant ends = newest.issuing().certificate().getNotAfter().toInstant();
        if (newest.outside()) {
            if (ends.isBefore(clock.instant().plus(AuthorityFolder.RENEW_BEFORE))) {
                LOG.warn("the organisation's certificate ends on {}: request another (fog authority request)", ends);
            }
        } else if (newest.rootKey().isEmpty()) {
            LOG.warn(
                    "the root's key is not at {}: the issuing authority ends on {} unless it is put back before",
                    folder.rootKey(newest),
                    ends);
        }
    }

    private Generation newest() {
        return kept.generations().getFirst();
    }

    private boolean isBy(CertifiedKey issuing, X509Certificate certificate) {
        X509Certificate issuer = issuing.certificate();
        if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                || clock.instant().isAfter(issuer.getNotAfter().toInstant())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
