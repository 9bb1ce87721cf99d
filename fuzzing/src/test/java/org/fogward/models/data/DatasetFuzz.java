package org.fogward.models.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.fogward.fuzzing.Folders;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;

/** Files of a data set with a descriptor: the first byte chooses which of the three, the others are sound. */
public final class DatasetFuzz implements FuzzTarget {
    private static final String DESCRIPTOR = """
            {"name": "steps", "file": "windows.gz", "compression": "gzip", "dtype": "int16", "byte_order": "little",
             "shape": [3, 4, 2], "scale": [0.5, 2], "labels_file": "labels.csv",
             "classes": {"2": "SITTING", "1": "WALKING"}}
            """;
    private static final List<String> NAMES = List.of("descriptor.json", "labels.csv", "windows.gz");

    private final Path folder = Folders.create();
    private final Map<String, byte[]> sound = Map.of(
            "descriptor.json", DESCRIPTOR.getBytes(StandardCharsets.UTF_8),
            "labels.csv", "index,subject_id,label\n0,7,1\n1,7,SITTING\n2,8,2\n".getBytes(StandardCharsets.UTF_8),
            "windows.gz", gzip(new byte[48]));

    /** Writes the sound files. */
    public DatasetFuzz() throws IOException {
        for (String name : NAMES) {
            Files.write(folder.resolve(name), sound.get(name));
        }
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            seeds.add(with(i, sound.get(NAMES.get(i))));
        }
        seeds.add(with(
                0, DESCRIPTOR.replace("int16", "uint8").replace("[0.5, 2]", "1").getBytes(StandardCharsets.UTF_8)));
        seeds.add(with(1, "label,rr_pre_s,rr_post_s\n1,nan,0.5\n2,1,1\n1,1,nan\n".getBytes(StandardCharsets.UTF_8)));
        seeds.add(with(2, gzip(new byte[47])));
        return seeds;
    }

    @Override
    public int inputsInBuild() {
        return 1_000;
    }

    @Override
    public void run(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        String name = NAMES.get(Math.floorMod(input[0], NAMES.size()));
        Path file = folder.resolve(name);
        Files.write(file, Arrays.copyOfRange(input, 1, input.length));
        try {
            Dataset dataset = DatasetReader.read(folder);
            for (Sample sample : dataset.samples()) {
                Promise.same(sample.values().length, dataset.shape().values());
                Promise.that(sample.label() < dataset.classes().size(), "label: beyond the classes");
                for (float value : sample.values()) {
                    Promise.that(Float.isFinite(value), "value: not finite");
                }
            }
        } catch (DatasetException e) {
            Promise.explains(e);
            Promise.that(e.getMessage().contains(": ") && e.getMessage().indexOf('\n') < 0, "names no field");
        } finally {
            Files.write(file, sound.get(name));
        }
    }

    /** A small gzip file may hold a thousand times as much, which makes twice as many bytes of floats. */
    @Override
    public long mostBytes() {
        return 64L << 20;
    }

    private static byte[] with(int first, byte[] rest) {
        byte[] seed = new byte[rest.length + 1];
        seed[0] = (byte) first;
        System.arraycopy(rest, 0, seed, 1, rest.length);
        return seed;
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
