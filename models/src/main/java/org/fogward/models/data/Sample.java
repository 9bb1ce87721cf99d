package org.fogward.models.data;

/**
 * One labelled measurement. The arrays are not copied, because a data set can fill a small machine's memory: whoever
 * makes or reads a sample leaves them unchanged, and then a sample may be shared between threads. Two samples are equal
 * only where they share their arrays.
 *
 * @param values what the data set's {@link SampleShape} lays out: physical units for signals, 0 to 255 for images
 * @param features further numbers, in the order of {@link Dataset#features()}; empty for most modalities
 * @param label index into the data set's classes
 * @param group who the sample is of, such as a patient: samples of one group are never divided between participants or
 *     between training and validation
 * @param source where the sample comes from, such as a hospital; the group where the data set does not say
 */
public record Sample(float[] values, float[] features, int label, String group, String source) {}
