package org.fogward.models.parameter;

import java.util.List;
import java.util.function.Predicate;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.spec.ModelSpec;

/**
 * What lies where in a model's parameters: one segment after the other, without gaps, in the order of Deeplearning4j's
 * {@code params()}. Immutable.
 *
 * @param segments in order of their offsets
 */
public record ParameterLayout(List<Segment> segments) {

    /** Keeps its own copy of the list. */
    public ParameterLayout {
        segments = List.copyOf(segments);
    }

    /** The layout of every model of this specification. */
    public static ParameterLayout of(ModelSpec spec) {
        return of(Architecture.of(spec));
    }

    /** The layout of an architecture's parameters. */
    public static ParameterLayout of(Architecture architecture) {
        SegmentList segments = new SegmentList();
        for (LayerPlan layer : architecture.layers()) {
            segments.append(layer);
        }
        return new ParameterLayout(segments.toList());
    }

    /** How many parameters there are, running statistics included. */
    public int parameters() {
        return segments.getLast().end();
    }

    /** How many parameters are learnt by gradient. */
    public int trainedParameters() {
        return segments.stream()
                .filter(segment -> !segment.kind().isStatistic())
                .mapToInt(Segment::length)
                .sum();
    }

    /** The segments whose kind passes, in order. */
    public List<Segment> segments(Predicate<ParameterKind> kinds) {
        return segments.stream().filter(segment -> kinds.test(segment.kind())).toList();
    }
}
