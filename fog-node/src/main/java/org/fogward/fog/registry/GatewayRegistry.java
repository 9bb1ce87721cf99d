package org.fogward.fog.registry;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.KeyDirectory;
import org.fogward.protocol.identity.VerificationKey;

/** The gateways that may take part, with the key that each signs with. Thread-safe. */
public final class GatewayRegistry implements KeyDirectory {

    private final ConcurrentSkipListMap<GatewayId, VerificationKey> keys;

    /** Starts from these gateways. */
    public GatewayRegistry(Map<GatewayId, VerificationKey> gateways) {
        keys = new ConcurrentSkipListMap<>(gateways);
    }

    /**
     * Registers a gateway. Doing so again with the same key changes nothing.
     *
     * @throws IllegalArgumentException if it is registered with another key: a key is replaced by enrolment, never in passing
     */
    public void register(GatewayId gateway, VerificationKey key) {
        VerificationKey known = keys.putIfAbsent(gateway, key);
        if (known != null && !known.text().equals(key.text())) {
            throw new IllegalArgumentException("gateway " + gateway.value() + " is registered with another key");
        }
    }

    /** Registers a gateway with this key, whichever it had before: it has enrolled, maybe on another box. */
    public void replace(GatewayId gateway, VerificationKey key) {
        keys.put(gateway, key);
    }

    /** Who is registered, ascending. */
    public SortedSet<GatewayId> gateways() {
        return new TreeSet<>(keys.keySet());
    }

    /** Whether this gateway is registered. */
    public boolean contains(GatewayId gateway) {
        return keys.containsKey(gateway);
    }

    @Override
    public Optional<VerificationKey> find(String signer) {
        return GatewayIds.parse(signer).map(keys::get);
    }
}
