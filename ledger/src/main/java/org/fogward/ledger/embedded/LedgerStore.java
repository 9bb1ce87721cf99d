package org.fogward.ledger.embedded;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.block.BlockChain;
import org.fogward.ledger.block.BlockReader;
import org.fogward.ledger.block.BlockWriter;
import org.fogward.ledger.block.BrokenChainException;
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
    private boolean unwritable;

    /**
     * Reads the file, gives every block to the index, cuts off a torn tail, and founds the ledger when it is new.
     */
    LedgerStore(Path file, Caller caller, LedgerIndex index) throws IOException, LedgerException {
        long end = Files.exists(file) ? replay(file, caller, index) : 0;
        writer = new BlockWriter(file, end);
        if (chain.head().height() == 0) {
            try {
                append(List.of(caller.founding()), index);
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
        if (unwritable) {
            throw new LedgerException(
                    Reason.UNAVAILABLE,
                    "the ledger is closed, or a write failed; it takes writes when it is opened again");
        }
        Block block =
                chain.next(transactions.stream().map(SignedTransaction::toBytes).toList());
        // Until all of it is done: whatever ends this early leaves the file and the index in doubt.
        unwritable = true;
        try {
            writer.append(block.toByteArray());
        } catch (IOException e) {
            throw new LedgerException(Reason.UNAVAILABLE, "cannot write to the ledger: " + e.getMessage(), e);
        }
        chain.add(block);
        index.add(chain.head(), transactions);
        unwritable = false;
    }

    @Override
    public void close() throws IOException {
        unwritable = true;
        writer.close();
    }

    private long replay(Path file, Caller caller, LedgerIndex index) throws IOException, LedgerException {
        try (BlockReader reader = new BlockReader(file)) {
            for (Optional<byte[]> bytes = reader.next(); bytes.isPresent(); bytes = reader.next()) {
                List<SignedTransaction> transactions = transactions(chain.read(bytes.get()));
                if (chain.head().height() == 1 && !caller.founded(transactions.getFirst())) {
                    throw new LedgerException(Reason.INVALID, "another identity founded the ledger " + file);
                }
                index.add(chain.head(), transactions);
            }
            if (reader.tornBytes() > 0) {
                LOG.warn(
                        "The last write to {} was cut short: {} bytes behind the first {} blocks were never acknowledged"
                                + " and are cut off",
                        file,
                        reader.tornBytes(),
                        chain.head().height());
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
}
