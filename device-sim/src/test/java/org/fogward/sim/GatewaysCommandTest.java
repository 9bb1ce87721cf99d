package org.fogward.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fogward.fog.FogNode;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.plan.Plan;
import org.fogward.models.data.GeneratedData;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.spec.ModelSpec;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code sim gateways} against a real fog node. */
class GatewaysCommandTest {
    private static final FederationId FEDERATION = new FederationId("fleet");
    private static final int GATEWAYS = 2;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private final NetworkPool networks = new NetworkPool(1);
    private FogNode fog;

    @BeforeEach
    void open() throws Exception {
        String plan = """
                model: %s
                training: {epochs: 1, maxBatches: 2}
                rounds: {count: 2, quorum: %d, waitForAll: true}
                """.formatted(
                        ModelSpec.forDataset(GeneratedData.wearable(1, 2 * GATEWAYS, 60), "auto")
                                .toJson(),
                        GATEWAYS);
        fog = new FogNode(
                FogConfig.local(FEDERATION, folder.resolve("fog"), Plan.parse(plan)),
                networks,
                List.of(),
                Clock.systemUTC());
        fog.openDoors();
    }

    @AfterEach
    void close() throws Exception {
        fog.close();
        networks.close();
    }

    @Test
    void enrols_by_a_list_of_codes_and_needs_none_when_it_is_started_again() throws Exception {
        Path codes = folder.resolve("codes");
        Files.writeString(codes, code("clinic-1") + "\n\n" + code("clinic-2") + "\n");
        fog.beginRounds();

        assertThat(run("--codes", codes.toString(), "--fog", fog.httpsUri().toString(), "--rounds", "2"))
                .as(errors.toString())
                .isZero();
        fog.awaitFinished().get(60, TimeUnit.SECONDS);

        assertThat(out.toString()).contains("2 gateways have enrolled", " samples are with 2 gateways");
        assertThat(fog.viewSource().snapshot().rounds()).hasSize(2);
        assertThat(run("--rounds", "2")).as(errors.toString()).isZero();
    }

    @Test
    void says_which_gateway_lacks_a_code_and_which_line_is_wrong_and_never_the_code() throws Exception {
        String good = code("clinic-1");
        Path codes = Files.writeString(folder.resolve("codes"), good + "\n");
        assertThat(run("--codes", codes.toString())).isEqualTo(2);
        assertThat(errors.toString()).contains("--fog: https://host:port expected");
        assertThat(run()).isEqualTo(2);
        assertThat(errors.toString()).contains("--codes: none for clinic-1");
        Files.writeString(codes, good + "\n" + good.replace("clinic-1 ", "clinic-2 x"));
        assertThat(run("--codes", codes.toString(), "--fog", fog.httpsUri().toString()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("--codes: line 2: ").doesNotContain(good.split(" ")[1]);
        Files.writeString(codes, "clinic-1");
        assertThat(run("--codes", codes.toString())).isEqualTo(2);
        assertThat(errors.toString()).contains("--codes: line 1: NAME CODE expected");
    }

    private String code(String gateway) {
        return gateway + " "
                + fog.invite(new GatewayId(gateway), Duration.ofMinutes(10)).text();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "gateways",
                "--state",
                folder.resolve("gateways").toString(),
                "--federation",
                FEDERATION.value(),
                "--gateways",
                "" + GATEWAYS));
        all.addAll(Arrays.asList(arguments));
        return new CommandLine(new org.fogward.sim.fleet.SimCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(all.toArray(String[]::new));
    }
}
