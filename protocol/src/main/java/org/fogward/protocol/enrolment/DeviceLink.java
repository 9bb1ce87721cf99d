package org.fogward.protocol.enrolment;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that a device needs to reach its gateway, in one URI for a QR code:
 * {@code fogward-device:coaps://HOST:PORT/IDENTITY#SECRET}. The text form leaves the secret out.
 *
 * @param gateway {@code coaps://host:port}
 * @param identity what the device says in DTLS with a pre-shared key (RFC 4279): its name, after {@value #INVITED} if it is invited
 * @param secret the key: letters, digits and dashes
 */
public record DeviceLink(URI gateway, String identity, String secret) {
    /** What stands before the name of a device that is invited and has not enrolled. */
    public static final String INVITED = "enrol:";

    private static final int MAX_CHARACTERS = 512;
    private static final Pattern FORM =
            Pattern.compile("fogward-device:(coaps://[^/#\\s]+)/([A-Za-z0-9._:-]+)#([A-Za-z0-9-]+)");

    /** @throws IllegalArgumentException naming the component that is no address, identity or secret */
    public DeviceLink {
        if (!"coaps".equals(gateway.getScheme()) || gateway.getHost() == null || gateway.getPort() < 1) {
            throw new IllegalArgumentException("gateway: coaps://host:port expected");
        }
        if (!FORM.matcher(text(gateway, identity, secret)).matches()) {
            throw new IllegalArgumentException("identity, secret: letters, digits and dashes expected");
        }
    }

    /**
     * Reads what a QR code says.
     *
     * @throws IllegalArgumentException if it is none; the message holds none of the secret
     */
    public static DeviceLink parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.length() > MAX_CHARACTERS || !matcher.matches()) {
            throw new IllegalArgumentException("device link: fogward-device:coaps://HOST:PORT/NAME#SECRET expected");
        }
        URI gateway;
        try {
            gateway = URI.create(matcher.group(1));
        } catch (IllegalArgumentException e) {
            // Its message would quote the text.
            throw new IllegalArgumentException("gateway: coaps://host:port expected");
        }
        return new DeviceLink(gateway, matcher.group(2), matcher.group(3));
    }

    /** The URI, secret included. */
    public URI uri() {
        return URI.create(text(gateway, identity, secret));
    }

    private static String text(URI gateway, String identity, String secret) {
        return "fogward-device:" + gateway + "/" + identity + "#" + secret;
    }

    @Override
    public String toString() {
        return "DeviceLink[gateway=" + gateway + ", identity=" + identity + "]";
    }
}
