package org.fogward.models.train;

/**
 * What local training made.
 *
 * @param parameters the new parameters
 * @param loss mean weighted cross-entropy over all batches while training, in nats; 0 where there was nothing to do
 * @param samples how many samples the participant trained on
 */
public record TrainingResult(float[] parameters, double loss, long samples) {}
