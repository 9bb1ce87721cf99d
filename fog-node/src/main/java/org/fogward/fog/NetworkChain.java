package org.fogward.fog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fogward.fog.audit.AuditProgress;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.fabric.FabricLedger;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.mirror.ChainDownload;

/** A network's chain, fetched from one organisation's peer into a temporary folder, which is deleted in the end. */
record NetworkChain(LedgerClient peer, Path folder) implements Closeable {

    private static final String BLOCKS = "blocks";
    private static final long BLOCKS_A_STEP = 1000;

    static NetworkChain of(Path profile, String organization) throws IOException, LedgerException {
        LedgerClient peer = FabricLedger.connect(profile, organization, NodeRole.CLIENT);
        try {
            return new NetworkChain(peer, Files.createTempDirectory("fogward-chain"));
        } catch (IOException e) {
            peer.close();
            throw e;
        }
    }

    void fetch(AuditProgress progress) throws LedgerException {
        long height = peer.head().height();
        progress.step("fetching " + height + " blocks from the network");
        ChainDownload.fetch(peer, folder.resolve(BLOCKS), fetched -> {
            if (fetched % BLOCKS_A_STEP == 0) {
                progress.step(fetched + " blocks fetched");
            }
        });
    }

    @Override
    public void close() throws IOException {
        peer.close();
        Files.deleteIfExists(folder.resolve(BLOCKS));
        Files.deleteIfExists(folder);
    }
}
