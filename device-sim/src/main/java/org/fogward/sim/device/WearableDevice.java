package org.fogward.sim.device;

import java.net.URI;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Sample;

/**
 * A wearable: it posts each window of its sensors as one SenML pack in CBOR (RFC 8428, content format 112) to {@code /signals}.
 */
public final class WearableDevice implements SimulatedDevice {
    private static final int SENML_CBOR = 112;

    private final SenmlPack pack;
    private final Connection connection;

    /**
     * Makes a device; it connects when it first has something to hand in.
     *
     * @param format gives the shape, the features and the class names; its samples are not used
     * @param gateway {@code coaps://host:port}
     * @param proof by what the device proves itself
     */
    public WearableDevice(Dataset format, URI gateway, DeviceProof proof) {
        this.pack = new SenmlPack(format);
        this.connection = new Connection(gateway, proof);
    }

    @Override
    public void handIn(Sample sample) throws DeliveryException {
        connection.post("/signals", SENML_CBOR, pack.encode(sample));
    }

    @Override
    public void close() {
        connection.close();
    }
}
