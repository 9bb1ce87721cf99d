package org.fogward.fog.enrol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;

/** Certificates as EST carries them: PKCS #7, certificates only (RFC 5652, 5.1), in base64. */
final class CertificateBundle {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder();

    private CertificateBundle() {}

    static byte[] base64(List<X509Certificate> certificates) {
        try {
            CMSSignedDataGenerator bundle = new CMSSignedDataGenerator();
            bundle.addCertificates(new JcaCertStore(certificates));
            return LINES.encode(bundle.generate(new CMSAbsentContent()).getEncoded("DER"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CMSException | CertificateEncodingException e) {
            throw new IllegalStateException("certificates that were read can be written", e);
        }
    }
}
