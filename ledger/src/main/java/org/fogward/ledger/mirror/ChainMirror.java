package org.fogward.ledger.mirror;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.fogward.ledger.LedgerBlocks;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.TransactionPlace;
import org.fogward.ledger.block.BlockHash;
import org.fogward.ledger.block.BrokenChainException;
import org.hyperledger.fabric.protos.common.Block;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a copy of a ledger's chain up to date, on a thread of its own, for as long as it is open. A block that does not follow from
 * what was copied is refused; then the mirror says so and asks again. Safe for several threads.
 */
public final class ChainMirror implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChainMirror.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(10);

    private final Path file;
    private final LedgerClient ledger;
    private final Thread thread = Thread.ofPlatform().name("mirror").daemon().unstarted(this::run);
    private final Standing standing = new Standing();
    private volatile Optional<LedgerBlocks> following = Optional.empty();
    private volatile ChainCopy copy;
    /** Of the thread's own: a refused block stays a trouble until one follows. */
    private boolean refused;

    /**
     * Opens the copy, or begins one; nothing is fetched before {@link #start}.
     *
     * @param file the block file
     * @param ledger the ledger to follow; stays open when the mirror is closed
     * @throws LedgerException {@link Reason#CORRUPT} when the copy is damaged, {@link Reason#UNAVAILABLE} when the file cannot be
     *     read or written
     */
    public ChainMirror(Path file, LedgerClient ledger) throws LedgerException {
        this.file = file;
        this.ledger = ledger;
        try {
            copy = ChainCopy.open(file);
        } catch (IOException e) {
            throw new LedgerException(Reason.UNAVAILABLE, "cannot use " + file + ": " + e.getMessage(), e);
        } catch (BrokenChainException e) {
            throw new LedgerException(
                    Reason.CORRUPT,
                    "the copy of the chain in " + file + " is damaged (" + e.getMessage()
                            + "); move it away, and it is fetched again",
                    e);
        }
    }

    /** Begins to follow. Called once. */
    public void start() {
        thread.start();
    }

    /** The newest block that was copied. */
    public LedgerHead head() {
        return copy.head();
    }

    /** Why the copy does not grow; empty while all goes well. */
    public Optional<String> trouble() {
        return standing.trouble();
    }

    /**
     * Reads a block of the copy.
     *
     * @param number its number, from 0
     * @return a serialized {@code common.Block}, or nothing if it was not copied yet
     * @throws LedgerException when the copy cannot be read
     */
    public Optional<byte[]> block(long number) throws LedgerException {
        try {
            return copy.block(number);
        } catch (IOException e) {
            throw new LedgerException(Reason.UNAVAILABLE, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Waits until a transaction's block is in the copy.
     *
     * @param place where the ledger says that the transaction is
     * @param patience how long at most
     * @throws LedgerException {@link Reason#UNAVAILABLE} when it is not there by then, {@link Reason#CORRUPT} when the copy holds
     *     another block in its place
     */
    public void await(TransactionPlace place, Duration patience) throws LedgerException {
        try {
            if (!standing.await(() -> head().height() > place.block(), patience)) {
                throw new LedgerException(
                        Reason.UNAVAILABLE,
                        "block " + place.block() + " is not in the copy of the chain yet"
                                + trouble().map(why -> ": " + why).orElse(""));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerException(Reason.UNAVAILABLE, "the wait for block " + place.block() + " was broken off", e);
        }
        if (!hash(block(place.block()), place.block()).equals(place.headHash())) {
            throw new LedgerException(
                    Reason.CORRUPT,
                    "the ledger says another hash of block " + place.block() + " than the copied block has");
        }
    }

    @Override
    public void close() throws LedgerException {
        standing.close();
        following.ifPresent(LedgerBlocks::close);
        thread.interrupt();
        try {
            thread.join(LAST_PATIENCE);
            copy.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new LedgerException(Reason.UNAVAILABLE, "cannot close " + file + ": " + e.getMessage(), e);
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!standing.isClosed()) {
            long before = head().height();
            try {
                requireSameChain();
                follow();
            } catch (BrokenChainException e) {
                refused = true;
                tell("the ledger gives a block that does not follow the copied ones: " + e.getMessage());
            } catch (LedgerException | RuntimeException e) {
                tell("the chain is not copied: " + e.getMessage());
            } catch (IOException e) {
                tell("the copy of the chain cannot be written: " + e.getMessage());
                openAgain();
            }
            pause = head().height() > before ? FIRST_PAUSE : longer(pause);
            sleep(pause);
        }
    }

    /** A ledger that has less than the copy, or something else, has to be noticed before it grows on. */
    private void requireSameChain() throws LedgerException {
        LedgerHead own = head();
        if (own.height() > 0) {
            long number = own.height() - 1;
            Optional<byte[]> theirs = ledger.block(number);
            if (theirs.isEmpty()) {
                throw new LedgerException(
                        Reason.MISSING,
                        "the ledger has no block " + number + ": it is behind, was put back, or is another one");
            }
            if (!hash(theirs, number).equals(own.hash())) {
                throw new LedgerException(
                        Reason.CORRUPT, "block " + number + " of the ledger is another one than was copied before");
            }
        }
    }

    private void follow() throws IOException, LedgerException, BrokenChainException {
        try (LedgerBlocks blocks = ledger.blocks(head().height())) {
            following = Optional.of(blocks);
            if (!refused) {
                standing.well();
            }
            while (!standing.isClosed() && blocks.hasNext()) {
                copy.add(blocks.next());
                refused = false;
                standing.well();
            }
        } finally {
            following = Optional.empty();
        }
    }

    private void tell(String sentence) {
        if (standing.trouble(sentence)) {
            LOG.error("{}", sentence);
        }
    }

    /** After a failed write nothing may be appended to the opened file. */
    private void openAgain() {
        try {
            copy.close();
            copy = ChainCopy.open(file);
        } catch (IOException | BrokenChainException e) {
            LOG.error("the copy of the chain cannot be opened again: {}", e.getMessage());
        }
    }

    private void sleep(Duration pause) {
        try {
            standing.await(() -> false, pause);
        } catch (InterruptedException e) {
            LOG.debug("the mirror is closed");
        }
    }

    private static Duration longer(Duration pause) {
        return pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }

    private static String hash(Optional<byte[]> block, long number) throws LedgerException {
        try {
            return BlockHash.text(Block.parseFrom(block.orElseThrow()).getHeader());
        } catch (InvalidProtocolBufferException e) {
            throw new LedgerException(Reason.CORRUPT, "block " + number + " is no block", e);
        }
    }
}
