package org.fogward.models.prepare;

/**
 * A sample as a network takes it. The arrays are not copied.
 *
 * @param values laid out by the model's input shape
 * @param features the further features, as many as the model's architecture says
 * @param label index of the class
 */
public record Example(float[] values, float[] features, int label) {}
