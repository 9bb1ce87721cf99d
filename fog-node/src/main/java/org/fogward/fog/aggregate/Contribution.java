package org.fogward.fog.aggregate;

import java.io.IOException;
import org.fogward.protocol.identity.GatewayId;

/**
 * One gateway's accepted update, decoded only while somebody looks at it.
 *
 * @param gateway who sent it
 * @param samples how many samples it was trained on, above 0
 * @param delta gives the decoded update, a new array at each call
 */
public record Contribution(GatewayId gateway, long samples, DeltaSource delta) {

    /** Where a decoded update comes from. */
    @FunctionalInterface
    public interface DeltaSource {

        /**
         * Decodes the update: new local parameters minus base model, one value for each of the model's parameters, all finite.
         *
         * @throws IOException if what was stored cannot be read any more
         */
        float[] read() throws IOException;
    }
}
