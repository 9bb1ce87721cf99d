package org.fogward.fog.round;

/**
 * A round's updates in numbers.
 *
 * @param accepted updates that count
 * @param refused updates that do not
 * @param answered gateways that had an update for this round accepted or refused
 */
public record RoundTally(int accepted, int refused, int answered) {}
