package org.fogward.ledger.embedded;

import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The services in this process: a call runs in the caller's own thread. */
final class LedgerServer implements AutoCloseable {
    /** For calls under way; whoever follows the chain never ends by itself. */
    private static final long PATIENCE_MILLIS = 500;

    private static final long END_SECONDS = 5;

    /**
     * Fabric's client waits in its handler of streamed answers until somebody takes them: not in the ledger's threads. It is
     * never shut down, because who asks a closed ledger is to be told so.
     */
    private final Executor answers = Thread.ofVirtual()::start;

    private final Server server;
    private final ManagedChannel channel;

    LedgerServer(List<BindableService> services) throws IOException {
        String name = "ledger-" + UUID.randomUUID();
        InProcessServerBuilder builder = InProcessServerBuilder.forName(name).directExecutor();
        services.forEach(builder::addService);
        server = builder.build().start();
        channel = InProcessChannelBuilder.forName(name).executor(answers).build();
    }

    Channel channel() {
        return channel;
    }

    @Override
    public void close() {
        channel.shutdown();
        server.shutdown();
        try {
            if (!server.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                server.shutdownNow().awaitTermination(END_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        channel.shutdownNow();
    }
}
