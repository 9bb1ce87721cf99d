package org.fogward.protocol.enrolment;

import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.fogward.protocol.digest.Digest;

/**
 * What a person carries from a fog node to a gateway that is to join: a secret that is good once, and the first bits of the digest
 * of the fog node's root certificate, so that a gateway that knows nothing but an address can tell the right fog node from another.
 *
 * <p>15 bytes: {@value #SECRET_BYTES} random ones, then the first {@value #ROOT_BYTES} of SHA-256 over the root certificate's DER.
 * As text 24 characters of Crockford's base 32 in groups of four: {@code 7K2M-93QA-…}. Reading forgives lower case, missing
 * dashes, spaces, and O, I and L for 0, 1 and 1. Its {@link #toString} leaves the secret out. Immutable.
 */
public final class InvitationCode {
    /** Bytes of the secret: 40 bits, for a code that lives minutes and bears five wrong tries. */
    public static final int SECRET_BYTES = 5;

    /** Bytes of the root certificate's digest: 80 bits, which nobody finds a second certificate for. */
    public static final int ROOT_BYTES = 10;

    private static final int CHARACTERS = 24;
    private static final int SECRET_CHARACTERS = 8;
    private static final int GROUP = 4;
    private static final int MAX_TEXT = 64;

    private final byte[] bytes;

    private InvitationCode(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Makes a code with a new secret for the fog node of this root certificate. */
    public static InvitationCode random(X509Certificate root, SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        byte[] bytes = Arrays.copyOf(secret, SECRET_BYTES + ROOT_BYTES);
        System.arraycopy(digest(root), 0, bytes, SECRET_BYTES, ROOT_BYTES);
        return new InvitationCode(bytes);
    }

    /**
     * Reads a code as a person may have typed it.
     *
     * @throws IllegalArgumentException if there are not 24 characters of a code; the message holds none of the secret
     */
    public static InvitationCode parse(String text) {
        String digits = text.length() > MAX_TEXT ? "" : CrockfordText.forgive(text);
        if (digits.length() != CHARACTERS) {
            throw new IllegalArgumentException("invitation code: " + CHARACTERS + " letters and digits expected");
        }
        return new InvitationCode(CrockfordText.decode(digits));
    }

    /** The code in upper case, in groups of four: as {@link #parse} reads it and as a person gets to see it. */
    public String text() {
        String digits = CrockfordText.encode(bytes);
        StringBuilder text = new StringBuilder(digits.substring(0, GROUP));
        for (int i = GROUP; i < digits.length(); i += GROUP) {
            text.append('-').append(digits, i, i + GROUP);
        }
        return text.toString();
    }

    /** The secret part, 8 characters in upper case without a dash: the password of the one enrolment that it is good for. */
    public String secret() {
        return CrockfordText.encode(bytes).substring(0, SECRET_CHARACTERS);
    }

    /** Whether this code was made for the fog node with this root certificate. */
    public boolean matches(X509Certificate root) {
        return Arrays.equals(digest(root), 0, ROOT_BYTES, bytes, SECRET_BYTES, bytes.length);
    }

    private static byte[] digest(X509Certificate root) {
        try {
            return Digest.of(root.getEncoded()).bytes();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("root certificate: it cannot be written as DER", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InvitationCode that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "InvitationCode for root " + CrockfordText.encode(bytes).substring(SECRET_CHARACTERS);
    }
}
