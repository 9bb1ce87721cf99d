package org.fogward.models.unit;

/** What a network does next. */
public sealed interface Step {

    /** Unique within a network. */
    String name();

    /**
     * Computes a unit.
     *
     * @param name of the last layer that it computes
     * @param at where its parameters begin
     * @param unit does it
     */
    record Compute(String name, int at, Unit unit) implements Step {}

    /**
     * Sets a level aside and passes its input on.
     *
     * @param name of the layer
     * @param unit makes the level
     */
    record Level(String name, Unit unit) implements Step {}

    /**
     * Goes on with all levels, one after the other.
     *
     * @param name of the layer
     * @param width numbers per example
     */
    record JoinLevels(String name, int width) implements Step {}

    /**
     * Appends each example's features.
     *
     * @param name of the layer
     * @param before numbers per example before
     * @param features how many are appended
     */
    record Join(String name, int before, int features) implements Step {}

    /**
     * Multiplies by the batch's dropout mask.
     *
     * @param name of the layer
     * @param width numbers per example
     */
    record Drop(String name, int width) implements Step {}

    /**
     * Computes the logits: weights lie class by class, then the biases.
     *
     * @param name of the layer
     * @param at where its parameters begin
     * @param inputs numbers per example that go in
     * @param classes numbers per example that come out
     */
    record Classify(String name, int at, int inputs, int classes) implements Step {}
}
