package org.fogward.edge.model;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import org.fogward.models.file.ModelFile;
import org.fogward.models.file.ModelFileException;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.protocol.digest.Digest;

/** The global models on the gateway's disk that a round needs, and what they are made of, by digest. Used by one thread. */
public final class ModelFiles {
    private final Path directory;
    private final ModelFetch fetch;

    /**
     * Makes the directory if it is absent.
     *
     * @param directory holds nothing but this
     * @param fetch gets what is not there
     * @throws IOException when the directory cannot be made
     */
    public ModelFiles(Path directory, ModelFetch fetch) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.fetch = fetch;
    }

    /** Whether something is on disk; what is damaged is deleted and counts as absent. */
    boolean holds(Digest digest) throws IOException {
        Path file = file(digest);
        if (Files.exists(file) && !Digest.of(file).equals(digest)) {
            Files.delete(file);
        }
        return Files.exists(file);
    }

    /** Keeps a model that was made here. */
    void keep(Digest digest, byte[] content) throws IOException {
        Path part = directory.resolve(digest.hex() + ".made");
        Files.write(part, content);
        Files.move(part, file(digest), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Reads what has a digest, after fetching it if it is not on disk.
     *
     * @throws IOException when it could not be fetched now
     * @throws InterruptedException when the thread was interrupted while it was fetched
     */
    byte[] bytes(Digest digest) throws IOException, InterruptedException {
        if (!holds(digest)) {
            fetch.fetch(digest, file(digest));
        }
        return Files.readAllBytes(file(digest));
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
        return ModelFile.decode(bytes(model));
    }

    /**
     * Deletes what is not needed any more.
     *
     * @param needed what to keep, and what has come of it so far
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

    private Path file(Digest digest) {
        return directory.resolve(digest.hex());
    }
}
