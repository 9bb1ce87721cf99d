package org.fogward.models.exchange;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.ModelSpec;

/** Where a {@link StockGraph} keeps each of a model's parameters in its {@code params()}. Immutable. */
public final class StockOrder {

    private final LayerPlans layers;
    private final List<Segment> segments;

    /** Takes a pair of indices. */
    public interface Pairing {
        /** One parameter: its index in our order and in the graph's. */
        void pair(int ours, int theirs);
    }

    private StockOrder(LayerPlans layers, List<Segment> segments) {
        this.layers = layers;
        this.segments = segments;
    }

    /** The order of the graph of a specification's architecture. */
    public static StockOrder of(ModelSpec spec) {
        return new StockOrder(LayerPlans.of(spec), ParameterLayout.of(spec).segments());
    }

    /** Names every parameter once. */
    public void each(Pairing pairing) {
        for (Segment segment : segments) {
            IntUnaryOperator order =
                    switch (layers.of(segment)) {
                        case LayerPlan.Convolution plan -> Orders.outputsFirst(plan);
                        case LayerPlan.Dense plan when !plan.bias() -> Orders.transposed(plan.in(), plan.out());
                        default -> IntUnaryOperator.identity();
                    };
            for (int i = 0; i < segment.length(); i++) {
                pairing.pair(segment.offset() + i, segment.offset() + order.applyAsInt(i));
            }
        }
    }
}
