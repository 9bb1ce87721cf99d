package org.fogward.ledger.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An organisation's keys on the disk: a directory that only its owner can read, one PEM file (RFC 7468) for each
 * authority and member, with the key, the certificate and those above it.
 */
public final class OrganisationDirectory {
    private static final String ROOT = "root";
    private static final String ISSUER = "issuer";
    private static final String TLS = "tls";

    private final Path directory;
    private final String mspId;

    /**
     * A directory, which need not be there yet.
     *
     * @param directory where the files lie
     * @param mspId the organisation's id
     */
    public OrganisationDirectory(Path directory, String mspId) {
        this.directory = directory;
        this.mspId = mspId;
    }

    /**
     * Makes the organisation and a member of each role, named as the role, unless it is there. All or nothing: a crash
     * leaves either no directory or the whole one.
     *
     * @param now the time
     * @throws IOException when the directory cannot be written
     * @throws GeneralSecurityException when keys cannot be made
     */
    public void foundUnlessThere(Instant now) throws IOException, GeneralSecurityException {
        if (Files.exists(directory)) {
            return;
        }
        Path fresh = directory.resolveSibling(directory.getFileName() + ".new");
        remove(fresh);
        Files.createDirectory(fresh, permissions("rwx------"));
        Organisation organisation = Organisation.found(mspId, now);
        write(fresh.resolve(ROOT + ".pem"), organisation.root());
        write(fresh.resolve(ISSUER + ".pem"), organisation.issuer());
        write(fresh.resolve(TLS + ".pem"), organisation.tls());
        for (NodeRole role : NodeRole.values()) {
            SigningIdentity member = organisation.issue(role.unit(), role);
            write(fresh.resolve(role.unit() + ".pem"), member.chain(), member.key());
        }
        force(fresh);
        Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        force(fresh.resolveSibling(".").normalize().toAbsolutePath());
    }

    /**
     * Reads the organisation.
     *
     * @return the organisation with its authorities' keys
     * @throws IOException when a file cannot be read
     * @throws GeneralSecurityException when one cannot be understood
     */
    public Organisation organisation() throws IOException, GeneralSecurityException {
        return new Organisation(mspId, authority(ROOT), authority(ISSUER), authority(TLS));
    }

    /**
     * Reads the member of a role.
     *
     * @param role what the member is
     * @return the member
     * @throws IOException when the file cannot be read
     * @throws GeneralSecurityException when it cannot be understood
     */
    public SigningIdentity member(NodeRole role) throws IOException, GeneralSecurityException {
        Path file = directory.resolve(role.unit() + ".pem");
        try {
            return SigningIdentity.read(mspId, file, file);
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException(file + ": " + e.getMessage(), e);
        }
    }

    private CertificateAuthority authority(String name) throws IOException, GeneralSecurityException {
        String text = Files.readString(directory.resolve(name + ".pem"));
        return new CertificateAuthority(Pem.certificates(text).getFirst(), Pem.privateKey(text));
    }

    private static void write(Path file, CertificateAuthority authority) throws IOException {
        write(file, List.of(authority.certificate()), authority.key());
    }

    private static void write(Path file, List<X509Certificate> chain, PrivateKey key) throws IOException {
        StringBuilder text = new StringBuilder(Pem.text(key));
        chain.forEach(certificate -> text.append(Pem.text(certificate)));
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(Pem.ascii(text.toString()));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void remove(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }
}
