package org.fogward.ledger.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.fogward.ledger.block.BlockChain;
import org.fogward.ledger.block.BlockReader;
import org.fogward.ledger.block.BrokenChainException;
import org.fogward.ledger.channel.ConfigException;
import org.hyperledger.fabric.protos.common.Block;

/**
 * Checks a chain offline, with nothing but its block file: that of an embedded ledger, or one with the blocks that a peer of
 * a Hyperledger Fabric network gives away. Checksums, header and data hashes, the chain, the orderers' signatures, changes
 * of the configuration and whether those agreed who had to, and every transaction as a Fabric peer would: creator,
 * endorsements, policy, what was read and written, and by running the contract again on the recorded arguments, every read
 * and write set. What it does not understand is a finding.
 *
 * <p>Who belongs to the channel is what its first block says: whoever knows that block's hash should say so, because
 * anybody can make a chain that is sound in itself. What it cannot see either is a history that its own writer rewrote or
 * shortened as a whole: for that, compare the rounds' receipts and the head with those that others kept.
 */
public final class ChainVerifier {
    private static final String BLOCKS = "blocks";
    private static final int MOST_FINDINGS = 100;

    private final BlockChain chain = new BlockChain();
    private final RecordsFound records = new RecordsFound();
    private final Findings findings = new Findings();
    private final boolean written;
    private final Optional<String> pin;
    private Optional<BlockVerification> verification = Optional.empty();
    private String genesis = "";

    private ChainVerifier(boolean written, Optional<String> pin) {
        this.written = written;
        this.pin = pin.map(hash -> hash.toLowerCase(Locale.ROOT));
    }

    /**
     * Checks a ledger that nobody writes to meanwhile. Whatever the file holds, there is a report; reading stops at the
     * first block that does not fit the chain, and after 100 findings.
     *
     * @param ledger an embedded ledger's directory, or a block file alone
     * @return the rounds and the findings
     */
    public static ChainReport verify(Path ledger) {
        return new ChainVerifier(false, Optional.empty()).report(file(ledger));
    }

    /**
     * Checks a ledger that has to begin with a block that is known.
     *
     * @param ledger an embedded ledger's directory, or a block file alone
     * @param genesis the hash of the header of block 0, 64 hexadecimal digits, as an earlier report or somebody who founded
     *     the channel told it
     * @return the rounds and the findings; one of them when the chain begins otherwise
     */
    public static ChainReport verify(Path ledger, String genesis) {
        return new ChainVerifier(false, Optional.of(genesis)).report(file(ledger));
    }

    /**
     * Checks a ledger that its writer goes on with meanwhile: a block that is only partly there is left for the next time.
     *
     * @param ledger an embedded ledger's directory, or a block file alone
     * @return the rounds and the findings
     */
    public static ChainReport verifyWhileWritten(Path ledger) {
        return new ChainVerifier(true, Optional.empty()).report(file(ledger));
    }

    /**
     * Checks a ledger that has to begin with a block that is known, and that its writer goes on with meanwhile.
     *
     * @param ledger an embedded ledger's directory, or a block file alone
     * @param genesis the hash of the header of block 0, 64 hexadecimal digits
     * @return the rounds and the findings; one of them when the chain begins otherwise
     */
    public static ChainReport verifyWhileWritten(Path ledger, String genesis) {
        return new ChainVerifier(true, Optional.of(genesis)).report(file(ledger));
    }

    private static Path file(Path ledger) {
        return Files.isDirectory(ledger) ? ledger.resolve(BLOCKS) : ledger;
    }

    private ChainReport report(Path file) {
        try (BlockReader reader = new BlockReader(file)) {
            for (Optional<byte[]> bytes = reader.next(); bytes.isPresent(); bytes = reader.next()) {
                Block block = chain.read(bytes.get());
                verify(block);
                if (findings.count() >= MOST_FINDINGS) {
                    findings.add(
                            "reading stopped after block " + block.getHeader().getNumber());
                    return report();
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
        return report();
    }

    private ChainReport report() {
        return new ChainReport(records.rounds(), records.accesses(), findings.sentences(), chain.head(), genesis);
    }

    private void verify(Block block) throws ConfigException {
        if (verification.isPresent()) {
            verification.get().next(block, chain.head());
            return;
        }
        genesis = chain.head().hash();
        if (pin.isPresent() && !pin.get().equals(genesis)) {
            findings.block(0, "the channel begins with " + genesis + ", not with " + pin.get());
        }
        verification = Optional.of(BlockVerification.of(block, records, findings));
    }
}
