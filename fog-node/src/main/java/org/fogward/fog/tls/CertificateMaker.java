package org.fogward.fog.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Makes certificates after RFC 5280: P-256 keys, ECDSA with SHA-256. None outlives the one that signs it. Thread-safe. */
final class CertificateMaker {

    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CertificateMaker(Clock clock) {
        this.clock = clock;
    }

    /** A root that signs itself. */
    CertifiedKey root(Duration life) {
        KeyPair keys = newKeys();
        X500Name name = new X500Name("CN=Fogward fog node authority " + serial().toString(16));
        return new CertifiedKey(
                keys,
                sign(
                        name,
                        keys,
                        keyIdentifier(keys),
                        name,
                        keys.getPublic(),
                        clock.instant().plus(life),
                        CertificateMaker::addRoot));
    }

    /** An authority that issues certificates in the name of a root. */
    CertifiedKey issuing(CertifiedKey root, Duration life) {
        KeyPair keys = newKeys();
        X500Name name = new X500Name("CN=Fogward issuing authority " + serial().toString(16));
        return new CertifiedKey(keys, sign(root, name, keys.getPublic(), life, CertificateMaker::addIssuing));
    }

    /** The same issuing authority, with the same key, for longer: what it has issued stays good. */
    CertifiedKey renewed(CertifiedKey root, CertifiedKey issuing, Duration life) {
        X500Name name = subject(issuing.certificate());
        return new CertifiedKey(
                issuing.keys(),
                sign(root, name, issuing.certificate().getPublicKey(), life, CertificateMaker::addIssuing));
    }

    /** A new root's certificate by a former root: for those who trust the former one only (RFC 4210, 4.4, "new with old"). */
    X509Certificate newWithOld(CertifiedKey former, X509Certificate root, Duration life) {
        return sign(former, subject(root), root.getPublicKey(), life, CertificateMaker::addRoot);
    }

    /** For a server of these host names and addresses. */
    CertifiedKey server(CertifiedKey issuing, String commonName, Collection<String> names, Duration life) {
        KeyPair keys = newKeys();
        X500Name subject = new X500Name("CN=" + commonName);
        return new CertifiedKey(
                keys,
                sign(
                        issuing,
                        subject,
                        keys.getPublic(),
                        life,
                        builder -> addEnd(builder, KeyPurposeId.id_kp_serverAuth, SubjectNames.general(names))));
    }

    /** For a TLS client. */
    X509Certificate client(
            CertifiedKey issuing, X500Name subject, PublicKey key, GeneralNames alternatives, Duration life) {
        return sign(
                issuing, subject, key, life, builder -> addEnd(builder, KeyPurposeId.id_kp_clientAuth, alternatives));
    }

    KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no P-256", e);
        }
    }

    private interface Extensions {
        void addTo(JcaX509v3CertificateBuilder builder) throws CertIOException;
    }

    private X509Certificate sign(
            CertifiedKey issuer, X500Name subject, PublicKey key, Duration life, Extensions extensions) {
        Instant wanted = clock.instant().plus(life);
        Instant most = issuer.certificate().getNotAfter().toInstant();
        Instant end = wanted.isBefore(most) ? wanted : most;
        return sign(subject(issuer.certificate()), issuer.keys(), keyIdentifier(issuer), subject, key, end, extensions);
    }

    /** As the issuer's certificate has it: an organisation's authority may have computed it in another way than we do. */
    private static AuthorityKeyIdentifier keyIdentifier(CertifiedKey issuer) {
        byte @Nullable [] own = issuer.certificate().getExtensionValue(Extension.subjectKeyIdentifier.getId());
        return own == null
                ? keyIdentifier(issuer.keys())
                : new AuthorityKeyIdentifier(ASN1OctetString.getInstance(
                                ASN1OctetString.getInstance(own).getOctets())
                        .getOctets());
    }

    private static AuthorityKeyIdentifier keyIdentifier(KeyPair keys) {
        try {
            return new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(keys.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no SHA-1", e);
        }
    }

    private X509Certificate sign(
            X500Name issuer,
            KeyPair signer,
            AuthorityKeyIdentifier identifier,
            X500Name subject,
            PublicKey key,
            Instant end,
            Extensions extensions) {
        Instant from = clock.instant().minus(CLOCK_SKEW);
        var builder = new JcaX509v3CertificateBuilder(issuer, serial(), Date.from(from), Date.from(end), subject, key);
        try {
            var ids = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
            builder.addExtension(Extension.authorityKeyIdentifier, false, identifier);
            extensions.addTo(builder);
            var content = new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot sign with P-256", e);
        }
    }

    private static void addRoot(JcaX509v3CertificateBuilder builder) throws CertIOException {
        addAuthority(builder, new BasicConstraints(true));
    }

    private static void addIssuing(JcaX509v3CertificateBuilder builder) throws CertIOException {
        addAuthority(builder, new BasicConstraints(0));
    }

    private static void addAuthority(JcaX509v3CertificateBuilder builder, BasicConstraints constraints)
            throws CertIOException {
        builder.addExtension(Extension.basicConstraints, true, constraints);
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    private static void addEnd(JcaX509v3CertificateBuilder builder, KeyPurposeId purpose, GeneralNames alternatives)
            throws CertIOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        builder.addExtension(Extension.subjectAlternativeName, false, alternatives);
    }

    /** As it is encoded: a name that was written anew need not compare as equal everywhere. */
    private static X500Name subject(X509Certificate certificate) {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private BigInteger serial() {
        return new BigInteger(120, random).setBit(119);
    }

    /** The name of a certificate's key among the subject's alternative names, for clients that have no host name. */
    static GeneralNames uri(String uri) {
        return new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
    }
}
