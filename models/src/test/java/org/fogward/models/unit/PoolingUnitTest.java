package org.fogward.models.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.fogward.models.kernel.Kernels;
import org.junit.jupiter.api.Test;

class PoolingUnitTest {

    @Test
    void the_first_of_equals_gets_the_gradient() {
        try (Workers workers = new Workers(1)) {
            PoolingUnit unit = new PoolingUnit(2, 3, 1, 2, 2, Trial.surroundings(Kernels.plain(), workers));
            float[] out = new float[2];
            float[] inGradient = {9, 9, 9, 9, 9, 9};
            unit.forward(new float[0], new float[] {-1, 5, 7, 5, 5, 7}, out, 1, Unit.Mode.TRAIN);
            unit.backward(new float[0], new float[] {2, 3}, inGradient, new float[0]);
            assertThat(out).containsExactly(5, 7);
            assertThat(inGradient).containsExactly(0, 2, 3, 0, 0, 0);
        }
    }
}
