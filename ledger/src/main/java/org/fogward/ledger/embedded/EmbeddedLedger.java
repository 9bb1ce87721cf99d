package org.fogward.ledger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.AnchorLedger;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.AnchoredRound;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.contract.AnchorJson;
import org.fogward.ledger.identity.LedgerIdentity;
import org.fogward.ledger.transaction.Invocation;
import org.fogward.ledger.transaction.Simulation;

/**
 * A ledger in one directory, written by one process: an append-only file of hash-chained blocks, in Hyperledger Fabric's
 * transaction format and with its hashes, that runs the same contract as a Fabric network.
 *
 * <p>It is tamper-evident, not Byzantine-tolerant: its writer can rewrite all of it, and is found out by whoever kept
 * the head hash of a receipt. A block is on the device before {@link #anchorRound} returns. A write that a crash cut
 * short is cut off at the next opening; damage anywhere else refuses to open. After a failed write it only answers
 * questions, until it is opened again. Safe for several threads; they share waits for the disk.
 */
public final class EmbeddedLedger implements AnchorLedger {
    /** The block file's name in the ledger's directory. */
    public static final String BLOCKS = "blocks";

    private final Caller caller;
    private final DirectoryLock lock;
    private final LedgerIndex index = new LedgerIndex();
    private final LedgerStore store;
    private final CommitQueue commits;

    private EmbeddedLedger(Path directory, Caller caller, DirectoryLock lock) throws IOException, LedgerException {
        this.caller = caller;
        this.lock = lock;
        store = new LedgerStore(directory.resolve(BLOCKS), caller, index);
        commits = new CommitQueue(store, index);
    }

    /**
     * Opens a ledger, or founds it.
     *
     * @param directory where it lies; made when it is not there
     * @param identity who writes it; a ledger keeps the identity that founded it
     * @return the ledger
     * @throws LedgerException {@link Reason#UNAVAILABLE} when another process has it open or the disk fails,
     *     {@link Reason#CORRUPT} when a block is damaged, {@link Reason#INVALID} when another identity founded it
     */
    public static EmbeddedLedger open(Path directory, LedgerIdentity identity) throws LedgerException {
        return open(directory, identity, Clock.systemUTC());
    }

    /**
     * Opens a ledger with a clock of the caller's.
     *
     * @param directory where it lies
     * @param identity who writes it
     * @param clock gives transactions their timestamps
     * @return the ledger
     * @throws LedgerException as {@link #open(Path, LedgerIdentity)}
     */
    public static EmbeddedLedger open(Path directory, LedgerIdentity identity, Clock clock) throws LedgerException {
        try {
            Files.createDirectories(directory);
            DirectoryLock lock = DirectoryLock.take(directory);
            try {
                return new EmbeddedLedger(directory, new Caller(identity, clock), lock);
            } catch (IOException | LedgerException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new LedgerException(
                    Reason.UNAVAILABLE, "cannot open the ledger in " + directory + ": " + e.getMessage(), e);
        }
    }

    @Override
    public AnchorReceipt anchorRound(RoundAnchor anchor) throws LedgerException {
        while (true) {
            Invocation call = caller.call("anchorRound", AnchorJson.write(anchor));
            Simulation simulation = index.submit(call);
            if (!simulation.writes()) {
                return index.located("[" + simulation.answer().toStringUtf8() + "]")
                        .getFirst()
                        .receipt();
            }
            if (commits.commit(caller.sign(call, simulation))) {
                return index.receipt(call.transactionId(), false);
            }
        }
    }

    @Override
    public Optional<AnchoredRound> round(String federation, String fogNode, long round) throws LedgerException {
        String answer = index.evaluate(caller.call("round", federation, fogNode, Long.toString(round)));
        return index.located("[" + answer + "]").stream().findFirst();
    }

    @Override
    public List<AnchoredRound> rounds(String federation) throws LedgerException {
        return index.located(index.evaluate(caller.call("rounds", federation)));
    }

    @Override
    public LedgerHead head() {
        return commits.head();
    }

    @Override
    public void close() throws LedgerException {
        try (lock) {
            commits.close();
        } catch (IOException e) {
            throw new LedgerException(Reason.UNAVAILABLE, "cannot close the ledger: " + e.getMessage(), e);
        }
    }
}
