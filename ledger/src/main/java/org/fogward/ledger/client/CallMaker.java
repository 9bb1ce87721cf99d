package org.fogward.ledger.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.fogward.ledger.ContractCall;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.gateway.ProposedTransaction;

/** Makes proposals. Safe for several threads. */
final class CallMaker {
    private final Gateway gateway;
    private final Contract contract;
    private final Clock clock;

    CallMaker(Gateway gateway, Contract contract, Clock clock) {
        this.gateway = gateway;
        this.contract = contract;
        this.clock = clock;
    }

    /** Fabric's client takes the time from the system; here it is the caller's clock that counts. */
    Proposal propose(ContractCall call) {
        Proposal proposal = contract.newProposal(call.function())
                .addArguments(call.arguments().toArray(String[]::new))
                .build();
        try {
            return gateway.newProposal(
                    stamped(ProposedTransaction.parseFrom(proposal.getBytes())).toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("Fabric's client reads what it wrote", e);
        }
    }

    private ProposedTransaction stamped(ProposedTransaction proposed) throws InvalidProtocolBufferException {
        var proposal = org.hyperledger.fabric.protos.peer.Proposal.parseFrom(
                proposed.getProposal().getProposalBytes());
        Header header = Header.parseFrom(proposal.getHeader());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ByteString channel = ChannelHeader.parseFrom(header.getChannelHeader()).toBuilder()
                .setTimestamp(
                        Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
                .build()
                .toByteString();
        ByteString stamped = proposal.toBuilder()
                .setHeader(header.toBuilder().setChannelHeader(channel).build().toByteString())
                .build()
                .toByteString();
        return proposed.toBuilder()
                .setProposal(proposed.getProposal().toBuilder().setProposalBytes(stamped))
                .build();
    }
}
