package org.fogward.fog.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.fogward.fog.limit.PeerLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorLimitsTest {
    private static final int TOO_MANY = 3;

    @TempDir
    private Path folder;

    @Test
    void handshakes_under_way_are_few_for_one_address_and_there_is_room_again_after_them() throws Exception {
        try (OpenDoor door = new OpenDoor(folder)) {
            List<Socket> silent = new ArrayList<>();
            for (int i = 0; i < PeerLimits.DEFAULT.handshakesPerAddress() + TOO_MANY; i++) {
                silent.add(new Socket("127.0.0.1", door.uri.getPort()));
            }
            await(() -> limited(door, "handshakes") == TOO_MANY);
            Socket last = silent.getLast();
            last.setSoTimeout(30_000);
            assertThat(last.getInputStream().read()).isNegative();
            for (Socket each : silent) {
                each.close();
            }
            await(() -> answers(door));
            // Who is in already is served, however many there are.
            assertThat(limited(door, "connections")).isZero();
        }
    }

    private static boolean answers(OpenDoor door) {
        try {
            return java.net.http.HttpClient.newBuilder()
                            .sslContext(door.authority.identity.clientContext())
                            .build()
                            .send(
                                    door.request("/health").GET().build(),
                                    java.net.http.HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (Exception refused) {
            return false;
        }
    }

    private static double limited(OpenDoor door, String reason) {
        String line = "fogward_peers_limited_total{reason=\"" + reason + "\"} ";
        return door.metrics
                .scrape()
                .lines()
                .filter(each -> each.startsWith(line))
                .mapToDouble(each -> Double.parseDouble(each.substring(line.length())))
                .findFirst()
                .orElseThrow();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
