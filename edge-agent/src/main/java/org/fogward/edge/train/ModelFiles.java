package org.fogward.edge.train;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fogward.models.file.ModelFile;
import org.fogward.models.file.ModelFileException;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.protocol.digest.Digest;

/** The global model on the gateway's disk: the newest one only, by digest. Used by one thread. */
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
        dropOthers(model.hex());
        if (Files.exists(file) && !Digest.of(file).equals(model)) {
            Files.delete(file);
        }
        if (!Files.exists(file)) {
            fetch.fetch(model, file);
        }
        return ModelFile.decode(Files.readAllBytes(file));
    }

    private void dropOthers(String name) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (!file.getFileName().toString().startsWith(name)) {
                    Files.delete(file);
                }
            }
        }
    }
}
