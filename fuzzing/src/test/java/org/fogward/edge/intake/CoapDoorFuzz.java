package org.fogward.edge.intake;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.RawDataChannel;
import org.eclipse.californium.elements.config.Configuration;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.store.SampleStore;
import org.fogward.edge.store.StoreBounds;
import org.fogward.fuzzing.Folders;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.models.data.Modality;
import org.fogward.models.data.SampleShape;

/**
 * Datagrams of one device at the images door, block by block (RFC 7959): everything from Californium's message layer to the sample
 * store. An input is a list of datagrams, each behind its length of two bytes.
 */
public final class CoapDoorFuzz implements FuzzTarget {
    private static final int MOST_DATAGRAMS = 8;

    private final SampleProfile profile =
            new SampleProfile(Modality.IMAGE, new SampleShape(6, 5, 1), List.of(), List.of("well", "ill"));
    private final InetSocketAddress device = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
    private final ScheduledExecutorService inline = new InlineExecutor();
    private final UdpDataSerializer serializer = new UdpDataSerializer();
    private final Configuration limits;
    private final SampleStore store;

    /** Opens a store in memory. */
    public CoapDoorFuzz() throws IOException {
        limits = CoapLimits.of(ImagesDoor.maxBytes(profile))
                .set(CoapConfig.DEDUPLICATOR, CoapConfig.NO_DEDUPLICATOR)
                .set(CoapConfig.USE_MESSAGE_OFFLOADING, false);
        store = SampleStore.open(
                GatewayDatabase.open(Folders.create().resolve("gateway.db")),
                new SampleKeys(new byte[32], new SecureRandom()),
                profile,
                new StoreBounds(1, 1 << 20, OptionalInt.empty(), StoreBounds.WhenFull.REFUSE),
                Clock.systemUTC());
    }

    @Override
    public List<byte[]> seeds() throws Exception {
        byte[] png = new PngFuzz().seeds().getFirst();
        byte[] whole = datagram(png, 1, -1, false, "images");
        byte[] first = datagram(java.util.Arrays.copyOf(png, 32), 1, 0, true, "images");
        byte[] second = datagram(java.util.Arrays.copyOfRange(png, 32, 64), 2, 1, true, "images");
        byte[] third = datagram(java.util.Arrays.copyOfRange(png, 64, 96), 3, 2, true, "images");
        byte[] last = datagram(java.util.Arrays.copyOfRange(png, 96, png.length), 4, 3, false, "images");
        return List.of(
                framed(whole),
                framed(first, second, third, last),
                framed(first, last),
                framed(datagram(new byte[0], 1, -1, false, "other")),
                framed(new byte[] {0x40, 0, 0, 1}));
    }

    private byte[] datagram(byte[] payload, int id, int block, boolean more, String path) {
        Request request = new Request(CoAP.Code.POST);
        request.setType(CoAP.Type.NON);
        request.setMID(id);
        request.setToken(new byte[] {7});
        request.getOptions().setUriPath(path).addUriQuery("label=ill").addUriQuery("group=p1");
        request.getOptions().setContentFormat(MediaTypeRegistry.IMAGE_PNG);
        if (block >= 0) {
            request.getOptions().setBlock1(1, more, block);
        }
        request.setPayload(payload);
        return serializer.getByteArray(request);
    }

    private static byte[] framed(byte[]... datagrams) {
        ByteBuffer all = ByteBuffer.allocate(4096);
        for (byte[] datagram : datagrams) {
            all.putShort((short) datagram.length).put(datagram);
        }
        return java.util.Arrays.copyOf(all.array(), all.position());
    }

    @Override
    public int inputsInBuild() {
        return 1_000;
    }

    @Override
    public void run(byte[] input) throws Exception {
        DirectConnector connector = new DirectConnector();
        CoapEndpoint endpoint = CoapEndpoint.builder()
                .setConfiguration(limits)
                .setDataSerializerAndParser(serializer, new StrictParser())
                .setConnector(connector)
                .build();
        CoapServer server = new CoapServer(limits);
        server.addEndpoint(endpoint);
        server.add(new ImagesDoor(profile, store, new IntakeCounters()));
        server.setExecutors(inline, inline, true);
        server.start();
        try {
            ByteBuffer in = ByteBuffer.wrap(input);
            for (int i = 0; i < MOST_DATAGRAMS && in.remaining() > 2; i++) {
                byte[] datagram = new byte[Math.min(in.getShort() & 0x3ff, in.remaining())];
                in.get(datagram);
                connector.receive(datagram);
            }
        } finally {
            server.destroy();
        }
    }

    @Override
    public long mostBytes() {
        return 16L << 20;
    }

    /** Hands datagrams over without a socket. */
    private final class DirectConnector implements Connector {
        private RawDataChannel channel = raw -> {};

        void receive(byte[] datagram) {
            channel.receiveData(RawData.inbound(
                    datagram, new AddressEndpointContext(device), false, System.nanoTime(), getAddress()));
        }

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public void destroy() {}

        @Override
        public void send(RawData message) {
            Promise.that(message.getSize() <= 1152, "answer: longer than a datagram that nobody cuts");
            message.onSent();
        }

        @Override
        public void setRawDataReceiver(RawDataChannel messageHandler) {
            channel = messageHandler;
        }

        @Override
        public void setEndpointContextMatcher(EndpointContextMatcher matcher) {}

        @Override
        public InetSocketAddress getAddress() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 5684);
        }

        @Override
        public String getProtocol() {
            return "UDP";
        }

        @Override
        public boolean isRunning() {
            return true;
        }

        @Override
        public void processDatagram(DatagramPacket datagram) {}
    }
}
