package org.fogward.ledger.peer;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.state.TransactionEntry;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsResponse;
import org.hyperledger.fabric.protos.gateway.SignedChaincodeEventsRequest;
import org.hyperledger.fabric.protos.orderer.SeekPosition;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;

/** Gives a contract's events, block by block. */
final class EventStreams {
    private final ServedLedger ledger;
    private final SignedRequests requests;
    private final StreamLimit limit;

    EventStreams(ServedLedger ledger, SignedRequests requests, StreamLimit limit) {
        this.ledger = ledger;
        this.requests = requests;
        this.limit = limit;
    }

    void answer(SignedChaincodeEventsRequest signed, ServerCallStreamObserver<ChaincodeEventsResponse> observer) {
        ChaincodeEventsRequest request;
        try {
            request = ChaincodeEventsRequest.parseFrom(signed.getRequest());
        } catch (InvalidProtocolBufferException e) {
            throw GatewayErrors.of(Status.Code.INVALID_ARGUMENT, "invalid chaincode events request: " + e.getMessage());
        }
        requests.require(request.getIdentity(), signed.getSignature(), signed.getRequest());
        if (!request.getChannelId().equals(ledger.config().channel())) {
            throw GatewayErrors.of(Status.Code.NOT_FOUND, "channel " + request.getChannelId() + " does not exist");
        }
        long start = start(request);
        BlockStream<ChaincodeEventsResponse> stream = new BlockStream<>(ledger, observer);
        EventsAfter events = new EventsAfter(request.getChaincodeId(), request.getAfterTransactionId());
        limit.start(() -> stream.follow(start, -1, block -> {
            List<ChaincodeEvent> matching = events.select(BlockEvents.contractEvents(block));
            return matching.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ChaincodeEventsResponse.newBuilder()
                            .setBlockNumber(block.getHeader().getNumber())
                            .addAllEvents(matching)
                            .build());
        }));
    }

    private long start(ChaincodeEventsRequest request) {
        Optional<TransactionEntry> after = ledger.state().transaction(request.getAfterTransactionId());
        if (after.isPresent()) {
            return after.get().block();
        }
        SeekPosition position = request.getStartPosition();
        return switch (position.getTypeCase()) {
            case TYPE_NOT_SET, NEXT_COMMIT -> ledger.state().head().height();
            case SPECIFIED -> position.getSpecified().getNumber();
            default ->
                throw GatewayErrors.of(
                        Status.Code.INVALID_ARGUMENT, "invalid start position type: " + position.getTypeCase());
        };
    }

    /** Leaves out everything up to a transaction's event. For one stream. */
    private static final class EventsAfter {
        private final String contract;
        private final String after;
        private boolean passed;

        EventsAfter(String contract, String after) {
            this.contract = contract;
            this.after = after;
            passed = after.isEmpty();
        }

        List<ChaincodeEvent> select(List<ChaincodeEvent> events) {
            List<ChaincodeEvent> selected = new ArrayList<>();
            for (ChaincodeEvent event : events) {
                if (passed && event.getChaincodeId().equals(contract)) {
                    selected.add(event);
                }
                passed |= event.getTxId().equals(after);
            }
            return selected;
        }
    }
}
