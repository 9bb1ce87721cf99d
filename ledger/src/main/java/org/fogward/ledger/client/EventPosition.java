package org.fogward.ledger.client;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.hyperledger.fabric.client.ChaincodeEvent;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;

/**
 * How far a follower is: the block it is in, and the transactions of that block that it has seen. Fabric's own checkpoint
 * names the last event's transaction, and then gives nothing at all when that transaction raised none. Not thread-safe.
 */
final class EventPosition {
    private final Set<String> seen = new HashSet<>();
    private long block;

    private EventPosition(long block) {
        this.block = block;
    }

    static EventPosition at(ChainReader chain, long block, String afterTransaction) throws LedgerException {
        EventPosition position = new EventPosition(block);
        if (!afterTransaction.isEmpty()) {
            Optional<byte[]> bytes = chain.block(block);
            if (bytes.isEmpty()) {
                throw new LedgerException(Reason.MISSING, "there is no block " + block);
            }
            position.seeUpTo(bytes.get(), afterTransaction);
        }
        return position;
    }

    long block() {
        return block;
    }

    /** Whether the event is new; then it is seen. */
    boolean advance(ChaincodeEvent event) {
        if (event.getBlockNumber() < block) {
            return false;
        }
        if (event.getBlockNumber() > block) {
            block = event.getBlockNumber();
            seen.clear();
        }
        return seen.add(event.getTransactionId());
    }

    private void seeUpTo(byte[] bytes, String transactionId) throws LedgerException {
        try {
            for (var envelope : Block.parseFrom(bytes).getData().getDataList()) {
                String id = ChannelHeader.parseFrom(
                                Payload.parseFrom(Envelope.parseFrom(envelope).getPayload())
                                        .getHeader()
                                        .getChannelHeader())
                        .getTxId();
                seen.add(id);
                if (id.equals(transactionId)) {
                    return;
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new LedgerException(Reason.CORRUPT, "block " + block + " is not made of Fabric's messages", e);
        }
        throw new LedgerException(Reason.MISSING, "block " + block + " does not hold transaction " + transactionId);
    }
}
