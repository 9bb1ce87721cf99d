package org.fogward.edge.train;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.fogward.models.file.ModelFile;
import org.fogward.models.file.ModelFileException;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.protocol.digest.Digest;

/** The global models on the gateway's disk that a round needs, by digest. Used by one thread. */
public final class ModelFiles {
    private final Path directory;
    private final ModelFetch fetch;

    /**
     * Makes the directory if it is absent.
     *
     * @param directory holds nothing but models
     * @param fetch gets what is not there
     * @throws IOException when the directory cannot be made
     */
    public ModelFiles(Path directory, ModelFetch fetch) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.fetch = fetch;
    }

    /**
     * Reads a model, after fetching it if it is not on disk.
     *
     * @param model its digest
     * @return the model
     * @throws IOException when it could not be fetched now
     * @throws InterruptedException when the thread was interrupted while it was fetched
     * @throws ModelFileException when what has this digest is no model
     */
    public ModelParameters read(Digest model) throws IOException, InterruptedException, ModelFileException {
        Path file = directory.resolve(model.hex());
        if (Files.exists(file) && !Digest.of(file).equals(model)) {
            Files.delete(file);
        }
        if (!Files.exists(file)) {
            fetch.fetch(model, file);
        }
        return ModelFile.decode(Files.readAllBytes(file));
    }

    /**
     * Deletes what is not needed any more.
     *
     * @param needed the models to keep, and what has come of them so far
     * @throws IOException when a file cannot be deleted
     */
    public void keepOnly(Collection<Digest> needed) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (needed.stream().map(Digest::hex).noneMatch(name::startsWith)) {
                    Files.delete(file);
                }
            }
        }
    }
}
