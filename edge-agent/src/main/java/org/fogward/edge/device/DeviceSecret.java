package org.fogward.edge.device;

import java.net.URI;

/**
 * What is told to a device once. Its text form leaves the secret out.
 *
 * @param name the device's name
 * @param secret a one-time code or a key, printable ASCII without spaces
 * @param uri all that the device needs in one, for a QR code: where the gateway is, the name and the secret
 */
public record DeviceSecret(String name, String secret, URI uri) {

    @Override
    public String toString() {
        return "DeviceSecret[name=" + name + "]";
    }
}
