package org.fogward.ledger.state;

import com.google.protobuf.ByteString;
import org.fogward.ledger.contract.ContractFunctions;
import org.fogward.ledger.contract.Refusal;
import org.fogward.ledger.transaction.Invocation;
import org.fogward.ledger.transaction.Simulation;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.shim.ChaincodeException;

/**
 * Runs {@link org.fogward.ledger.contract.FederationContract} on a world state. Safe for several threads as long as nobody
 * changes the state during a call.
 */
public final class ContractRunner {
    private static final int OK = 200;

    private final ContractFunctions functions = new ContractFunctions();

    /** A runner. */
    public ContractRunner() {}

    /**
     * Runs a call; nothing is written.
     *
     * @param state the state that the call sees
     * @param invocation the call
     * @param rules in which way it is called
     * @return what it came to; a refusal is an answer too
     */
    public Simulation run(WorldState state, Invocation invocation, CallRules rules) {
        StateStub stub = new StateStub(state, invocation, rules);
        return stub.simulation(response(stub));
    }

    private Response response(StateStub stub) {
        try {
            return Response.newBuilder()
                    .setStatus(OK)
                    .setPayload(ByteString.copyFromUtf8(functions.call(stub)))
                    .build();
        } catch (ChaincodeException e) {
            return Refusal.of(e).toResponse();
        }
    }
}
