package org.fogward.models.train;

/**
 * How far pre-training has come.
 *
 * @param images learnt from so far
 * @param most how many there can be at most
 * @param pixels height and width of an image now
 * @param loss mean cross-entropy since the report before, in nats
 * @param probe share of fresh images whose formula is recognised
 */
public record PretrainingProgress(long images, long most, int pixels, double loss, double probe) {}
