package org.fogward.ledger.embedded;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.block.BlockChain;
import org.fogward.ledger.block.BlockReader;
import org.fogward.ledger.block.BlockWriter;
import org.fogward.ledger.block.BrokenChainException;
import org.fogward.ledger.identity.LedgerIdentity;
import org.fogward.ledger.transaction.Invocation;
import org.fogward.ledger.transaction.MalformedTransactionException;
import org.fogward.ledger.transaction.SignedTransaction;
import org.hyperledger.fabric.protos.common.Block;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chain in its file, and what follows from it. Not thread-safe. */
final class LedgerStore implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerStore.class);

    private final BlockChain chain = new BlockChain();
    private final BlockWriter writer;
    private boolean broken;

    /**
     * Reads the file, gives every block to the index, cuts off a torn tail, and founds the ledger when it is new.
     */
    LedgerStore(Path file, LedgerIdentity identity, Instant now, LedgerIndex index)
            throws IOException, LedgerException {
        long end = Files.exists(file) ? replay(file, identity, index) : 0;
        writer = new BlockWriter(file, end);
        if (chain.head().height() == 0) {
            Invocation founding = new Invocation(now, identity.creator(), Nonces.next(), List.of());
            try {
                append(List.of(SignedTransaction.found(founding, identity)), index);
            } catch (LedgerException e) {
                writer.close();
                throw e;
            }
        }
    }

    LedgerHead head() {
        return chain.head();
    }

    /** Stores one block; when this returns, the device has it. */
    void append(List<SignedTransaction> transactions, LedgerIndex index) throws LedgerException {
        if (broken) {
            throw new LedgerException(
                    Reason.UNAVAILABLE,
                    "the ledger is closed, or a write failed; it takes writes when it is opened again");
        }
        Block block =
                chain.next(transactions.stream().map(SignedTransaction::toBytes).toList());
        broken = true;
        try {
            writer.append(block.toByteArray());
        } catch (IOException e) {
            throw new LedgerException(Reason.UNAVAILABLE, "cannot write to the ledger: " + e.getMessage(), e);
        }
        chain.add(block);
        index.add(chain.head(), transactions);
        broken = false;
    }

    @Override
    public void close() throws IOException {
        broken = true;
        writer.close();
    }

    private long replay(Path file, LedgerIdentity identity, LedgerIndex index) throws IOException, LedgerException {
        try (BlockReader reader = new BlockReader(file)) {
            for (Optional<byte[]> bytes = reader.next(); bytes.isPresent(); bytes = reader.next()) {
                Block block = chain.read(bytes.get());
                if (block.getHeader().getNumber() == 0) {
                    checkFounder(block, identity);
                }
                index.add(chain.head(), transactions(block));
            }
            if (reader.tornBytes() > 0) {
                LOG.warn(
                        "The last write to {} was cut short: {} bytes after block {} were never acknowledged and are cut off",
                        file,
                        reader.tornBytes(),
                        chain.head().height() - 1);
            }
            return reader.position();
        } catch (BrokenChainException | MalformedTransactionException e) {
            throw new LedgerException(Reason.CORRUPT, "cannot open the ledger " + file + ": " + e.getMessage(), e);
        }
    }

    private static List<SignedTransaction> transactions(Block block) throws MalformedTransactionException {
        SignedTransaction[] transactions = new SignedTransaction[block.getData().getDataCount()];
        for (int i = 0; i < transactions.length; i++) {
            ByteString envelope = block.getData().getData(i);
            transactions[i] = SignedTransaction.parse(envelope);
        }
        return List.of(transactions);
    }

    private static void checkFounder(Block founding, LedgerIdentity identity)
            throws MalformedTransactionException, LedgerException {
        ByteString founder = transactions(founding).getFirst().invocation().creator();
        if (!founder.equals(identity.creator())) {
            throw new LedgerException(
                    Reason.INVALID, "the ledger was founded by another identity than " + identity.id());
        }
    }
}
