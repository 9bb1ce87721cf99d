package org.fogward.fuzzing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.block.BlockReader;
import org.fogward.ledger.block.BrokenChainException;
import org.fogward.ledger.embedded.EmbeddedLedger;
import org.fogward.ledger.embedded.EmbeddedOptions;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.Federations;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.federation.Task;
import org.fogward.ledger.identity.NodeRole;

/**
 * A short chain of a real ledger: the channel's first block, and those that open a federation.
 *
 * @param file the block file's content
 * @param blocks its blocks
 */
public record Chain(byte[] file, List<byte[]> blocks) {
    /** Makes a ledger and a federation in it. */
    public static Chain create() {
        Path folder = Folders.create();
        try {
            try (EmbeddedLedger ledger = EmbeddedLedger.open(folder, EmbeddedOptions.standard());
                    LedgerClient admin = ledger.connect(ledger.member(NodeRole.ADMIN));
                    LedgerClient client = ledger.connect(ledger.member(NodeRole.CLIENT))) {
                Federations federations = new Federations(admin);
                federations.open(new Federation("clinics", List.of("fogward"), 1));
                federations.registerFogNode(new FogNode("clinics", "fog-1"));
                new Federations(client)
                        .release(new Task("clinics", "ab".repeat(32), 1, Optional.empty(), Optional.empty()));
            }
            Path file = folder.resolve(EmbeddedLedger.BLOCKS);
            List<byte[]> blocks = new ArrayList<>();
            try (BlockReader reader = new BlockReader(file)) {
                for (Optional<byte[]> block = reader.next(); block.isPresent(); block = reader.next()) {
                    blocks.add(block.get());
                }
            }
            return new Chain(Files.readAllBytes(file), blocks);
        } catch (LedgerException | IOException | BrokenChainException e) {
            throw new IllegalStateException(e);
        }
    }
}
