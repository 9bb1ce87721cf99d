package org.fogward.edge.device;

import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;

/** Devices' requests for certificates (PKCS #10): as they come, and with a key and a signature that fit. */
public final class DeviceRequestFuzz implements FuzzTarget {
    private static final String DEVICE = "wearable-1";

    private final KeyPair pair = pair("secp256r1");
    private final Signature signer = Signature.getInstance("SHA256withECDSA");

    /** Makes a key. */
    public DeviceRequestFuzz() throws Exception {
        signer.initSign(pair.getPrivate());
    }

    @Override
    public List<byte[]> seeds() throws Exception {
        return List.of(
                request("CN=" + DEVICE, pair, "SHA256withECDSA"),
                request("CN=" + DEVICE + ",O=x", pair, "SHA512withECDSA"),
                request("CN=" + DEVICE, pair("secp384r1"), "SHA384withECDSA"));
    }

    /** A request that is sound for a device's name. */
    public static byte[] sound(String device) throws Exception {
        return request("CN=" + device, pair("secp256r1"), "SHA256withECDSA");
    }

    private static KeyPair pair(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static byte[] request(String subject, KeyPair pair, String algorithm) throws Exception {
        return new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), pair.getPublic())
                .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate()))
                .getEncoded();
    }

    @Override
    public void run(byte[] input) throws Exception {
        read(input);
        byte[] fitting;
        try {
            fitting = fitting(CertificationRequest.getInstance(input));
        } catch (IOException | RuntimeException e) {
            return;
        }
        read(fitting);
    }

    private byte[] fitting(CertificationRequest request) throws Exception {
        CertificationRequestInfo said = request.getCertificationRequestInfo();
        CertificationRequestInfo info = new CertificationRequestInfo(
                said.getSubject(),
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()),
                said.getAttributes());
        signer.update(info.getEncoded("DER"));
        return new CertificationRequest(info, request.getSignatureAlgorithm(), new DERBitString(signer.sign()))
                .getEncoded("DER");
    }

    private static void read(byte[] der) {
        try {
            PublicKey key = DeviceRequest.key(der, DEVICE);
            Promise.that(
                    der.length <= DeviceRequest.MAX_BYTES
                            && key instanceof ECPublicKey point
                            && point.getParams().getOrder().bitLength() == 256,
                    "key: beyond what is allowed");
        } catch (DeviceRequestException e) {
            Promise.namesField(e);
        }
    }
}
