package org.fogward.fog.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fogward.ledger.embedded.DirectoryLock;

/**
 * The authority's files. Each generation has a folder named after its number, which appears and goes in one step, so that nobody ever sees
 * half of one: {@code root.pem}, {@code root.key} (which may be taken away), {@code issuing.pem}, {@code issuing.key}, after a
 * roll-over {@code new-with-old.pem}, and {@code between.pem} if the root is an organisation's. Writers keep each other out, across processes too.
 */
final class AuthorityFolder {

    static final Duration ROOT_LIFE = Duration.ofDays(20 * 365);
    static final Duration ISSUING_LIFE = Duration.ofDays(2 * 365);
    static final Duration RENEW_BEFORE = Duration.ofDays(183);
    private static final int LOCK_TRIES = 100;
    private static final long LOCK_PAUSE_MILLIS = 50;
    private static final String ROOT = "root";
    private static final String ISSUING = "issuing";
    private static final String NEW_WITH_OLD = "new-with-old";
    private static final String BETWEEN = "between";
    private static final String REQUEST = "request";
    private static final String EARLIER = "ca";

    private final Path tls;
    private final Path folder;
    private final Clock clock;
    private final CertificateMaker maker;

    AuthorityFolder(Path tls, Clock clock) {
        this.tls = tls;
        this.folder = tls.resolve("authority");
        this.clock = clock;
        this.maker = new CertificateMaker(clock);
    }

    /** What is there, the newest first, made or renewed where it has to be. */
    List<Generation> open() throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        List<Generation> kept = read();
        if (!kept.isEmpty() && !isDue(kept.getFirst())) {
            return kept;
        }
        try (DirectoryLock _ = lock()) {
            kept = read();
            if (kept.isEmpty()) {
                CertifiedKey root = earlierRoot().orElseGet(() -> maker.root(ROOT_LIFE));
                write(new Generation(1, root, maker.issuing(root, ISSUING_LIFE), Optional.empty()));
                // Its key lies in the generation's folder now, and a key has one place.
                Files.deleteIfExists(tls.resolve(EARLIER + ".key"));
            } else if (isDue(kept.getFirst())) {
                renew(kept.getFirst());
            }
            return read();
        }
    }

    /** Makes the next generation, certified by the one before. */
    List<Generation> roll() throws IOException, GeneralSecurityException {
        open();
        try (DirectoryLock _ = lock()) {
            Generation former = onlyOne();
            CertifiedKey root = maker.root(ROOT_LIFE);
            write(new Generation(
                    former.number() + 1,
                    root,
                    maker.issuing(root, ISSUING_LIFE),
                    Optional.of(maker.newWithOld(keyOf(former), root.certificate(), ROOT_LIFE))));
            return read();
        }
    }

    /** The key and name that an organisation is asked to certify: made once, or the ones that it has certified already. */
    CertifiedKey requested() throws IOException, GeneralSecurityException {
        Generation newest = open().getFirst();
        if (newest.outside()) {
            return newest.issuing();
        }
        try (DirectoryLock _ = lock()) {
            Optional<CertifiedKey> made = PemFiles.read(folder, REQUEST);
            // The certificate by our own root only carries the name; nobody is shown it.
            return made.isPresent()
                    ? made.get()
                    : PemFiles.write(folder, REQUEST, maker.issuing(keyOf(newest), ISSUING_LIFE));
        }
    }

    /** Makes an organisation's root the newest generation's, or renews what it certified. */
    List<Generation> install(CertifiedPath path) throws IOException, GeneralSecurityException {
        open();
        try (DirectoryLock _ = lock()) {
            Generation newest = read().getFirst();
            X509Certificate issuing = path.certificates().getFirst();
            if (newest.outside()
                    && newest.issuing().certificate().getPublicKey().equals(issuing.getPublicKey())) {
                if (!newest.root().equals(path.root())) {
                    throw new IOException(
                            "the certificate is by another root than before: not supported, go on with a root of the same organisation");
                }
                PemFiles.write(place(newest.number()), BETWEEN, path.between());
                PemFiles.write(place(newest.number()), ISSUING, issuing);
                return read();
            }
            CertifiedKey asked = PemFiles.read(folder, REQUEST)
                    .filter(key -> key.certificate().getPublicKey().equals(issuing.getPublicKey()))
                    .orElseThrow(() -> new IOException("the certificate is not for the key of the last request"));
            Generation former = onlyOne();
            write(new Generation(
                    former.number() + 1,
                    path.root(),
                    Optional.empty(),
                    new CertifiedKey(asked.keys(), issuing),
                    Optional.of(maker.newWithOld(keyOf(former), path.root(), ROOT_LIFE)),
                    true,
                    path.between()));
            Files.deleteIfExists(folder.resolve(REQUEST + ".key"));
            Files.deleteIfExists(folder.resolve(REQUEST + ".pem"));
            return read();
        }
    }

    /** Forgets all generations but the newest. */
    List<Generation> retire() throws IOException, GeneralSecurityException {
        open();
        try (DirectoryLock _ = lock()) {
            List<Generation> kept = read();
            if (kept.size() < 2) {
                throw new IOException("there is no former root to retire");
            }
            for (Generation former : kept.subList(1, kept.size())) {
                Path gone = folder.resolve(former.number() + ".gone");
                Files.move(place(former.number()), gone, StandardCopyOption.ATOMIC_MOVE);
                delete(gone);
            }
            return read();
        }
    }

    /** Changes whenever the files do. */
    String stamp() throws IOException {
        StringBuilder stamp = new StringBuilder();
        for (int number : numbers()) {
            for (String file : List.of(ROOT + ".pem", ROOT + ".key", ISSUING + ".pem")) {
                Path path = place(number).resolve(file);
                stamp.append(number).append(file);
                if (Files.exists(path)) {
                    stamp.append(Files.getLastModifiedTime(path).toMillis()).append(Files.size(path));
                }
            }
        }
        return stamp.toString();
    }

    /** Where a generation's root key belongs. */
    Path rootKey(Generation generation) {
        return place(generation.number()).resolve(ROOT + ".key");
    }

    /** Whether it is time to renew the issuing authority, and the key for it is there. */
    boolean isDue(Generation newest) {
        return newest.rootKey().isPresent()
                && newest.issuing()
                        .certificate()
                        .getNotAfter()
                        .toInstant()
                        .isBefore(clock.instant().plus(RENEW_BEFORE))
                && newest.issuing()
                        .certificate()
                        .getNotAfter()
                        .before(newest.root().getNotAfter());
    }

    private Generation onlyOne() throws IOException, GeneralSecurityException {
        List<Generation> kept = read();
        if (kept.size() > 1) {
            throw new IOException("a former root is still trusted: retire it first (fog authority retire)");
        }
        return kept.getFirst();
    }

    private CertifiedKey keyOf(Generation former) throws IOException {
        if (former.outside()) {
            throw new IOException("the root is an organisation's, so no other can follow it");
        }
        return former.rootKey()
                .orElseThrow(() -> new IOException("the root's key is not there: put it back to " + rootKey(former)));
    }

    private void renew(Generation due) throws IOException {
        CertifiedKey renewed = maker.renewed(due.rootKey().orElseThrow(), due.issuing(), ISSUING_LIFE);
        PemFiles.write(place(due.number()), ISSUING, renewed.certificate());
    }

    /** The root of a state that had no issuing authority yet. */
    private Optional<CertifiedKey> earlierRoot() throws IOException, GeneralSecurityException {
        Optional<CertifiedKey> root = PemFiles.read(tls, EARLIER);
        if (root.isEmpty() && Files.exists(tls.resolve(EARLIER + ".pem"))) {
            throw new IOException("the key of " + tls.resolve(EARLIER + ".pem") + " is not there: put it back to "
                    + tls.resolve(EARLIER + ".key"));
        }
        return root;
    }

    private List<Generation> read() throws IOException, GeneralSecurityException {
        List<Generation> generations = new ArrayList<>();
        for (int number : numbers()) {
            Path place = place(number);
            X509Certificate root = PemFiles.certificate(place, ROOT).orElseThrow(() -> missing(place, ROOT + ".pem"));
            generations.add(new Generation(
                    number,
                    root,
                    PemFiles.read(place, ROOT),
                    PemFiles.read(place, ISSUING).orElseThrow(() -> missing(place, ISSUING + ".pem or its key")),
                    PemFiles.certificate(place, NEW_WITH_OLD),
                    PemFiles.exists(place, BETWEEN),
                    PemFiles.certificates(place, BETWEEN)));
        }
        return generations;
    }

    private static IOException missing(Path place, String what) {
        return new IOException(place + " lacks " + what);
    }

    private List<Integer> numbers() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("[1-9][0-9]{0,5}"))
                    .map(Integer::valueOf)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private void write(Generation made) throws IOException {
        Path part = folder.resolve(made.number() + ".part");
        delete(part);
        Files.createDirectory(part);
        if (made.rootKey().isPresent()) {
            PemFiles.write(part, ROOT, made.rootKey().get());
        } else {
            PemFiles.write(part, ROOT, made.root());
        }
        if (made.outside()) {
            PemFiles.write(part, BETWEEN, made.between());
        }
        PemFiles.write(part, ISSUING, made.issuing());
        if (made.newWithOld().isPresent()) {
            PemFiles.write(part, NEW_WITH_OLD, made.newWithOld().get());
        }
        Files.move(part, place(made.number()), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private Path place(int number) {
        return folder.resolve(Integer.toString(number));
    }

    private DirectoryLock lock() throws IOException {
        for (int i = 0; i < LOCK_TRIES; i++) {
            Optional<DirectoryLock> lock = DirectoryLock.take(folder);
            if (lock.isPresent()) {
                return lock.get();
            }
            try {
                Thread.sleep(LOCK_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new IOException("somebody else is changing " + folder);
    }
}
