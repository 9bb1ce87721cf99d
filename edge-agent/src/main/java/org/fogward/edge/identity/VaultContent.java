package org.fogward.edge.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands in a key store file, once it is decrypted: JSON with keys and certificates in base64. The text form leaves all of it out.
 *
 * @param signingSeed of the Ed25519 key
 * @param sampleSecret of the sample store
 */
record VaultContent(byte[] signingSeed, byte[] sampleSecret, Optional<Enrolment> enrolment) {
    private static final JsonMapper JSON = new JsonMapper();

    VaultContent with(Enrolment other) {
        return new VaultContent(signingSeed, sampleSecret, Optional.of(other));
    }

    byte[] json() throws IOException {
        ObjectNode root =
                JSON.createObjectNode().put("signingSeed", signingSeed).put("sampleSecret", sampleSecret);
        if (enrolment.isPresent()) {
            Enrolment kept = enrolment.get();
            try {
                root.put("tlsKey", encoded(kept.key()));
                write(root.putArray("chain"), kept.chain());
                write(root.putArray("roots"), kept.roots());
            } catch (GeneralSecurityException e) {
                throw new IOException("a key or certificate cannot be written: " + e.getMessage(), e);
            }
            kept.settings().ifPresent(settings -> root.put("settings", settings.json()));
        }
        return JSON.writeValueAsBytes(root);
    }

    /** @throws IOException saying what is missing, without the content */
    static VaultContent parse(byte[] json) throws IOException {
        JsonNode root = JSON.readTree(json);
        return new VaultContent(
                key(root, "signingSeed"),
                key(root, "sampleSecret"),
                root.has("tlsKey") ? Optional.of(enrolment(root)) : Optional.empty());
    }

    private static Enrolment enrolment(JsonNode root) throws IOException {
        try {
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(bytes(root.path("tlsKey"), "tlsKey")));
            Optional<FogSettings> settings = root.has("settings")
                    ? Optional.of(FogSettings.parse(bytes(root.path("settings"), "settings")))
                    : Optional.empty();
            return new Enrolment(key, certificates(root, "chain"), certificates(root, "roots"), settings);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("the enrolment in it cannot be read", e);
        }
    }

    private static byte[] key(JsonNode root, String name) throws IOException {
        byte[] key = bytes(root.path(name), name);
        if (key.length != KeyFile.BYTES) {
            throw new IOException(name + " is missing");
        }
        return key;
    }

    private static byte[] bytes(JsonNode value, String name) throws IOException {
        byte[] bytes = value.binaryValue();
        if (bytes == null) {
            throw new IOException(name + " is missing");
        }
        return bytes;
    }

    private static byte[] encoded(PrivateKey key) throws GeneralSecurityException {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            throw new GeneralSecurityException("the TLS key is another vault's");
        }
        return encoded;
    }

    private static void write(ArrayNode array, List<X509Certificate> certificates) throws GeneralSecurityException {
        for (X509Certificate certificate : certificates) {
            array.add(certificate.getEncoded());
        }
    }

    private static List<X509Certificate> certificates(JsonNode root, String name)
            throws IOException, GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (JsonNode element : root.path(name)) {
            certificates.add(
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes(element, name))));
        }
        return certificates;
    }

    @Override
    public String toString() {
        return "VaultContent";
    }
}
