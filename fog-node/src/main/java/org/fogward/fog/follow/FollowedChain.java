package org.fogward.fog.follow;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerEvent;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.TransactionPlace;
import org.fogward.ledger.block.BlockHash;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;

/**
 * Sees to it that every event belongs to the ledger that was followed so far: the headers of the blocks in between have to lead
 * from the checkpoint's block to the event's, hash by hash. For one thread.
 */
final class FollowedChain {

    private final LedgerClient ledger;
    private final Set<String> transactions = new HashSet<>();
    private long block;
    private String headHash;

    private FollowedChain(LedgerClient ledger, Checkpoint from) {
        this.ledger = ledger;
        block = from.isBeginning() ? -1 : from.block();
        headHash = from.headHash();
    }

    /**
     * The chain from a checkpoint on.
     *
     * @throws LedgerException {@link Reason#CONFLICT} if the ledger is not the one that the checkpoint was made of;
     *     {@link Reason#UNAVAILABLE} if it cannot answer
     */
    static FollowedChain from(LedgerClient ledger, Checkpoint from) throws LedgerException {
        FollowedChain chain = new FollowedChain(ledger, from);
        if (!from.isBeginning()) {
            requireSame(ledger, from);
            chain.look(chain.read(from.block()));
        }
        return chain;
    }

    /** Refuses a ledger that does not hold the checkpoint's transaction where it was. */
    static void requireSame(LedgerClient ledger, Checkpoint checkpoint) throws LedgerException {
        if (checkpoint.isBeginning()) {
            return;
        }
        long newest = ledger.head().height() - 1;
        if (newest < checkpoint.block()) {
            throw another("it ends at block " + newest + " and was followed up to block " + checkpoint.block());
        }
        TransactionPlace place = ledger.find(checkpoint.transaction())
                .orElseThrow(() -> another("it does not hold the transaction " + checkpoint.transaction()
                        + " that block " + checkpoint.block() + " held"));
        if (place.block() != checkpoint.block() || !place.headHash().equals(checkpoint.headHash())) {
            throw another("block " + checkpoint.block() + " has another hash than before");
        }
    }

    /**
     * Goes on to an event.
     *
     * @return the checkpoint after it
     * @throws LedgerException as {@link #from}
     */
    Checkpoint advance(LedgerEvent event) throws LedgerException {
        while (block < event.block()) {
            Block next = read(block + 1);
            String previous = hex(next.getHeader().getPreviousHash());
            if (block >= 0 && !previous.equals(headHash)) {
                throw another("block " + (block + 1) + " does not follow from block " + block);
            }
            block++;
            headHash = BlockHash.text(next.getHeader());
            look(next);
        }
        if (!transactions.contains(event.transactionId())) {
            throw another("it tells of a transaction in block " + event.block() + " that the block does not hold");
        }
        return new Checkpoint(block, event.transactionId(), headHash);
    }

    private Block read(long number) throws LedgerException {
        byte[] bytes = ledger.block(number)
                .orElseThrow(() -> new LedgerException(Reason.UNAVAILABLE, "block " + number + " is not there yet"));
        try {
            return Block.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new LedgerException(Reason.CORRUPT, "block " + number + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void look(Block held) throws LedgerException {
        transactions.clear();
        try {
            for (ByteString envelope : held.getData().getDataList()) {
                Payload payload = Payload.parseFrom(Envelope.parseFrom(envelope).getPayload());
                transactions.add(ChannelHeader.parseFrom(payload.getHeader().getChannelHeader())
                        .getTxId());
            }
        } catch (InvalidProtocolBufferException e) {
            throw new LedgerException(
                    Reason.CORRUPT,
                    "block " + held.getHeader().getNumber() + " holds what is no transaction: " + e.getMessage(),
                    e);
        }
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static LedgerException another(String why) {
        return new LedgerException(
                Reason.CONFLICT,
                "the ledger is not the one that was followed: " + why
                        + "; what is shown of it stays as it was, until `fogward ledger rebuild` makes it anew");
    }
}
