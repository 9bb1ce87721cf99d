package org.fogward.edge.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.fogward.edge.identity.DurableFile;
import org.fogward.protocol.people.BusyException;
import org.fogward.protocol.people.PasswordRule;
import org.fogward.protocol.people.Passwords;
import org.fogward.protocol.people.PeopleException;
import org.fogward.protocol.people.PeopleException.Reason;
import org.fogward.protocol.people.PersonName;

/** The one account of the page: the hash of its password, in a file, which another process may remove at any time. Thread-safe. */
final class Administrator {
    static final String FILE = "administrator";
    static final PersonName NAME = new PersonName("administrator");
    private static final long MOST_BYTES = 1_024;

    private final Path file;
    private final Passwords passwords;

    Administrator(Path stateDirectory, Passwords passwords) {
        this.file = stateDirectory.resolve(FILE);
        this.passwords = passwords;
    }

    /** The stored hash, which is another one after each change; empty while there is no account. */
    Optional<String> stored() {
        try {
            return Files.size(file) > MOST_BYTES
                    ? Optional.of("")
                    : Optional.of(
                            Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** Makes the account if there is none. */
    synchronized void addFirst(String password) throws PeopleException, BusyException, IOException {
        PasswordRule.check(NAME, password);
        String hash = passwords.hash(password);
        new DurableFile(file).create(hash.getBytes(StandardCharsets.US_ASCII));
        if (!stored().equals(Optional.of(hash))) {
            throw new PeopleException(Reason.CONFLICT, "there is an account already; sign in with it");
        }
    }

    /** Whether a password opens the account; takes as long if there is none. */
    boolean opens(String password) throws BusyException {
        Optional<String> stored = stored();
        try {
            return passwords.matches(stored, password);
        } catch (IllegalArgumentException damaged) {
            throw new UncheckedIOException(
                    new IOException(file + " is damaged; run edge page --reset, and make the account anew", damaged));
        }
    }

    /** Gives the account another password. */
    synchronized void change(String password) throws PeopleException, BusyException, IOException {
        PasswordRule.check(NAME, password);
        new DurableFile(file).replace(passwords.hash(password).getBytes(StandardCharsets.US_ASCII));
    }

    /** Removes it; whether there was one. */
    static boolean remove(Path stateDirectory) throws IOException {
        return Files.deleteIfExists(stateDirectory.resolve(FILE));
    }
}
