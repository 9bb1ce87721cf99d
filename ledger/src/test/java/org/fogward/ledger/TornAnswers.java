package org.fogward.ledger;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bad line to a ledger: the ledger gets and does everything, but the first answers of one method do not come back. Also
 * says how often that method was called.
 */
public final class TornAnswers implements ClientInterceptor {
    private final String method;
    private final StatusRuntimeException instead;
    private final AtomicInteger left;
    private final AtomicInteger calls = new AtomicInteger();

    private TornAnswers(MethodDescriptor<?, ?> method, int count, StatusRuntimeException instead) {
        this.method = method.getFullMethodName();
        this.instead = instead;
        left = new AtomicInteger(count);
    }

    /** Loses the first answers of a method. */
    public static TornAnswers first(int count, MethodDescriptor<?, ?> method) {
        return first(
                count,
                method,
                Status.UNAVAILABLE.withDescription("the connection broke").asRuntimeException());
    }

    /** Gives something else instead of the first answers of a method. */
    public static TornAnswers first(int count, MethodDescriptor<?, ?> method, StatusRuntimeException instead) {
        return new TornAnswers(method, count, instead);
    }

    public int calls() {
        return calls.get();
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> called, CallOptions options, Channel next) {
        ClientCall<Q, A> call = next.newCall(called, options);
        if (!called.getFullMethodName().equals(method)) {
            return call;
        }
        calls.incrementAndGet();
        return left.getAndDecrement() > 0 ? new Torn<>(call, instead) : call;
    }

    private static final class Torn<Q, A> extends SimpleForwardingClientCall<Q, A> {
        private final StatusRuntimeException instead;

        Torn(ClientCall<Q, A> call, StatusRuntimeException instead) {
            super(call);
            this.instead = instead;
        }

        @Override
        public void start(Listener<A> answers, Metadata headers) {
            super.start(
                    new SimpleForwardingClientCallListener<>(answers) {
                        @Override
                        public void onMessage(A message) {
                            // Lost on its way.
                        }

                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            Metadata other = instead.getTrailers();
                            super.onClose(instead.getStatus(), other == null ? trailers : other);
                        }
                    },
                    headers);
        }
    }
}
