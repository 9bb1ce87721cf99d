package org.fogward.edge.device;

/** A request for a certificate that is not granted. The message starts with the field and may be told to the device. */
public final class DeviceRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean forbidden;

    private DeviceRequestException(String message, boolean forbidden) {
        super(message);
        this.forbidden = forbidden;
    }

    /** A request that is none. */
    static DeviceRequestException malformed(String message) {
        return new DeviceRequestException(message, false);
    }

    /** A good request, and nobody who may make it now. */
    static DeviceRequestException forbidden(String message) {
        return new DeviceRequestException(message, true);
    }

    /** Whether another request would be refused as well. */
    public boolean isForbidden() {
        return forbidden;
    }
}
