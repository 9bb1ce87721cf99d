package org.fogward.ledger.peer;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.CompletableFuture;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.state.TransactionEntry;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.CommitStatusResponse;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.jspecify.annotations.Nullable;

/** Answers once a transaction is committed. */
final class CommitStatuses {
    private final ServedLedger ledger;
    private final SignedRequests requests;

    CommitStatuses(ServedLedger ledger, SignedRequests requests) {
        this.ledger = ledger;
        this.requests = requests;
    }

    void answer(SignedCommitStatusRequest signed, ServerCallStreamObserver<CommitStatusResponse> observer) {
        CommitStatusRequest request = parse(signed);
        requests.require(request.getIdentity(), signed.getSignature(), signed.getRequest());
        requests.requireChannel(request.getChannelId());
        String id = request.getTransactionId();
        CompletableFuture<TransactionEntry> commit = ledger.commits().transaction(id);
        observer.setOnCancelHandler(() -> ledger.commits().forget(id, commit));
        commit.whenComplete((entry, failure) -> complete(observer, entry, failure));
    }

    private static void complete(
            ServerCallStreamObserver<CommitStatusResponse> observer,
            @Nullable TransactionEntry entry,
            @Nullable Throwable failure) {
        if (observer.isCancelled()) {
            return;
        }
        if (entry != null) {
            observer.onNext(CommitStatusResponse.newBuilder()
                    .setResult(entry.code())
                    .setBlockNumber(entry.block())
                    .build());
            observer.onCompleted();
        } else {
            String why = failure instanceof LedgerException e ? String.valueOf(e.getMessage()) : "the ledger failed";
            observer.onError(GatewayErrors.of(Status.Code.UNAVAILABLE, why));
        }
    }

    private static CommitStatusRequest parse(SignedCommitStatusRequest signed) {
        CommitStatusRequest request;
        try {
            request = CommitStatusRequest.parseFrom(signed.getRequest());
        } catch (InvalidProtocolBufferException e) {
            throw GatewayErrors.of(Status.Code.INVALID_ARGUMENT, "invalid status request: " + e.getMessage());
        }
        if (request.getIdentity().isEmpty()) {
            throw GatewayErrors.of(Status.Code.INVALID_ARGUMENT, "no identity provided");
        }
        if (request.getChannelId().isEmpty()) {
            throw GatewayErrors.of(Status.Code.INVALID_ARGUMENT, "no channel ID provided");
        }
        if (request.getTransactionId().isEmpty()) {
            throw GatewayErrors.of(Status.Code.INVALID_ARGUMENT, "transaction ID should not be empty");
        }
        return request;
    }
}
