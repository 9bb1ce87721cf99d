package org.fogward.fog;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.fogward.protocol.v1.RoundAnnouncement;

/** A registered gateway that does everything it may, and more, as fast as it can, until it is closed. */
final class Flooder implements AutoCloseable {
    private final TestGateway gateway;
    private final URI mqtt;
    private final URI https;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Flooder(TestGateway gateway, FogNode fog) {
        this.gateway = gateway;
        this.mqtt = fog.mqttUri();
        this.https = fog.httpsUri();
    }

    /** Begins. It stays connected as gateways do, beside all else. */
    Flooder start(FogNode fog, String blob) {
        gateway.connect(mqtt, fog.verificationKey());
        RoundAnnouncement round = gateway.awaitOpen(1);
        again(() -> {
            gateway.sendStatus(1);
            return true;
        });
        again(() -> gateway.send(
                gateway.seal(TestGateway.update(round, 1, 1).setRound(99).setSamples(System.nanoTime() % 1000 + 1))));
        again(() -> flood(new byte[100]));
        again(() -> flood(new byte[100_000]));
        again(() -> {
            raw().close();
            return true;
        });
        for (int i = 0; i < 16; i++) {
            again(() -> download(blob));
        }
        return this;
    }

    private boolean flood(byte[] garbage) throws Exception {
        try (RawGateway raw = raw()) {
            byte[] message = RawGateway.publish(gateway.topics.update(gateway.id), 1, garbage);
            while (!Thread.currentThread().isInterrupted()) {
                raw.send(message);
            }
        }
        return true;
    }

    private int download(String blob) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(gateway.tls()).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(https.resolve("/blobs/" + blob)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private RawGateway raw() throws IOException {
        return new RawGateway(mqtt.getPort(), gateway.tls()).connect(gateway.id.value());
    }

    private void again(Callable<?> work) {
        threads.execute(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    work.call();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (Exception | AssertionError refused) {
                    // That is what is expected; it goes on.
                    Thread.yield();
                }
            }
        });
    }

    @Override
    public void close() throws Exception {
        threads.shutdownNow();
        gateway.close();
        threads.awaitTermination(20, TimeUnit.SECONDS);
    }
}
