package org.fogward.edge.enrol;

import java.io.IOException;
import java.security.KeyPair;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.fogward.protocol.enrolment.KeyUri;

/** Makes a gateway's request for a certificate: PKCS #10 (RFC 2986), with its signing key among the alternative names. */
final class CertificateRequest {
    private CertificateRequest() {}

    /** The request in base64, as EST takes it. */
    static String of(Subject subject, KeyPair tlsKey) {
        try {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(
                            new GeneralName(GeneralName.uniformResourceIdentifier, KeyUri.of(subject.signingKey()))));
            byte[] request = new JcaPKCS10CertificationRequestBuilder(
                            new X500Name("CN=" + subject.gateway() + ",OU=gateway,O=" + subject.federation()),
                            tlsKey.getPublic())
                    .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(tlsKey.getPrivate()))
                    .getEncoded();
            return Base64.getEncoder().encodeToString(request);
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("this Java cannot sign a request with P-256", e);
        }
    }
}
