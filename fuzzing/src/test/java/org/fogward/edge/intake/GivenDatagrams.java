package org.fogward.edge.intake;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.config.Configuration;

/** Gives one device's datagrams to a CoAP server of its own: a list of them, each behind its length of two bytes. For one thread. */
final class GivenDatagrams {
    private static final int MOST_DATAGRAMS = 8;
    private static final UdpDataSerializer SERIALIZER = new UdpDataSerializer();

    private final InetSocketAddress device = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
    private final ScheduledExecutorService inline = new InlineExecutor();
    private final Configuration limits;

    GivenDatagrams(int mostBytes) {
        limits = CoapLimits.of(mostBytes)
                .set(CoapConfig.DEDUPLICATOR, CoapConfig.NO_DEDUPLICATOR)
                .set(CoapConfig.USE_MESSAGE_OFFLOADING, false);
    }

    static byte[] bytes(Request request) {
        return SERIALIZER.getByteArray(request);
    }

    /** An input out of datagrams. */
    static byte[] framed(byte[]... datagrams) {
        ByteBuffer all = ByteBuffer.allocate(4096);
        for (byte[] datagram : datagrams) {
            all.putShort((short) datagram.length).put(datagram);
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    /**
     * Gives them.
     *
     * @param doors puts the server's resources there
     * @param peer what the device proved itself by
     */
    void give(byte[] input, Consumer<CoapServer> doors, Optional<Principal> peer) {
        DirectConnector connector = new DirectConnector();
        CoapEndpoint endpoint = CoapEndpoint.builder()
                .setConfiguration(limits)
                .setDataSerializerAndParser(SERIALIZER, new StrictParser())
                .setConnector(connector)
                .build();
        CoapServer server = new CoapServer(limits);
        server.addEndpoint(endpoint);
        doors.accept(server);
        server.setExecutors(inline, inline, true);
        server.start();
        AddressEndpointContext from = new AddressEndpointContext(device, peer.orElse(null));
        try {
            ByteBuffer in = ByteBuffer.wrap(input);
            for (int i = 0; i < MOST_DATAGRAMS && in.remaining() > 2; i++) {
                byte[] datagram = new byte[Math.min(in.getShort() & 0x3ff, in.remaining())];
                in.get(datagram);
                connector.receive(datagram, from);
            }
        } finally {
            server.destroy();
        }
    }
}
