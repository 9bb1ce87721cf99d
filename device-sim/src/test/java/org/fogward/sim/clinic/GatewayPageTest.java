package org.fogward.sim.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.fogward.edge.PagedGateway;
import org.fogward.edge.config.CoapDoor;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.config.PageDoor;
import org.fogward.edge.enrol.GatewayEnrolment;
import org.fogward.edge.identity.GatewayIdentity;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.store.StoreBounds;
import org.fogward.fog.FogNode;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.plan.Plan;
import org.fogward.models.data.Modality;
import org.fogward.models.data.SampleShape;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway's page beside a real fog node. */
class GatewayPageTest {
    private static final FederationId WARD = new FederationId("ward");
    private static final GatewayId GATEWAY = new GatewayId("clinic-a");
    private static final Duration LIFE = Duration.ofHours(1);
    private static final String PLAN = """
            model: {family: motion, input: {height: 1, width: 32, channels: 3}, features: 0, width: 1.0, classes: [a, b]}
            rounds: {count: 1, quorum: 1}
            """;

    @TempDir
    private Path folder;

    private final NetworkPool networks = new NetworkPool(1);
    private FogNode fog;

    @BeforeEach
    void openFog() throws Exception {
        fog = new FogNode(
                FogConfig.local(WARD, folder.resolve("fog"), Plan.parse(PLAN)), networks, List.of(), Clock.systemUTC());
        fog.openDoors();
    }

    @AfterEach
    void close() throws Exception {
        fog.close();
        networks.close();
    }

    @Test
    void a_gateway_enrols_on_its_page_and_says_when_another_box_takes_its_place() throws Exception {
        Path state = folder.resolve("state");
        try (PagedGateway gateway = gateway(state);
                PageVisitor technician = technician(gateway, state)) {
            assertThat(technician.status()).contains("\"gateway\":\"clinic-a\"").doesNotContain("running");

            assertThat(technician
                            .post(
                                    "/api/enrolment",
                                    "{\"code\":\"" + fog.invite(GATEWAY, LIFE).text() + "\",\"fog\":\"" + fog.httpsUri()
                                            + "\"}")
                            .statusCode())
                    .isEqualTo(204);
            await(technician, "\"connected\":true");
            assertThat(technician.status()).contains("\"state\":\"done\"").contains("\"until\":");

            GatewayIdentity other = GatewayIdentity.open(folder.resolve("other"));
            new GatewayEnrolment(WARD, GATEWAY, other.vault(), Clock.systemUTC())
                    .enrol(fog.httpsUri(), fog.invite(GATEWAY, LIFE));
            await(technician, "refuses this gateway");
        }
    }

    private PagedGateway gateway(Path state) throws Exception {
        PageDoor door = new PageDoor("127.0.0.1", 0);
        PagedGateway gateway = new PagedGateway(
                new EdgeConfig(
                        WARD,
                        GATEWAY,
                        state,
                        new CoapDoor("127.0.0.1", 0, List.of()),
                        new SampleProfile(Modality.MOTION, new SampleShape(1, 32, 3), List.of(), List.of("a", "b")),
                        Optional.empty(),
                        StoreBounds.DEFAULT,
                        Optional.empty(),
                        Optional.of(door)),
                door,
                networks);
        gateway.start();
        return gateway;
    }

    private static PageVisitor technician(PagedGateway gateway, Path state) throws Exception {
        PageVisitor technician = new PageVisitor(gateway.page().uri(), state);
        technician.makeAccount(gateway.page().firstAccountUri().orElseThrow());
        return technician;
    }

    /** JUnit's own limit ends it. */
    private static void await(PageVisitor technician, String text) throws Exception {
        while (!technician.status().contains(text)) {
            Thread.sleep(200);
        }
    }
}
