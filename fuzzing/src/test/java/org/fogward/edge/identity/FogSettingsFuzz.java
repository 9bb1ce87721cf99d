package org.fogward.edge.identity;

import java.util.List;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;
import org.fogward.protocol.identity.SigningKey;

/** What a fog node tells an enrolling gateway about itself. */
public final class FogSettingsFuzz implements FuzzTarget {
    @Override
    public List<byte[]> seeds() {
        String key = SigningKey.ofSeed(new byte[SigningKey.SEED_BYTES])
                .verificationKey()
                .text();
        return Texts.seeds(
                "{\"federation\":\"n\",\"mqtt\":\"ssl://f:1\",\"https\":\"https://f:2\",\"fogKey\":\"" + key + "\"}",
                "{\"federation\":1,\"later\":[{}]}",
                "[]",
                "");
    }

    @Override
    public void run(byte[] input) {
        try {
            FogSettings settings = FogSettings.parse(input);
            Promise.same(FogSettings.parse(settings.json()), settings);
        } catch (IllegalArgumentException e) {
            Promise.namesField(e);
        }
    }
}
