package org.fogward.fog.plan;

import java.util.List;
import org.fogward.fog.yaml.FieldException;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;

/** Plans, as a person writes them and in their canonical form. */
public final class PlanFuzz implements FuzzTarget {
    private static final String PLAN = """
            model: {family: tabular, input: {height: 1, width: 1, channels: 4}, features: 0, width: 1.0, classes: [well, ill]}
            training: {epochs: 2, learningRate: 1e-2}
            update: {codec: dense-float32}
            aggregation:
              rule: median
              server: {optimizer: fedyogi, learningRate: 0.1, tau: 1e-3}
            rounds: {count: 20, quorum: 3, waitForAll: false, deadlineSeconds: 60}
            admission: {maxBytes: 100000, maxNorm: 10}
            seed: 5
            """;

    @Override
    public List<byte[]> seeds() throws Exception {
        return Texts.seeds(
                PLAN,
                Plan.parse(PLAN).canonical(),
                PLAN.replace(
                                "tabular, input: {height: 1, width: 1, channels: 4}",
                                "mobilenet, input: {height: 96, width: 96, channels: 1}")
                        + "pruning: {from: 1, to: 10, keep: 0.5}\nstart: generated\n",
                PLAN + "start: {file: x}\n",
                PLAN + "stages:\n  - {kind: analytic}\n  - {kind: averaging, rounds: 19}\n");
    }

    @Override
    public int inputsInBuild() {
        return 1_000;
    }

    @Override
    public void run(byte[] input) throws Exception {
        Plan plan;
        try {
            plan = Plan.parse(Texts.of(input));
        } catch (FieldException e) {
            Promise.namesField(e);
            return;
        }
        String canonical = plan.canonical();
        Plan again = Plan.parse(canonical);
        Promise.same(again.canonical(), canonical);
        Promise.same(again, plan);
    }

    /** A reader of YAML has large buffers. */
    @Override
    public long mostBytes() {
        return 32L << 20;
    }
}
