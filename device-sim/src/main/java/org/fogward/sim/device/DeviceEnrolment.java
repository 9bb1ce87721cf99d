package org.fogward.sim.device;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.fogward.protocol.enrolment.DeviceLink;

/** How a device gets a certificate from its gateway: EST over CoAP (RFC 9148). The key never leaves the device. Stateless. */
public final class DeviceEnrolment {
    private static final String EST = "/.well-known/est/";
    private static final int PKCS10 = 286;

    private DeviceEnrolment() {}

    /**
     * Uses an invitation up.
     *
     * @param gateway {@code coaps://host:port}
     * @param name the device's name, as it was invited
     * @param code the one-time code, as the gateway showed it
     * @throws DeliveryException.Refused if the gateway does not like the request
     * @throws DeliveryException.Unreachable if it is not there, or the code is wrong or over
     */
    public static DeviceCertificate enrol(URI gateway, String name, String code) throws DeliveryException {
        DeviceKey guest = new DeviceKey(DeviceLink.INVITED + name, code.getBytes(StandardCharsets.US_ASCII));
        try (GatewayDoor door = new GatewayDoor(gateway, guest)) {
            X509Certificate authority = certificate(door.get(EST + "crts"));
            KeyPair keys = newKey();
            X509Certificate own = certificate(door.post(EST + "sen", PKCS10, request(name, keys)));
            return new DeviceCertificate(keys.getPrivate(), own, authority);
        }
    }

    /**
     * Gets the next certificate, for a new key.
     *
     * @param current is good until the next one is used
     * @throws DeliveryException.Refused if it is too early
     */
    public static DeviceCertificate renew(URI gateway, DeviceCertificate current) throws DeliveryException {
        try (GatewayDoor door = new GatewayDoor(gateway, current)) {
            KeyPair keys = newKey();
            X509Certificate next = certificate(door.post(EST + "sren", PKCS10, request(current.identity(), keys)));
            return new DeviceCertificate(keys.getPrivate(), next, current.authority());
        }
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

    private static byte[] request(String name, KeyPair keys) {
        try {
            return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=" + name), keys.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                    .getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("this Java cannot sign a request with P-256", e);
        }
    }

    private static X509Certificate certificate(byte[] der) throws DeliveryException.Unreachable {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new DeliveryException.Unreachable("the gateway's answer is no certificate", e);
        }
    }
}
