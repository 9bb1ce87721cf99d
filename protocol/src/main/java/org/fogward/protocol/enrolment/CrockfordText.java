package org.fogward.protocol.enrolment;

import java.util.Locale;

/** Bytes as Crockford's base 32: no I, L, O or U, so that a person can read it aloud. Whole groups of five bytes only. */
final class CrockfordText {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int DIGIT_BITS = 5;
    private static final int DIGIT_MASK = (1 << DIGIT_BITS) - 1;

    private CrockfordText() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * Byte.SIZE / DIGIT_BITS);
        int held = 0;
        int bits = 0;
        for (byte next : bytes) {
            held = held << Byte.SIZE | next & 0xff;
            for (bits += Byte.SIZE; bits >= DIGIT_BITS; bits -= DIGIT_BITS) {
                text.append(DIGITS.charAt(held >>> bits - DIGIT_BITS & DIGIT_MASK));
            }
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException naming the character that is no digit */
    static byte[] decode(String digits) {
        byte[] bytes = new byte[digits.length() * DIGIT_BITS / Byte.SIZE];
        int held = 0;
        int bits = 0;
        int written = 0;
        for (int i = 0; i < digits.length(); i++) {
            held = held << DIGIT_BITS | value(digits.charAt(i));
            bits += DIGIT_BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes[written++] = (byte) (held >>> bits);
            }
        }
        return bytes;
    }

    /** Upper case, without dashes and spaces, and with the digits that O, I and L are taken for. */
    static String forgive(String text) {
        return text.replace("-", "")
                .replace(" ", "")
                .strip()
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }

    private static int value(char digit) {
        int value = DIGITS.indexOf(digit);
        if (value < 0) {
            throw new IllegalArgumentException("invitation code: \"" + digit + "\" is not a character of a code");
        }
        return value;
    }
}
