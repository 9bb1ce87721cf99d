package org.fogward.ledger.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.annotation.Transaction;
import org.hyperledger.fabric.shim.ChaincodeException;
import org.hyperledger.fabric.shim.ChaincodeStub;

/**
 * Calls {@link FederationContract} by its Fabric annotations: the first argument names a method with
 * {@link Transaction}, the others are its string parameters. The embedded ledger and the contract's service in a Fabric
 * network both call it through here.
 *
 * <p>The shim's own {@code ContractRouter} is not used: it scans the whole class path, twice, replaces the process's
 * {@code java.util.logging} set-up, logs every argument, and logs every refusal with its stack trace. Stateless.
 */
public final class ContractFunctions {
    private static final Map<String, Method> FUNCTIONS = Arrays.stream(FederationContract.class.getMethods())
            .filter(method -> method.isAnnotationPresent(Transaction.class))
            .collect(Collectors.toUnmodifiableMap(Method::getName, method -> method));
    private static final String INVALID = "INVALID";

    private final FederationContract contract = new FederationContract();

    /** The contract's functions. */
    public ContractFunctions() {}

    /**
     * What a function is for.
     *
     * @param function its name
     * @return whether it is to be submitted or to be evaluated, or nothing when the contract has no such function
     */
    public Optional<Transaction.TYPE> intent(String function) {
        return Optional.ofNullable(FUNCTIONS.get(function))
                .map(method -> method.getAnnotation(Transaction.class).intent());
    }

    /**
     * Runs the call that a stub holds.
     *
     * @param stub the call's arguments, and the state that it sees
     * @return the contract's answer
     * @throws ChaincodeException when the contract refuses or fails; its payload is a code in ASCII
     */
    public String call(ChaincodeStub stub) {
        List<String> arguments = stub.getStringArgs();
        String name = arguments.isEmpty() ? "" : arguments.getFirst();
        Method function = FUNCTIONS.get(name);
        if (function == null) {
            throw new ChaincodeException("the contract has no function " + name, INVALID);
        }
        if (arguments.size() != function.getParameterCount()) {
            throw new ChaincodeException(name + " does not take " + (arguments.size() - 1) + " arguments", INVALID);
        }
        Stream<Object> parameters =
                Stream.concat(Stream.of(context(stub)), arguments.stream().skip(1));
        try {
            return String.valueOf(function.invoke(contract, parameters.toArray()));
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof ChaincodeException refusal
                    ? refusal
                    : new ChaincodeException("the contract failed: " + e.getCause(), INVALID, e.getCause());
        } catch (IllegalAccessException e) {
            throw new ChaincodeException("the contract cannot be called: " + e.getMessage(), INVALID, e);
        }
    }

    /** Fabric's own context reads the caller's certificate, and throws whatever comes of one that it cannot read. */
    private Context context(ChaincodeStub stub) {
        try {
            return contract.createContext(stub);
        } catch (RuntimeException e) {
            throw new ChaincodeException("the caller's certificate cannot be read", "FORBIDDEN", e);
        }
    }
}
