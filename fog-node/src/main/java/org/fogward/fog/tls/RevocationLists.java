package org.fogward.fog.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificate revocation lists (RFC 5280, 5). They end with their issuer: an outside broker must not stop at a date. */
final class RevocationLists {

    private final Clock clock;

    RevocationLists(Clock clock) {
        this.clock = clock;
    }

    X509CRL by(CertifiedKey issuing, Map<BigInteger, Instant> revoked) {
        X509Certificate issuer = issuing.certificate();
        Instant now = clock.instant();
        var builder = new JcaX509v2CRLBuilder(issuer, Date.from(now));
        builder.setNextUpdate(issuer.getNotAfter());
        revoked.forEach((serial, since) -> builder.addCRLEntry(serial, Date.from(since), CRLReason.superseded));
        try {
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(now.toEpochMilli())));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA")
                    .build(issuing.keys().getPrivate());
            return new JcaX509CRLConverter().getCRL(builder.build(signer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot sign with P-256", e);
        }
    }
}
