package org.fogward.ledger;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets something happen just before a method is called for the first time. */
public final class BeforeCall implements ClientInterceptor {
    private final String method;
    private final Runnable action;
    private final AtomicBoolean done = new AtomicBoolean();

    public BeforeCall(MethodDescriptor<?, ?> method, Runnable action) {
        this.method = method.getFullMethodName();
        this.action = action;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> called, CallOptions options, Channel next) {
        if (called.getFullMethodName().equals(method) && !done.getAndSet(true)) {
            action.run();
        }
        return next.newCall(called, options);
    }
}
