package org.fogward.ledger.chaincode;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hyperledger.fabric.shim.ChaincodeServer;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.NettyChaincodeServer;

/**
 * Serves {@link org.fogward.ledger.contract.FederationContract} to a Hyperledger Fabric peer: chaincode as a service, over
 * mutual TLS. It keeps nothing, so it may be ended and started at any time. Configured by {@link ServiceSettings}.
 */
public final class ContractServer {
    /** Held, because java.util.logging forgets a logger that nobody refers to. The shim logs each call at INFO. */
    private static final Logger SHIM = Logger.getLogger("org.hyperledger.fabric");

    private ContractServer() {}

    /**
     * Serves until the process is ended; exits with 2 when a setting is wrong.
     *
     * @param arguments none
     * @throws IOException when it cannot listen
     * @throws InterruptedException when it is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        SHIM.setLevel(Level.WARNING);
        ServiceSettings settings;
        try {
            settings = ServiceSettings.from(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println("contract: " + e.getMessage());
            System.exit(2);
            return;
        }
        System.out.println("contract: serving " + settings.packageId() + " on port " + settings.port());
        server(settings).start();
    }

    static ChaincodeServer server(ServiceSettings settings) throws IOException {
        ChaincodeServerProperties properties = new ChaincodeServerProperties();
        properties.setServerAddress(new InetSocketAddress(settings.host(), settings.port()));
        properties.setTlsEnabled(true);
        properties.setKeyFile(settings.key().toString());
        properties.setKeyCertChainFile(settings.certificate().toString());
        properties.setTrustCertCollectionFile(settings.clientCa().toString());
        return new NettyChaincodeServer(new FederationChaincode(settings.packageId()), properties);
    }
}
