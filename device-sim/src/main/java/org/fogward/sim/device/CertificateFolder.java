package org.fogward.sim.device;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a device keeps its key and certificates between runs: {@code device.pem} with the key, the device's certificate and the gateway's
 * authority, one after the other, readable by the owner only. Replaced as a whole. Not for use by several threads.
 */
public final class CertificateFolder {
    private static final String KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final int LINE = 64;

    private final Path file;

    /** @param folder made when something is kept */
    public CertificateFolder(Path folder) {
        this.file = folder.resolve("device.pem");
    }

    /**
     * What was kept; empty if nothing was.
     *
     * @throws IOException if the file cannot be read, or is another one
     */
    public Optional<DeviceCertificate> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] parts = Files.readString(file).split("(?<=-----END [A-Z ]{1,20}-----)\n");
        try {
            if (parts.length != 3) {
                throw new GeneralSecurityException("three parts expected");
            }
            PrivateKey key =
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes(KEY, parts[0])));
            return Optional.of(new DeviceCertificate(key, certificate(parts[1]), certificate(parts[2])));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + ": not a device's key and certificates; enrol anew", e);
        }
    }

    /** Replaces what was kept. */
    public void keep(DeviceCertificate device) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling("device.pem.new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(
                    fresh,
                    pem(KEY, device.key().getEncoded())
                            + pem(CERTIFICATE, device.certificate().getEncoded())
                            + pem(CERTIFICATE, device.authority().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": a certificate cannot be written", e);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static X509Certificate certificate(String part) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(bytes(CERTIFICATE, part)));
    }

    private static byte[] bytes(String what, String part) {
        String text = part.strip();
        String begin = "-----BEGIN " + what + "-----";
        String end = "-----END " + what + "-----";
        if (!text.startsWith(begin) || !text.endsWith(end)) {
            throw new IllegalArgumentException(what + " expected");
        }
        return Base64.getMimeDecoder().decode(text.substring(begin.length(), text.length() - end.length()));
    }

    private static String pem(String what, byte[] der) {
        String content = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + content + "\n-----END " + what + "-----\n";
    }
}
