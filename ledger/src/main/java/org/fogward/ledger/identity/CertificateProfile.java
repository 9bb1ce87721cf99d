package org.fogward.ledger.identity;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/** What a certificate is for: the extensions of RFC 5280 that go with it. */
sealed interface CertificateProfile {
    /** An authority. */
    record Authority(String name) implements CertificateProfile {}

    /** A member of an organisation, in a Fabric role. */
    record Node(String name, NodeRole role) implements CertificateProfile {}

    /** Either end of a TLS connection. */
    record Tls(String name, List<String> hosts) implements CertificateProfile {}

    String name();

    default X500Principal subject(String organisation) {
        String unit = this instanceof Node node ? ",OU=" + node.role().unit() : "";
        return new X500Principal("CN=" + name() + unit + ",O=" + organisation);
    }

    default JcaX509v3CertificateBuilder builder(
            X500Principal issuer, PublicKey issuerKey, String organisation, PublicKey key, Instant from, Instant to)
            throws GeneralSecurityException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, new SecureRandom()).add(BigInteger.ONE),
                Date.from(from),
                Date.from(to),
                subject(organisation),
                key);
        try {
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(issuerKey));
            switch (this) {
                case Authority _ -> {
                    // Fabric finds an authority's revocation list by this.
                    builder.addExtension(
                            Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
                    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
                    builder.addExtension(
                            Extension.keyUsage,
                            true,
                            new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign | KeyUsage.cRLSign));
                }
                case Node _ -> end(builder);
                case Tls tls -> {
                    end(builder);
                    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                        KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                    }));
                    builder.addExtension(Extension.subjectAlternativeName, false, names(tls.hosts()));
                }
            }
        } catch (CertIOException e) {
            throw new GeneralSecurityException(e);
        }
        return builder;
    }

    private static void end(JcaX509v3CertificateBuilder builder) throws CertIOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    }

    private static GeneralNames names(List<String> hosts) {
        return new GeneralNames(hosts.stream()
                .map(host -> new GeneralName(
                        host.matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new));
    }
}
