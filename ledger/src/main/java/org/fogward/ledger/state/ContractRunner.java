package org.fogward.ledger.state;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.contract.ContractFunctions;
import org.fogward.ledger.transaction.Invocation;
import org.fogward.ledger.transaction.Simulation;
import org.hyperledger.fabric.contract.annotation.Transaction;
import org.hyperledger.fabric.shim.ChaincodeException;

/**
 * Runs {@link org.fogward.ledger.contract.FederationContract} on a world state. Safe for several threads as long as nobody
 * changes the state during a call.
 */
public final class ContractRunner {
    private final ContractFunctions functions = new ContractFunctions();

    /** A runner. */
    public ContractRunner() {}

    /**
     * Runs a call that may write; nothing is written yet.
     *
     * @param state the state that the call sees
     * @param invocation the call
     * @return what to commit
     * @throws LedgerException when the contract refuses
     */
    public Simulation submit(WorldState state, Invocation invocation) throws LedgerException {
        return run(new StateStub(state, invocation, false), Transaction.TYPE.SUBMIT);
    }

    /**
     * Runs a call that may not write.
     *
     * @param state the state that the call sees
     * @param invocation the call
     * @return the contract's answer
     * @throws LedgerException when the contract refuses
     */
    public String evaluate(WorldState state, Invocation invocation) throws LedgerException {
        return run(new StateStub(state, invocation, true), Transaction.TYPE.EVALUATE)
                .answer()
                .toStringUtf8();
    }

    private Simulation run(StateStub stub, Transaction.TYPE intent) throws LedgerException {
        if (functions.intent(stub.getFunction()).filter(intent::equals).isEmpty()) {
            throw invalid("the contract has no function " + stub.getFunction() + " to " + intent);
        }
        try {
            return stub.simulation(ByteString.copyFromUtf8(functions.call(stub)));
        } catch (ChaincodeException e) {
            throw refusal(e);
        }
    }

    private static LedgerException refusal(ChaincodeException refusal) {
        byte[] code = refusal.getPayload();
        boolean conflict = code != null && "CONFLICT".equals(new String(code, StandardCharsets.UTF_8));
        return new LedgerException(
                conflict ? Reason.CONFLICT : Reason.INVALID, String.valueOf(refusal.getMessage()), refusal);
    }

    private static LedgerException invalid(String message) {
        return new LedgerException(Reason.INVALID, message);
    }
}
