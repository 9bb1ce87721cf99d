package org.fogward.edge.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The secret that opens a gateway's key store: 32 bytes as base64 text ({@code openssl rand -base64 32}), from the first of
 *
 * <ol>
 *   <li>the file that the configuration names,
 *   <li>the systemd credential {@value #CREDENTIAL}, which systemd can keep encrypted for this machine's TPM
 *       ({@code systemd-creds encrypt}, {@code LoadCredentialEncrypted=}),
 *   <li>a file beside the state directory, named after it with {@code .secret}, made on first use.
 * </ol>
 *
 * <p>The last of them keeps a copy or a backup of the state directory from being of use to others. It does not protect from
 * whoever takes the whole disk, or becomes the gateway's user: there the other two do, as well as what holds the secret does. Whoever
 * loses the secret loses the samples: it belongs into a backup of its own. Immutable.
 */
public final class VaultSecret {
    /** The credential's name. */
    public static final String CREDENTIAL = "fogward-gateway";

    private final KeyFile file;
    private final boolean ownerOnly;
    private final boolean made;

    private VaultSecret(KeyFile file, boolean ownerOnly, boolean made) {
        this.file = file;
        this.ownerOnly = ownerOnly;
        this.made = made;
    }

    /**
     * Chooses where the secret comes from; nothing is read yet.
     *
     * @param stateDirectory the gateway's
     * @param named the file that the configuration names
     * @param credentials the folder of systemd's credentials, {@code $CREDENTIALS_DIRECTORY}
     */
    public static VaultSecret of(Path stateDirectory, Optional<Path> named, Optional<Path> credentials) {
        if (named.isPresent()) {
            return new VaultSecret(new KeyFile(named.get()), true, false);
        }
        Optional<KeyFile> credential = credentials
                .map(folder -> new KeyFile(folder.resolve(CREDENTIAL)))
                .filter(KeyFile::exists);
        if (credential.isPresent()) {
            return new VaultSecret(credential.get(), false, false);
        }
        Path state = stateDirectory.toAbsolutePath().normalize();
        return new VaultSecret(new KeyFile(state.resolveSibling(state.getFileName() + ".secret")), true, true);
    }

    /** The secret of a key store that is there already. */
    byte[] read() throws IOException {
        if (!file.exists()) {
            throw new IOException(file + ": the secret that opens the gateway's key store is not there; put it back"
                    + (made ? ", or name its place in keyStore.secretFile" : ""));
        }
        return ownerOnly ? file.read() : file.content();
    }

    /** The secret for a new key store. */
    byte[] readOrCreate(SecureRandom random) throws IOException {
        if (made && !file.exists()) {
            try {
                return file.readOrCreate(random);
            } catch (IOException e) {
                throw new IOException(
                        file + ": the secret for the gateway's key store cannot be made there; name a place in"
                                + " keyStore.secretFile (make it: openssl rand -base64 32)",
                        e);
            }
        }
        return read();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
