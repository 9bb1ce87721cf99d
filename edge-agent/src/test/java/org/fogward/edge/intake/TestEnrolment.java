package org.fogward.edge.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;

/** What a device does to get a certificate, made by other code than the one under test. */
public record TestEnrolment(KeyPair keys, X509Certificate certificate, X509Certificate authority) {
    static final int PKCS10 = 286;
    static final int PKIX_CERT = 287;

    /** Enrols by a code. */
    public static TestEnrolment by(URI gateway, String name, String code) throws Exception {
        try (TestDevice guest = new TestDevice(gateway, "enrol:" + name, code)) {
            X509Certificate authority = certificate(guest.get(".well-known/est/crts"), ResponseCode.CONTENT);
            KeyPair keys = newKey();
            CoapResponse answer = guest.send(".well-known/est/sen", request(name, keys), PKCS10);
            return new TestEnrolment(keys, certificate(answer, ResponseCode.CHANGED), authority);
        }
    }

    /** A device that uses the certificate. */
    public TestDevice device(URI gateway) throws IOException {
        return TestDevice.certified(gateway, keys.getPrivate(), certificate, authority);
    }

    static KeyPair newKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    static byte[] request(String name, KeyPair keys) throws Exception {
        return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=" + name), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
    }

    static X509Certificate certificate(CoapResponse answer, ResponseCode expected) throws Exception {
        if (answer.getCode() != expected || answer.getOptions().getContentFormat() != PKIX_CERT) {
            throw new AssertionError(answer.getCode() + " " + answer.getResponseText());
        }
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(answer.getPayload()));
    }
}
