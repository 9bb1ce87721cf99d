package org.fogward.ledger.peer;

import io.grpc.Context;
import io.grpc.Status;
import java.util.concurrent.Semaphore;

/** How many callers may follow the chain at once; each has a virtual thread of its own. */
final class StreamLimit {
    private static final int MOST = 256;

    private final Semaphore permits = new Semaphore(MOST);

    void start(Runnable stream) {
        if (!permits.tryAcquire()) {
            throw GatewayErrors.of(Status.Code.RESOURCE_EXHAUSTED, MOST + " callers follow the chain already");
        }
        Thread.ofVirtual().name("ledger-stream").start(Context.current().wrap(() -> {
            try {
                stream.run();
            } finally {
                permits.release();
            }
        }));
    }
}
