package org.fogward.ledger.embedded;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.block.RecentBlocks;
import org.fogward.ledger.state.HistoryReader;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.transaction.EndorsedTransaction;
import org.fogward.ledger.transaction.MalformedTransactionException;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.shim.ledger.KeyModification;

/** Reads what a key was from the blocks that wrote it. */
record StateHistory(LedgerState state, RecentBlocks blocks, String contract) implements HistoryReader {
    private record Change(String txId, Instant timestamp, ByteString value, boolean deleted)
            implements KeyModification {
        @Override
        public String getTxId() {
            return txId;
        }

        @Override
        public byte[] getValue() {
            return value.toByteArray();
        }

        @Override
        public String getStringValue() {
            return value.toStringUtf8();
        }

        @Override
        public Instant getTimestamp() {
            return timestamp;
        }

        @Override
        public boolean isDeleted() {
            return deleted;
        }
    }

    @Override
    public List<KeyModification> history(String key) {
        List<KeyModification> changes = new ArrayList<>();
        for (Version version : state.writers(contract, key).reversed()) {
            try {
                change(key, version).ifPresent(changes::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return changes;
    }

    private Optional<KeyModification> change(String key, Version version) throws IOException {
        byte[] bytes = blocks.read(version.getBlockNum())
                .orElseThrow(() -> new IOException("block " + version.getBlockNum() + " is not there"));
        EndorsedTransaction transaction;
        try {
            transaction =
                    EndorsedTransaction.parse(Block.parseFrom(bytes).getData().getData((int) version.getTxNum()));
        } catch (MalformedTransactionException e) {
            throw new IOException("block " + version.getBlockNum() + ": " + e.getMessage(), e);
        }
        return transaction.contracts().stream()
                .filter(each -> each.namespace().equals(contract))
                .flatMap(each -> each.accesses().getWritesList().stream())
                .filter(write -> write.getKey().equals(key))
                .map(write -> change(transaction, write))
                .findFirst();
    }

    private static KeyModification change(EndorsedTransaction transaction, KVWrite write) {
        return new Change(
                transaction.invocation().transactionId(),
                transaction.invocation().header().timestamp(),
                write.getValue(),
                write.getIsDelete());
    }
}
