package org.fogward.ledger.chaincode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * How the contract's service is set up. There is no way to serve without TLS.
 *
 * @param packageId the id of the installed package, {@code label:hash}, as the peer knows the contract
 * @param host where to listen
 * @param port the port to listen on, 1 to 65535
 * @param key the service's private key, PKCS #8 as PEM
 * @param certificate the service's certificate chain as PEM
 * @param clientCa the certificate authority of the peers that may call, as PEM
 */
public record ServiceSettings(String packageId, String host, int port, Path key, Path certificate, Path clientCa) {
    private static final String ADDRESS = "CHAINCODE_SERVER_ADDRESS";

    /**
     * Reads the settings under the names that Fabric's samples use: {@code CHAINCODE_ID},
     * {@code CHAINCODE_SERVER_ADDRESS}, {@code CHAINCODE_TLS_KEY}, {@code CHAINCODE_TLS_CERT} and
     * {@code CHAINCODE_CLIENT_CA_CERT}.
     *
     * @param environment the process's environment
     * @return the settings
     * @throws IllegalArgumentException naming the variable that is missing or wrong
     */
    public static ServiceSettings from(Map<String, String> environment) {
        String address = text(environment, ADDRESS);
        int colon = address.lastIndexOf(':');
        return new ServiceSettings(
                text(environment, "CHAINCODE_ID"),
                address.substring(0, Math.max(colon, 0)),
                port(address.substring(colon + 1)),
                file(environment, "CHAINCODE_TLS_KEY"),
                file(environment, "CHAINCODE_TLS_CERT"),
                file(environment, "CHAINCODE_CLIENT_CA_CERT"));
    }

    /** Refuses an address without a host. */
    public ServiceSettings {
        if (host.isEmpty()) {
            throw new IllegalArgumentException(ADDRESS + " must be host:port");
        }
    }

    private static String text(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must be set");
        }
        return value;
    }

    private static int port(String digits) {
        if (digits.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(digits);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        }
        throw new IllegalArgumentException(ADDRESS + " must end in a port from 1 to 65535");
    }

    private static Path file(Map<String, String> environment, String name) {
        Path file = Path.of(text(environment, name));
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(name + " names a file that cannot be read: " + file);
        }
        return file;
    }
}
