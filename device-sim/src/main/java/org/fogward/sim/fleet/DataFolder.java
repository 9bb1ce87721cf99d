package org.fogward.sim.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.DatasetException;
import org.fogward.models.data.DatasetReader;
import org.fogward.models.data.GeneratedData;
import org.fogward.models.data.Sample;
import org.fogward.models.split.Split;
import picocli.CommandLine.Option;

/** The options that say which data simulated devices hand in. Used by one command at a time. */
final class DataFolder {
    private static final int WINDOWS = 60;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder to replay; generated wearable signals without it.")
    private Optional<Path> data;

    @Option(
            names = "--split",
            defaultValue = "group",
            description = "How the data is dealt: group, source or dirichlet:A (default: ${DEFAULT-VALUE}).")
    private String split;

    @Option(names = "--seed", defaultValue = "1", description = "What dealing and generating derive from.")
    private long seed;

    /** All of the data. */
    Dataset read(int shares) throws DatasetException {
        if (data.isEmpty()) {
            return GeneratedData.wearable(seed, 2 * shares, WINDOWS);
        }
        if (!Files.exists(data.get())) {
            throw new IllegalArgumentException("--data: no folder " + data.get());
        }
        return DatasetReader.read(data.get());
    }

    /** The data, dealt out. */
    List<List<Sample>> deal(Dataset dataset, int shares) {
        return Split.parse(split).deal(dataset, shares, seed);
    }
}
