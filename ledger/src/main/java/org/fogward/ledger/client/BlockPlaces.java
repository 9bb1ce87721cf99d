package org.fogward.ledger.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.TransactionPlace;
import org.fogward.ledger.block.BlockHash;
import org.fogward.ledger.transaction.EndorsedTransaction;
import org.fogward.ledger.transaction.MalformedTransactionException;
import org.fogward.ledger.validate.BlockSeal;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Says where transactions lie. The ledger tells a transaction's block, but not that block's hash, which is asked for once
 * for all transactions of a block. Safe for several threads.
 */
final class BlockPlaces {
    private static final int MOST_REMEMBERED = 256;

    private final ChainReader chain;
    private final Map<Long, CompletableFuture<String>> hashes = new LinkedHashMap<>();
    private final Lock lock = new ReentrantLock();

    BlockPlaces(ChainReader chain) {
        this.chain = chain;
    }

    TransactionPlace place(String transactionId, long block) throws LedgerException {
        return new TransactionPlace(transactionId, block, hash(block));
    }

    Optional<TransactionPlace> find(String transactionId) throws LedgerException {
        Optional<byte[]> bytes = chain.blockOf(transactionId);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        Block block = parse(bytes.get());
        ByteString codes = BlockSeal.codes(block);
        for (int i = 0; i < Math.min(codes.size(), block.getData().getDataCount()); i++) {
            if (codes.byteAt(i) == TxValidationCode.VALID_VALUE
                    && is(transactionId, block.getData().getData(i))) {
                return Optional.of(
                        new TransactionPlace(transactionId, block.getHeader().getNumber(), hash(block)));
            }
        }
        return Optional.empty();
    }

    private String hash(long number) throws LedgerException {
        CompletableFuture<String> asked = new CompletableFuture<>();
        CompletableFuture<String> hash = remember(number, asked);
        if (hash == asked) {
            try {
                asked.complete(hash(parse(chain.block(number).orElseThrow(() -> gone(number)))));
            } catch (LedgerException | RuntimeException e) {
                forget(number);
                asked.completeExceptionally(e);
                throw e;
            }
        }
        try {
            return hash.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LedgerException cause
                    ? new LedgerException(cause.reason(), String.valueOf(cause.getMessage()), cause)
                    : gone(number);
        }
    }

    private CompletableFuture<String> remember(long number, CompletableFuture<String> asked) {
        lock.lock();
        try {
            CompletableFuture<String> known = hashes.putIfAbsent(number, asked);
            if (hashes.size() > MOST_REMEMBERED) {
                hashes.remove(hashes.keySet().iterator().next());
            }
            return known == null ? asked : known;
        } finally {
            lock.unlock();
        }
    }

    private void forget(long number) {
        lock.lock();
        try {
            hashes.remove(number);
        } finally {
            lock.unlock();
        }
    }

    private static boolean is(String transactionId, ByteString envelope) {
        try {
            return EndorsedTransaction.parse(envelope)
                    .invocation()
                    .transactionId()
                    .equals(transactionId);
        } catch (MalformedTransactionException e) {
            return false;
        }
    }

    private static String hash(Block block) {
        return BlockHash.text(block.getHeader());
    }

    private static Block parse(byte[] bytes) throws LedgerException {
        try {
            return Block.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new LedgerException(Reason.CORRUPT, "the ledger gave bytes that are no block", e);
        }
    }

    private static LedgerException gone(long number) {
        return new LedgerException(Reason.CORRUPT, "the ledger does not give block " + number);
    }
}
