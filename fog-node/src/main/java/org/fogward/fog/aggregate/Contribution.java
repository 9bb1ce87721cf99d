package org.fogward.fog.aggregate;

import java.io.IOException;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.update.DeltaSink;

/**
 * One gateway's accepted update, decoded only while somebody looks at it, coordinate by coordinate.
 *
 * @param gateway who sent it
 * @param samples how many samples it was trained on, above 0
 * @param delta gives the decoded update
 */
public record Contribution(GatewayId gateway, long samples, DeltaSource delta) {

    /** Where a decoded update comes from. */
    @FunctionalInterface
    public interface DeltaSource {

        /**
         * Decodes the update: new local parameters minus base model, all finite.
         *
         * @param sink takes what is not 0, in the order of the model's parameters
         * @throws IOException if what was stored cannot be read any more
         */
        void read(DeltaSink sink) throws IOException;
    }
}
