package org.fogward.edge.intake;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Request;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.store.SampleStore;
import org.fogward.edge.store.StoreBounds;
import org.fogward.fuzzing.Folders;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.models.data.Modality;
import org.fogward.models.data.SampleShape;

/**
 * Datagrams of one device at the images door, block by block (RFC 7959): everything from Californium's message layer to the sample
 * store. An input is a list of datagrams, each behind its length of two bytes.
 */
public final class CoapDoorFuzz implements FuzzTarget {
    private final SampleProfile profile =
            new SampleProfile(Modality.IMAGE, new SampleShape(6, 5, 1), List.of(), List.of("well", "ill"));
    private final GivenDatagrams datagrams = new GivenDatagrams(ImagesDoor.maxBytes(profile));
    private final SampleStore store;

    /** Opens a store in memory. */
    public CoapDoorFuzz() throws IOException {
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
                GivenDatagrams.framed(whole),
                GivenDatagrams.framed(first, second, third, last),
                GivenDatagrams.framed(first, last),
                GivenDatagrams.framed(datagram(new byte[0], 1, -1, false, "other")),
                GivenDatagrams.framed(new byte[] {0x40, 0, 0, 1}));
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
        return GivenDatagrams.bytes(request);
    }

    @Override
    public int inputsInBuild() {
        return 1_000;
    }

    @Override
    public void run(byte[] input) throws Exception {
        datagrams.give(
                input, server -> server.add(new ImagesDoor(profile, store, new IntakeCounters())), Optional.empty());
    }

    @Override
    public long mostBytes() {
        return 16L << 20;
    }
}
