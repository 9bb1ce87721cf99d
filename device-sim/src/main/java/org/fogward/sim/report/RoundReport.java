package org.fogward.sim.report;

/**
 * One round. The scores are those of the model that the round made, on the groups that no gateway trained on.
 *
 * @param round its number, from 1
 * @param participants gateways that sent an update
 * @param accepted updates that were counted
 * @param refused updates that were refused
 * @param seconds from announcement to publication
 * @param bytesUp what one gateway sent on average: MQTT payloads, measured at the link
 * @param bytesDown what one gateway received on average: MQTT payloads and model files, measured at the link
 * @param trainLoss mean training loss, weighted by samples
 * @param accuracy share of correct answers, 0..1
 * @param balancedAccuracy mean recall over the classes present, 0..1
 * @param ledgerTransaction the transaction that anchored the round
 * @param merkleRoot root over the round's updates, hex
 */
public record RoundReport(
        long round,
        int participants,
        int accepted,
        int refused,
        double seconds,
        long bytesUp,
        long bytesDown,
        double trainLoss,
        double accuracy,
        double balancedAccuracy,
        String ledgerTransaction,
        String merkleRoot) {

    /** @throws IllegalArgumentException if a number is not finite, naming it */
    public RoundReport {
        Finite.require("seconds", seconds);
        Finite.require("trainLoss", trainLoss);
        Finite.require("accuracy", accuracy);
        Finite.require("balancedAccuracy", balancedAccuracy);
    }
}
