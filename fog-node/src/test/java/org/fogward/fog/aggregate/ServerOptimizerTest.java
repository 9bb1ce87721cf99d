package org.fogward.fog.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.Segment;
import org.junit.jupiter.api.Test;

/** The formulas of Reddi et al. 2021, algorithm 2, and of Hsu et al. 2019, written out for one coordinate. */
class ServerOptimizerTest {

    private static final int ROUNDS = 50;
    private static final Segment ONE = new Segment("layer/w", ParameterKind.WEIGHT, 0, 1, 1);

    @Test
    void averaging_scales_the_delta() {
        double[] delta = {0.5};
        options("average").create().step(delta, ServerState.none(), ONE);
        assertThat(delta[0]).isEqualTo(0.5 * 0.3);
    }

    @Test
    void fedavgm_accumulates_momentum() {
        double m = 0;
        Run run = new Run("fedavgm");
        for (double delta : run.deltas) {
            m = 0.8 * m + delta;
            assertThat(run.step(delta)).isEqualTo(0.3 * m, within(1e-5));
        }
    }

    @Test
    void fedadam_follows_the_paper() {
        double m = 0;
        double v = 0.01 * 0.01;
        Run run = new Run("fedadam");
        for (double delta : run.deltas) {
            m = 0.7 * m + 0.3 * delta;
            v = 0.95 * v + 0.05 * delta * delta;
            assertThat(run.step(delta)).isEqualTo(0.3 * m / (Math.sqrt(v) + 0.01), within(1e-5));
        }
    }

    @Test
    void fedyogi_follows_the_paper() {
        double m = 0;
        double v = 0.01 * 0.01;
        Run run = new Run("fedyogi");
        for (double delta : run.deltas) {
            m = 0.7 * m + 0.3 * delta;
            v = v - 0.05 * delta * delta * Math.signum(v - delta * delta);
            assertThat(run.step(delta)).isEqualTo(0.3 * m / (Math.sqrt(v) + 0.01), within(1e-4));
        }
    }

    @Test
    void touches_its_range_only() {
        for (String name : ServerOptions.OPTIMIZERS) {
            ServerOptimizer optimizer = options(name).create();
            ServerState state = optimizer.initialState(3);
            ServerState before = state.copy();
            double[] delta = {1, 1, 1};
            optimizer.step(delta, state, new Segment("layer/w", ParameterKind.WEIGHT, 1, 1, 1));
            assertThat(delta[0]).isEqualTo(1);
            assertThat(delta[2]).isEqualTo(1);
            for (float[][] pair :
                    new float[][][] {{state.momentum(), before.momentum()}, {state.variance(), before.variance()}}) {
                if (pair[0].length > 0) {
                    assertThat(pair[0][0]).isEqualTo(pair[1][0]);
                    assertThat(pair[0][2]).isEqualTo(pair[1][2]);
                }
            }
        }
    }

    @Test
    void state_survives_its_encoding() {
        ServerState state = new ServerState(new float[] {1, -0f, Float.MIN_VALUE}, new float[] {3});
        ServerState decoded = ServerState.decode(state.encode());
        assertThat(decoded.momentum()).containsExactly(state.momentum());
        assertThat(decoded.variance()).containsExactly(state.variance());
    }

    @Test
    void refuses_a_damaged_state_and_nothing_worse() {
        byte[] good = new ServerState(new float[4], new float[4]).encode();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = java.util.Arrays.copyOf(good, random.nextInt(good.length + 8));
            for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
                bad[random.nextInt(Math.min(bad.length, 12))] = (byte) random.nextInt();
            }
            try {
                ServerState.decode(bad);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("server state:");
            }
        }
    }

    @Test
    void refuses_numbers_out_of_their_range() {
        assertThatThrownBy(() -> new ServerOptions("average", 0, 0, 0, 0, 1)).hasMessageStartingWith("learningRate");
        assertThatThrownBy(() -> new ServerOptions("fedavgm", 1, 1, 0, 0, 1)).hasMessageStartingWith("momentum");
        assertThatThrownBy(() -> new ServerOptions("fedadam", 1, 0, Double.NaN, 0, 1))
                .hasMessageStartingWith("beta1");
        assertThatThrownBy(() -> new ServerOptions("sgd", 1, 0, 0, 0, 1)).hasMessageStartingWith("optimizer");
    }

    private static ServerOptions options(String name) {
        return new ServerOptions(name, 0.3, 0.8, 0.7, 0.95, 0.01);
    }

    private static final class Run {
        private final ServerOptimizer optimizer;
        private final ServerState state;
        private final double[] deltas =
                new SplittableRandom(3).doubles(ROUNDS, -1, 1).toArray();

        Run(String name) {
            optimizer = options(name).create();
            state = optimizer.initialState(1);
        }

        double step(double delta) {
            double[] vector = {delta};
            optimizer.step(vector, state, ONE);
            return vector[0];
        }
    }
}
