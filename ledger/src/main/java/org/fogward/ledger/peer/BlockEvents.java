package org.fogward.ledger.peer;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fogward.ledger.channel.ConfigTransaction;
import org.fogward.ledger.transaction.EndorsedTransaction;
import org.fogward.ledger.transaction.MalformedTransactionException;
import org.fogward.ledger.transaction.TransactionHeader;
import org.fogward.ledger.validate.BlockSeal;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.FilteredBlock;
import org.hyperledger.fabric.protos.peer.FilteredTransaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** What a stored block tells. */
final class BlockEvents {
    private BlockEvents() {}

    /** The contract events of the valid transactions, in order. */
    static List<ChaincodeEvent> contractEvents(Block block) throws IOException {
        ByteString codes = BlockSeal.codes(block);
        List<ChaincodeEvent> events = new ArrayList<>();
        for (int i = 0; i < block.getData().getDataCount(); i++) {
            if (codes.byteAt(i) == TxValidationCode.VALID_VALUE
                    && !ConfigTransaction.isOne(block.getData().getData(i))) {
                try {
                    EndorsedTransaction.parse(block.getData().getData(i))
                            .event()
                            .ifPresent(events::add);
                } catch (MalformedTransactionException e) {
                    throw new IOException("transaction " + i + ": " + e.getMessage(), e);
                }
            }
        }
        return events;
    }

    /** A block without the contents of its transactions. */
    static FilteredBlock filtered(String channel, Block block) throws IOException {
        ByteString codes = BlockSeal.codes(block);
        FilteredBlock.Builder filtered = FilteredBlock.newBuilder()
                .setChannelId(channel)
                .setNumber(block.getHeader().getNumber());
        for (int i = 0; i < block.getData().getDataCount(); i++) {
            Payload payload = Payload.parseFrom(
                    Envelope.parseFrom(block.getData().getData(i)).getPayload());
            try {
                TransactionHeader header = TransactionHeader.parse(payload.getHeader());
                filtered.addFilteredTransactions(FilteredTransaction.newBuilder()
                        .setTxid(header.transactionId())
                        .setTypeValue(header.type())
                        .setTxValidationCodeValue(Byte.toUnsignedInt(codes.byteAt(i))));
            } catch (MalformedTransactionException e) {
                // A configuration has no id, and that of the first block no creator.
                filtered.addFilteredTransactions(
                        FilteredTransaction.newBuilder().setTxValidationCodeValue(Byte.toUnsignedInt(codes.byteAt(i))));
            }
        }
        return filtered.build();
    }
}
