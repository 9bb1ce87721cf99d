package org.fogward.edge.device;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.protocol.identity.GatewayId;

/**
 * The gateway's own authority for its devices: a P-256 key that is made at first use and lies encrypted in the gateway's database, and
 * certificates by it (RFC 5280) with no more in them than is needed, since they travel over radio. Thread-safe.
 */
public final class DeviceAuthority {
    private static final Duration LIFE = Duration.ofDays(20 * 365);
    private static final Duration DEVICE_LIFE = Duration.ofDays(365);
    /** Devices' clocks are seldom right. */
    private static final Duration SKEW = Duration.ofHours(1);

    private static final byte[] PURPOSE = "fogward device authority".getBytes(StandardCharsets.US_ASCII);
    private static final int SERIAL_BITS = 63;

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final GatewayId gateway;
    private final Clock clock;
    private final SecureRandom random;

    private DeviceAuthority(
            X509Certificate certificate, PrivateKey key, GatewayId gateway, Clock clock, SecureRandom random) {
        this.certificate = certificate;
        this.key = key;
        this.gateway = gateway;
        this.clock = clock;
        this.random = random;
    }

    private record Stored(byte[] certificate, byte[] sealedKey) {}

    /**
     * A key and the certificate for it.
     *
     * @param key the private half
     * @param certificate what says whose it is
     */
    public record Identity(PrivateKey key, X509Certificate certificate) {
        @Override
        public String toString() {
            return "Identity[" + certificate.getSubjectX500Principal() + "]";
        }
    }

    /** The authority of this gateway, made if there is none yet; several processes get the same one. */
    static DeviceAuthority open(
            GatewayDatabase database, SampleKeys keys, GatewayId gateway, Clock clock, SecureRandom random) {
        Stored stored = database.write(handle -> {
            Optional<Stored> known = handle.select("SELECT certificate, sealed_key FROM device_authority")
                    .map((row, context) -> new Stored(row.getBytes(1), row.getBytes(2)))
                    .findOne();
            return known.orElseGet(() -> {
                Stored made = make(keys, gateway, clock, random);
                handle.execute(
                        "INSERT INTO device_authority (id, certificate, sealed_key) VALUES (1, ?, ?)",
                        made.certificate(),
                        made.sealedKey());
                return made;
            });
        });
        try {
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(keys.open(stored.sealedKey(), PURPOSE)));
            return new DeviceAuthority(parse(stored.certificate()), key, gateway, clock, random);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the devices' authority in the gateway's database cannot be read", e);
        }
    }

    /** What devices pin: whom the gateway's certificate comes from. */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * A new key for the gateway's door, and the certificate for it, which is good as long as the authority.
     *
     * @param host where the gateway listens; stands among the certificate's names unless it is any address
     */
    public Identity server(String host) {
        KeyPair pair = newKey();
        return new Identity(
                pair.getPrivate(),
                issued(
                        "CN=" + gateway,
                        pair.getPublic(),
                        certificate.getNotAfter().toInstant(),
                        KeyPurposeId.id_kp_serverAuth,
                        names(host)));
    }

    /** A certificate for a device; a year long. */
    X509Certificate device(String name, PublicKey deviceKey) {
        return issued(
                "CN=" + name,
                deviceKey,
                clock.instant().plus(DEVICE_LIFE),
                KeyPurposeId.id_kp_clientAuth,
                Optional.empty());
    }

    private static Stored make(SampleKeys keys, GatewayId gateway, Clock clock, SecureRandom random) {
        KeyPair pair = newKey();
        X500Name name = new X500Name("CN=Devices of " + gateway);
        Instant now = clock.instant();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(SERIAL_BITS, random),
                Date.from(now.minus(SKEW)),
                Date.from(now.plus(LIFE)),
                name,
                pair.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            byte[] encoded = signed(builder, pair.getPrivate()).getEncoded();
            return new Stored(encoded, keys.seal(pair.getPrivate().getEncoded(), PURPOSE));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate cannot be written", e);
        }
    }

    private X509Certificate issued(
            String subject, PublicKey subjectKey, Instant until, KeyPurposeId purpose, Optional<GeneralName> alias) {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
                new BigInteger(SERIAL_BITS, random),
                Date.from(clock.instant().minus(SKEW)),
                Date.from(until),
                new X500Name(subject),
                subjectKey);
        try {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            if (alias.isPresent()) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alias.get()));
            }
            return signed(builder, key);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate cannot be written", e);
        }
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey by)
            throws IOException, GeneralSecurityException {
        try {
            return parse(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by))
                    .getEncoded());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("this Java cannot sign with P-256", e);
        }
    }

    private static Optional<GeneralName> names(String host) {
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return Optional.empty();
        }
        boolean address = host.matches("[0-9.]+") || host.contains(":");
        return Optional.of(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host));
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }

    private static X509Certificate parse(byte[] encoded) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }
}
