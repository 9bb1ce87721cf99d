package org.fogward.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.outbox.Residuals;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.edge.store.SampleStore;

/** Forgets patients in a gateway's database, which a running gateway may have open too. */
final class Forgetting {
    private final EdgeConfig config;

    Forgetting(EdgeConfig config) {
        this.config = config;
    }

    /** How many samples there were; empty if the gateway has never run. */
    Optional<Integer> forget(String patient, boolean mayReturn) throws IOException {
        Path file = database();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        SampleKeys keys = new SampleKeys(GatewayKeys.of(config).sampleSecret(), new SecureRandom());
        try (GatewayDatabase database = GatewayDatabase.open(file);
                SampleStore store =
                        SampleStore.open(database, keys, config.intake(), config.store(), Clock.systemUTC())) {
            return Optional.of(store.forget(patient, mayReturn, new Residuals(database, keys)::drop));
        }
    }

    Path database() {
        return config.stateDirectory().resolve("gateway.db");
    }
}
