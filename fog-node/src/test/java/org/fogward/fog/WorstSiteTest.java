package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.view.RoundSummary;
import org.fogward.models.data.Sample;
import org.fogward.models.evaluate.SiteScore;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.spec.ModelSpec;
import org.fogward.protocol.v1.LocalEvaluation;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.fogward.protocol.v1.Update;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorstSiteTest {

    private static final UnaryOperator<Update.Builder> NOTHING = Update.Builder::clearEvaluation;

    @TempDir
    Path directory;

    private final NetworkPool networks = new NetworkPool(1);
    private final List<TestGateway> gateways = new ArrayList<>();

    @BeforeEach
    void make() {
        for (String id : List.of("east", "north", "west")) {
            gateways.add(new TestGateway(id));
        }
    }

    @AfterEach
    void close() {
        gateways.forEach(TestGateway::close);
        networks.close();
    }

    @Test
    void is_the_gateway_with_the_lowest_accuracy_and_survives_a_restart() throws Exception {
        List<RoundSummary> rounds;
        try (FogNode fog = open(List.of())) {
            rounds = run(fog, List.of(counts(7, 1), counts(9, 7), counts(0, 4)));
            assertThat(rounds.getFirst().worstSite()).contains(new SiteScore("north", 9.0 / 16, 16));
            assertThat(rounds.getFirst().accuracy()).hasValue(16.0 / 28);
            assertThat(rounds.getLast().worstSite()).as("known a round later").isEmpty();
        }
        try (FogNode again = open(List.of())) {
            assertThat(again.viewSource().snapshot().rounds()).isEqualTo(rounds);
        }
    }

    @Test
    void is_absent_where_no_gateway_has_a_validation_part() throws Exception {
        try (FogNode fog = open(List.of())) {
            assertThat(run(fog, List.of(NOTHING, NOTHING, NOTHING)))
                    .allSatisfy(round -> assertThat(round.worstSite()).isEmpty());
        }
    }

    @Test
    void is_absent_where_every_validation_part_is_too_small() throws Exception {
        try (FogNode fog = open(List.of())) {
            assertThat(run(fog, List.of(counts(0, 4), counts(2, 0), NOTHING)))
                    .allSatisfy(round -> assertThat(round.worstSite()).isEmpty())
                    .first()
                    .satisfies(round -> assertThat(round.accuracy())
                            .as("they count all the same")
                            .hasValue(2.0 / 6));
        }
    }

    @Test
    void is_a_source_of_the_own_samples_where_gateways_count_nothing() throws Exception {
        List<RoundSummary> rounds;
        try (FogNode fog = open(own("clinic", "practice"))) {
            rounds = run(fog, List.of(NOTHING, NOTHING, NOTHING));
            for (RoundSummary round : rounds) {
                SiteScore worst = round.worstSite().orElseThrow();
                assertThat(worst.site()).isIn("clinic", "practice");
                assertThat(worst.accuracy())
                        .isLessThanOrEqualTo(round.accuracy().orElseThrow());
                assertThat(worst.samples()).isEqualTo(10);
            }
        }
        try (FogNode again = open(own("clinic", "practice"))) {
            assertThat(again.viewSource().snapshot().rounds()).isEqualTo(rounds);
        }
    }

    @Test
    void is_absent_where_the_own_samples_are_of_one_source() throws Exception {
        try (FogNode fog = open(own("clinic", "clinic"))) {
            assertThat(run(fog, List.of(NOTHING, NOTHING, NOTHING)))
                    .allSatisfy(round -> assertThat(round.worstSite()).isEmpty())
                    .allSatisfy(round -> assertThat(round.accuracy()).isPresent());
        }
    }

    @Test
    void is_a_gateway_even_where_the_mean_is_of_own_samples() throws Exception {
        try (FogNode fog = open(own("clinic", "practice"))) {
            List<RoundSummary> rounds = run(fog, List.of(counts(7, 1), counts(16, 0), counts(6, 2)));
            assertThat(rounds.getFirst().worstSite()).contains(new SiteScore("west", 0.75, 8));
            assertThat(rounds.getFirst().accuracy()).isNotEqualTo(OptionalDouble.of(29.0 / 32));
            assertThat(rounds.getLast().accuracy()).isPresent();
            assertThat(rounds.getLast().worstSite()).isEmpty();
        }
    }

    @Test
    void is_never_a_person_of_a_folder_that_names_no_sources() throws Exception {
        Path people = folder("people", "patient_id,a,b,c,d,label\nann,1,1,1,1,well\nbob,2,2,2,2,ill\n");
        Path sited =
                folder("sited", "patient_id,source,a,b,c,d,label\nann,clinic,1,1,1,1,well\nbob,practice,2,2,2,2,ill\n");
        assertThat(EvaluationData.read(evaluatedOn(people)))
                .extracting(Sample::source)
                .containsOnly("data");
        assertThat(EvaluationData.read(evaluatedOn(sited)))
                .extracting(Sample::source)
                .containsOnly("clinic", "practice");
    }

    private Path folder(String name, String rows) throws Exception {
        Path folder = Files.createDirectory(directory.resolve(name));
        Files.writeString(folder.resolve("data.csv"), rows);
        return folder;
    }

    private FogConfig evaluatedOn(Path folder) {
        FogConfig config = config();
        Plan plan = config.plan();
        ModelSpec alphabetical = new ModelSpec(
                plan.model().family(),
                plan.model().input(),
                plan.model().features(),
                plan.model().width(),
                List.of("ill", "well"));
        return new FogConfig(
                config.federation(),
                config.stateDirectory(),
                config.names(),
                config.mqtt(),
                config.http(),
                new Plan(
                        alphabetical,
                        plan.start(),
                        plan.training(),
                        plan.update(),
                        plan.rule(),
                        plan.server(),
                        plan.stages(),
                        plan.rounds(),
                        plan.admission(),
                        plan.pruning(),
                        plan.seed()),
                Optional.of(folder),
                config.ledger(),
                Optional.empty(),
                config.authority(),
                Optional.empty());
    }

    private FogNode open(List<Sample> own) throws Exception {
        return new FogNode(config(), networks, own, Clock.systemUTC());
    }

    private FogConfig config() {
        return Federations.config(
                directory.resolve("state"), Federations.plan(2, 3), gateways.toArray(TestGateway[]::new));
    }

    /** Two rounds; each gateway's updates of both are changed the same way. */
    private List<RoundSummary> run(FogNode fog, List<UnaryOperator<Update.Builder>> changes) throws Exception {
        fog.start();
        for (TestGateway gateway : gateways) {
            gateway.connect(fog);
        }
        for (int round = 1; round <= 2; round++) {
            for (int i = 0; i < gateways.size(); i++) {
                RoundAnnouncement open = gateways.get(i).awaitOpen(round);
                gateways.get(i).sendUpdate(open, 0.01f, 1, changes.get(i));
            }
        }
        fog.awaitFinished().get(60, TimeUnit.SECONDS);
        return fog.viewSource().snapshot().rounds();
    }

    private static UnaryOperator<Update.Builder> counts(long right, long wrong) {
        return update -> update.setEvaluation(LocalEvaluation.newBuilder()
                .setClasses(2)
                .addConfusion(right)
                .addConfusion(wrong)
                .addConfusion(0)
                .addConfusion(0)
                .setLossSum(1));
    }

    private static List<Sample> own(String first, String second) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            float[] values = {i, 20 - i, i % 3, 1};
            samples.add(new Sample(values, new float[0], i % 2, "person-" + i, i < 10 ? first : second));
        }
        return samples;
    }
}
