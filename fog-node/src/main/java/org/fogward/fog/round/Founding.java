package org.fogward.fog.round;

import org.fogward.protocol.digest.Digest;

/**
 * What was fixed before the first round.
 *
 * @param federation the federation's id
 * @param plan digest of the plan's canonical form, which is a blob
 * @param firstModel digest of the first model's file, a blob too
 */
public record Founding(String federation, Digest plan, Digest firstModel) {}
