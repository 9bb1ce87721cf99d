package org.fogward.fog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.limit.PeerLimits;
import org.fogward.fog.people.Role;
import org.fogward.fog.yaml.FieldException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FogConfigTest {

    private static final String PLAN = """
            model: {family: tabular, input: {height: 1, width: 1, channels: 4}, features: 0, width: 1.0, classes: [a, b]}
            rounds: {count: 1}
            """;
    private static final String CONFIG = """
            federation: north
            stateDirectory: state
            names: [fog.example.org]
            mqtt: {host: 127.0.0.1, port: 1883}
            http: {port: 8443}
            plan: plan.yaml
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void writePlan() throws IOException {
        Files.writeString(folder.resolve("plan.yaml"), PLAN);
    }

    @Test
    void reads_every_field_and_resolves_paths_against_the_file() throws Exception {
        FogConfig config = read(CONFIG);
        assertThat(config.stateDirectory()).isEqualTo(folder.resolve("state"));
        assertThat(config.mqtt()).isEqualTo(new BrokerConfig.Embedded(new DoorAddress("127.0.0.1", 1883)));
        assertThat(config.http()).isEqualTo(new DoorAddress("127.0.0.1", 8443));
        assertThat(config.evaluation()).isEmpty();
    }

    @Test
    void reads_limits_and_leaves_the_others_as_they_are() throws Exception {
        assertThat(read(CONFIG).limits()).isEqualTo(PeerLimits.DEFAULT);
        PeerLimits read = read(CONFIG
                        + "limits: {messagesPerSecond: 7, handshakeSeconds: 3, sessionDays: 2, idleSeconds: 9}\n")
                .limits();
        assertThat(read.messagesPerSecond()).isEqualTo(7);
        assertThat(read.handshakeWithin()).isEqualTo(Duration.ofSeconds(3));
        assertThat(read.sessionKept()).isEqualTo(Duration.ofDays(2));
        assertThat(read.newsKept()).isEqualTo(PeerLimits.DEFAULT.newsKept());
        assertThat(read.slow().idleFor()).isEqualTo(Duration.ofSeconds(9));
        assertThat(read.slow().headWithin()).isEqualTo(PeerLimits.DEFAULT.slow().headWithin());
        assertThatThrownBy(() -> read(CONFIG + "limits: {leastBytesPerSecond: 0}\n"))
                .hasMessageStartingWith("limits.leastBytesPerSecond: ");
        assertThatThrownBy(() -> read(CONFIG + "limits: {messagesPerSecond: 0}\n"))
                .hasMessageStartingWith("limits.messagesPerSecond: ");
        assertThatThrownBy(() -> read(CONFIG + "limits: {messages: 1}\n"))
                .hasMessageStartingWith("limits.messages: unknown field");
    }

    @Test
    void reads_an_organisation_that_signs_people_in() throws Exception {
        String openid =
                "{port: 8443, openid: {issuer: 'https://id.example.org', clientId: fog, clientSecretFile: secret,"
                        + " roles: {claim: teams, viewer: [all, guests], operator: [fog-ops]}}}";
        OpenIdConfig read =
                read(CONFIG.replace("{port: 8443}", openid)).openid().orElseThrow();
        assertThat(read.clientSecretFile()).hasValue(folder.resolve("secret"));
        assertThat(read.claim()).isEqualTo("teams");
        assertThat(read.groups().get(Role.VIEWER)).containsExactlyInAnyOrder("all", "guests");
        assertThat(read.groups().get(Role.OPERATOR)).containsExactly("fog-ops");
        assertThat(read(CONFIG).openid()).isEmpty();
        for (String[] wrong : new String[][] {
            {"https://id.example.org", "http://id.example.org", "http.openid: issuer"},
            {"clientId", "client", "http.openid.clientId: missing"},
            {"claim", "claims", "http.openid.roles.claims: unknown field"},
            {"viewer: [all, guests], operator: [fog-ops]", "viewer: []", "http.openid: roles"}
        }) {
            assertThatThrownBy(() -> read(CONFIG.replace("{port: 8443}", openid.replace(wrong[0], wrong[1]))))
                    .isInstanceOf(FieldException.class)
                    .hasMessageContaining(wrong[2]);
        }
    }

    @Test
    void reads_a_broker_by_url() throws Exception {
        FogConfig config = read(CONFIG.replace(
                "{host: 127.0.0.1, port: 1883}",
                "{url: 'ssl://broker.example.org:8883', user: fog, passwordFile: secret}"));
        assertThat(config.mqtt()).isInstanceOf(BrokerConfig.Outside.class);
    }

    @Test
    void takes_no_password_where_the_broker_knows_it_by_its_certificate() throws Exception {
        FogConfig config =
                read(CONFIG.replace("{host: 127.0.0.1, port: 1883}", "{url: 'ssl://broker.example.org:8883'}"));
        assertThat(config.mqtt())
                .isEqualTo(new BrokerConfig.Outside(
                        URI.create("ssl://broker.example.org:8883"), "fog", Optional.empty(), Optional.empty()));
    }

    @Test
    void gives_gateways_certificates_for_thirty_days_unless_told_otherwise() throws Exception {
        assertThat(read(CONFIG).authority().gatewayLife()).isEqualTo(Duration.ofDays(30));
        assertThat(read(CONFIG + "authority: {gatewayDays: 7}\n").authority().gatewayLife())
                .isEqualTo(Duration.ofDays(7));
        assertThatThrownBy(() -> read(CONFIG + "authority: {gatewayDays: 0}\n"))
                .hasMessageContaining("authority.gatewayDays");
        assertThatThrownBy(() -> read(CONFIG + "authority: {days: 3}\n")).hasMessageContaining("authority.days");
    }

    @Test
    void keeps_the_record_in_a_ledger_of_its_own_unless_a_profile_is_named() throws Exception {
        assertThat(read(CONFIG).ledger()).isEqualTo(new LedgerConfig.Embedded(0));
        assertThat(read(CONFIG + "ledger: {port: 7443}\n").ledger()).isEqualTo(new LedgerConfig.Embedded(7443));
        assertThat(read(CONFIG + "ledger: {profile: network/connection.json, organization: NorthMSP}\n")
                        .ledger())
                .isEqualTo(new LedgerConfig.Network(
                        folder.resolve("network/connection.json"), "NorthMSP", List.of("NorthMSP"), 1));
        assertThat(read(CONFIG
                                + "ledger: {profile: c.json, organization: NorthMSP, organizations: [SouthMSP, NorthMSP],"
                                + " approvals: 2}\n")
                        .ledger())
                .isEqualTo(new LedgerConfig.Network(
                        folder.resolve("c.json"), "NorthMSP", List.of("NorthMSP", "SouthMSP"), 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{organization: NorthMSP}|ledger.organization: unknown field",
                "{profile: c.json}|ledger.organization: missing",
                "{profile: c.json, organization: 'a b'}|organization",
                "{profile: c.json, organization: A, organizations: [B]}|organizations must name A",
                "{profile: c.json, organization: A, organizations: [A, A]}|organizations names one twice",
                "{profile: c.json, organization: A, organizations: A}|ledger.organizations: list expected",
                "{profile: c.json, organization: A, approvals: 2}|ledger.approvals: 2 is not within 1..1",
                "{profile: c.json, organization: A, approvals: 0}|ledger.approvals: 0 is not within 1..1",
                "{port: 70000}|ledger.port: 70000 is not within 0..65535",
                "{profile: c.json, organization: A, port: 1}|ledger.port: unknown field",
                "{profile: c.json, organization: A, peers: 2}|ledger.peers: unknown field",
            })
    void names_the_field_of_the_ledger_that_is_wrong(String ledger, String message) {
        assertThatThrownBy(() -> read(CONFIG + "ledger: " + ledger + "\n"))
                .isInstanceOf(FieldException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "federation: north|federation: North!|federation:",
                "federation: north|fed: north|federation: missing",
                "port: 1883|port: 99999|mqtt.port:",
                "plan: plan.yaml|plan: other.yaml|plan other.yaml:",
                "names: [fog.example.org]|names: fog|names:",
                "http: {port: 8443}|https: {port: 8443}|https: unknown field",
                "mqtt: {host: 127.0.0.1, port: 1883}|mqtt: {url: 'tcp://x:1', user: u, passwordFile: p}|mqtt.url:",
            })
    void names_the_field_that_is_wrong(String good, String bad, String message) {
        assertThatThrownBy(() -> read(CONFIG.replace(good, bad)))
                .isInstanceOf(FieldException.class)
                .hasMessageContaining(message.strip());
    }

    @Test
    void says_that_gateways_enrol_where_they_were_listed_once() {
        assertThatThrownBy(() -> read(CONFIG + "gateways: [{id: ward-7, key: abc}]\n"))
                .isInstanceOf(FieldException.class)
                .hasMessageContaining("gateways: ")
                .hasMessageContaining("fogward fog invite");
    }

    private FogConfig read(String text) throws Exception {
        Path file = folder.resolve("fog.yaml");
        Files.writeString(file, text);
        return FogConfig.read(file);
    }
}
