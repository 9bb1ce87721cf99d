package org.fogward.protocol.enrolment;

import java.security.SecureRandom;

/**
 * Secrets that a gateway makes for its devices, as text of Crockford's base 32 in groups of four. The ASCII bytes of the text, dashes
 * included, are the pre-shared key of DTLS (RFC 4279): a device that was given the text needs nothing else. No state.
 */
public final class DeviceCode {
    /**
     * Bytes of a one-time code: 80 bits. A code keys a handshake, so whoever stands in between may try values without asking the gateway;
     * as long as a code lives, nobody tries that many.
     */
    public static final int CODE_BYTES = 10;

    /** Bytes of a key, which lives for years: 160 bits. */
    public static final int KEY_BYTES = 20;

    private static final int CHARACTERS = 16;
    private static final int GROUP = 4;
    private static final int MAX_TEXT = 64;

    private DeviceCode() {}

    /** A new one-time code: {@code 7K2M-93QA-…}, 16 characters and three dashes. */
    public static String random(SecureRandom random) {
        return grouped(CODE_BYTES, random);
    }

    /** A new key: 32 characters and seven dashes. */
    public static String randomKey(SecureRandom random) {
        return grouped(KEY_BYTES, random);
    }

    /**
     * Reads a one-time code as a person may have typed it: forgives lower case, missing dashes, spaces, and O, I and L for 0, 1 and 1.
     *
     * @return the code as the gateway showed it
     * @throws IllegalArgumentException if there are not 16 characters of a code; the message holds none of the secret
     */
    public static String parse(String text) {
        String digits = text.length() > MAX_TEXT ? "" : CrockfordText.forgive(text);
        if (digits.length() != CHARACTERS) {
            throw new IllegalArgumentException("invitation code: " + CHARACTERS + " letters and digits expected");
        }
        return groups(CrockfordText.encode(CrockfordText.decode(digits)));
    }

    private static String grouped(int bytes, SecureRandom random) {
        byte[] secret = new byte[bytes];
        random.nextBytes(secret);
        return groups(CrockfordText.encode(secret));
    }

    private static String groups(String digits) {
        StringBuilder text = new StringBuilder(digits.substring(0, GROUP));
        for (int i = GROUP; i < digits.length(); i += GROUP) {
            text.append('-').append(digits, i, i + GROUP);
        }
        return text.toString();
    }
}
