package org.fogward.ledger.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.AnchoredRound;
import org.fogward.ledger.block.BlockChain;
import org.fogward.ledger.block.BlockReader;
import org.fogward.ledger.block.BrokenChainException;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.ConfigException;
import org.fogward.ledger.channel.GenesisBlock;
import org.hyperledger.fabric.protos.common.Block;

/**
 * Checks an embedded ledger offline, with nothing but its block file: checksums, header and data hashes, the chain, the
 * orderer's signatures, and every transaction as a Fabric peer would: creator, endorsements, policy, what was read and
 * written, and by running the contract again on the recorded arguments, every read and write set. Who belongs to the
 * channel is what its first block says.
 *
 * <p>What it cannot see is a history that its own writer rewrote or shortened as a whole: for that, compare the rounds'
 * receipts and the head with those that others kept.
 */
public final class ChainVerifier {
    private static final String BLOCKS = "blocks";
    private static final int MOST_FINDINGS = 100;

    private final BlockChain chain = new BlockChain();
    private final List<AnchoredRound> rounds = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final boolean written;
    private Optional<BlockVerification> verification = Optional.empty();

    private ChainVerifier(boolean written) {
        this.written = written;
    }

    /**
     * Checks a ledger that nobody writes to meanwhile. Whatever the file holds, there is a report; reading stops at the
     * first block that does not fit the chain, and after 100 findings.
     *
     * @param ledger an embedded ledger's directory, or its block file alone
     * @return the rounds and the findings
     */
    public static ChainReport verify(Path ledger) {
        return new ChainVerifier(false).report(file(ledger));
    }

    /**
     * Checks a ledger that its writer goes on with meanwhile: a block that is only partly there is left for the next time.
     *
     * @param ledger an embedded ledger's directory, or its block file alone
     * @return the rounds and the findings
     */
    public static ChainReport verifyWhileWritten(Path ledger) {
        return new ChainVerifier(true).report(file(ledger));
    }

    private static Path file(Path ledger) {
        return Files.isDirectory(ledger) ? ledger.resolve(BLOCKS) : ledger;
    }

    private ChainReport report(Path file) {
        try (BlockReader reader = new BlockReader(file)) {
            for (Optional<byte[]> bytes = reader.next(); bytes.isPresent(); bytes = reader.next()) {
                Block block = chain.read(bytes.get());
                verify(block);
                if (findings.size() >= MOST_FINDINGS) {
                    findings.add(
                            "reading stopped after block " + block.getHeader().getNumber());
                    return new ChainReport(rounds, findings, chain.head());
                }
            }
            if (chain.head().height() == 0) {
                findings.add("there is no whole block in " + file);
            } else if (reader.tornBytes() > 0 && !written) {
                findings.add("block " + chain.head().height() + " is cut short: " + reader.tornBytes()
                        + " bytes at the end of the file are no whole block");
            }
        } catch (BrokenChainException | ConfigException e) {
            findings.add(e.getMessage() + "; nothing from there on was checked");
        } catch (IOException e) {
            findings.add("cannot read " + file + ": " + e);
        }
        return new ChainReport(rounds, findings, chain.head());
    }

    private void verify(Block block) throws ConfigException {
        if (verification.isPresent()) {
            verification.get().next(block, chain.head());
            return;
        }
        BlockVerification first = new BlockVerification(ChannelConfig.read(block), rounds, findings);
        if (!block.getMetadata().equals(GenesisBlock.metadata())) {
            findings.add("block 0: the metadata are not those of a first block");
        }
        first.first(block);
        verification = Optional.of(first);
    }
}
