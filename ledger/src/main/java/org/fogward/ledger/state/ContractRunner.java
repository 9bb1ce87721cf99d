package org.fogward.ledger.state;

import com.google.protobuf.ByteString;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.contract.FederationContract;
import org.fogward.ledger.transaction.Invocation;
import org.fogward.ledger.transaction.Simulation;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Serializer;
import org.hyperledger.fabric.contract.annotation.Transaction;
import org.hyperledger.fabric.contract.execution.ExecutionFactory;
import org.hyperledger.fabric.contract.execution.ExecutionService;
import org.hyperledger.fabric.contract.execution.InvocationRequest;
import org.hyperledger.fabric.contract.execution.JSONTransactionSerializer;
import org.hyperledger.fabric.contract.execution.SerializerInterface;
import org.hyperledger.fabric.contract.routing.ContractDefinition;
import org.hyperledger.fabric.contract.routing.impl.RoutingRegistryImpl;
import org.hyperledger.fabric.contract.routing.impl.SerializerRegistryImpl;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ChaincodeException;

/**
 * Runs the contract on a world state, by the routing parts of Fabric's own chaincode shim.
 *
 * <p>The shim's {@code ContractRouter} is not used: it scans the whole class path, twice, and replaces the process's
 * {@code java.util.logging} set-up. Safe for several threads as long as nobody changes the state during a call.
 */
public final class ContractRunner {
    private static final int FIRST_ERROR_STATUS = 400;

    private final RoutingRegistryImpl routes = new RoutingRegistryImpl();
    private final ExecutionService execution;

    /** A runner of {@link FederationContract}. */
    public ContractRunner() {
        ContractDefinition contract = routes.addNewContract(asContract(FederationContract.class));
        for (Method method : FederationContract.class.getMethods()) {
            if (method.isAnnotationPresent(Transaction.class)) {
                contract.addTxFunction(method);
            }
        }
        SerializerInterface json = new JSONTransactionSerializer();
        execution = ExecutionFactory.getInstance().createExecutionService(new SerializerRegistryImpl() {
            @Override
            public SerializerInterface getSerializer(String name, Serializer.TARGET target) {
                return json;
            }
        });
    }

    /**
     * Runs a call that may write; nothing is written yet.
     *
     * @param state the state that the call sees
     * @param invocation the call
     * @return what to commit
     * @throws LedgerException when the contract refuses
     */
    public Simulation submit(WorldState state, Invocation invocation) throws LedgerException {
        return run(new StateStub(state, invocation, false));
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
        return run(new StateStub(state, invocation, true)).answer().toStringUtf8();
    }

    private Simulation run(StateStub stub) throws LedgerException {
        try {
            InvocationRequest request = ExecutionFactory.getInstance().createRequest(stub);
            if (!routes.containsRoute(request)) {
                throw new LedgerException(Reason.INVALID, "the contract has no function " + stub.getFunction());
            }
            Chaincode.Response response = execution.executeRequest(routes.getTxFn(request), request, stub);
            if (response.getStatusCode() >= FIRST_ERROR_STATUS) {
                throw new LedgerException(Reason.INVALID, response.getMessage());
            }
            return stub.simulation(ByteString.copyFrom(response.getPayload()));
        } catch (ChaincodeException e) {
            throw new LedgerException(reason(e), String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw new LedgerException(Reason.INVALID, "the contract failed: " + e.getMessage(), e);
        }
    }

    private static Reason reason(ChaincodeException e) {
        byte[] payload = e.getPayload();
        boolean conflict = payload != null && "CONFLICT".equals(new String(payload, StandardCharsets.UTF_8));
        return conflict ? Reason.CONFLICT : Reason.INVALID;
    }

    /** The shim's registry asks for the interface's class where it means the class of an implementation. */
    @SuppressWarnings("unchecked")
    private static Class<ContractInterface> asContract(Class<? extends ContractInterface> type) {
        return (Class<ContractInterface>) type;
    }
}
