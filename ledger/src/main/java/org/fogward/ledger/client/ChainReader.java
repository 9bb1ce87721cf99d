package org.fogward.ledger.client;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.util.encoders.Hex;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.LedgerHead;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.protos.common.BlockchainInfo;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;

/** Asks Fabric's system contract {@code qscc} about the chain. Safe for several threads. */
final class ChainReader {
    /** What Fabric's releases say of a block or transaction that is not there. */
    private static final List<String> ABSENT =
            List.of("no such block number", "no such transaction ID", "Entry not found in index");

    private final Contract contract;
    private final String channel;

    ChainReader(Network network) {
        contract = network.getContract("qscc");
        channel = network.getName();
    }

    LedgerHead head() throws LedgerException {
        byte[] answer = ask("GetChainInfo", channel)
                .orElseThrow(() -> new LedgerException(Reason.CORRUPT, "the ledger has no block"));
        try {
            BlockchainInfo info = BlockchainInfo.parseFrom(answer);
            return new LedgerHead(
                    info.getHeight(), Hex.toHexString(info.getCurrentBlockHash().toByteArray()));
        } catch (InvalidProtocolBufferException e) {
            throw new LedgerException(Reason.CORRUPT, "the ledger's answer is not made of Fabric's messages", e);
        }
    }

    Optional<byte[]> block(long number) throws LedgerException {
        return ask("GetBlockByNumber", channel, Long.toString(number));
    }

    Optional<byte[]> blockOf(String transactionId) throws LedgerException {
        return ask("GetBlockByTxID", channel, transactionId);
    }

    private Optional<byte[]> ask(String function, String... arguments) throws LedgerException {
        try {
            return Optional.of(contract.evaluateTransaction(function, arguments));
        } catch (GatewayException e) {
            String text = e.getStatus().getDescription()
                    + e.getDetails().stream().map(ErrorDetail::getMessage).toList();
            if (ABSENT.stream().anyMatch(text::contains)) {
                return Optional.empty();
            }
            throw GatewayFailures.of(e);
        }
    }
}
