package org.fogward.edge.intake;

import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.fogward.edge.device.Credential;
import org.fogward.edge.device.DeviceRequestFuzz;
import org.fogward.edge.device.GatewayDevices;
import org.fogward.edge.device.KnownDevice;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.fuzzing.Folders;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.protocol.identity.GatewayId;

/**
 * Datagrams of one device at the door that gives certificates (RFC 9148), block by block. Its invitation is over, so that nothing is kept;
 * a request is read and a certificate made before that is known.
 */
public final class EstDoorFuzz implements FuzzTarget {
    private static final String DEVICE = "wearable-1";
    private static final int BLOCK = 64;

    private final GivenDatagrams datagrams = new GivenDatagrams(1024);
    private final GatewayDevices devices;
    private final Principal peer;

    /** Opens a register in memory. */
    public EstDoorFuzz() throws IOException {
        devices = GatewayDevices.open(
                GatewayDatabase.open(Folders.create().resolve("gateway.db")),
                new SampleKeys(new byte[32], new SecureRandom()),
                new GatewayId("ward-7"),
                List.of(),
                () -> URI.create("coaps://gateway.local:5684"),
                Clock.systemUTC());
        PreSharedKeyIdentity identity = new PreSharedKeyIdentity(DEVICE);
        peer = identity.amend(new Peer().getInfo(identity, new Credential(99, DEVICE, KnownDevice.Proof.INVITATION)));
    }

    @Override
    public List<byte[]> seeds() throws Exception {
        byte[] request = DeviceRequestFuzz.sound(DEVICE);
        int blocks = (request.length + BLOCK - 1) / BLOCK;
        byte[][] parts = new byte[blocks][];
        for (int i = 0; i < blocks; i++) {
            byte[] part = Arrays.copyOfRange(request, i * BLOCK, Math.min(request.length, (i + 1) * BLOCK));
            parts[i] = post(EstDoor.SEN, part, i, i + 1 < blocks);
        }
        Request authority = request(CoAP.Code.GET, EstDoor.CRTS);
        authority.getOptions().setAccept(EstDoor.PKIX_CERT);
        return List.of(
                GivenDatagrams.framed(post(EstDoor.SEN, request, -1, false)),
                GivenDatagrams.framed(post(EstDoor.SREN, request, -1, false)),
                GivenDatagrams.framed(parts),
                GivenDatagrams.framed(GivenDatagrams.bytes(authority)),
                GivenDatagrams.framed(GivenDatagrams.bytes(request(CoAP.Code.PUT, ""))));
    }

    private static byte[] post(String door, byte[] payload, int block, boolean more) {
        Request request = request(CoAP.Code.POST, door);
        request.setMID(block + 2);
        request.getOptions().setContentFormat(EstDoor.PKCS10);
        if (block >= 0) {
            request.getOptions().setBlock1(2, more, block);
        }
        request.setPayload(payload);
        return GivenDatagrams.bytes(request);
    }

    private static Request request(CoAP.Code code, String door) {
        Request request = new Request(code);
        request.setType(CoAP.Type.NON);
        request.setMID(1);
        request.setToken(new byte[] {7});
        request.getOptions().setUriPath(EstDoor.path(door));
        return request;
    }

    @Override
    public int inputsInBuild() {
        return 1_000;
    }

    @Override
    public void run(byte[] input) throws Exception {
        datagrams.give(
                input,
                server -> server.getRoot().getChild(".well-known").add(new EstDoor(devices, Runnable::run)),
                Optional.of(peer));
    }

    @Override
    public long mostBytes() {
        return 16L << 20;
    }
}
