package org.fogward.sim.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.DatasetException;
import org.fogward.models.data.DatasetReader;
import org.fogward.models.data.GeneratedData;
import org.fogward.models.data.Sample;
import org.fogward.models.split.Holdout;

/**
 * What a demo learns from and is scored on.
 *
 * @param dataset all of the data
 * @param heldBack the groups that no gateway sees
 * @param shares the other groups' samples, a share for each gateway
 * @param evaluation the folder of {@code --evaluate}
 */
record DemoInput(Dataset dataset, Dataset heldBack, List<List<Sample>> shares, Optional<ClassMapping> evaluation) {
    private static final double HELD_BACK = 0.2;
    private static final int WEARERS = 24;
    private static final int WINDOWS = 60;
    private static final int PATIENTS = 320;
    private static final int COMPACT_PIXELS = 64;
    private static final int MOBILENET_PIXELS = 96;

    /**
     * Reads or generates the data and deals it out.
     *
     * @throws DatasetException if a folder cannot be read, naming file and field
     * @throws IllegalArgumentException if the options do not suit the data, in one line for people
     */
    static DemoInput of(DemoOptions options, long seed) throws DatasetException {
        Dataset dataset = dataset(options, seed);
        Holdout holdout = Holdout.of(dataset, HELD_BACK, seed);
        List<List<Sample>> shares = options.split().deal(holdout.training(), options.gateways(), seed);
        Optional<ClassMapping> evaluation = Optional.empty();
        if (options.evaluate().isPresent()) {
            evaluation = Optional.of(ClassMapping.of(
                    dataset, read("--evaluate", options.evaluate().get())));
        }
        return new DemoInput(dataset, holdout.heldBack(), shares, evaluation);
    }

    private static Dataset dataset(DemoOptions options, long seed) throws DatasetException {
        if (options.data().isPresent()) {
            return read("--data", options.data().get());
        }
        return switch (options.model()) {
            case "compact" -> GeneratedData.chest(seed, people(options, PATIENTS), COMPACT_PIXELS);
            case "mobilenet" -> GeneratedData.chest(seed, people(options, PATIENTS), MOBILENET_PIXELS);
            default -> GeneratedData.wearable(seed, people(options, WEARERS), WINDOWS);
        };
    }

    /** Enough for every gateway to have some, after a part is kept back. */
    private static int people(DemoOptions options, int usual) {
        return Math.max(usual, 2 * options.gateways());
    }

    private static Dataset read(String option, Path folder) throws DatasetException {
        if (!Files.exists(folder)) {
            throw new IllegalArgumentException(option + ": no folder " + folder);
        }
        return DatasetReader.read(folder);
    }
}
