package org.fogward.ledger.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An identity's file: a PKCS #8 key and its certificate, in the textual encoding of RFC 7468. */
final class IdentityPem {
    private static final int MOST_BYTES = 64 * 1024;

    private IdentityPem() {}

    /** All or nothing: a crash leaves either no file or the whole file, so a key is never without its certificate. */
    static void write(Path file, LedgerIdentity identity) throws IOException {
        String text = block("PRIVATE KEY", identity.key().getEncoded()) + text(identity.certificate());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    static LedgerIdentity read(Path file, String name) throws IOException, GeneralSecurityException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("the file is larger than " + MOST_BYTES + " bytes");
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        PrivateKey key =
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(content("PRIVATE KEY", text)));
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(content("CERTIFICATE", text)));
        LedgerIdentity identity = new LedgerIdentity(name, key, certificate);
        byte[] probe = name.getBytes(StandardCharsets.US_ASCII);
        if (!CreatorCertificate.verifies(certificate.getPublicKey(), probe, identity.sign(probe))) {
            throw new GeneralSecurityException("the private key does not belong to the certificate");
        }
        return identity;
    }

    static String text(X509Certificate certificate) {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has an encoding", e);
        }
    }

    private static String block(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }

    private static byte[] content(String label, String text) throws GeneralSecurityException {
        Matcher block = Pattern.compile("-----BEGIN " + label + "-----([^-]*)-----END " + label + "-----")
                .matcher(text);
        if (!block.find()) {
            throw new GeneralSecurityException("there is no " + label + " block");
        }
        return Base64.getMimeDecoder().decode(block.group(1));
    }
}
