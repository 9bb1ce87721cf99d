package org.fogward.ledger.peer;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Status;
import org.hyperledger.fabric.protos.peer.DeliverGrpc;
import org.hyperledger.fabric.protos.peer.DeliverResponse;

/**
 * Fabric's Deliver service: blocks, whole or filtered, from a position that the caller names. One request a stream. Safe
 * for several threads.
 */
public final class DeliverService extends DeliverGrpc.DeliverImplBase {
    private final ServedLedger ledger;
    private final SeekRequests seeks;
    private final StreamLimit limit = new StreamLimit();

    /**
     * The service.
     *
     * @param ledger what it looks at
     */
    public DeliverService(ServedLedger ledger) {
        this.ledger = ledger;
        seeks = new SeekRequests(ledger, new SignedRequests(ledger));
    }

    @Override
    public StreamObserver<Envelope> deliver(StreamObserver<DeliverResponse> observer) {
        return new Caller(observer, DeliverService::whole);
    }

    @Override
    public StreamObserver<Envelope> deliverFiltered(StreamObserver<DeliverResponse> observer) {
        return new Caller(observer, this::filtered);
    }

    private static Optional<DeliverResponse> whole(Block block) {
        return Optional.of(DeliverResponse.newBuilder().setBlock(block).build());
    }

    private Optional<DeliverResponse> filtered(Block block) throws IOException {
        return Optional.of(DeliverResponse.newBuilder()
                .setFilteredBlock(BlockEvents.filtered(ledger.config().channel(), block))
                .build());
    }

    private final class Caller implements StreamObserver<Envelope> {
        private final BlockStream<DeliverResponse> stream;
        private final BlockStream.Answer<DeliverResponse> answer;
        private final AtomicBoolean asked = new AtomicBoolean();

        Caller(StreamObserver<DeliverResponse> observer, BlockStream.Answer<DeliverResponse> answer) {
            this.stream = new BlockStream<>(ledger, (ServerCallStreamObserver<DeliverResponse>) observer);
            this.answer = answer;
        }

        @Override
        public void onNext(Envelope envelope) {
            if (asked.getAndSet(true)) {
                return;
            }
            try {
                SeekRequests.Range range = seeks.range(envelope);
                limit.start(() -> {
                    if (stream.follow(range.from(), range.to(), answer)) {
                        end(Status.SUCCESS);
                    }
                });
            } catch (SeekRequests.RefusedException e) {
                end(e.status());
            } catch (io.grpc.StatusRuntimeException e) {
                stream.observer().onError(e);
            }
        }

        @Override
        public void onError(Throwable failure) {
            // The stream sees that its caller has gone.
        }

        @Override
        public void onCompleted() {
            if (!asked.get()) {
                stream.observer().onCompleted();
            }
        }

        private void end(Status status) {
            stream.observer()
                    .onNext(DeliverResponse.newBuilder().setStatus(status).build());
            stream.observer().onCompleted();
        }
    }
}
