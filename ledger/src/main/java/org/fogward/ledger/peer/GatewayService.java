package org.fogward.ledger.peer;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import org.fogward.ledger.endorse.Endorser;
import org.fogward.ledger.order.Orderer;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsResponse;
import org.hyperledger.fabric.protos.gateway.CommitStatusResponse;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EndorseResponse;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.gateway.EvaluateResponse;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.gateway.SubmitResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fabric's Gateway service. Its clients check nothing, so everything is checked here: who asks, signatures, policies,
 * sizes. Refusals have the status codes and details of a Fabric gateway. Safe for several threads.
 */
public final class GatewayService extends GatewayGrpc.GatewayImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayService.class);

    private final Proposals proposals;
    private final Submissions submissions;
    private final CommitStatuses statuses;
    private final EventStreams events;

    /**
     * The service.
     *
     * @param ledger what it looks at
     * @param endorser runs the contract
     * @param orderer takes transactions
     * @param mspId the organisation that runs the service
     */
    public GatewayService(ServedLedger ledger, Endorser endorser, Orderer orderer, String mspId) {
        SignedRequests requests = new SignedRequests(ledger);
        proposals = new Proposals(ledger, endorser, mspId);
        submissions = new Submissions(ledger, endorser, orderer, mspId);
        statuses = new CommitStatuses(ledger, requests);
        events = new EventStreams(ledger, requests, new StreamLimit());
    }

    @Override
    public void evaluate(EvaluateRequest request, StreamObserver<EvaluateResponse> observer) {
        answer(observer, () -> EvaluateResponse.newBuilder()
                .setResult(proposals.evaluate(request.getProposedTransaction()))
                .build());
    }

    @Override
    public void endorse(EndorseRequest request, StreamObserver<EndorseResponse> observer) {
        answer(observer, () -> EndorseResponse.newBuilder()
                .setPreparedTransaction(proposals.endorse(request.getProposedTransaction()))
                .build());
    }

    @Override
    public void submit(SubmitRequest request, StreamObserver<SubmitResponse> observer) {
        answer(observer, () -> {
            submissions.submit(request.getPreparedTransaction());
            return SubmitResponse.getDefaultInstance();
        });
    }

    @Override
    public void commitStatus(SignedCommitStatusRequest request, StreamObserver<CommitStatusResponse> observer) {
        begin(observer, () -> statuses.answer(request, (ServerCallStreamObserver<CommitStatusResponse>) observer));
    }

    @Override
    public void chaincodeEvents(
            SignedChaincodeEventsRequest request, StreamObserver<ChaincodeEventsResponse> observer) {
        begin(observer, () -> events.answer(request, (ServerCallStreamObserver<ChaincodeEventsResponse>) observer));
    }

    private static <T> void answer(StreamObserver<T> observer, Supplier<T> answer) {
        begin(observer, () -> {
            T given = answer.get();
            observer.onNext(given);
            observer.onCompleted();
        });
    }

    private static void begin(StreamObserver<?> observer, Runnable work) {
        try {
            work.run();
        } catch (StatusRuntimeException e) {
            observer.onError(e);
        } catch (RuntimeException e) {
            LOG.error("A request failed inside the ledger", e);
            observer.onError(GatewayErrors.of(Status.Code.INTERNAL, "the ledger failed; its log says why"));
        }
    }
}
