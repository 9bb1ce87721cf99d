package org.fogward.ledger;

import java.util.List;

/**
 * A call of the contract.
 *
 * @param function the name of a transaction function of {@link org.fogward.ledger.contract.FederationContract}
 * @param arguments its parameters, as text
 */
public record ContractCall(String function, List<String> arguments) {
    /** Takes a copy of the arguments. */
    public ContractCall {
        arguments = List.copyOf(arguments);
    }

    /**
     * A call.
     *
     * @param function the function's name
     * @param arguments its parameters
     * @return the call
     */
    public static ContractCall of(String function, String... arguments) {
        return new ContractCall(function, List.of(arguments));
    }
}
