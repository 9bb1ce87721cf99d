package org.fogward.ledger.peer;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.common.Block;

/**
 * One caller who follows the chain: blocks are read as fast as the caller takes the answers, and waited for at the end of
 * the chain.
 *
 * @param <T> what the caller gets of a block
 */
final class BlockStream<T> {
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final ServedLedger ledger;
    private final ServerCallStreamObserver<T> observer;
    private final Semaphore readiness = new Semaphore(0);

    /** To be made while the call begins: gRPC takes handlers only then. */
    BlockStream(ServedLedger ledger, ServerCallStreamObserver<T> observer) {
        this.ledger = ledger;
        this.observer = observer;
        observer.setOnReadyHandler(readiness::release);
        observer.setOnCancelHandler(readiness::release);
    }

    /** What is given of a block; nothing to leave it out. */
    @FunctionalInterface
    interface Answer<T> {
        Optional<T> of(Block block) throws IOException;
    }

    ServerCallStreamObserver<T> observer() {
        return observer;
    }

    /** Gives the blocks of a range, and waits for those that are not there yet. False when the caller has gone. */
    boolean follow(long from, long to, Answer<T> answer) {
        try {
            for (long number = from; Long.compareUnsigned(number, to) <= 0; number++) {
                if (!ledger.commits().awaitBlock(number, observer::isCancelled)) {
                    if (!observer.isCancelled()) {
                        observer.onError(GatewayErrors.of(Status.Code.UNAVAILABLE, "the ledger is closed"));
                    }
                    return false;
                }
                byte[] block = ledger.blocks().read(number).orElseThrow(() -> new IOException("a block is not there"));
                Optional<T> given = answer.of(Block.parseFrom(block));
                if (given.isPresent() && !give(given.get())) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            observer.onError(GatewayErrors.of(Status.Code.ABORTED, "a block cannot be read: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StatusRuntimeException e) {
            observer.onError(e);
        }
        return false;
    }

    boolean give(T answer) throws InterruptedException {
        while (!observer.isReady()) {
            if (observer.isCancelled()) {
                return false;
            }
            boolean woken = readiness.tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            if (woken) {
                readiness.drainPermits();
            }
        }
        observer.onNext(answer);
        return true;
    }
}
