package org.fogward.ledger.chaincode;

import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.fogward.ledger.contract.ContractFunctions;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeException;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.traces.Traces;

/**
 * The contract as the shim calls it. A refusal's message begins with its code, as in {@code CONFLICT: round 7 ...},
 * because a gateway hands a client the message and not the payload.
 */
final class FederationChaincode extends ChaincodeBase {
    private final ContractFunctions functions = new ContractFunctions();

    FederationChaincode(String packageId) {
        processCommandLineOptions(new String[] {"--id", packageId});
        // Whoever does without the shim's own start has to see to these, or the first call hangs.
        Properties settings = getChaincodeConfig();
        Metrics.initialize(settings);
        Traces.initialize(settings);
    }

    @Override
    public Response init(ChaincodeStub stub) {
        return ResponseUtils.newSuccessResponse();
    }

    @Override
    public Response invoke(ChaincodeStub stub) {
        try {
            return ResponseUtils.newSuccessResponse(functions.call(stub).getBytes(StandardCharsets.UTF_8));
        } catch (ChaincodeException e) {
            byte[] code = e.getPayload() == null ? new byte[0] : e.getPayload();
            return ResponseUtils.newErrorResponse(
                    new String(code, StandardCharsets.UTF_8) + ": " + e.getMessage(), code);
        }
    }
}
