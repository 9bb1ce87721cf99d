package org.fogward.ledger.transaction;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.util.encoders.Hex;

/**
 * A call of the contract, before it is run: what a Fabric proposal says.
 *
 * @param timestamp when the creator made it
 * @param creator the creator's serialized identity
 * @param nonce random bytes that make the transaction id unique
 * @param arguments the function's name, then its parameters
 */
public record Invocation(Instant timestamp, ByteString creator, ByteString nonce, List<ByteString> arguments) {
    /** The channel that an embedded ledger stands for. */
    public static final String CHANNEL = "fogward";

    /** Takes a copy of the arguments. */
    public Invocation {
        arguments = List.copyOf(arguments);
    }

    /**
     * The transaction id as Fabric derives it.
     *
     * @return SHA-256 over nonce and creator, 64 hexadecimal digits
     */
    public String transactionId() {
        return Hex.toHexString(Sha256.of(nonce, creator).toByteArray());
    }
}
