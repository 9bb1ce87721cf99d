package org.fogward.edge.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.fogward.models.file.ModelFile;
import org.fogward.models.file.ModelFileException;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelSpec;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.update.UpdateFormatException;
import org.fogward.protocol.v1.ModelAnnouncement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Comes by a global model in the cheapest way: it is here, or what leads to it from one that is here is small, or every machine
 * can make it; else its file is fetched. Whatever the way, a model has the digest that was asked for. Used by one thread.
 */
public final class GlobalModels {
    private static final Logger LOG = LoggerFactory.getLogger(GlobalModels.class);

    private final ModelFiles files;
    private final ModelNews news;
    private final PruningListener listener;

    /**
     * Makes the way to models.
     *
     * @param files what is on disk
     * @param news what the fog node says of models
     * @param listener hears of channels that go
     */
    public GlobalModels(ModelFiles files, ModelNews news, PruningListener listener) {
        this.files = files;
        this.news = news;
        this.listener = listener;
    }

    /**
     * Comes by a model.
     *
     * @param model its digest
     * @param spec what it should be
     * @return the model, which may be of another specification all the same
     * @throws IOException when it could not be fetched now
     * @throws InterruptedException when the thread was interrupted
     * @throws ModelFileException when what has this digest is no model
     */
    public ModelParameters read(Digest model, ModelSpec spec)
            throws IOException, InterruptedException, ModelFileException {
        if (!files.holds(model)) {
            Optional<ModelAnnouncement> said = news.of(model);
            Optional<ModelParameters> made = said.isPresent() ? made(model, spec, said.get()) : Optional.empty();
            if (made.isPresent()) {
                return made.get();
            }
        }
        return files.read(model);
    }

    /**
     * Reads a model of which nothing was said.
     *
     * @throws IOException when it could not be fetched now
     * @throws InterruptedException when the thread was interrupted
     * @throws ModelFileException when what has this digest is no model
     */
    public ModelParameters read(Digest model) throws IOException, InterruptedException, ModelFileException {
        return files.read(model);
    }

    /**
     * Comes by a task: it is said, or was said before.
     *
     * @param said the task itself, or nothing
     * @param digest SHA-256 of it, or nothing where it is said
     * @throws IOException when it could not be fetched now
     * @throws InterruptedException when the thread was interrupted
     */
    public String task(String said, Optional<Digest> digest) throws IOException, InterruptedException {
        if (said.isEmpty() && digest.isPresent()) {
            return new String(files.bytes(digest.get()), StandardCharsets.UTF_8);
        }
        byte[] text = said.getBytes(StandardCharsets.UTF_8);
        if (digest.isPresent() && Digest.of(text).equals(digest.get())) {
            files.keep(digest.get(), text);
        }
        return said;
    }

    /**
     * Deletes what is not needed any more.
     *
     * @param needed the models to keep, beside those to which later rounds may go back
     * @param newest the one whose announcement says which these are
     */
    public void keepOnly(Collection<Digest> needed, Digest newest) throws IOException {
        List<Digest> all = new ArrayList<>(needed);
        news.known(newest).ifPresent(said -> said.getKeptList().forEach(kept -> {
            if (kept.size() == newest.bytes().length) {
                all.add(Digest.ofBytes(kept.toByteArray()));
            }
        }));
        files.keepOnly(all);
    }

    private Optional<ModelParameters> made(Digest model, ModelSpec spec, ModelAnnouncement said)
            throws IOException, InterruptedException, ModelFileException {
        try {
            DeltaChain chain = DeltaChain.to(model, said, spec, files);
            if (chain.isKnown()) {
                ModelParameters made = chain.follow(listener);
                byte[] file = ModelFile.encode(made.spec(), made.values());
                if (Digest.of(file).equals(model)) {
                    files.keep(model, file);
                    return Optional.of(made);
                }
                LOG.warn("What leads to model {} leads elsewhere, so its file is fetched", model);
            }
        } catch (IllegalArgumentException | UpdateFormatException | MissingBlobException e) {
            LOG.warn("What leads to model {} is no good, so its file is fetched: {}", model, e.getMessage());
        }
        return Optional.empty();
    }
}
