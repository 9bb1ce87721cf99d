package org.fogward.edge.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fogward.edge.BlobDoor;
import org.fogward.edge.TestAuthority;
import org.fogward.edge.history.KnownHeads;
import org.fogward.edge.model.GlobalModels;
import org.fogward.edge.model.ModelFetch;
import org.fogward.edge.model.ModelFiles;
import org.fogward.edge.model.ModelNews;
import org.fogward.edge.outbox.Residuals;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.update.UpdateComposer;
import org.fogward.models.analytic.AnalyticOptions;
import org.fogward.models.analytic.AnalyticTask;
import org.fogward.models.analytic.HeadStatistics;
import org.fogward.models.analytic.StatisticsCollector;
import org.fogward.models.data.Modality;
import org.fogward.models.data.Sample;
import org.fogward.models.data.SampleShape;
import org.fogward.models.file.ModelFile;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.train.TrainingOptions;
import org.fogward.models.train.TrainingTask;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.envelope.EnvelopeOpener;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.link.LinkTraffic;
import org.fogward.protocol.update.UpdateCodecs;
import org.fogward.protocol.update.UpdateShape;
import org.fogward.protocol.update.WholeNumberCodec;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.fogward.protocol.v1.RoundKind;
import org.fogward.protocol.v1.Update;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalWorkTest {
    private static final FederationId FEDERATION = new FederationId("ward");
    private static final GatewayId GATEWAY = new GatewayId("clinic-a");
    private static final SigningKey KEY = SigningKey.ofSeed(new byte[32]);
    private static final SampleProfile PROFILE =
            new SampleProfile(Modality.TABULAR, new SampleShape(1, 1, 3), List.of(), List.of("B", "M"));
    private static final ModelSpec SPEC =
            new ModelSpec(ModelFamily.TABULAR, PROFILE.shape(), 0, 1.0, PROFILE.classes());
    private static final TrainingOptions OPTIONS =
            TrainingOptions.defaults(SPEC).with("{\"validationShare\": 0.25}");
    private static final AnalyticTask SUMS =
            new AnalyticTask(SPEC, new AnalyticOptions(4, List.of(0.1, 1.0), 0.5, 0.25));

    @TempDir
    Path directory;

    private final NetworkPool networks = new NetworkPool(1);
    private final float[] parameters = Initialization.create(SPEC, 1);
    private BlobDoor door;
    private ModelFetch fetch;
    private LocalWork work;
    private GatewayDatabase database;
    private Digest model;

    @BeforeEach
    void open() throws Exception {
        TestAuthority authority = new TestAuthority();
        door = new BlobDoor(authority.server());
        fetch = new ModelFetch(door.uri(), authority.client(), new LinkTraffic());
        model = door.put(ModelFile.encode(SPEC, parameters));
        database = GatewayDatabase.open(directory.resolve("gateway.db"));
        Residuals residuals = new Residuals(database, new SampleKeys(new byte[32], new SecureRandom()));
        ModelNews news = new ModelNews(10);
        work = new LocalWork(
                GATEWAY,
                PROFILE,
                new GlobalModels(new ModelFiles(directory.resolve("models"), fetch), news, residuals),
                residuals,
                networks,
                new UpdateComposer(new EnvelopeSealer(FEDERATION, GATEWAY.value(), KEY), new KnownHeads(database)));
    }

    @AfterEach
    void close() {
        fetch.close();
        database.close();
        door.close();
        networks.close();
    }

    @Test
    void trains_and_scores_in_a_round_that_averages() throws Exception {
        Update update = update(round(RoundKind.ROUND_KIND_AVERAGE), samples(12));
        assertThat(update.getSamples()).isEqualTo(9);
        assertThat(update.getParameters()).isEqualTo(parameters.length);
        assertThat(UpdateCodecs.named("dense-float32")
                        .orElseThrow()
                        .decode(update.getDelta().toByteArray(), UpdateShape.flat(parameters.length)))
                .isNotEqualTo(new float[parameters.length]);
        assertThat(scored(update)).isEqualTo(3);
    }

    @Test
    void adds_up_all_samples_and_nothing_else_in_an_analytic_round() throws Exception {
        Update update = update(round(RoundKind.ROUND_KIND_ANALYTIC), samples(12));
        assertThat(update.getRound()).isEqualTo(1);
        assertThat(update.getBaseModelDigest().toByteArray()).isEqualTo(model.bytes());
        assertThat(update.getSamples()).isEqualTo(12);
        assertThat(update.getCodec()).isEqualTo(WholeNumberCodec.NAME);
        assertThat(update.getParameters()).isEqualTo(SUMS.numbers());
        assertThat(update.hasEvaluation()).isFalse();
        HeadStatistics sums = HeadStatistics.of(
                SUMS, new WholeNumberCodec().decode(update.getDelta().toByteArray(), SUMS.numbers()));
        assertThat(sums.toArray())
                .isEqualTo(new StatisticsCollector(networks)
                        .collect(SUMS, parameters, samples(12), 7)
                        .toArray());
        assertThat(sums.fit().examples()).isEqualTo(9);
        assertThat(sums.validation().examples()).isEqualTo(3);
    }

    @Test
    void keeps_the_same_samples_back_for_the_sums_as_for_scores() throws Exception {
        Update sums = update(round(RoundKind.ROUND_KIND_ANALYTIC), samples(12));
        HeadStatistics statistics = HeadStatistics.of(
                SUMS, new WholeNumberCodec().decode(sums.getDelta().toByteArray(), SUMS.numbers()));
        Update score = update(round(RoundKind.ROUND_KIND_CHOICE), samples(12));
        for (int label = 0; label < 2; label++) {
            assertThat(score.getEvaluation().getConfusion(2 * label)
                            + score.getEvaluation().getConfusion(2 * label + 1))
                    .isEqualTo(statistics.validation().count(label));
        }
    }

    @Test
    void only_scores_in_a_round_that_chooses() throws Exception {
        Update update = update(round(RoundKind.ROUND_KIND_CHOICE), samples(12));
        assertThat(update.getRound()).isEqualTo(1);
        assertThat(update.getBaseModelDigest().toByteArray()).isEqualTo(model.bytes());
        assertThat(update.getSamples()).isEqualTo(3);
        assertThat(update.getCodec()).isEqualTo("dense-float32");
        assertThat(update.getParameters()).isZero();
        assertThat(update.getDelta()).isEqualTo(ByteString.EMPTY);
        assertThat(scored(update)).isEqualTo(3);
        assertThat(update.getEvaluation().getLossSum()).isPositive();
    }

    @Test
    void answers_a_choice_although_it_keeps_nothing_back() throws Exception {
        List<Sample> onePatient = samples(5).stream()
                .map(sample -> new Sample(sample.values(), sample.features(), sample.label(), "only", "only"))
                .toList();
        Update update = update(round(RoundKind.ROUND_KIND_CHOICE), onePatient);
        assertThat(update.getSamples()).isEqualTo(1);
        assertThat(update.hasEvaluation()).isTrue();
        assertThat(update.getEvaluation().getConfusionCount()).isEqualTo(4);
        assertThat(scored(update)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = RoundKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNRECOGNIZED"})
    void gives_the_same_answer_again(RoundKind kind) throws Exception {
        assertThat(work.update(round(kind), samples(12)).envelope())
                .isEqualTo(work.update(round(kind), samples(12)).envelope());
    }

    @ParameterizedTest
    @EnumSource(
            value = RoundKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNRECOGNIZED"})
    void fetches_a_task_that_was_said_before_it_came(RoundKind kind) throws Exception {
        RoundAnnouncement said = round(kind);
        Digest task = door.put(said.getTask().getBytes(StandardCharsets.UTF_8));
        RoundAnnouncement named = said.toBuilder()
                .clearTask()
                .setTaskDigest(ByteString.copyFrom(task.bytes()))
                .build();
        byte[] first = work.update(named, samples(12)).envelope();
        int downloads = door.ranges().size();
        assertThat(work.update(named, samples(12)).envelope()).isEqualTo(first);
        assertThat(door.ranges()).as("downloads").hasSize(downloads);
        assertThat(work.update(said, samples(12)).envelope()).isEqualTo(first);
    }

    @Test
    void refuses_a_kind_that_it_does_not_know() {
        RoundAnnouncement unknown =
                round(RoundKind.ROUND_KIND_AVERAGE).toBuilder().setKindValue(17).build();
        assertThat(unknown.getKind()).isEqualTo(RoundKind.UNRECOGNIZED);
        assertThatThrownBy(() -> work.update(unknown, samples(12)))
                .isInstanceOf(RoundException.class)
                .hasMessage("kind: this gateway does not know kind 17")
                .hasNoCause();
        assertThat(door.ranges()).as("downloads").isEmpty();
    }

    @Test
    void refuses_a_task_of_another_kind_of_round() {
        String training = round(RoundKind.ROUND_KIND_AVERAGE).getTask();
        String analytic = round(RoundKind.ROUND_KIND_ANALYTIC).getTask();
        assertRefused(round(RoundKind.ROUND_KIND_ANALYTIC).toBuilder().setTask(training), "task: ");
        assertRefused(round(RoundKind.ROUND_KIND_AVERAGE).toBuilder().setTask(analytic), "task: ");
        assertRefused(round(RoundKind.ROUND_KIND_CHOICE).toBuilder().setTask(analytic), "task: ");
    }

    @ParameterizedTest
    @EnumSource(
            value = RoundKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNRECOGNIZED"})
    void refuses_a_model_that_does_not_fit_in_any_kind_of_round(RoundKind kind) {
        ModelSpec classes = new ModelSpec(ModelFamily.TABULAR, PROFILE.shape(), 0, 1.0, List.of("M", "B"));
        assertRefused(round(kind, classes), "task.model.classes: ");
        ModelSpec input = new ModelSpec(ModelFamily.TABULAR, new SampleShape(1, 1, 4), 0, 1.0, PROFILE.classes());
        assertRefused(round(kind, input), "task.model.input: ");
        ModelSpec wider = new ModelSpec(ModelFamily.TABULAR, PROFILE.shape(), 0, 2.0, PROFILE.classes());
        assertRefused(round(kind, wider), "model_digest: ");
        assertRefused(round(kind).toBuilder().setModelDigest(ByteString.copyFromUtf8("short")), "model_digest: ");
    }

    private void assertRefused(RoundAnnouncement.Builder round, String message) {
        assertThatThrownBy(() -> work.update(round.build(), samples(12)))
                .isInstanceOf(RoundException.class)
                .hasMessageStartingWith(message);
    }

    private Update update(RoundAnnouncement round, List<Sample> samples) throws Exception {
        EnvelopeOpener opener = new EnvelopeOpener(FEDERATION, signer -> Optional.of(KEY.verificationKey()), 1 << 20);
        return opener.open(work.update(round, samples).envelope())
                .parse(MessageType.MESSAGE_TYPE_UPDATE, Update.parser());
    }

    private static long scored(Update update) {
        return update.getEvaluation().getConfusionList().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private RoundAnnouncement round(RoundKind kind) {
        return round(kind, SPEC).build();
    }

    private RoundAnnouncement.Builder round(RoundKind kind, ModelSpec spec) {
        boolean analytic = kind == RoundKind.ROUND_KIND_ANALYTIC;
        return RoundAnnouncement.newBuilder()
                .setRound(1)
                .setTotalRounds(3)
                .setKind(kind)
                .setModelDigest(ByteString.copyFrom(model.bytes()))
                .setTask(
                        analytic
                                ? new AnalyticTask(spec, SUMS.analytic()).toJson()
                                : new TrainingTask(spec, OPTIONS).toJson())
                .setCodec(analytic ? WholeNumberCodec.NAME : "dense-float32")
                .setSeed(7);
    }

    private static List<Sample> samples(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Sample(
                        new float[] {i, i % 2 * 3f, i % 5 - 2f}, new float[0], i % 2, "patient-" + i, "patient-" + i))
                .toList();
    }
}
