package org.fogward.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.OrganisationDirectory;
import org.fogward.ledger.identity.Pem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a profile is said before anything is connected. */
class FabricLedgerTest {
    @TempDir
    Path directory;

    private Path profile;

    @BeforeEach
    void write_a_profile() throws Exception {
        Files.copy(member("north"), directory.resolve("client.key"));
        Files.copy(member("north"), directory.resolve("client.pem"));
        Files.writeString(
                directory.resolve("ca.pem"),
                Pem.text(Organisation.found("NorthMSP", Instant.now())
                        .trust()
                        .tlsRoots()
                        .getFirst()));
        profile = Files.writeString(directory.resolve("connection.json"), """
                {"channel": "fogward", "chaincode": "federation", "organizations": [{"mspId": "NorthMSP",
                 "peer": {"address": "localhost:1", "tlsCa": "ca.pem"},
                 "client": {"certificate": "client.pem", "key": "client.key"}}]}
                """);
    }

    @Test
    void a_sound_profile_is_taken_whether_or_not_the_network_can_be_reached() throws Exception {
        try (LedgerClient ledger = FabricLedger.connect(profile, "NorthMSP", NodeRole.CLIENT)) {
            refused(Reason.UNAVAILABLE, "", ledger::head);
        }
    }

    @Test
    void a_profile_without_the_organisation_or_the_role_is_refused_by_its_name() {
        refused(Reason.INVALID, "SouthMSP", () -> FabricLedger.connect(profile, "SouthMSP", NodeRole.CLIENT));
        refused(Reason.INVALID, "admin", () -> FabricLedger.connect(profile, "NorthMSP", NodeRole.ADMIN));
        refused(Reason.INVALID, "peer", () -> FabricLedger.connect(profile, "NorthMSP", NodeRole.PEER));
    }

    @Test
    void a_file_that_is_missing_or_wrong_is_named() throws Exception {
        Path nowhere = directory.resolve("nowhere.json");
        refused(Reason.UNAVAILABLE, "nowhere.json", () -> FabricLedger.connect(nowhere, "NorthMSP", NodeRole.CLIENT));
        Files.copy(member("other"), directory.resolve("client.key"), StandardCopyOption.REPLACE_EXISTING);
        refused(Reason.INVALID, "client.key", () -> FabricLedger.connect(profile, "NorthMSP", NodeRole.CLIENT));
        Files.delete(directory.resolve("client.key"));
        refused(Reason.INVALID, "client.key", () -> FabricLedger.connect(profile, "NorthMSP", NodeRole.CLIENT));
    }

    /** A client's file, with its certificate and key. */
    private Path member(String folder) throws Exception {
        new OrganisationDirectory(directory.resolve(folder), "NorthMSP").foundUnlessThere(Instant.now());
        return directory.resolve(folder).resolve("client.pem");
    }

    private static void refused(Reason reason, String named, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(named);
    }
}
