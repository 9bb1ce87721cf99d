package org.fogward.edge.enrol;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;

/** The answers of an EST server: certificates in a PKCS #7 without signatures (RFC 5652, "certs-only"), in base64 (RFC 7030, 4.1.3). */
final class CertificateBag {
    /** How long an answer may be. */
    static final int MAX_BYTES = 1 << 16;

    private static final int MAX_CERTIFICATES = 24;

    private CertificateBag() {}

    /** @throws IllegalArgumentException if it is no such answer, or too much */
    static List<X509Certificate> parse(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw new IllegalArgumentException("longer than " + MAX_BYTES + " bytes");
        }
        String text = new String(body, StandardCharsets.US_ASCII).replaceAll("[ \t\r\n]", "");
        try {
            return certificates(new CMSSignedData(Base64.getDecoder().decode(text)));
        } catch (CMSException | CertificateException | RuntimeException e) {
            // The parser throws whatever comes to its mind on what is no ASN.1.
            throw new IllegalArgumentException("not a list of certificates: " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> certificates(CMSSignedData bag) throws CertificateException {
        Collection<X509CertificateHolder> holders = bag.getCertificates().getMatches(null);
        if (holders.isEmpty() || holders.size() > MAX_CERTIFICATES) {
            throw new CertificateException(
                    "1 to " + MAX_CERTIFICATES + " certificates expected, not " + holders.size());
        }
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (X509CertificateHolder holder : holders) {
            try {
                certificates.add(
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(holder.getEncoded())));
            } catch (java.io.IOException e) {
                throw new CertificateException(e);
            }
        }
        return certificates;
    }
}
