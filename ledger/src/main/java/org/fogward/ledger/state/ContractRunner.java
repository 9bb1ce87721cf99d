package org.fogward.ledger.state;

import com.google.protobuf.ByteString;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.contract.FederationContract;
import org.fogward.ledger.transaction.Invocation;
import org.fogward.ledger.transaction.Simulation;
import org.hyperledger.fabric.contract.annotation.Transaction;
import org.hyperledger.fabric.shim.ChaincodeException;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@link FederationContract} on a world state, by its Fabric annotations: the first argument names a method with
 * {@link Transaction}, the others are its string parameters.
 *
 * <p>The shim's own {@code ContractRouter} is not used: it scans the whole class path, twice, replaces the process's
 * {@code java.util.logging} set-up, and logs every refusal with its stack trace. Safe for several threads as long as
 * nobody changes the state during a call.
 */
public final class ContractRunner {
    private static final Map<String, Method> FUNCTIONS = Arrays.stream(FederationContract.class.getMethods())
            .filter(method -> method.isAnnotationPresent(Transaction.class))
            .collect(Collectors.toUnmodifiableMap(Method::getName, method -> method));

    private final FederationContract contract = new FederationContract();

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
        Method function = FUNCTIONS.get(stub.getFunction());
        if (function == null || function.getAnnotation(Transaction.class).intent() != intent) {
            throw invalid("the contract has no function " + stub.getFunction() + " to " + intent);
        }
        List<String> parameters = stub.getParameters();
        if (parameters.size() != function.getParameterCount() - 1) {
            throw invalid(function.getName() + " does not take " + parameters.size() + " arguments");
        }
        try {
            Object answer = function.invoke(
                    contract,
                    Stream.concat(Stream.of(contract.createContext(stub)), parameters.stream())
                            .toArray());
            return stub.simulation(ByteString.copyFromUtf8(String.valueOf(answer)));
        } catch (InvocationTargetException e) {
            throw refusal(e.getCause());
        } catch (IllegalAccessException | RuntimeException e) {
            throw new LedgerException(Reason.INVALID, "the contract cannot be called: " + e.getMessage(), e);
        }
    }

    private static LedgerException refusal(@Nullable Throwable cause) {
        if (cause instanceof ChaincodeException refusal) {
            byte[] code = refusal.getPayload();
            boolean conflict = code != null && "CONFLICT".equals(new String(code, StandardCharsets.UTF_8));
            return new LedgerException(
                    conflict ? Reason.CONFLICT : Reason.INVALID, String.valueOf(refusal.getMessage()), refusal);
        }
        return new LedgerException(Reason.INVALID, "the contract failed: " + cause, new IllegalStateException(cause));
    }

    private static LedgerException invalid(String message) {
        return new LedgerException(Reason.INVALID, message);
    }
}
