package org.fogward.fog.view;

import java.time.Instant;
import java.util.Optional;

/**
 * One registered gateway.
 *
 * @param gateway its id
 * @param online whether its last status said so
 * @param samples how many samples it said to hold
 * @param lastUpdate its newest update, none before the first
 * @param bytesUp what it has sent, MQTT payload bytes
 * @param bytesDown what it was sent, MQTT payload bytes and model files
 * @param historyAlarm what contradicts the ledger's history as it knows it, in its own words; absent while all is well
 * @param suspended why it may not take part at present; absent while it may
 */
public record GatewaySummary(
        String gateway,
        boolean online,
        long samples,
        Optional<UpdateOutcome> lastUpdate,
        long bytesUp,
        long bytesDown,
        Optional<String> historyAlarm,
        Optional<String> suspended) {

    /**
     * What became of an update.
     *
     * @param round the round that was open when it came
     * @param at when it came
     * @param refusal the reason's name in lower case, none when it was accepted
     * @param detail names the refused field; empty when accepted
     */
    public record UpdateOutcome(long round, Instant at, Optional<String> refusal, String detail) {}
}
