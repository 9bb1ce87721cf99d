package org.fogward.protocol.enrolment;

import java.util.List;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;

/** What a device reads from a QR code, and codes that somebody typed. */
public final class DeviceLinkFuzz implements FuzzTarget {
    @Override
    public List<byte[]> seeds() {
        return Texts.seeds(
                "fogward-device:coaps://gateway.local:5684/enrol:wearable-1#0123-4567-89AB-CDEF",
                "fogward-device:coaps://[2001:db8::1]:5684/pump#0123",
                "fogward-device:coaps://gateway.local/pump#0123",
                "0123-4567-89AB-CDEF",
                "0123456789abcdef0123456789");
    }

    @Override
    public void run(byte[] input) {
        String text = Texts.of(input);
        try {
            DeviceLink link = DeviceLink.parse(text);
            Promise.same(DeviceLink.parse(link.uri().toString()), link);
            Promise.that(
                    link.secret().length() < 8 || !link.toString().contains("#" + link.secret()), "a secret is told");
        } catch (IllegalArgumentException e) {
            Promise.namesField(e);
        }
        try {
            String code = DeviceCode.parse(text);
            Promise.same(DeviceCode.parse(code), code);
        } catch (IllegalArgumentException e) {
            Promise.explains(e);
        }
    }
}
