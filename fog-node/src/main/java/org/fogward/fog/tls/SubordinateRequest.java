package org.fogward.fog.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A request (PKCS #10, RFC 2986) to an organisation to certify an issuing authority under its own. */
final class SubordinateRequest {

    private SubordinateRequest() {}

    /**
     * As PEM text.
     *
     * @param issuing its key and name
     */
    static String of(CertifiedKey issuing) {
        try {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            byte[] request = new JcaPKCS10CertificationRequestBuilder(
                            issuing.certificate().getSubjectX500Principal(),
                            issuing.keys().getPublic())
                    .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .build(issuing.keys().getPrivate()))
                    .getEncoded();
            return PemFiles.pem("CERTIFICATE REQUEST", request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("this JVM cannot sign with P-256", e);
        }
    }
}
