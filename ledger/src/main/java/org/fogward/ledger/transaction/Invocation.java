package org.fogward.ledger.transaction;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;

/**
 * A call of a contract, before it is run: what a Fabric proposal says.
 *
 * @param header who calls, when, on which channel
 * @param contract the contract's name
 * @param arguments the function's name, then its parameters
 * @param transients what the contract may see but the ledger does not keep
 */
public record Invocation(
        TransactionHeader header, String contract, List<ByteString> arguments, Map<String, ByteString> transients) {
    /** Takes copies. */
    public Invocation {
        arguments = List.copyOf(arguments);
        transients = Map.copyOf(transients);
    }

    /**
     * The transaction's id.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public String transactionId() {
        return header.transactionId();
    }
}
