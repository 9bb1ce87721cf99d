package org.fogward.ledger.identity;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys in the textual encoding of RFC 7468. */
public final class Pem {
    private static final int MOST_CHARACTERS = 64 * 1024;

    private Pem() {}

    /**
     * Writes a certificate, as Fabric carries it.
     *
     * @param certificate the certificate
     * @return one block, lines of 64 characters
     */
    public static String text(X509Certificate certificate) {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a parsed certificate has an encoding", e);
        }
    }

    static String text(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    /**
     * A list of revoked certificates.
     *
     * @param list the list
     * @return its text (RFC 7468)
     */
    public static String text(X509CRL list) {
        try {
            return block("X509 CRL", list.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a parsed list has an encoding", e);
        }
    }

    /**
     * Reads certificates.
     *
     * @param text one block or several
     * @return the certificates in order, at least one
     * @throws GeneralSecurityException when there is none, or one of them cannot be parsed
     */
    public static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] content : contents("CERTIFICATE", text)) {
            certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(content)));
        }
        return List.copyOf(certificates);
    }

    static X509CRL revocations(byte[] bytes) throws GeneralSecurityException {
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(bytes));
    }

    /**
     * Reads an EC key.
     *
     * @param text a PKCS #8 block
     * @return the key
     * @throws GeneralSecurityException when there is none, or it cannot be parsed
     */
    public static PrivateKey privateKey(String text) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC")
                .generatePrivate(
                        new PKCS8EncodedKeySpec(contents("PRIVATE KEY", text).getFirst()));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String block(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }

    private static List<byte[]> contents(String label, String text) throws GeneralSecurityException {
        if (text.length() > MOST_CHARACTERS) {
            throw new GeneralSecurityException("the text is longer than " + MOST_CHARACTERS + " characters");
        }
        Matcher block = Pattern.compile("-----BEGIN " + label + "-----([^-]*)-----END " + label + "-----")
                .matcher(text);
        List<byte[]> contents = new ArrayList<>();
        try {
            while (block.find()) {
                contents.add(Base64.getMimeDecoder().decode(block.group(1)));
            }
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the " + label + " block is not Base64", e);
        }
        if (contents.isEmpty()) {
            throw new GeneralSecurityException("there is no " + label + " block");
        }
        return contents;
    }
}
