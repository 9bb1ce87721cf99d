package org.fogward.sim.device;

/** By what a device proves itself to its gateway. */
public sealed interface DeviceProof permits DeviceKey, DeviceCertificate {
    /** The name that the gateway knows the device by. */
    String identity();
}
