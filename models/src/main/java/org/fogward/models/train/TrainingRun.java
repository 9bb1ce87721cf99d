package org.fogward.models.train;

/**
 * Which part of a plan a local training is.
 *
 * @param round from 1
 * @param totalRounds rounds of the plan, at least 1
 * @param seed fixes the order of examples, their variations and what is dropped, together with the round. Participants
 *     need not differ in it
 */
public record TrainingRun(long round, long totalRounds, long seed) {

    /** Checks the ranges. */
    public TrainingRun {
        if (round < 1) {
            throw new IllegalArgumentException("round: " + round + " is under 1");
        }
        if (totalRounds < 1) {
            throw new IllegalArgumentException("totalRounds: " + totalRounds + " is under 1");
        }
    }
}
