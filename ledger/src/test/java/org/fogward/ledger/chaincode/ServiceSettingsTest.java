package org.fogward.ledger.chaincode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceSettingsTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void set_everything() throws Exception {
        Path pem = Files.writeString(folder.resolve("any.pem"), "");
        environment.put("CHAINCODE_ID", "federation_north:00ff");
        environment.put("CHAINCODE_SERVER_ADDRESS", "127.0.0.1:9999");
        for (String name : new String[] {"CHAINCODE_TLS_KEY", "CHAINCODE_TLS_CERT", "CHAINCODE_CLIENT_CA_CERT"}) {
            environment.put(name, pem.toString());
        }
    }

    @Test
    void reads_what_the_environment_says() {
        ServiceSettings settings = ServiceSettings.from(environment);
        assertThat(settings.packageId()).isEqualTo("federation_north:00ff");
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(9999);
        assertThat(settings.clientCa()).isEqualTo(folder.resolve("any.pem"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CHAINCODE_ID",
                "CHAINCODE_SERVER_ADDRESS",
                "CHAINCODE_TLS_KEY",
                "CHAINCODE_TLS_CERT",
                "CHAINCODE_CLIENT_CA_CERT"
            })
    void names_what_is_missing_and_never_serves_without_tls(String name) {
        environment.remove(name);
        assertThatThrownBy(() -> ServiceSettings.from(environment)).hasMessageContaining(name + " must be set");
    }

    @ParameterizedTest
    @CsvSource({
        "CHAINCODE_SERVER_ADDRESS, 9999",
        "CHAINCODE_SERVER_ADDRESS, localhost:",
        "CHAINCODE_SERVER_ADDRESS, localhost:0",
        "CHAINCODE_SERVER_ADDRESS, localhost:65536",
        "CHAINCODE_TLS_KEY, /nowhere/server.key"
    })
    void names_what_is_wrong(String name, String value) {
        environment.put(name, value);
        assertThatThrownBy(() -> ServiceSettings.from(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }
}
