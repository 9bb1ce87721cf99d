package org.fogward.ledger.identity;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An organisation with its own authorities: a root, one below it that issues the members' certificates, and one for TLS.
 * Immutable and safe for several threads.
 */
public final class Organisation {
    /** RFC 5280, section 4.1.2.5: the date of a certificate that has no well-defined end. */
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private final String mspId;
    private final CertificateAuthority root;
    private final CertificateAuthority issuer;
    private final CertificateAuthority tls;
    private final Instant since;

    Organisation(String mspId, CertificateAuthority root, CertificateAuthority issuer, CertificateAuthority tls) {
        this.mspId = mspId;
        this.root = root;
        this.issuer = issuer;
        this.tls = tls;
        this.since = root.certificate().getNotBefore().toInstant();
    }

    /**
     * Makes an organisation with new authorities, whose certificates do not end.
     *
     * @param mspId the id of its membership service provider, {@code [A-Za-z0-9-]{1,32}}
     * @param now the time; certificates hold from a day before, because clocks differ
     * @return the organisation
     * @throws GeneralSecurityException when keys cannot be made
     */
    public static Organisation found(String mspId, Instant now) throws GeneralSecurityException {
        if (!mspId.matches("[A-Za-z0-9-]{1,32}")) {
            throw new GeneralSecurityException("mspId must match [A-Za-z0-9-]{1,32}");
        }
        Instant from = now.minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        CertificateAuthority root = CertificateAuthority.root(mspId, "root", from, NEVER);
        return new Organisation(
                mspId,
                root,
                root.below(mspId, "issuer", from, NEVER),
                CertificateAuthority.root(mspId, "tls", from, NEVER));
    }

    /**
     * The organisation's id.
     *
     * @return the id of its membership service provider
     */
    public String mspId() {
        return mspId;
    }

    /**
     * Takes a member in.
     *
     * @param name the certificate's common name
     * @param role what the member is
     * @return a new key and a certificate without an end
     * @throws GeneralSecurityException when the key cannot be made
     */
    public SigningIdentity issue(String name, NodeRole role) throws GeneralSecurityException {
        return issue(name, role, since, NEVER);
    }

    /**
     * Takes a member in for some time.
     *
     * @param name the certificate's common name
     * @param role what the member is
     * @param from the certificate's beginning
     * @param to its end
     * @return a new key and its certificate
     * @throws GeneralSecurityException when the key cannot be made
     */
    public SigningIdentity issue(String name, NodeRole role, Instant from, Instant to) throws GeneralSecurityException {
        CertificateAuthority.Issued issued = issuer.issue(mspId, new CertificateProfile.Node(name, role), from, to);
        return new SigningIdentity(mspId, List.of(issued.certificate(), issuer.certificate()), issued.key());
    }

    /**
     * Makes a certificate for either end of a TLS connection.
     *
     * @param name the certificate's common name
     * @param hosts host names and addresses that it stands for
     * @return a new key and its certificate
     * @throws GeneralSecurityException when the key cannot be made
     */
    public SigningIdentity issueTls(String name, List<String> hosts) throws GeneralSecurityException {
        CertificateAuthority.Issued issued = tls.issue(mspId, new CertificateProfile.Tls(name, hosts), since, NEVER);
        return new SigningIdentity(mspId, List.of(issued.certificate()), issued.key());
    }

    /**
     * Says that certificates do not count any more.
     *
     * @param revoked certificates that this organisation issued
     * @param at when
     * @return a list of revoked certificates (RFC 5280, section 5)
     * @throws GeneralSecurityException when it cannot be signed
     */
    public X509CRL revoke(List<X509Certificate> revoked, Instant at) throws GeneralSecurityException {
        return issuer.revoke(List.of(), revoked, at);
    }

    /**
     * Says that one more certificate does not count any more.
     *
     * @param before the lists so far, all of whose entries the new list takes over
     * @param revoked a certificate that this organisation issued
     * @param at when
     * @return a list of revoked certificates (RFC 5280, section 5)
     * @throws GeneralSecurityException when it cannot be signed
     */
    public X509CRL revoke(List<X509CRL> before, X509Certificate revoked, Instant at) throws GeneralSecurityException {
        return issuer.revoke(before, List.of(revoked), at);
    }

    /**
     * Whether this organisation issued a certificate to a member.
     *
     * @param certificate any certificate
     * @return whether its authority's signature is on it
     */
    public boolean issued(X509Certificate certificate) {
        try {
            certificate.verify(issuer.certificate().getPublicKey());
            return certificate
                    .getIssuerX500Principal()
                    .equals(issuer.certificate().getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * What others have to know to tell this organisation's members.
     *
     * @param revocations lists of certificates that do not count any more
     * @return the public part
     */
    public OrganisationTrust trust(X509CRL... revocations) {
        return new OrganisationTrust(
                mspId,
                List.of(root.certificate()),
                List.of(issuer.certificate()),
                List.of(revocations),
                List.of(tls.certificate()));
    }

    CertificateAuthority root() {
        return root;
    }

    CertificateAuthority issuer() {
        return issuer;
    }

    CertificateAuthority tls() {
        return tls;
    }
}
