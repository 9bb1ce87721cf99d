package org.fogward.models.network;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.kernel.Kernels;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.unit.Scratch;
import org.fogward.models.unit.Step;
import org.fogward.models.unit.StepPlan;
import org.fogward.models.unit.Surroundings;
import org.fogward.models.unit.Workers;

/**
 * A Deeplearning4j graph whose layers are units. It trains through the graph; predictions take the units alone, since for a single
 * image the graph costs more than the network.
 */
final class GraphNetwork implements Network {

    private final Architecture architecture;
    private final int classes;
    private final ParameterLayout layout;
    private final Workers workers;
    private final HeapParameters heap;
    private final ComputationGraph graph;
    private final StepChain chain;
    private Optional<GraphInputs> inputs = Optional.empty();

    private GraphNetwork(ModelSpec spec, Kernels kernels, int threads) {
        this.architecture = Architecture.of(spec);
        this.classes = spec.classes().size();
        this.layout = ParameterLayout.of(architecture);
        this.workers = new Workers(threads);
        this.heap = new HeapParameters(layout.parameters());
        List<Step> steps = StepPlan.of(architecture, new Surroundings(kernels, workers, new Scratch()));
        this.graph = new ComputationGraph(UnitGraph.of(architecture, steps, heap));
        this.chain = new StepChain(steps);
    }

    static GraphNetwork create(ModelSpec spec, Kernels kernels, int threads) {
        GraphNetwork network = new GraphNetwork(spec, kernels, threads);
        network.graph.init();
        if (network.graph.numParams() != network.layout.parameters()) {
            throw new IllegalStateException("the engine has " + network.graph.numParams()
                    + " parameters where the layout has " + network.layout.parameters());
        }
        return network;
    }

    @Override
    public ParameterLayout layout() {
        return layout;
    }

    @Override
    public void load(float[] parameters) {
        NativeFloats.write(parameters, graph.params());
        System.arraycopy(parameters, 0, heap.parameters(), 0, parameters.length);
    }

    @Override
    public void store(float[] parameters) {
        NativeFloats.read(graph.params(), parameters);
    }

    @Override
    public double gradient(Batch batch, float[] into) {
        GraphInputs arrays = arrays(batch.size());
        graph.setInputs(arrays.inputs(batch, batch.dropout()));
        graph.setLabels(arrays.labels(batch));
        graph.computeGradientAndScore();
        NativeFloats.read(graph.getFlattenedGradients(), into);
        graph.clear();
        averageOverExamples(into, batch.size());
        return graph.score();
    }

    @Override
    public float[] probabilities(Batch batch) {
        GraphInputs.requireLength(
                "values", batch.values(), batch.size() * architecture.input().values());
        GraphInputs.requireLength("features", batch.features(), batch.size() * architecture.features());
        return chain.probabilities(heap.parameters(), batch);
    }

    @Override
    public void close() {
        inputs.ifPresent(GraphInputs::close);
        graph.close();
        workers.close();
    }

    /** The layers sum over the batch, except for running statistics, which they step once. */
    private void averageOverExamples(float[] gradient, int size) {
        for (Segment segment : layout.segments()) {
            if (!segment.kind().isStatistic()) {
                for (int i = segment.offset(); i < segment.end(); i++) {
                    gradient[i] /= size;
                }
            }
        }
    }

    private GraphInputs arrays(int size) {
        if (inputs.isEmpty() || inputs.get().size() != size) {
            inputs.ifPresent(GraphInputs::close);
            inputs = Optional.of(new GraphInputs(architecture, classes, size));
        }
        return inputs.get();
    }
}
