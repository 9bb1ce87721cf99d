package org.fogward.models.parameter;

/**
 * A run of parameters that belong together.
 *
 * @param name the layer's name, a slash, and the parameter's own name
 * @param kind what the parameters are for
 * @param offset index of the first
 * @param length how many there are
 * @param fanIn for weights, how many inputs each output sums over; otherwise 1
 */
public record Segment(String name, ParameterKind kind, int offset, int length, int fanIn) {

    /** Index after the last parameter. */
    public int end() {
        return offset + length;
    }

    /** How many parameters that follow each other make one output: a filter, or a single number. */
    public int row() {
        return kind == ParameterKind.WEIGHT ? fanIn : 1;
    }

    /** The name of the layer that the parameters belong to. */
    public String layer() {
        return name.substring(0, name.lastIndexOf('/'));
    }
}
