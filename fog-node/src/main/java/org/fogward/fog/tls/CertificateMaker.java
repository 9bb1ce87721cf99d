package org.fogward.fog.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;
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
import org.fogward.fog.tls.ServerIdentity.CertifiedKey;

/** Makes certificates after RFC 5280: P-256 keys, ECDSA with SHA-256. */
final class CertificateMaker {

    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CertificateMaker(Clock clock) {
        this.clock = clock;
    }

    CertifiedKey authority(Duration life) {
        KeyPair keys = generate();
        X500Name name = new X500Name("CN=Fogward fog node authority " + serial().toString(16));
        return new CertifiedKey(keys, sign(name, keys, name, keys.getPublic(), life, List.of()));
    }

    CertifiedKey server(CertifiedKey authority, Collection<String> names, Duration life) {
        KeyPair keys = generate();
        X500Name issuer =
                new X500Name(authority.certificate().getSubjectX500Principal().getName());
        X500Name subject = new X500Name("CN=Fogward fog node");
        return new CertifiedKey(keys, sign(issuer, authority.keys(), subject, keys.getPublic(), life, names));
    }

    boolean stillGood(CertifiedKey server, CertifiedKey authority, Set<String> names, Duration margin) {
        try {
            server.certificate().verify(authority.certificate().getPublicKey());
            server.certificate().checkValidity(Date.from(clock.instant()));
            server.certificate().checkValidity(Date.from(clock.instant().plus(margin)));
            return subjectNames(server.certificate()).containsAll(canonical(names));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private X509Certificate sign(
            X500Name issuer, KeyPair signer, X500Name subject, PublicKey key, Duration life, Collection<String> names) {
        Instant now = clock.instant();
        var builder = new JcaX509v3CertificateBuilder(
                issuer, serial(), Date.from(now.minus(CLOCK_SKEW)), Date.from(now.plus(life)), subject, key);
        try {
            var ids = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(signer.getPublic()));
            if (names.isEmpty()) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            } else {
                addServerExtensions(builder, names);
            }
            var content = new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot sign with P-256", e);
        }
    }

    private static void addServerExtensions(JcaX509v3CertificateBuilder builder, Collection<String> names)
            throws CertIOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(
                        names.stream().map(CertificateMaker::generalName).toArray(GeneralName[]::new)));
    }

    private static GeneralName generalName(String name) {
        return new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || name.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }

    /** As {@link X509Certificate#getSubjectAlternativeNames()} writes them. */
    private static Set<String> canonical(Set<String> names) {
        return names.stream()
                .map(name -> isAddress(name)
                        ? GeneralName.iPAddress + ":"
                                + InetAddress.ofLiteral(name).getHostAddress()
                        : GeneralName.dNSName + ":" + name)
                .collect(Collectors.toSet());
    }

    private static Set<String> subjectNames(X509Certificate certificate) throws CertificateParsingException {
        Set<String> names = new HashSet<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            alternatives.forEach(alternative -> names.add(alternative.get(0) + ":" + alternative.get(1)));
        }
        return names;
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no P-256", e);
        }
    }

    private BigInteger serial() {
        return new BigInteger(120, random).setBit(119);
    }
}
