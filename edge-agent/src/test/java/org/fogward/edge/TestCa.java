package org.fogward.edge;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority as a fog node has one: a root, and an issuing authority under it. */
public final class TestCa {
    private final AtomicLong serials = new AtomicLong(System.nanoTime());
    private final Instant from;
    private final Instant until;
    private final KeyPair rootKey = keyPair();
    private final KeyPair issuingKey = keyPair();
    private final X509Certificate root;
    private final X509Certificate issuing;

    /** One that is good for ten years around now. */
    public TestCa(String name) {
        this(name, Instant.now().minus(Duration.ofDays(1800)), Instant.now().plus(Duration.ofDays(1800)));
    }

    public TestCa(String name, Instant from, Instant until) {
        this.from = from;
        this.until = until;
        X500Name rootName = new X500Name("CN=" + name + " root");
        this.root = sign(rootKey, authority(rootName, rootName, rootKey.getPublic()));
        this.issuing =
                sign(rootKey, authority(rootName, new X500Name("CN=" + name + " issuing"), issuingKey.getPublic()));
    }

    public X509Certificate root() {
        return root;
    }

    public X509Certificate issuing() {
        return issuing;
    }

    /** The root, certified by an older one: RFC 4210, new with old. */
    public X509Certificate rootBy(TestCa older) {
        X500Name issuer = name(older.root);
        return sign(older.rootKey, authority(issuer, name(root), rootKey.getPublic()));
    }

    /** A certificate for a gateway, and that of the issuing authority. */
    public List<X509Certificate> gateway(
            PublicKey key,
            String subject,
            List<String> uris,
            KeyPurposeId purpose,
            Instant notBefore,
            Instant notAfter) {
        GeneralName[] names = uris.stream()
                .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
                .toArray(GeneralName[]::new);
        return List.of(leaf(new X500Name(subject), key, names, purpose, notBefore, notAfter), issuing);
    }

    /** A certificate for servers on this machine, and that of the issuing authority. */
    public List<X509Certificate> server(PublicKey key, Instant notBefore, Instant notAfter) {
        GeneralName[] names = {
            new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        };
        return List.of(
                leaf(new X500Name("CN=fog"), key, names, KeyPurposeId.id_kp_serverAuth, notBefore, notAfter), issuing);
    }

    public static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static Path write(Path file, List<X509Certificate> certificates) throws Exception {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            text.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        return Files.writeString(file, text);
    }

    public static Path write(Path file, PrivateKey key) throws IOException {
        return Files.writeString(file, pem("PRIVATE KEY", key.getEncoded()));
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + label
                + "-----\n";
    }

    private X509Certificate leaf(
            X500Name subject, PublicKey key, GeneralName[] names, KeyPurposeId purpose, Instant start, Instant end) {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name(issuing), serial(), Date.from(start), Date.from(end), subject, key);
        return sign(issuingKey, extended(builder, names, purpose));
    }

    private static JcaX509v3CertificateBuilder extended(
            JcaX509v3CertificateBuilder builder, GeneralName[] names, KeyPurposeId purpose) {
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            if (names.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            return builder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JcaX509v3CertificateBuilder authority(X500Name issuer, X500Name subject, PublicKey key) {
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(issuer, serial(), Date.from(from), Date.from(until), subject, key);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            return builder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate sign(KeyPair signer, JcaX509v3CertificateBuilder builder) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private BigInteger serial() {
        return BigInteger.valueOf(serials.incrementAndGet());
    }

    private static X500Name name(X509Certificate certificate) {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }
}
