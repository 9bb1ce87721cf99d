package org.fogward.fog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.fogward.fog.blob.BlobStore;
import org.fogward.fog.blob.FileBlobStore;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.PlanStart;
import org.fogward.fog.round.Database;
import org.fogward.fog.round.FirstModel;
import org.fogward.fog.round.Founding;
import org.fogward.fog.round.GlobalModel;
import org.fogward.fog.round.RoundStore;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.ledger.AnchorLedger;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.client.ClientAnchorLedger;
import org.fogward.ledger.embedded.EmbeddedLedger;
import org.fogward.ledger.embedded.EmbeddedOptions;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.models.exchange.ImportedModel;
import org.fogward.models.file.ModelFile;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.SigningKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a fog node keeps on the disk, opened. One process at a time: the ledger's lock sees to it. */
final class FogState implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FogState.class);

    private final FogIdentity identity;
    private final BlobStore blobs;
    private final RoundStore store;
    private final EmbeddedLedger embedded;
    private final AnchorLedger ledger;

    private FogState(FogConfig config, Clock clock) throws IOException, LedgerException {
        Path directory = Files.createDirectories(config.stateDirectory());
        StateLayout layout = new StateLayout(directory);
        embedded =
                EmbeddedLedger.open(layout.ledger(), EmbeddedOptions.standard().withClock(clock));
        try {
            ledger = new ClientAnchorLedger(embedded.connect(embedded.member(NodeRole.CLIENT)));
            identity = FogIdentity.open(config, clock);
            blobs = new FileBlobStore(layout.blobs());
            store = new RoundStore(Database.open(layout.database()));
            found(config);
        } catch (IOException | LedgerException | RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    static FogState open(FogConfig config, Clock clock) throws IOException {
        try {
            return new FogState(config, clock);
        } catch (LedgerException e) {
            throw new IOException("ledger: " + e.getMessage(), e);
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

    AnchorLedger ledger() {
        return ledger;
    }

    @Override
    public void close() throws IOException {
        try (embedded) {
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
        config.gateways().forEach((gateway, known) -> store.rememberGateway(gateway, known.text()));
    }
}
