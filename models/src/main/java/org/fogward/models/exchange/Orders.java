package org.fogward.models.exchange;

import java.util.function.IntUnaryOperator;
import org.fogward.models.architecture.LayerPlan;

/** Where others keep a layer's weights: from the index within our segment to the index within theirs. */
final class Orders {

    private Orders() {}

    /** Ours is kernel row, kernel column, input, output; PyTorch's and Deeplearning4j's output, input, row, column. */
    static IntUnaryOperator outputsFirst(LayerPlan.Convolution plan) {
        int positions = plan.kernelHeight() * plan.kernelWidth();
        return ours -> {
            int out = ours % plan.out();
            int in = ours / plan.out() % plan.in();
            int position = ours / plan.out() / plan.in();
            return (out * plan.in() + in) * positions + position;
        };
    }

    /** A matrix of so many rows, column by column instead of row by row. */
    static IntUnaryOperator transposed(int rows, int columns) {
        return ours -> ours % columns * rows + ours / columns;
    }
}
