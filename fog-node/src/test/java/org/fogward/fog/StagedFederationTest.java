package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fogward.fog.audit.AuditReport;
import org.fogward.fog.audit.StateHistory;
import org.fogward.fog.blob.FileBlobStore;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.PlanStart;
import org.fogward.fog.round.Database;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.fog.round.StoredUpdates;
import org.fogward.models.analytic.AnalyticHead;
import org.fogward.models.analytic.AnalyticTask;
import org.fogward.models.analytic.HeadStatistics;
import org.fogward.models.analytic.StatisticsCollector;
import org.fogward.models.data.Sample;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.train.TrainingTask;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.update.WholeNumberCodec;
import org.fogward.protocol.v1.RefusalReason;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.fogward.protocol.v1.RoundKind;
import org.fogward.protocol.v1.Update;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A head in closed form, guarded rounds of which one does harm, and a choice: over the real broker. */
class StagedFederationTest {

    private static final Plan PLAN = Federations.staged();

    @TempDir
    private static Path honest;

    private static final List<RoundAnnouncement> ROUNDS = new ArrayList<>();
    private static final List<HeadStatistics> SUMS = new ArrayList<>();
    private static GlobalModel last;
    private static RoundAnnouncement finished;
    private static RefusalReason refusedInAnalyticRound;

    @TempDir
    private Path folder;

    private Path state;

    @BeforeAll
    static void runTheFederation() throws Exception {
        TestGateway first = new TestGateway("first");
        TestGateway second = new TestGateway("second");
        try (NetworkPool networks = new NetworkPool(1);
                FogNode fog = new FogNode(Federations.config(honest, PLAN, first, second), networks);
                first;
                second) {
            fog.start();
            first.connect(fog);
            second.connect(fog);

            RoundAnnouncement analytic = awaitOpen(first, 1);
            AnalyticTask task = AnalyticTask.fromJson(analytic.getTask());
            for (int site = 0; site < 2; site++) {
                SUMS.add(new StatisticsCollector(networks)
                        .collect(
                                task,
                                ((PlanStart.Made) PLAN.start())
                                        .how()
                                        .model(PLAN.model(), PLAN.seed())
                                        .values(),
                                samples(site),
                                analytic.getSeed()));
            }
            refusedInAnalyticRound = first.awaitReceipt(first.send(
                            first.seal(TestGateway.sums(analytic, SUMS.get(0)).setSamples(1))))
                    .getRefused()
                    .getReason();
            first.send(first.seal(TestGateway.sums(analytic, SUMS.get(0))));
            second.send(second.seal(TestGateway.sums(analytic, SUMS.get(1))));

            for (int round = 2; round <= 4; round++) {
                RoundAnnouncement average = awaitOpen(first, round);
                long right = round == 3 ? 25 : 40;
                for (TestGateway gateway : List.of(first, second)) {
                    gateway.sendUpdate(
                            average,
                            0.125f,
                            20,
                            update -> update.setEvaluation(TestGateway.evaluation(right, 50 - right)));
                }
            }
            RoundAnnouncement choice = awaitOpen(first, 5);
            for (TestGateway gateway : List.of(first, second)) {
                gateway.send(gateway.seal(TestGateway.score(choice, 40, 10)));
            }
            finished = first.awaitFinished();
            fog.awaitFinished().get(60, TimeUnit.SECONDS);
            last = fog.currentModel();
            assertThat(fog.audit().findings()).isEmpty();
        }
    }

    @BeforeEach
    void copyTheState() throws IOException {
        state = folder.resolve("state");
        try (Stream<Path> files = Files.walk(honest)) {
            for (Path file : files.toList()) {
                Files.copy(file, state.resolve(honest.relativize(file).toString()));
            }
        }
    }

    @Test
    void asks_for_another_thing_in_each_kind_of_round() {
        assertThat(ROUNDS)
                .extracting(RoundAnnouncement::getKind)
                .containsExactly(
                        RoundKind.ROUND_KIND_ANALYTIC,
                        RoundKind.ROUND_KIND_AVERAGE,
                        RoundKind.ROUND_KIND_AVERAGE,
                        RoundKind.ROUND_KIND_AVERAGE,
                        RoundKind.ROUND_KIND_CHOICE);
        assertThat(ROUNDS)
                .extracting(RoundAnnouncement::getCodec)
                .containsExactly(
                        WholeNumberCodec.NAME, "dense-float32", "dense-float32", "dense-float32", "dense-float32");
        assertThat(refusedInAnalyticRound).isEqualTo(RefusalReason.REFUSAL_REASON_MALFORMED);
    }

    @Test
    void goes_back_to_the_solved_model_and_ends_with_its_twin() {
        assertThat(ROUNDS.get(2).getModelDigest()).isNotEqualTo(ROUNDS.get(1).getModelDigest());
        assertThat(ROUNDS.get(3).getModelDigest()).isEqualTo(ROUNDS.get(1).getModelDigest());
        AnalyticTask task = AnalyticTask.fromJson(ROUNDS.getFirst().getTask());
        assertThat(last.model().values())
                .isEqualTo(AnalyticHead.solve(
                                task,
                                ((PlanStart.Made) PLAN.start()).how().model(PLAN.model(), PLAN.seed()),
                                SUMS.get(0).plus(SUMS.get(1)),
                                true,
                                PLAN.seed())
                        .model()
                        .values());
        assertThat(finished.getModelDigest())
                .isEqualTo(ByteString.copyFrom(last.digest().bytes()))
                .isNotEqualTo(ROUNDS.get(3).getModelDigest());
    }

    @Test
    void takes_half_steps_after_a_setback() {
        assertThat(learningRate(2)).isEqualTo(PLAN.training().learningRate());
        assertThat(learningRate(3)).isEqualTo(PLAN.training().learningRate());
        assertThat(learningRate(4)).isEqualTo(PLAN.training().learningRate() / 2);
    }

    private static double learningRate(int round) {
        return TrainingTask.fromJson(ROUNDS.get(round - 1).getTask()).training().learningRate();
    }

    @Test
    void an_audit_recomputes_every_kind_of_round() throws IOException {
        AuditReport audit = audit();
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.rounds()).hasSize(5);
        assertThat(audit.recomputed()).isEqualTo(5);
    }

    @Test
    void an_audit_needs_no_stored_model_and_writes_none() throws IOException {
        Path solved = blob(Digest.ofBytes(ROUNDS.get(1).getModelDigest().toByteArray()));
        Path end = blob(last.digest());
        Files.delete(solved);
        Files.delete(end);
        assertThat(audit().findings()).isEmpty();
        assertThat(solved).doesNotExist();
        assertThat(end).doesNotExist();
    }

    @Test
    void finds_other_sums_whose_name_is_the_old_one() throws IOException {
        replaceContent(1, update -> update.setDelta(other(update)));
        assertThat(audit().findings())
                .anyMatch(finding -> finding.startsWith("round 1, ") && finding.contains("what its name says"));
    }

    @Test
    void finds_other_sums_that_their_gateway_signed() throws IOException {
        replaceUpdate(1, update -> update.setDelta(other(update)));
        AuditReport audit = audit();
        assertThat(audit.findings())
                .anyMatch(finding -> finding.startsWith("round 1: the Merkle root"))
                .anyMatch(finding -> finding.startsWith("round 1: the new model"));
        assertThat(audit.recomputed()).isZero();
    }

    @Test
    void finds_another_evaluation_that_its_gateway_signed_where_it_changes_what_happened() throws IOException {
        replaceUpdate(3, update -> update.setEvaluation(TestGateway.evaluation(90, 0)));
        AuditReport audit = audit();
        assertThat(audit.findings())
                .anyMatch(finding -> finding.startsWith("round 3: the Merkle root"))
                .anyMatch(finding -> finding.startsWith("round 3: the new model"));
        assertThat(audit.recomputed()).isEqualTo(2);
    }

    @Test
    void finds_another_score_in_the_round_that_chose() throws IOException {
        replaceUpdate(5, update -> update.setEvaluation(TestGateway.evaluation(41, 9)));
        assertThat(audit().findings()).anyMatch(finding -> finding.startsWith("round 5: the Merkle root"));
    }

    @Test
    void finds_that_a_stored_model_is_another_one() throws IOException {
        for (Digest model : List.of(
                Digest.ofBytes(ROUNDS.getFirst().getModelDigest().toByteArray()),
                Digest.ofBytes(ROUNDS.get(1).getModelDigest().toByteArray()),
                last.digest())) {
            Path file = blob(model);
            byte[] good = Files.readAllBytes(file);
            byte[] bad = good.clone();
            bad[bad.length - 2] ^= 1;
            Files.write(file, bad);
            assertThat(audit().findings()).anyMatch(finding -> finding.contains("does not hold what its name says"));
            Files.write(file, good);
        }
        assertThat(audit().findings()).isEmpty();
    }

    private static ByteString other(Update.Builder update) {
        try {
            long[] numbers = new WholeNumberCodec().decode(update.getDelta().toByteArray(), update.getParameters());
            // The sum of the first feature over the first class.
            numbers[2] -= Long.signum(numbers[2]);
            numbers[2 + 6] = 0;
            return ByteString.copyFrom(new WholeNumberCodec().encode(numbers));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Changes what lies under an update's name. */
    private void replaceContent(long round, UnaryOperator<Update.Builder> change) throws IOException {
        RoundUpdate update = accepted(round);
        Files.write(blob(update.digest()), sealed(update, change));
    }

    /** Puts another update in an update's place, rightly signed, as if it had always been there. */
    private void replaceUpdate(long round, UnaryOperator<Update.Builder> change) throws IOException {
        RoundUpdate update = accepted(round);
        Digest now = new FileBlobStore(state.resolve("blobs")).put(sealed(update, change));
        Database.open(state.resolve(Database.FILE))
                .useHandle(db -> db.execute(
                        "UPDATE round_update SET digest = ? WHERE digest = ?",
                        now.hex(),
                        update.digest().hex()));
    }

    private byte[] sealed(RoundUpdate update, UnaryOperator<Update.Builder> change) throws IOException {
        Update before = new StoredUpdates(new FileBlobStore(state.resolve("blobs"))).read(update.digest());
        return new TestGateway(update.gateway().value()).seal(change.apply(before.toBuilder()));
    }

    private RoundUpdate accepted(long round) throws IOException {
        return StateHistory.read(state.resolve(Database.FILE)).rounds().get((int) round - 1).updates().stream()
                .filter(RoundUpdate::accepted)
                .findFirst()
                .orElseThrow();
    }

    private Path blob(Digest digest) {
        return state.resolve("blobs").resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }

    private AuditReport audit() throws IOException {
        return new StateLayout(state).audit().run();
    }

    private static RoundAnnouncement awaitOpen(TestGateway gateway, long round) {
        RoundAnnouncement open = gateway.awaitOpen(round);
        ROUNDS.add(open);
        return open;
    }

    private static List<Sample> samples(int site) {
        return IntStream.range(0, 30)
                .mapToObj(i -> new Sample(
                        new float[] {i % 5, i % 2 * 3f + site, i % 7 - 3f, i / 30f},
                        new float[0],
                        i % 2,
                        "p" + site + "-" + i,
                        "site-" + site))
                .toList();
    }
}
