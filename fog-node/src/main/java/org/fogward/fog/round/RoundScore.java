package org.fogward.fog.round;

/**
 * How good the model is that a round made.
 *
 * @param round the round's number
 * @param accuracy 0..1
 * @param balancedAccuracy mean recall over the classes present, 0..1
 * @param loss mean over the samples
 * @param samples how many were looked at
 */
public record RoundScore(long round, double accuracy, double balancedAccuracy, double loss, long samples) {}
