package org.fogward.fog.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keys and certificates as PEM files (RFC 7468): {@code <name>.pem} and, for its owner only, {@code <name>.key} (PKCS #8). */
final class PemFiles {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private PemFiles() {}

    /** A key with its certificate; empty if one of the two files is not there. */
    static Optional<CertifiedKey> read(Path folder, String name) throws IOException, GeneralSecurityException {
        Optional<PrivateKey> key = key(folder, name);
        Optional<X509Certificate> certificate = certificate(folder, name);
        if (key.isEmpty() || certificate.isEmpty()) {
            return Optional.empty();
        }
        KeyPair keys = new KeyPair(certificate.get().getPublicKey(), key.get());
        return Optional.of(new CertifiedKey(keys, certificate.get()));
    }

    /** A certificate, the first one if there are several; empty if the file is not there. */
    static Optional<X509Certificate> certificate(Path folder, String name)
            throws IOException, GeneralSecurityException {
        Path file = folder.resolve(name + ".pem");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
    }

    static boolean exists(Path folder, String name) {
        return Files.exists(folder.resolve(name + ".pem"));
    }

    /** All certificates of a file; none if it is not there. */
    static List<X509Certificate> certificates(Path folder, String name) throws IOException, GeneralSecurityException {
        return exists(folder, name) ? certificates(Files.readAllBytes(folder.resolve(name + ".pem"))) : List.of();
    }

    /** All certificates of a PEM text, or of one in DER. */
    static List<X509Certificate> certificates(byte[] content) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content)).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    private static Optional<PrivateKey> key(Path folder, String name) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(name + ".key");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] key = content(Files.readString(file, StandardCharsets.US_ASCII));
        return Optional.of(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)));
    }

    /** The key first: a certificate whose key was lost on the way would be of no use. */
    static CertifiedKey write(Path folder, String name, CertifiedKey identity) throws IOException {
        writeKey(folder, name, identity.keys().getPrivate());
        write(folder, name, identity.certificate());
        return identity;
    }

    static void writeKey(Path folder, String name, PrivateKey key) throws IOException {
        PrivateFile.write(folder.resolve(name + ".key"), bytes(pem("PRIVATE KEY", key.getEncoded())));
    }

    static void write(Path folder, String name, X509Certificate certificate) throws IOException {
        PrivateFile.write(folder.resolve(name + ".pem"), bytes(text(certificate)));
    }

    static void write(Path folder, String name, Collection<X509Certificate> certificates) throws IOException {
        PrivateFile.write(folder.resolve(name + ".pem"), bytes(text(certificates)));
    }

    static String text(Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    static String text(Collection<X509Certificate> certificates) {
        return certificates.stream().map(PemFiles::text).collect(Collectors.joining());
    }

    static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(content) + "\n-----END " + label + "-----\n";
    }

    static OutputStream createPrivate(Path file) throws IOException {
        Files.deleteIfExists(file);
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        return Channels.newOutputStream(FileChannel.open(file, options, ownerOnly(file)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static byte[] content(String pem) throws GeneralSecurityException {
        try {
            return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("a key file is not PEM", e);
        }
    }
}
