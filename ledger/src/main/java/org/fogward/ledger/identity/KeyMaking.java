package org.fogward.ledger.identity;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes new keys and their self-signed certificates. */
final class KeyMaking {
    /** RFC 5280, section 4.1.2.5: the date of a certificate that has no well-defined end. */
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private KeyMaking() {}

    static LedgerIdentity newIdentity(String name) throws GeneralSecurityException {
        SecureRandom random = new SecureRandom();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        KeyPair pair = generator.generateKeyPair();
        X500Principal subject = new X500Principal("CN=" + name + ",O=" + LedgerIdentity.MSP_ID);
        try {
            var certificate = new JcaX509v3CertificateBuilder(
                            subject,
                            new BigInteger(127, random).add(BigInteger.ONE),
                            Date.from(Instant.now()),
                            Date.from(NEVER),
                            subject,
                            pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
            return new LedgerIdentity(
                    name, pair.getPrivate(), new JcaX509CertificateConverter().getCertificate(certificate));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
