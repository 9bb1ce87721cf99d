package org.fogward.fog.enrol;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.protocol.enrolment.KeyUri;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.SigningKey;

/** Requests for certificates (PKCS #10): text as it comes, and bytes that are put into base64 first. The first byte chooses. */
public final class CertificateRequestFuzz implements FuzzTarget {
    private final GatewayId gateway = new GatewayId("ward-7");
    private final FederationId federation = new FederationId("north");
    private final SigningKey key = SigningKey.ofSeed(new byte[SigningKey.SEED_BYTES]);

    @Override
    public List<byte[]> seeds() throws Exception {
        byte[] sound = request("CN=ward-7,O=north", KeyUri.of(key.verificationKey()));
        return List.of(
                with(0, sound),
                with(0, request("CN=ward-7", "urn:fogward:key:x")),
                with(0, request("CN=ward-8", "urn:other")),
                with(1, Base64.getMimeEncoder().encode(sound)));
    }

    private static byte[] request(String subject, String uri) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
        return new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), pair.getPublic())
                .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded();
    }

    private static byte[] with(int first, byte[] rest) {
        byte[] seed = new byte[rest.length + 1];
        seed[0] = (byte) first;
        System.arraycopy(rest, 0, seed, 1, rest.length);
        return seed;
    }

    @Override
    public void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        try {
            CertificateRequest request = CertificateRequest.read(
                    (input[0] & 1) == 0 ? Base64.getEncoder().encode(body) : body, gateway, federation);
            Promise.same(request.signingKey(), key.verificationKey());
            Promise.same(request.key().getAlgorithm(), "EC");
        } catch (BadRequestException e) {
            Promise.namesField(e);
        }
    }
}
