package org.fogward.edge.model;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.fogward.fuzzing.Folders;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.models.data.SampleShape;
import org.fogward.models.file.ModelFile;
import org.fogward.models.file.ModelFileException;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.start.Start;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.link.LinkTraffic;
import org.fogward.protocol.update.EncodingOptions;
import org.fogward.protocol.update.UpdateCodecs;
import org.fogward.protocol.update.UpdateFormatException;
import org.fogward.protocol.v1.ModelAnnouncement;
import org.fogward.protocol.v1.ModelDelta;

/**
 * What a fog node says of a new model, with the deltas that lead to it: an input is an announcement, or, behind an odd first byte, the delta
 * in one. The gateway holds one model, one delta and a file that is neither, and reaches no fog node.
 */
public final class DeltaChainFuzz implements FuzzTarget {
    private final ModelSpec spec =
            new ModelSpec(ModelFamily.TABULAR, new SampleShape(1, 1, 4), 0, 1.0, List.of("well", "ill"));
    private final ModelParameters base = Start.RANDOM.model(spec, 5);
    private final Digest held = digest(base);
    private final Digest delta;
    private final Digest other = Digest.of(new byte[7]);
    private final ModelFiles files;

    /** Puts files into a folder in memory. */
    public DeltaChainFuzz() throws IOException, NoSuchAlgorithmException {
        Path folder = Folders.create();
        ModelFetch fetch =
                new ModelFetch(URI.create("https://127.0.0.1:1"), SSLContext.getDefault(), new LinkTraffic());
        // What is not here is asked for, and does not come.
        fetch.close();
        files = new ModelFiles(folder, fetch);
        files.keep(held, ModelFile.encode(base.spec(), base.values()));
        byte[] step = delta("dense-int8").build().toByteArray();
        delta = Digest.of(step);
        files.keep(delta, step);
        files.keep(other, new byte[7]);
    }

    private static Digest digest(ModelParameters model) {
        return Digest.of(ModelFile.encode(model.spec(), model.values()));
    }

    private ModelDelta.Builder delta(String codec) {
        float[] change = new float[base.values().length];
        Arrays.fill(change, 0.25f);
        return ModelDelta.newBuilder()
                .setFrom(ByteString.copyFrom(held.bytes()))
                .setCodec(codec)
                .setDelta(ByteString.copyFrom(UpdateCodecs.named(codec)
                        .orElseThrow()
                        .encode(change, DeltaShapes.ofModel(spec), EncodingOptions.EVERYTHING)));
    }

    @Override
    public List<byte[]> seeds() {
        ModelAnnouncement.Builder said = ModelAnnouncement.newBuilder()
                .setRound(2)
                .setDigest(ByteString.copyFrom(other.bytes()))
                .setBytes(10_000);
        List<byte[]> seeds = new ArrayList<>();
        for (String codec : UpdateCodecs.names()) {
            seeds.add(with(1, delta(codec).build().toByteArray()));
        }
        seeds.add(with(1, delta("dense-int8").setKeep(0.5).build().toByteArray()));
        seeds.add(with(
                1,
                delta("dense-int8")
                        .setFrom(ByteString.copyFrom(other.bytes()))
                        .setPrevious(ByteString.copyFrom(delta.bytes()))
                        .setPreviousBytes(300)
                        .build()
                        .toByteArray()));
        seeds.add(with(
                0,
                said.setDeltaDigest(ByteString.copyFrom(delta.bytes()))
                        .setDeltaBytes(300)
                        .build()
                        .toByteArray()));
        seeds.add(with(
                0,
                said.clearDeltaDigest()
                        .setStart("random")
                        .setStartSeed(5)
                        .setDelta(delta("dense-int8").build().toByteString())
                        .build()
                        .toByteArray()));
        seeds.add(with(
                0,
                said.clearDelta()
                        .setDigest(ByteString.copyFrom(held.bytes()))
                        .build()
                        .toByteArray()));
        return seeds;
    }

    private static byte[] with(int first, byte[] rest) {
        byte[] seed = new byte[rest.length + 1];
        seed[0] = (byte) first;
        System.arraycopy(rest, 0, seed, 1, rest.length);
        return seed;
    }

    @Override
    public void run(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        ByteString rest = ByteString.copyFrom(input, 1, input.length - 1);
        if ((input[0] & 1) == 1) {
            follow(
                    ModelAnnouncement.newBuilder()
                            .setBytes(10_000)
                            .setDelta(rest)
                            .build(),
                    other);
            return;
        }
        try {
            ModelAnnouncement said = ModelAnnouncement.parseFrom(rest);
            follow(said, said.getDigest().equals(ByteString.copyFrom(held.bytes())) ? held : other);
        } catch (InvalidProtocolBufferException e) {
            // Whoever parses what came has its own target.
            return;
        }
    }

    private void follow(ModelAnnouncement said, Digest wanted) throws InterruptedException {
        try {
            DeltaChain chain = DeltaChain.to(wanted, said, spec, files);
            if (chain.isKnown()) {
                ModelParameters model = chain.follow(selection -> {});
                Promise.that(
                        model.values().length <= base.values().length
                                && model.spec().classes().equals(spec.classes()),
                        "another model than was pruned");
                Promise.that(ModelFile.encode(model.spec(), model.values()).length > 0, "no file");
            }
        } catch (IllegalArgumentException | UpdateFormatException | IOException | ModelFileException e) {
            Promise.explains(e);
        }
    }
}
