package org.fogward.fog.plan;

import org.fogward.models.start.Start;
import org.fogward.protocol.digest.Digest;

/** What the first model of a plan is. */
public sealed interface PlanStart {

    /**
     * A model that every machine makes of the plan alone.
     *
     * @param how from what
     */
    record Made(Start how) implements PlanStart {}

    /**
     * A model that somebody brought along. It is named by what it is and not by where it came from, so that a plan says the same
     * on every machine.
     *
     * @param model digest of its file, which lies among the fog node's blobs
     */
    record Given(Digest model) implements PlanStart {}

    /** Whether the model has learnt to see before the first round. */
    default boolean canSee() {
        return switch (this) {
            case Made made -> made.how() != Start.RANDOM;
            case Given _ -> true;
        };
    }
}
