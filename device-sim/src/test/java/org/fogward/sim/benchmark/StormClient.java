package org.fogward.sim.benchmark;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.fogward.protocol.link.Backoff;

/**
 * One gateway's connection to the broker, kept up as gateways do, on a virtual thread: TLS 1.3 with its certificate, and an MQTT 5 CONNECT.
 * A whole gateway is not needed to burden the broker.
 */
final class StormClient implements Runnable {
    private static final Backoff BACKOFF = Backoff.DEFAULT;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int CONNACK = 0x20;

    private final String name;
    private final int port;
    private final SSLContext tls;
    private final AtomicInteger connected;

    StormClient(String name, int port, SSLContext tls, AtomicInteger connected) {
        this.name = name;
        this.port = port;
        this.tls = tls;
        this.connected = connected;
    }

    @Override
    public void run() {
        for (int failures = 0; !Thread.currentThread().isInterrupted(); ) {
            try (Socket plain = new Socket()) {
                plain.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
                plain.setSoTimeout(PATIENCE_MILLIS);
                SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, "localhost", port, true);
                socket.startHandshake();
                greet(socket);
                failures = 0;
                connected.incrementAndGet();
                try {
                    socket.setSoTimeout(0);
                    while (socket.getInputStream().read() >= 0) {
                        // Nothing is subscribed to, so nothing comes but the end.
                    }
                } finally {
                    connected.decrementAndGet();
                }
            } catch (IOException e) {
                rest(BACKOFF.delay(++failures, ThreadLocalRandom.current()));
            }
        }
    }

    private void greet(SSLSocket socket) throws IOException {
        byte[] id = name.getBytes(StandardCharsets.US_ASCII);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        // CONNECT with user name and clean start, no keep-alive, no properties.
        int length = 6 + 1 + 1 + 2 + 1 + 2 + id.length + 2 + id.length;
        byte[] packet = new byte[2 + length];
        java.nio.ByteBuffer.wrap(packet)
                .put((byte) 0x10)
                .put((byte) length)
                .putShort((short) 4)
                .put("MQTT".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 5)
                .put((byte) 0x82)
                .putShort((short) 0)
                .put((byte) 0)
                .putShort((short) id.length)
                .put(id)
                .putShort((short) id.length)
                .put(id);
        out.write(packet);
        out.flush();
        InputStream in = socket.getInputStream();
        int type = in.read();
        int rest = in.read();
        byte[] answer = in.readNBytes(Math.max(rest, 0));
        if (type != CONNACK || answer.length < 2 || answer[1] != 0) {
            throw new IOException("refused");
        }
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
