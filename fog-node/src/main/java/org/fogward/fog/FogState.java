package org.fogward.fog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.fogward.fog.authority.EnrolledGateways;
import org.fogward.fog.blob.BlobStore;
import org.fogward.fog.blob.FileBlobStore;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.ledger.FogLedger;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.PlanStart;
import org.fogward.fog.round.Database;
import org.fogward.fog.round.FirstModel;
import org.fogward.fog.round.Founding;
import org.fogward.fog.round.GlobalModel;
import org.fogward.fog.round.RoundStore;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.embedded.DirectoryLock;
import org.fogward.models.exchange.ImportedModel;
import org.fogward.models.file.ModelFile;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.SigningKey;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a fog node keeps on the disk, opened. One process at a time. */
final class FogState implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FogState.class);

    private final FogIdentity identity;
    private final BlobStore blobs;
    private final Jdbi database;
    private final RoundStore store;
    private final EnrolledGateways enrolled;
    private final DirectoryLock lock;
    private final FogLedger ledger;

    private FogState(FogConfig config, Clock clock, DirectoryLock lock) throws IOException, LedgerException {
        StateLayout layout = new StateLayout(config.stateDirectory());
        this.lock = lock;
        identity = FogIdentity.open(config, clock);
        blobs = new FileBlobStore(layout.blobs());
        database = Database.open(layout.database());
        store = new RoundStore(database);
        enrolled = new EnrolledGateways(database);
        ledger = FogLedger.open(config.ledger(), layout.ledger(), clock);
        try {
            found(config);
        } catch (IOException | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    static FogState open(FogConfig config, Clock clock) throws IOException {
        Path directory = Files.createDirectories(config.stateDirectory());
        DirectoryLock lock = DirectoryLock.take(directory)
                .orElseThrow(
                        () -> new IOException("stateDirectory: a fog node is running in " + directory + " already"));
        try {
            return new FogState(config, clock, lock);
        } catch (LedgerException e) {
            lock.close();
            throw new IOException("ledger: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    SigningKey key() {
        return identity.key();
    }

    ServerIdentity identity() {
        return identity.server();
    }

    BlobStore blobs() {
        return blobs;
    }

    RoundStore store() {
        return store;
    }

    EnrolledGateways enrolled() {
        return enrolled;
    }

    Jdbi database() {
        return database;
    }

    FogLedger ledger() {
        return ledger;
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            ledger.close();
        } catch (LedgerException e) {
            throw new IOException("ledger: " + e.getMessage(), e);
        }
    }

    private Digest firstModel(FogConfig config) throws IOException {
        if (config.firstModel().isPresent()) {
            ImportedModel given = config.firstModel().get();
            given.remarks().forEach(remark -> LOG.info("first model: {}", remark));
            blobs.put(file(given.model()));
        }
        try {
            GlobalModel first = FirstModel.of(config.plan(), blobs);
            LOG.info("the first model is {}", first.digest());
            return switch (config.plan().start()) {
                case PlanStart.Made _ -> blobs.put(file(first.parameters()));
                case PlanStart.Given given -> given.model();
            };
        } catch (IOException e) {
            throw new IOException("plan: " + e.getMessage(), e);
        }
    }

    private static byte[] file(ModelParameters model) {
        return ModelFile.encode(model.spec(), model.values());
    }

    private void found(FogConfig config) throws IOException {
        Plan plan = config.plan();
        var founding = store.founding();
        if (founding.isEmpty()) {
            Digest planBlob = blobs.put(plan.canonical().getBytes(StandardCharsets.UTF_8));
            store.found(new Founding(config.federation().value(), planBlob, firstModel(config)));
        } else if (!founding.get().federation().equals(config.federation().value())) {
            throw new IOException("federation: the state directory belongs to "
                    + founding.get().federation() + "; take another directory");
        } else if (!founding.get().plan().equals(plan.digest())) {
            throw new IOException("plan: the rounds in the state directory follow another one (digest "
                    + founding.get().plan() + "); take another directory for a new plan");
        }
    }
}
