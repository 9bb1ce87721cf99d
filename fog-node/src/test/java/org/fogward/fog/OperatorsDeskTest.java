package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.fogward.fog.gate.SignedIn;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.enrolment.InvitationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorsDeskTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path state;

    private final NetworkPool networks = new NetworkPool(1);
    private final TestGateway first = new TestGateway("first");
    private FogNode fog;
    private HttpClient client;
    private SignedIn operator;

    @BeforeEach
    void open() throws Exception {
        fog = new FogNode(Federations.config(state, Federations.plan(1, 1), first), networks);
        fog.start();
        client = HttpClient.newBuilder()
                .sslContext(ServerIdentity.open(fog.authorityFile().getParent(), List.of(), Clock.systemUTC())
                        .clientContext())
                .build();
        operator = SignedIn.first(client, fog.firstAccountUri().orElseThrow());
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        fog.close();
        networks.close();
    }

    @Test
    void suspends_and_restores_at_once_and_says_so_in_the_audit_log() throws Exception {
        assertThat(ask("GET", "/api/gateways", "").body()).contains("{\"gateway\":\"first\",\"suspended\":null}");

        assertThat(ask("POST", "/api/gateways/first/suspend", "{\"reason\":\"stolen\"}")
                        .statusCode())
                .isEqualTo(204);

        assertThat(ask("GET", "/api/gateways", "").body()).contains("{\"gateway\":\"first\",\"suspended\":\"stolen\"}");
        assertThat(fog.viewSource().snapshot().gateways().getFirst().suspended())
                .contains("stolen");
        assertThat(ask("POST", "/api/gateways/first/restore", "{\"reason\":\"It was found again\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(ask("GET", "/api/gateways", "").body()).contains("{\"gateway\":\"first\",\"suspended\":null}");
        assertThat(ask("GET", "/api/audit-log", "").body())
                .contains("gateway-suspended")
                .contains("gateway-restored");
    }

    @Test
    void refuses_what_cannot_be_decided_and_names_the_field() throws Exception {
        assertThat(ask("POST", "/api/gateways/first/suspend", "{}").body()).contains("reason: is empty");
        assertThat(ask("POST", "/api/gateways/third/suspend", "{\"reason\":\"x\"}")
                        .body())
                .contains("gateway: third is not registered");
        assertThat(ask("POST", "/api/gateways/first/suspend", "{\"reason\":\"" + "é".repeat(10) + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(ask("POST", "/api/invitations", "{\"gateway\":\"NO!\"}").statusCode())
                .isEqualTo(400);
        assertThat(ask("POST", "/api/invitations", "[]").statusCode()).isEqualTo(400);
        assertThat(ask("GET", "/api/audit-log", "").body()).doesNotContain("gateway-suspended");
    }

    @Test
    void invites_a_gateway_with_a_code_for_this_authority_that_no_log_holds() throws Exception {
        JsonNode invited = JSON.readTree(
                ask("POST", "/api/invitations", "{\"gateway\":\"second\"}").body());

        InvitationCode code = InvitationCode.parse(invited.path("code").asText());
        assertThat(code.text()).isEqualTo(invited.path("code").asText());
        assertThat(invited.path("address").asText()).isEqualTo(fog.httpsUri().toString());
        assertThat(invited.path("minutes").asInt()).isEqualTo(15);
        assertThat(invited.path("qr")).hasSizeGreaterThan(20).allSatisfy(row -> assertThat(row.asText())
                .hasSameSizeAs(invited.path("qr").get(0).asText())
                .matches("[01]+"));
        assertThat(ask("GET", "/api/audit-log", "").body())
                .contains("gateway-invited")
                .doesNotContain(code.text());
        StringWriter said = new StringWriter();
        assertThat(Main.commandLine()
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(said))
                        .execute("fog", "suspend", "second", "--reason", "x", "--state", state.toString()))
                .as("an invited gateway is not registered yet")
                .isEqualTo(1);
    }

    private HttpResponse<String> ask(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(fog.httpsUri() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .headers(operator.headers())
                .header("Content-Type", "application/json")
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
