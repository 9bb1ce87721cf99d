package org.fogward.ledger.identity;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Issues certificates. Keys and signatures are the platform's own: making Bouncy Castle's provider takes a second on a small machine.
 *
 * @param certificate the authority's own
 * @param key its key
 */
record CertificateAuthority(X509Certificate certificate, PrivateKey key) {
    /** A certificate and its key. */
    record Issued(X509Certificate certificate, PrivateKey key) {}

    static CertificateAuthority root(String organisation, String name, Instant from, Instant to)
            throws GeneralSecurityException {
        CertificateProfile profile = new CertificateProfile.Authority(name);
        KeyPair pair = newKeyPair();
        JcaX509v3CertificateBuilder builder = profile.builder(
                profile.subject(organisation), pair.getPublic(), organisation, pair.getPublic(), from, to);
        return new CertificateAuthority(signed(builder, pair.getPrivate()), pair.getPrivate());
    }

    CertificateAuthority below(String organisation, String name, Instant from, Instant to)
            throws GeneralSecurityException {
        Issued issued = issue(organisation, new CertificateProfile.Authority(name), from, to);
        return new CertificateAuthority(issued.certificate(), issued.key());
    }

    Issued issue(String organisation, CertificateProfile profile, Instant from, Instant to)
            throws GeneralSecurityException {
        KeyPair pair = newKeyPair();
        JcaX509v3CertificateBuilder builder = profile.builder(
                certificate.getSubjectX500Principal(),
                certificate.getPublicKey(),
                organisation,
                pair.getPublic(),
                from,
                to);
        return new Issued(signed(builder, key), pair.getPrivate());
    }

    X509CRL revoke(List<X509CRL> before, List<X509Certificate> revoked, Instant at) throws GeneralSecurityException {
        try {
            JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(at));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(KeyIdentifier.ofSubject(certificate)));
            for (X509CRL list : before) {
                for (X509CRLEntry each : entries(list)) {
                    builder.addCRLEntry(each.getSerialNumber(), each.getRevocationDate(), CRLReason.unspecified);
                }
            }
            for (X509Certificate each : revoked) {
                builder.addCRLEntry(each.getSerialNumber(), Date.from(at), CRLReason.unspecified);
            }
            return new JcaX509CRLConverter().getCRL(builder.build(signer(key)));
        } catch (CertIOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** A list without entries has no set of them. */
    private static Set<? extends X509CRLEntry> entries(X509CRL list) {
        return Objects.requireNonNullElse(list.getRevokedCertificates(), Set.of());
    }

    private static KeyPair newKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer(key)));
    }

    private static ContentSigner signer(PrivateKey key) throws GeneralSecurityException {
        try {
            return new JcaContentSignerBuilder("SHA256withECDSA").build(key);
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
