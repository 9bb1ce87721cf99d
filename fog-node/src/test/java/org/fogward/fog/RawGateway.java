package org.fogward.fog;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Speaks as much MQTT 5 as a misbehaving gateway needs, and waits for nothing. */
final class RawGateway implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final SSLSocket socket;

    /** Shakes hands and says nothing yet. */
    RawGateway(int port, SSLContext tls) throws IOException {
        Socket plain = new Socket();
        plain.setReceiveBufferSize(4096);
        plain.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
        plain.setSoTimeout(PATIENCE_MILLIS);
        socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, "localhost", port, true);
        socket.startHandshake();
    }

    /** Logs in and waits for the answer. */
    RawGateway connect(String name) throws IOException {
        send(connect(name, name, 0, 0));
        byte[] answer = read();
        if (answer[0] >> 4 != 2 || answer[2] != 0) {
            throw new IOException("refused: " + answer[2]);
        }
        return this;
    }

    /** A CONNECT packet with a clean start. */
    static byte[] connect(String client, String user, int sessionSeconds, int flags) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF("MQTT");
        out.write(5);
        out.write(0x82 | flags);
        out.writeShort(60);
        out.write(5);
        out.write(17);
        out.writeInt(sessionSeconds);
        out.writeUTF(client);
        out.writeUTF(user);
        return packet(0x10, bytes.toByteArray());
    }

    /** A PUBLISH packet with QoS 1. */
    static byte[] publish(String topic, int id, byte[] payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(topic);
        out.writeShort(id);
        out.write(0);
        out.write(payload);
        return packet(0x32, bytes.toByteArray());
    }

    /** A SUBSCRIBE packet with QoS 1. */
    static byte[] subscribe(String... filters) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(1);
        out.write(0);
        for (String filter : filters) {
            out.writeUTF(filter);
            out.write(1);
        }
        return packet(0x82, bytes.toByteArray());
    }

    static byte[] packet(int first, byte[] rest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(first);
        int left = rest.length;
        do {
            bytes.write(left > 0x7f ? left & 0x7f | 0x80 : left);
            left >>= 7;
        } while (left > 0);
        bytes.writeBytes(rest);
        return bytes.toByteArray();
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** One short packet; fails when the connection is over. */
    byte[] read() throws IOException {
        InputStream in = socket.getInputStream();
        int first = in.read();
        int length = in.read();
        if (first < 0 || length < 0) {
            throw new IOException("the connection is over");
        }
        byte[] rest = in.readNBytes(length);
        byte[] packet = new byte[2 + rest.length];
        packet[0] = (byte) first;
        packet[1] = (byte) length;
        System.arraycopy(rest, 0, packet, 2, rest.length);
        return packet;
    }

    /** Reads until the other side ends it. */
    boolean isEnded() {
        try {
            while (socket.getInputStream().read() >= 0) {
                // Whatever it says before.
            }
            return true;
        } catch (java.net.SocketTimeoutException stillThere) {
            return false;
        } catch (IOException broken) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
