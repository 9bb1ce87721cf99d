package org.fogward.fog.enrol;

import java.io.StringReader;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** An organisation's own authority: an RSA root, an intermediate under it, and a way to certify others. */
final class Organisation {

    final X509Certificate root;
    final X509Certificate intermediate;
    private final KeyPair rootKeys = keys("RSA", 2048);
    private final KeyPair intermediateKeys = keys("EC", 384);
    private final X500Name rootName = new X500Name("C=DE, O=Clinics of the North, CN=Root");
    private final X500Name intermediateName = new X500Name("C=DE, O=Clinics of the North, CN=Machines");
    private int serial = 1;

    Organisation() throws Exception {
        root = certify(rootName, rootKeys, "SHA256withRSA", rootName, rootKeys.getPublic(), true, Duration.ofDays(900));
        intermediate = certify(
                rootName,
                rootKeys,
                "SHA256withRSA",
                intermediateName,
                intermediateKeys.getPublic(),
                true,
                Duration.ofDays(800));
    }

    /** Certifies what is asked, as an authority or, wrongly, as an end. */
    X509Certificate certify(String request, boolean authority, Duration life) throws Exception {
        try (PEMParser parser = new PEMParser(new StringReader(request))) {
            var asked = new JcaPKCS10CertificationRequest((PKCS10CertificationRequest) parser.readObject());
            if (!asked.isSignatureValid(new JcaContentVerifierProviderBuilder().build(asked.getPublicKey()))) {
                throw new IllegalArgumentException("not by the key that is to be certified");
            }
            return certify(
                    intermediateName,
                    intermediateKeys,
                    "SHA384withECDSA",
                    asked.getSubject(),
                    asked.getPublicKey(),
                    authority,
                    life);
        }
    }

    static byte[] pem(X509Certificate... certificates) throws Exception {
        var text = new java.io.StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (X509Certificate each : certificates) {
                writer.writeObject(each);
            }
        }
        return text.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private X509Certificate certify(
            X500Name issuer,
            KeyPair signer,
            String algorithm,
            X500Name subject,
            PublicKey key,
            boolean authority,
            Duration life)
            throws Exception {
        Instant from = Instant.now().minus(Duration.ofDays(60));
        var builder = new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(serial++),
                Date.from(from),
                Date.from(Instant.now().plus(life)),
                subject,
                key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
        // Not as RFC 5280 suggests: an organisation may compute it as it likes.
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new org.bouncycastle.asn1.x509.SubjectKeyIdentifier(new byte[] {1, 2, 3, (byte) serial}));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate())));
    }

    private static KeyPair keys(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
