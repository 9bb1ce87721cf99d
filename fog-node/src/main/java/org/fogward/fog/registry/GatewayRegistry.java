package org.fogward.fog.registry;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.KeyDirectory;
import org.fogward.protocol.identity.VerificationKey;

/** The gateways that may take part, with the key that each signs with. Thread-safe. */
public final class GatewayRegistry implements KeyDirectory {

    private final ConcurrentSkipListMap<GatewayId, VerificationKey> keys = new ConcurrentSkipListMap<>();
    private volatile Standing standing = new Standing(Map.of(), Set.of());

    private record Standing(Map<GatewayId, Suspension> suspended, Set<String> withdrawn) {}

    /**
     * Says who may not take part at present, in place of what was said before. Whoever is suspended, or signs with a withdrawn key, is
     * to nobody's knowledge.
     *
     * @param suspended the suspended gateways
     * @param withdrawn the keys that no longer count, by the SHA-256 of their text in hex
     */
    public void standing(Map<GatewayId, Suspension> suspended, Set<String> withdrawn) {
        standing = new Standing(Map.copyOf(suspended), Set.copyOf(withdrawn));
    }

    /** Who is suspended at present, and why. */
    public Map<GatewayId, Suspension> suspended() {
        return standing.suspended();
    }

    /** Who is registered and not suspended, ascending. */
    public SortedSet<GatewayId> participants() {
        SortedSet<GatewayId> participants = gateways();
        participants.removeAll(standing.suspended().keySet());
        return participants;
    }

    /** A gateway has enrolled, maybe on another box: it signs with this key, whichever it had before. */
    public void enrolled(GatewayId gateway, VerificationKey key) {
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
        Standing now = standing;
        return GatewayIds.parse(signer)
                .filter(gateway -> !now.suspended().containsKey(gateway))
                .map(keys::get)
                .filter(key -> now.withdrawn().isEmpty() || !now.withdrawn().contains(fingerprint(key)));
    }

    private static String fingerprint(VerificationKey key) {
        return Digest.of(key.text().getBytes(StandardCharsets.UTF_8)).hex();
    }
}
