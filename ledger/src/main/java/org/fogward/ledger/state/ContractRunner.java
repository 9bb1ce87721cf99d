package org.fogward.ledger.state;

import com.google.protobuf.ByteString;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.contract.FederationContract;
import org.fogward.ledger.contract.Refusal;
import org.fogward.ledger.transaction.Invocation;
import org.fogward.ledger.transaction.Simulation;
import org.hyperledger.fabric.contract.annotation.Transaction;
import org.hyperledger.fabric.protos.peer.Response;

/**
 * Runs {@link FederationContract} on a world state, by its Fabric annotations: the first argument names a method with
 * {@link Transaction}, the others are its string parameters.
 *
 * <p>The shim's own {@code ContractRouter} is not used: it scans the whole class path, twice, replaces the process's
 * {@code java.util.logging} set-up, and logs every refusal with its stack trace. Safe for several threads as long as
 * nobody changes the state during a call.
 */
public final class ContractRunner {
    private static final int OK = 200;
    private static final Map<String, Method> FUNCTIONS = Arrays.stream(FederationContract.class.getMethods())
            .filter(method -> method.isAnnotationPresent(Transaction.class))
            .collect(Collectors.toUnmodifiableMap(Method::getName, method -> method));

    private final FederationContract contract = new FederationContract();

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
        Method function = FUNCTIONS.get(stub.getFunction());
        if (function == null) {
            return invalid("the contract has no function " + stub.getFunction());
        }
        List<String> parameters = stub.getParameters();
        if (parameters.size() != function.getParameterCount() - 1) {
            return invalid(function.getName() + " does not take " + parameters.size() + " arguments");
        }
        try {
            Object answer = function.invoke(
                    contract,
                    Stream.concat(Stream.of(contract.createContext(stub)), parameters.stream())
                            .toArray());
            return Response.newBuilder()
                    .setStatus(OK)
                    .setPayload(ByteString.copyFromUtf8(answer == null ? "" : answer.toString()))
                    .build();
        } catch (InvocationTargetException e) {
            return Refusal.of(e.getCause()).toResponse();
        } catch (IllegalAccessException | RuntimeException e) {
            return invalid("the contract cannot be called: " + e.getMessage());
        }
    }

    private static Response invalid(String message) {
        return new Refusal(Reason.INVALID, message).toResponse();
    }
}
