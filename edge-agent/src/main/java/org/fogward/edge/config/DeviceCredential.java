package org.fogward.edge.config;

import java.nio.charset.StandardCharsets;
import org.fogward.protocol.enrolment.DeviceLink;

/**
 * By what a device proves itself to the gateway: a pre-shared key of DTLS (RFC 4279). Its text form leaves the key out.
 *
 * @param identity the device's PSK identity, 1 to 64 printable ASCII characters
 * @param key the key as text, {@value #MIN_KEY} to {@value #MAX_KEY} printable ASCII characters; its bytes are the key
 */
public record DeviceCredential(String identity, String key) {
    private static final int MAX_IDENTITY = 64;
    private static final int MIN_KEY = 16;
    private static final int MAX_KEY = 64;

    /**
     * Checks lengths and characters.
     *
     * @throws IllegalArgumentException naming the component
     */
    public DeviceCredential {
        require("identity", identity, 1, MAX_IDENTITY);
        if (identity.startsWith(DeviceLink.INVITED)) {
            throw new IllegalArgumentException("identity: " + DeviceLink.INVITED + " is for devices that are invited");
        }
        require("key", key, MIN_KEY, MAX_KEY);
    }

    /** The key's bytes. */
    public byte[] keyBytes() {
        return key.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "DeviceCredential[identity=" + identity + "]";
    }

    private static void require(String component, String value, int shortest, int longest) {
        boolean printable = value.chars().allMatch(character -> character > ' ' && character < 0x7f);
        if (!printable || value.length() < shortest || value.length() > longest) {
            throw new IllegalArgumentException(component + ": " + shortest + " to " + longest
                    + " printable ASCII characters without spaces expected");
        }
    }
}
