package org.fogward.edge.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fogward.edge.BlobDoor;
import org.fogward.edge.TestAuthority;
import org.fogward.models.data.SampleShape;
import org.fogward.models.file.ModelFile;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.MovedModel;
import org.fogward.models.prune.ParameterSelection;
import org.fogward.models.prune.PrunedModel;
import org.fogward.models.prune.ScaleImportance;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.start.Start;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.link.LinkTraffic;
import org.fogward.protocol.update.UpdateCodec;
import org.fogward.protocol.update.UpdateCodecs;
import org.fogward.protocol.v1.ModelAnnouncement;
import org.fogward.protocol.v1.ModelDelta;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlobalModelsTest {
    private static final ModelSpec SPEC =
            new ModelSpec(ModelFamily.TABULAR, new SampleShape(1, 1, 30), 0, 1.0, List.of("B", "M"));
    private static final UpdateCodec CODEC = UpdateCodecs.named("dense-int8").orElseThrow();

    @TempDir
    Path directory;

    private final List<ParameterSelection> pruned = new ArrayList<>();
    private final ModelNews news = new ModelNews(10);
    private BlobDoor door;
    private ModelFetch fetch;
    private GlobalModels models;
    private ModelParameters newest;
    private ByteString previous = ByteString.EMPTY;
    private long previousBytes;
    private ModelAnnouncement said = ModelAnnouncement.getDefaultInstance();

    @BeforeEach
    void open() throws Exception {
        TestAuthority authority = new TestAuthority();
        door = new BlobDoor(authority.server());
        fetch = new ModelFetch(door.uri(), authority.client(), new LinkTraffic());
        models = new GlobalModels(new ModelFiles(directory.resolve("models"), fetch), news, pruned::add);
        begin(SPEC);
    }

    @AfterEach
    void close() {
        fetch.close();
        door.close();
    }

    @Test
    void makes_the_first_model_itself() throws Exception {
        assertHolds();
        assertThat(door.ranges()).isEmpty();
    }

    @Test
    void fetches_a_first_model_that_it_cannot_make() throws Exception {
        said = said.toBuilder().clearStart().build();
        assertHolds();
        assertThat(door.ranges()).hasSize(1);
        said = said.toBuilder().setStart("generated").build();
        models.keepOnly(List.of(), digest(newest));
        assertHolds();
        assertThat(door.ranges()).hasSize(2);
    }

    @Test
    void follows_from_model_to_model_without_any_download() throws Exception {
        for (int round = 1; round <= 40; round++) {
            assertHolds();
            models.keepOnly(List.of(digest(newest)), digest(newest));
            move(round, true);
        }
        assertHolds();
        assertThat(door.ranges()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void fetches_the_deltas_that_it_missed(int missed) throws Exception {
        assertHolds();
        for (int round = 1; round <= missed; round++) {
            move(round, true);
        }
        assertHolds();
        assertThat(door.ranges()).as("all but the one that was said").hasSize(missed - 1);
    }

    @Test
    void a_latecomer_begins_at_the_start() throws Exception {
        for (int round = 1; round <= 3; round++) {
            move(round, false);
        }
        assertHolds();
        assertThat(door.ranges()).hasSize(3);
    }

    @Test
    void fetches_the_model_where_the_deltas_would_be_more() throws Exception {
        assertHolds();
        for (int round = 1; round <= 8; round++) {
            move(round, true);
        }
        said = said.toBuilder().setBytes(previousBytes + 1).build();
        int before = door.ranges().size();
        assertHolds();
        assertThat(door.ranges().size() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void fetches_the_model_where_too_many_deltas_were_missed() throws Exception {
        assertHolds();
        for (int round = 1; round <= 17; round++) {
            move(round, true);
        }
        said = said.toBuilder().setBytes(Long.MAX_VALUE).build();
        assertHolds();
        assertThat(door.ranges()).as("15 deltas in vain, then the model").hasSize(16);
    }

    @Test
    void never_takes_a_model_for_another() throws Exception {
        assertHolds();
        ModelParameters honest = newest;
        move(1, true);
        ModelDelta lie = ModelDelta.parseFrom(said.getDelta()).toBuilder()
                .setDelta(ByteString.copyFrom(CODEC.encode(new float[honest.values().length])))
                .build();
        for (ByteString bad : List.of(
                lie.toByteString(),
                ByteString.copyFromUtf8("no delta"),
                lie.toBuilder().setCodec("morse").build().toByteString())) {
            said = said.toBuilder().setDelta(bad).build();
            assertHolds();
            models.keepOnly(List.of(digest(honest)), digest(honest));
        }
        said = said.toBuilder()
                .clearDelta()
                .setDeltaDigest(ByteString.copyFrom(new byte[32]))
                .setDeltaBytes(10)
                .build();
        assertHolds();
        assertThat(door.ranges())
                .as("three models, a delta that is not there, a model")
                .hasSize(5);
    }

    @Test
    void prunes_what_it_holds_as_the_fog_node_does() throws Exception {
        begin(new ModelSpec(ModelFamily.MOBILENET, new SampleShape(32, 32, 1), 0, 0.35, List.of("B", "M")));
        assertHolds();
        PrunedModel smaller = PrunedModel.of(newest, new ScaleImportance(), 0.6);
        newest = smaller.model();
        move(1, true, 0.6, said.getDigest());
        assertHolds();
        assertThat(door.ranges()).isEmpty();
        assertThat(pruned).containsExactly(smaller.selection());
    }

    @Test
    void keeps_models_to_which_a_round_may_go_back() throws Exception {
        assertHolds();
        Digest best = digest(newest);
        move(1, true);
        said = said.toBuilder().addKept(ByteString.copyFrom(best.bytes())).build();
        assertHolds();
        models.keepOnly(List.of(digest(newest)), digest(newest));
        said = ModelAnnouncement.newBuilder()
                .setDigest(ByteString.copyFrom(best.bytes()))
                .build();
        news.announce(said);
        models.read(best, SPEC);
        assertThat(door.ranges()).isEmpty();
    }

    private void begin(ModelSpec spec) {
        newest = Start.RANDOM.model(spec, 5);
        previous = ByteString.EMPTY;
        previousBytes = 0;
        said = ModelAnnouncement.newBuilder()
                .setDigest(ByteString.copyFrom(door.put(file(newest)).bytes()))
                .setBytes(file(newest).length)
                .setStart("random")
                .setStartSeed(5)
                .build();
    }

    private void move(int round, boolean said) throws Exception {
        move(round, said, 0, ByteString.copyFrom(digest(newest).bytes()));
    }

    /** Moves the fog node's model. */
    private void move(int round, boolean inline, double keep, ByteString from) throws Exception {
        float[] step = new float[newest.values().length];
        step[round % step.length] = round;
        byte[] delta = CODEC.encode(step);
        MovedModel moved = new MovedModel(newest);
        CODEC.decode(delta, DeltaShapes.ofModel(newest.spec()), moved::add);
        newest = moved.model();
        door.put(file(newest));
        byte[] message = ModelDelta.newBuilder()
                .setFrom(from)
                .setKeep(keep)
                .setCodec(CODEC.name())
                .setDelta(ByteString.copyFrom(delta))
                .setPrevious(previous)
                .setPreviousBytes(previousBytes)
                .build()
                .toByteArray();
        previous = ByteString.copyFrom(door.put(message).bytes());
        previousBytes = message.length;
        said = said.toBuilder()
                .setDigest(ByteString.copyFrom(digest(newest).bytes()))
                .setBytes(100_000)
                .setDeltaDigest(inline ? ByteString.EMPTY : previous)
                .setDeltaBytes(inline ? 0 : message.length)
                .setDelta(inline ? ByteString.copyFrom(message) : ByteString.EMPTY)
                .build();
    }

    private void assertHolds() throws Exception {
        news.announce(said);
        Digest wanted = digest(newest);
        ModelParameters read = models.read(wanted, newest.spec());
        assertThat(read.values()).containsExactly(newest.values());
    }

    private static byte[] file(ModelParameters model) {
        return ModelFile.encode(model.spec(), model.values());
    }

    private static Digest digest(ModelParameters model) {
        return Digest.of(file(model));
    }
}
