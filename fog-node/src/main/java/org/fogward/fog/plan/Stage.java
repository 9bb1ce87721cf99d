package org.fogward.fog.plan;

import org.fogward.models.analytic.AnalyticOptions;
import org.fogward.protocol.v1.RoundKind;

/** Some rounds of one kind that follow each other. */
public sealed interface Stage {

    /** How many rounds. */
    long rounds();

    /** What gateways are told that these rounds are. */
    RoundKind kind();

    /**
     * One round in which gateways add up what a head in closed form needs, and the fog node solves for it.
     *
     * @param options how
     */
    record Analytic(AnalyticOptions options) implements Stage {

        @Override
        public long rounds() {
            return 1;
        }

        @Override
        public RoundKind kind() {
            return RoundKind.ROUND_KIND_ANALYTIC;
        }
    }

    /**
     * Rounds in which gateways train and the fog node combines what they learnt.
     *
     * @param rounds how many, from 1
     * @param guarded whether rounds start again from the best model so far when the gateways' validation drops
     */
    record Averaging(long rounds, boolean guarded) implements Stage {

        /** @throws IllegalArgumentException where there are no rounds */
        public Averaging {
            if (rounds < 1) {
                throw new IllegalArgumentException("rounds: " + rounds + " is not above 0");
            }
        }

        @Override
        public RoundKind kind() {
            return RoundKind.ROUND_KIND_AVERAGE;
        }
    }

    /** One round in which gateways only score the newest model; the best one so far goes on. */
    record Choice() implements Stage {

        @Override
        public long rounds() {
            return 1;
        }

        @Override
        public RoundKind kind() {
            return RoundKind.ROUND_KIND_CHOICE;
        }
    }
}
