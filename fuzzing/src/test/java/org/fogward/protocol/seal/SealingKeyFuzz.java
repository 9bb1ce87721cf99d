package org.fogward.protocol.seal;

import java.util.Arrays;
import java.util.List;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;

/** Public keys to begin a session with, and encapsulations that begin one. */
public final class SealingKeyFuzz implements FuzzTarget {
    private final FederationId federation = new FederationId("north");
    private final GatewayId gateway = new GatewayId("ward-7");
    private final SealingKey key = SealingKey.ofSeed(new byte[SealingKey.SEED_BYTES]);

    @Override
    public List<byte[]> seeds() throws Exception {
        byte[] encapsulation = key.publicKey().begin(federation, gateway).encapsulation();
        return List.of(key.publicKey().encoded(), encapsulation, new byte[3], Arrays.copyOf(encapsulation, 1121));
    }

    @Override
    public void run(byte[] input) throws Exception {
        try {
            SealingPublicKey read = SealingPublicKey.parse(input);
            Promise.same(read.encoded(), input);
            Promise.same(read.begin(federation, gateway).encapsulation().length, SealingSuite.ENCAPSULATION_BYTES);
        } catch (SealException e) {
            Promise.namesField(e);
        }
        try {
            key.accept(input, federation, gateway);
            Promise.same(input.length, SealingSuite.ENCAPSULATION_BYTES);
        } catch (SealException e) {
            Promise.namesField(e);
        }
    }
}
