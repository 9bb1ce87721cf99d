package org.fogward.sim.device;

import java.net.URI;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Modality;
import org.fogward.models.data.Sample;

/** A device in a clinic that hands labelled measurements to its gateway, one after the other. Not for use by several threads. */
public sealed interface SimulatedDevice extends AutoCloseable permits WearableDevice, ImagingDevice {

    /**
     * The device that produces what a data set holds: a wearable for signals and rows of numbers, an imaging device for images.
     *
     * @param format gives the shape, the features and the class names; its samples are not used
     * @param gateway the gateway's CoAP address, {@code coaps://host:port}
     * @param proof by what the device proves itself
     */
    static SimulatedDevice producing(Dataset format, URI gateway, DeviceProof proof) {
        return format.modality() == Modality.IMAGE
                ? new ImagingDevice(format, gateway, proof)
                : new WearableDevice(format, gateway, proof);
    }

    /**
     * Hands in one measurement. When this returns, the gateway has stored it durably.
     *
     * @param sample of the device's format
     * @throws DeliveryException.Refused when the gateway will never take it
     * @throws DeliveryException.Unreachable when it is worth trying again; the next attempt connects anew
     */
    void handIn(Sample sample) throws DeliveryException;

    @Override
    void close();
}
