package org.fogward.fog;

import java.io.IOException;
import java.nio.file.Path;
import org.fogward.fog.audit.Audit;
import org.fogward.fog.audit.ChainCheck;
import org.fogward.fog.audit.StateHistory;
import org.fogward.fog.blob.FileBlobStore;
import org.fogward.fog.round.Database;

/**
 * Where things lie in a fog node's state directory.
 *
 * @param directory the state directory
 */
record StateLayout(Path directory) {

    Path database() {
        return directory.resolve(Database.FILE);
    }

    Path blobs() {
        return directory.resolve("blobs");
    }

    Path ledger() {
        return directory.resolve("ledger");
    }

    /** An audit of what lies there. */
    Audit audit() throws IOException {
        return audit(ChainCheck.of(ledger()));
    }

    /** An audit of what lies there, by a chain from elsewhere. */
    Audit audit(ChainCheck chain) throws IOException {
        return new Audit(StateHistory.read(database()), new FileBlobStore(blobs()), chain);
    }

    Path broker() {
        return directory.resolve("broker");
    }

    Path tls() {
        return directory.resolve("tls");
    }

    Path key() {
        return directory.resolve("fog.key");
    }
}
