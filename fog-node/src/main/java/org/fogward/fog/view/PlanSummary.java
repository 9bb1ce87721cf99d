package org.fogward.fog.view;

/**
 * The plan in a few words, for people to read.
 *
 * @param digest the plan's digest as it is anchored, hex
 * @param family the model's family, lower case
 * @param parameters how many values the model has
 * @param rule the aggregation rule
 * @param optimizer the server optimiser
 * @param codec the update codec
 * @param rounds how many rounds there are to be
 * @param quorum how many accepted updates a round needs at least
 * @param waitForAll whether a round waits for every registered gateway until its deadline
 * @param deadlineSeconds how long a round stays open at most while the quorum is reached
 */
public record PlanSummary(
        String digest,
        String family,
        long parameters,
        String rule,
        String optimizer,
        String codec,
        long rounds,
        int quorum,
        boolean waitForAll,
        long deadlineSeconds) {}
