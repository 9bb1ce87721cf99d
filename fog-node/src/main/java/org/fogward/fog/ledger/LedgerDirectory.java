package org.fogward.fog.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.embedded.EmbeddedLedger;

/** A state directory's part for the ledger. It remembers which kind of ledger it was founded with, since histories do not move. */
record LedgerDirectory(Path directory) {

    private static final String NETWORK = "network";

    Path blocks() {
        return directory.resolve(EmbeddedLedger.BLOCKS);
    }

    /**
     * Gets ready for an embedded ledger.
     *
     * @throws LedgerException {@link Reason#INVALID} if the rounds are on a network
     */
    Path requireEmbedded() throws LedgerException {
        if (Files.exists(network())) {
            throw new LedgerException(
                    Reason.INVALID,
                    "the state directory belongs to " + remembered()
                            + "; name its profile as ledger.profile, or take another directory");
        }
        return directory;
    }

    /**
     * Gets ready for a network's chain.
     *
     * @param name what the network's chain is called
     * @throws LedgerException {@link Reason#INVALID} if the rounds are in an embedded ledger, or on another chain
     */
    void requireNetwork(String name) throws LedgerException {
        try {
            if (Files.exists(network())) {
                if (!remembered().equals(name)) {
                    throw new LedgerException(
                            Reason.INVALID,
                            "the state directory belongs to " + remembered() + ", and ledger.profile names " + name
                                    + "; take another directory");
                }
            } else if (Files.exists(blocks())) {
                throw new LedgerException(
                        Reason.INVALID,
                        "the state directory has an embedded ledger; leave ledger.profile out, or take another directory for"
                                + " the network");
            } else {
                Files.createDirectories(directory);
                Files.writeString(network(), name + "\n", StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
            }
        } catch (IOException e) {
            throw new LedgerException(Reason.UNAVAILABLE, "cannot write " + network() + ": " + e.getMessage(), e);
        }
    }

    private Path network() {
        return directory.resolve(NETWORK);
    }

    private String remembered() throws LedgerException {
        try {
            return Files.readString(network(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new LedgerException(Reason.UNAVAILABLE, "cannot read " + network() + ": " + e.getMessage(), e);
        }
    }
}
