package org.fogward.ledger.state;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bouncycastle.util.encoders.Hex;
import org.fogward.ledger.LedgerHead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Everything that follows from a chain: the world states, who wrote each key, and which block holds which transaction. It
 * changes by whole blocks. Safe for several threads.
 */
public final class LedgerState {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Namespaces namespaces;
    private final KeyHistory history;
    private final Map<String, TransactionEntry> transactions;
    private long height;
    private ByteString headHash;

    /** The state before the first block. */
    public LedgerState() {
        this(new Namespaces(), new KeyHistory(), new HashMap<>(), 0, ByteString.EMPTY);
    }

    LedgerState(
            Namespaces namespaces,
            KeyHistory history,
            Map<String, TransactionEntry> transactions,
            long height,
            ByteString headHash) {
        this.namespaces = namespaces;
        this.history = history;
        this.transactions = transactions;
        this.height = height;
        this.headHash = headHash;
    }

    /**
     * Looks at the world states while no block comes.
     *
     * @param look what to do with them; must not change them
     * @param <T> what it gives
     * @return what it gave
     */
    public <T> T read(Function<Namespaces, T> look) {
        return reading(() -> look.apply(namespaces));
    }

    /**
     * Adds a block.
     *
     * @param hash its header's hash
     * @param block its transactions, judged
     */
    public void apply(ByteString hash, List<CommittedTransaction> block) {
        lock.writeLock().lock();
        try {
            for (int i = 0; i < block.size(); i++) {
                add(block.get(i), i);
            }
            height++;
            headHash = hash;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Finds a transaction.
     *
     * @param transactionId its id
     * @return where it lies, valid or not
     */
    public Optional<TransactionEntry> transaction(String transactionId) {
        return reading(() -> Optional.ofNullable(transactions.get(transactionId)));
    }

    /**
     * Which transactions wrote a key.
     *
     * @param namespace the contract
     * @param key the key
     * @return their places, oldest first
     */
    public List<Version> writers(String namespace, String key) {
        return reading(() -> history.of(namespace, key));
    }

    /**
     * The newest block.
     *
     * @return how many blocks there are, and its header's hash
     */
    public LedgerHead head() {
        return reading(() -> new LedgerHead(height, Hex.toHexString(headHash.toByteArray())));
    }

    /**
     * The state as it is now, which does not change with this one.
     *
     * @return a copy
     */
    public LedgerState copy() {
        return reading(() ->
                new LedgerState(namespaces.copy(), history.copy(), new HashMap<>(transactions), height, headHash));
    }

    Namespaces namespaces() {
        return namespaces;
    }

    KeyHistory history() {
        return history;
    }

    Map<String, TransactionEntry> transactions() {
        return transactions;
    }

    ByteString headHash() {
        return headHash;
    }

    private void add(CommittedTransaction transaction, int index) {
        if (transaction.valid()) {
            Version version =
                    Version.newBuilder().setBlockNum(height).setTxNum(index).build();
            namespaces.apply(transaction.contracts(), version);
            history.add(transaction.contracts(), version);
        }
        // A second transaction of the same id does not hide the first.
        if (!transaction.transactionId().isEmpty() && transaction.code() != TxValidationCode.DUPLICATE_TXID) {
            transactions.putIfAbsent(
                    transaction.transactionId(), new TransactionEntry(height, index, transaction.code()));
        }
    }

    private <T> T reading(Supplier<T> look) {
        lock.readLock().lock();
        try {
            return look.get();
        } finally {
            lock.readLock().unlock();
        }
    }
}
