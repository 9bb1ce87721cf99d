package org.fogward.ledger.peer;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.util.encoders.Hex;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.state.TransactionEntry;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockchainInfo;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.ProcessedTransaction;
import org.hyperledger.fabric.protos.peer.Response;

/** The questions about the chain that Fabric's system contract {@code qscc} answers. */
final class ChainQueries {
    /** The system contract's name. */
    static final String NAME = "qscc";

    private static final int OK = 200;
    private static final int ERROR = 500;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final ServedLedger ledger;

    ChainQueries(ServedLedger ledger) {
        this.ledger = ledger;
    }

    Response answer(List<ByteString> arguments) {
        if (arguments.size() < 2) {
            return error("Incorrect number of arguments, " + arguments.size());
        }
        if (!arguments.get(1).toStringUtf8().equals(ledger.config().channel())) {
            return error("Invalid chain ID, " + arguments.get(1).toStringUtf8());
        }
        String function = arguments.getFirst().toStringUtf8();
        String about = arguments.size() == 2 ? "" : arguments.get(2).toStringUtf8();
        try {
            return switch (function) {
                case "GetChainInfo" -> info();
                case "GetBlockByNumber" -> block(about);
                case "GetBlockByTxID" -> blockOf(about);
                case "GetTransactionByID" -> transaction(about);
                default -> error("Requested function " + function + " not found.");
            };
        } catch (IOException e) {
            return error("the block cannot be read: " + e.getMessage());
        }
    }

    private Response info() throws IOException {
        LedgerHead head = ledger.state().head();
        BlockchainInfo.Builder info = BlockchainInfo.newBuilder()
                .setHeight(head.height())
                .setCurrentBlockHash(ByteString.copyFrom(Hex.decode(head.hash())));
        Optional<byte[]> newest = ledger.blocks().read(head.height() - 1);
        if (newest.isPresent()) {
            info.setPreviousBlockHash(parse(newest.get()).getHeader().getPreviousHash());
        }
        return answer(info.build().toByteString());
    }

    private Response block(String number) throws IOException {
        if (!NUMBER.matcher(number).matches()) {
            return error("Failed to parse block number with error: " + number);
        }
        return ledger.blocks()
                .read(Long.parseLong(number))
                .map(block -> answer(ByteString.copyFrom(block)))
                .orElseGet(() -> error("Failed to get block number " + number + ", error no such block number ["
                        + number + "] in index"));
    }

    private Response blockOf(String id) throws IOException {
        Optional<TransactionEntry> entry = ledger.state().transaction(id);
        return entry.isPresent() ? block(Long.toString(entry.get().block())) : noSuchTransaction("block for txID", id);
    }

    private Response transaction(String id) throws IOException {
        Optional<TransactionEntry> entry = ledger.state().transaction(id);
        if (entry.isEmpty()) {
            return noSuchTransaction("transaction with id", id);
        }
        byte[] block = ledger.blocks().read(entry.get().block()).orElseThrow(() -> new IOException("it is not there"));
        return answer(ProcessedTransaction.newBuilder()
                .setTransactionEnvelope(Envelope.parseFrom(
                        parse(block).getData().getData(entry.get().index())))
                .setValidationCode(entry.get().code().getNumber())
                .build()
                .toByteString());
    }

    private static Block parse(byte[] block) throws InvalidProtocolBufferException {
        return Block.parseFrom(block);
    }

    private static Response noSuchTransaction(String what, String id) {
        return error("Failed to get " + what + " " + id + ", error no such transaction ID [" + id + "] in index");
    }

    private static Response answer(ByteString payload) {
        return Response.newBuilder().setStatus(OK).setPayload(payload).build();
    }

    private static Response error(String message) {
        return Response.newBuilder().setStatus(ERROR).setMessage(message).build();
    }
}
