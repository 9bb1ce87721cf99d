package org.fogward.fog.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fogward.fog.blob.FileBlobStore;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.PlanStart;
import org.fogward.fog.round.ModelStep.Step;
import org.fogward.models.analytic.AnalyticHead;
import org.fogward.models.analytic.AnalyticTask;
import org.fogward.models.analytic.HeadStatistics;
import org.fogward.models.analytic.StatisticsCollector;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.data.Sample;
import org.fogward.models.file.ModelFile;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.update.UpdateCodecs;
import org.fogward.protocol.update.WholeNumberCodec;
import org.fogward.protocol.v1.LocalEvaluation;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.RefusalReason;
import org.fogward.protocol.v1.Update;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelStepTest {

    private static final String TABULAR = """
            model: {family: tabular, input: {height: 1, width: 1, channels: 4}, features: 0, width: 1.0, classes: [well, ill]}
            training: {validationShare: 0.25}
            update: {codec: dense-float32}
            aggregation: {server: {optimizer: fedavgm, learningRate: 1, momentum: 0.5}}
            rounds: {count: 5, quorum: 1}
            seed: 3
            """;
    private static final String STAGES = """
            stages:
              - {kind: analytic, options: {dimensions: 3, ridges: [0.1]}}
              - {kind: average, rounds: 3, guarded: true}
              - {kind: choice}
            """;
    private static final String PRUNED = """
            model: {family: mobilenet, input: {height: 32, width: 32, channels: 1}, features: 0, width: 0.35, classes: [well, ill]}
            training: {validationShare: 0.25}
            update: {codec: dense-float32}
            aggregation: {server: {optimizer: fedavgm}}
            rounds: {count: 5, quorum: 1}
            stages: [{kind: average, guarded: true}, {kind: choice}]
            pruning: {from: 2, to: 2, keep: 0.5}
            """;
    private static final Optional<LocalEvaluation> NONE = Optional.empty();

    @TempDir
    Path directory;

    private final NetworkPool networks = new NetworkPool(1);
    private FileBlobStore blobs;
    private Plan plan;
    private ModelStep steps;
    private GlobalModel base;
    private StepState state;

    @BeforeEach
    void begin() throws Exception {
        blobs = new FileBlobStore(directory);
        begin(TABULAR + STAGES);
    }

    @AfterEach
    void close() {
        networks.close();
    }

    @Test
    void solves_for_the_head_that_all_sums_together_ask_for() throws Exception {
        GlobalModel first = base;
        AnalyticTask task =
                AnalyticTask.fromJson(plan.order(1, plan.model(), 0, 1).task());
        HeadStatistics sum = sums(0).plus(sums(40));
        Step step = take(1, update(1, "a", sums(0)), update(1, "b", sums(40)));

        assertNear(
                step.model(),
                AnalyticHead.solve(task, first.parameters(), sum, false, plan.seed())
                        .model());
        assertThat(step.model().values()).isNotEqualTo(first.parameters().values());
        for (Segment segment : ParameterLayout.of(plan.model()).segments()) {
            if (!segment.layer().equals(Architecture.OUTPUT)) {
                assertThat(part(step.model(), segment)).isEqualTo(part(first.parameters(), segment));
            }
        }
        StepState.Twin twin = state.twin().orElseThrow();
        assertThat(twin.model()).isEqualTo(base.digest());
        assertThat(steps.read(twin.whole()).values())
                .isEqualTo(AnalyticHead.solve(task, first.parameters(), sum, true, plan.seed())
                        .model()
                        .values())
                .isNotEqualTo(step.model().values());
        assertThat(state.best()).isEmpty();
    }

    @Test
    void is_fitted_to_all_at_once_where_no_round_chooses() throws Exception {
        begin(TABULAR + "stages: [{kind: analytic, options: {dimensions: 3, ridges: [0.1]}}, {kind: average}]\n");
        AnalyticTask task =
                AnalyticTask.fromJson(plan.order(1, plan.model(), 0, 1).task());
        ModelParameters first = base.parameters();
        Step step = take(1, update(1, "a", sums(0)));
        assertNear(
                step.model(),
                AnalyticHead.solve(task, first, sums(0), true, plan.seed()).model());
        assertThat(state.twin()).isEmpty();
    }

    @Test
    void refused_updates_do_not_count() throws Exception {
        ModelStep others = steps;
        GlobalModel first = base;
        StepState before = state;
        Step alone = take(1, update(1, "a", sums(0)));
        RoundUpdate refused = refused(stored("b", sealedSums(1, first, sums(40))));
        Step both = others.take(1, first, before, List.of(stored("a", sealedSums(1, first, sums(0))), refused));
        assertThat(both.modelFile()).isEqualTo(alone.modelFile());
    }

    @Test
    void sums_that_no_head_can_be_solved_from_leave_the_model_as_it_is() throws Exception {
        // Any two of these features may go together so, all three may not.
        long[] fit = {1, 1, 0, 0, 0, 0, 0, 0, 100, 100, 100, 100, -100, 100};
        GlobalModel first = base;
        Step step = take(1, update(1, "a", HeadStatistics.of(3, 2, Arrays.copyOf(fit, 28))));
        assertThat(step.modelFile()).isEqualTo(blobs.read(first.digest()));
        assertThat(state.twin()).isEmpty();
        assertThat(take(2, update(2, "a", 0.25f, scored(80, 100))).model().values())
                .isNotEqualTo(first.parameters().values());
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0, 1", "3, 2", "1, 1", "5000000, 1"})
    void features_that_do_not_vary_make_a_model_that_can_be_read(long well, long ill) throws Exception {
        take(1, update(1, "a", HeadStatistics.of(3, 2, Arrays.copyOf(new long[] {well, ill}, 28))));
        assertThat(steps.read(base.digest()).spec()).isEqualTo(plan.model());
    }

    @Test
    void remembers_the_best_model_that_was_validated() throws Exception {
        take(1, update(1, "a", sums(0)));
        Digest solved = base.digest();
        take(2, update(2, "a", 0.25f, scored(80, 100)));
        assertThat(state.best()).contains(new StepState.Best(solved, new Validation(80, 100)));
        Digest trained = base.digest();
        take(3, update(3, "a", 0.25f, scored(40, 50)), update(3, "b", 0.25f, scored(41, 50)));
        assertThat(state.best()).contains(new StepState.Best(trained, new Validation(81, 100)));
        assertThat(state.twin()).isPresent();
    }

    @Test
    void goes_back_to_the_best_model_after_a_clear_drop_and_forgets_the_momentum() throws Exception {
        take(1, update(1, "a", sums(0)));
        GlobalModel solved = base;
        take(2, update(2, "a", 0.25f, scored(80, 100)));
        assertThat(state.optimizer().momentum()).contains(0.25f);
        Optional<StepState.Best> best = state.best();

        take(3, update(3, "a", 0.25f, scored(70, 100)));
        assertThat(base.digest()).isEqualTo(solved.digest());
        assertThat(state.optimizer().momentum()).containsOnly(0);
        assertThat(state.best()).isEqualTo(best);
        assertThat(state.setbacks()).isEqualTo(1);

        take(4, update(4, "a", 0.25f, scored(80, 100)));
        assertMoved(solved.parameters(), 0.25f);
    }

    @Test
    void goes_on_after_a_drop_within_the_standard_error() throws Exception {
        take(1, update(1, "a", sums(0)));
        take(2, update(2, "a", 0.25f, scored(80, 100)));
        GlobalModel trained = base;
        Optional<StepState.Best> best = state.best();
        take(3, update(3, "a", 0.25f, scored(78, 100)));
        // The momentum is there: 0.25 and half of the 0.25 before.
        assertMoved(trained.parameters(), 0.375f);
        assertThat(state.best()).isEqualTo(best);
        assertThat(state.setbacks()).isZero();
    }

    @Test
    void guards_nothing_where_nobody_validated() throws Exception {
        take(1, update(1, "a", sums(0)));
        take(2, update(2, "a", 0.25f, scored(80, 100)));
        GlobalModel trained = base;
        Optional<StepState.Best> best = state.best();
        take(3, update(3, "a", 0.25f, NONE), update(3, "b", 0.25f, scored(0, 0)));
        assertMoved(trained.parameters(), 0.375f);
        assertThat(state.best()).isEqualTo(best);
        assertThat(state.setbacks()).isZero();
    }

    @Test
    void goes_on_whatever_gateways_say_in_a_round_that_is_not_guarded() throws Exception {
        begin(TABULAR + "stages: [{kind: average, rounds: 4}, {kind: choice}]\n");
        take(1, update(1, "a", 0.25f, scored(80, 100)));
        GlobalModel trained = base;
        take(2, update(2, "a", 0.25f, scored(10, 100)));
        assertMoved(trained.parameters(), 0.375f);
        assertThat(state.best()).isEmpty();
    }

    @Test
    void chooses_the_newest_model_where_it_is_best() throws Exception {
        List<Digest> models = throughTraining();
        take(5, update(5, "a", scored(91, 100)));
        assertThat(base.digest()).isEqualTo(models.get(3));
        assertThat(state.best()).isEmpty();
        assertThat(state.twin()).isEmpty();
        assertThat(state.optimizer().momentum()).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({"90, 100", "89, 100", "0, 0"})
    void chooses_the_best_model_so_far_where_the_newest_is_no_better(long right, long of) throws Exception {
        List<Digest> models = throughTraining();
        take(5, update(5, "a", scored(right, of)));
        assertThat(base.digest()).isEqualTo(models.get(1));
    }

    @Test
    void chooses_the_twin_that_is_fitted_to_all_where_the_solved_model_stays_best() throws Exception {
        take(1, update(1, "a", sums(0)));
        Digest whole = state.twin().orElseThrow().whole();
        take(2, update(2, "a", 0.25f, scored(80, 100)));
        take(3, update(3, "a", 0.25f, scored(60, 100)));
        take(4, update(4, "a", 0.25f, scored(80, 100)));
        take(5, update(5, "a", scored(79, 100)));
        assertThat(base.digest()).isEqualTo(whole);
    }

    @Test
    void chooses_the_twin_where_nothing_was_trained() throws Exception {
        begin(TABULAR.replace("count: 5", "count: 2")
                + "stages: [{kind: analytic, options: {dimensions: 3}}, {kind: choice}]\n");
        take(1, update(1, "a", sums(0)));
        Digest whole = state.twin().orElseThrow().whole();
        take(2, update(2, "a", scored(5, 10)));
        assertThat(base.digest()).isEqualTo(whole);
    }

    @Test
    void goes_on_from_what_was_written_as_from_what_is_remembered() throws Exception {
        List<Digest> models = throughTraining();
        state = StepState.decode(state.encode());
        take(5, update(5, "a", scored(50, 100)));
        assertThat(base.digest()).isEqualTo(models.get(1));
    }

    @Test
    void never_goes_back_to_a_model_before_pruning() throws Exception {
        begin(PRUNED);
        take(1, update(1, "a", 0.001f, scored(99, 100)));
        take(2, update(2, "a", 0.001f, scored(99, 100)));
        GlobalModel pruned = base;
        assertThat(pruned.parameters().spec()).isNotEqualTo(plan.model());
        assertThat(state.best()).isEmpty();
        take(3, update(3, "a", 0.001f, scored(70, 100)));
        assertThat(base.parameters().spec()).isEqualTo(pruned.parameters().spec());
        take(4, update(4, "a", 0.001f, scored(40, 100)));
        assertThat(base.digest()).isEqualTo(pruned.digest());
        take(5, update(5, "a", scored(10, 100)));
        assertThat(base.digest()).isEqualTo(pruned.digest());
    }

    @Test
    void prunes_what_it_goes_back_to() throws Exception {
        begin(PRUNED);
        take(1, update(1, "a", 0.001f, scored(99, 100)));
        take(2, update(2, "a", 0.001f, scored(10, 100)));
        assertThat(base.parameters().spec()).isNotEqualTo(plan.model());
        take(3, update(3, "a", 0.001f, scored(70, 100)));
    }

    /** Gateways add a delta to what they hold, which rounds once more. */
    private static void assertNear(ModelParameters model, ModelParameters learnt) {
        for (int i = 0; i < learnt.values().length; i++) {
            assertThat(model.values()[i]).isCloseTo(learnt.values()[i], within(1e-5f));
        }
    }

    /** Four models: solved, the best one, and two that are worse, but not clearly. */
    private List<Digest> throughTraining() throws Exception {
        take(1, update(1, "a", sums(0)));
        Digest solved = base.digest();
        take(2, update(2, "a", 0.25f, scored(80, 100)));
        Digest best = base.digest();
        take(3, update(3, "a", 0.25f, scored(90, 100)));
        Digest third = base.digest();
        take(4, update(4, "a", 0.25f, scored(89, 100)));
        assertThat(List.of(solved, best, third, base.digest())).doesNotHaveDuplicates();
        return List.of(solved, best, third, base.digest());
    }

    private void begin(String text) throws Exception {
        plan = Plan.parse(text);
        steps = new ModelStep(plan, blobs);
        ModelParameters first = ((PlanStart.Made) plan.start()).how().model(plan.model(), plan.seed());
        base = new GlobalModel(blobs.put(ModelFile.encode(first.spec(), first.values())), first);
        state = steps.initialState();
    }

    private Step take(long round, RoundUpdate... updates) throws IOException {
        Step step = steps.take(round, base, state, List.of(updates));
        base = new GlobalModel(blobs.put(step.modelFile()), step.model());
        state = step.state();
        return step;
    }

    private HeadStatistics sums(int from) {
        AnalyticTask task =
                AnalyticTask.fromJson(plan.order(1, plan.model(), 0, 1).task());
        List<Sample> samples = IntStream.range(from, from + 40)
                .mapToObj(i -> new Sample(
                        new float[] {i % 5, i % 2 * 3f, i % 7 - 3f, i / 40f}, new float[0], i % 2, "p" + i, "site"))
                .toList();
        return new StatisticsCollector(networks)
                .collect(
                        task,
                        ((PlanStart.Made) plan.start())
                                .how()
                                .model(plan.model(), plan.seed())
                                .values(),
                        samples,
                        plan.seed());
    }

    private RoundUpdate update(long round, String gateway, HeadStatistics sums) throws IOException {
        return stored(gateway, sealedSums(round, base, sums));
    }

    private static Update.Builder sealedSums(long round, GlobalModel base, HeadStatistics sums) {
        long[] numbers = sums.toArray();
        return answer(round, base)
                .setSamples(sums.examples())
                .setCodec(WholeNumberCodec.NAME)
                .setParameters(numbers.length)
                .setDelta(ByteString.copyFrom(new WholeNumberCodec().encode(numbers)));
    }

    private RoundUpdate update(long round, String gateway, float value, Optional<LocalEvaluation> evaluation)
            throws IOException {
        float[] delta = new float[base.parameters().values().length];
        Arrays.fill(delta, value);
        Update.Builder update = answer(round, base)
                .setCodec(plan.update().up().codec())
                .setParameters(delta.length)
                .setDelta(ByteString.copyFrom(
                        UpdateCodecs.named(plan.update().up().codec())
                                .orElseThrow()
                                .encode(delta)));
        evaluation.ifPresent(update::setEvaluation);
        return stored(gateway, update);
    }

    private RoundUpdate update(long round, String gateway, Optional<LocalEvaluation> evaluation) throws IOException {
        return stored(
                gateway,
                answer(round, base).setCodec(plan.update().up().codec()).setEvaluation(evaluation.orElseThrow()));
    }

    private static Update.Builder answer(long round, GlobalModel base) {
        return Update.newBuilder()
                .setRound(round)
                .setBaseModelDigest(ByteString.copyFrom(base.digest().bytes()))
                .setSamples(10);
    }

    private static Optional<LocalEvaluation> scored(long right, long of) {
        return Optional.of(LocalEvaluation.newBuilder()
                .setClasses(2)
                .addAllConfusion(List.of(right, of - right, 0L, 0L))
                .build());
    }

    private RoundUpdate stored(String gateway, Update.Builder update) throws IOException {
        GatewayId id = new GatewayId(gateway);
        EnvelopeSealer sealer = new EnvelopeSealer(
                new FederationId("test"),
                gateway,
                SigningKey.ofSeed(Digest.of(gateway.getBytes()).bytes()));
        Digest digest = blobs.put(sealer.seal(MessageType.MESSAGE_TYPE_UPDATE, update.build()));
        return new RoundUpdate(
                update.getRound(),
                id,
                digest,
                RefusalReason.REFUSAL_REASON_UNSPECIFIED,
                "",
                true,
                update.getSamples(),
                0,
                Instant.EPOCH);
    }

    private static RoundUpdate refused(RoundUpdate update) {
        return new RoundUpdate(
                update.round(),
                update.gateway(),
                update.digest(),
                RefusalReason.REFUSAL_REASON_MALFORMED,
                "delta: no",
                true,
                0,
                0,
                Instant.EPOCH);
    }

    private static float[] part(ModelParameters model, Segment segment) {
        return Arrays.copyOfRange(model.values(), segment.offset(), segment.end());
    }

    /** Every learnt value moved by as much; statistics, which know no momentum, by a quarter of what they are. */
    private void assertMoved(ModelParameters from, float by) {
        for (Segment segment : ParameterLayout.of(from.spec()).segments()) {
            for (int i = segment.offset(); i < segment.end(); i++) {
                double before = from.values()[i];
                double expected =
                        switch (segment.kind()) {
                            case BN_MEAN -> base.parameters().values()[i];
                            case BN_VARIANCE -> before * Math.exp(0.5);
                            default -> before + by;
                        };
                assertThat((double) base.parameters().values()[i]).isCloseTo(expected, within(1e-4));
            }
        }
    }
}
