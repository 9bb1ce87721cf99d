package org.fogward.fog.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fogward.fog.tls.PrivateFile;

/** Names that only whoever has the key can resolve: HMAC-SHA-256 (RFC 2104) of the name. Thread-safe. */
public final class Pseudonyms {

    /** The key's file in a state directory. */
    public static final String KEY_FILE = "access.key";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int PSEUDONYM_BYTES = 16;

    private final SecretKeySpec key;

    private Pseudonyms(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * Those of a state directory, whose key is made on first use.
     *
     * @throws IOException if the key cannot be used
     */
    public static Pseudonyms open(Path state) throws IOException {
        return new Pseudonyms(PrivateFile.readOrCreate(state.resolve(KEY_FILE), KEY_BYTES));
    }

    /** 32 lower-case hexadecimal digits, the same each time. */
    public String of(String name) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] whole = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, PSEUDONYM_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
