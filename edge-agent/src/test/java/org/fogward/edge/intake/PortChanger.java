package org.fogward.edge.intake;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/** A NAT between one device and a gateway, whose outer port can change in the middle of a session. */
final class PortChanger implements AutoCloseable {
    private final DatagramSocket inner = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final AtomicReference<DatagramSocket> outer = new AtomicReference<>(newOuter());
    private final AtomicReference<SocketAddress> device = new AtomicReference<>();
    private final InetSocketAddress gateway;

    PortChanger(URI gateway) throws IOException {
        this.gateway = new InetSocketAddress(gateway.getHost(), gateway.getPort());
        Thread.ofVirtual().start(this::outwards);
        DatagramSocket first = outer.get();
        Thread.ofVirtual().start(() -> inwards(first));
    }

    URI uri() {
        return URI.create("coaps://127.0.0.1:" + inner.getLocalPort());
    }

    int port() {
        return outer.get().getLocalPort();
    }

    /** From now on the gateway sees the device at another port, and what it sends to the old one is lost. */
    void change() throws IOException {
        DatagramSocket next = newOuter();
        outer.getAndSet(next).close();
        Thread.ofVirtual().start(() -> inwards(next));
    }

    @Override
    public void close() {
        inner.close();
        outer.get().close();
    }

    private void outwards() {
        pass(inner, packet -> {
            device.set(packet.getSocketAddress());
            packet.setSocketAddress(gateway);
            outer.get().send(packet);
        });
    }

    private void inwards(DatagramSocket from) {
        pass(from, packet -> {
            packet.setSocketAddress(device.get());
            inner.send(packet);
        });
    }

    private interface Way {
        void pass(DatagramPacket packet) throws IOException;
    }

    private static void pass(DatagramSocket from, Way way) {
        byte[] buffer = new byte[2048];
        while (!from.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                from.receive(packet);
                byte[] content = Arrays.copyOf(packet.getData(), packet.getLength());
                way.pass(new DatagramPacket(content, content.length, packet.getSocketAddress()));
            } catch (IOException closed) {
                // Either the socket it came from or the one it goes to was changed or closed.
            }
        }
    }

    private static DatagramSocket newOuter() throws IOException {
        return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }
}
