package org.fogward.models.network;

import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.ModelSpec;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network of Deeplearning4j's stock layers. */
final class GraphNetwork implements Network {

    /** The library's normalisation leaves two copies of what it normalised outside its workspaces. */
    private static final int GARBAGE_COPIES = 2;

    private static final long MAX_GARBAGE = 128L << 20;

    private final Architecture architecture;
    private final int classes;
    private final ParameterLayout layout;
    private final ComputationGraph graph;
    private final long garbagePerExample;
    private long garbage;
    private Optional<GraphInputs> inputs = Optional.empty();

    private GraphNetwork(Architecture architecture, int classes, ParameterLayout layout, ComputationGraph graph) {
        this.architecture = architecture;
        this.classes = classes;
        this.layout = layout;
        this.graph = graph;
        this.garbagePerExample = GARBAGE_COPIES * Float.BYTES * ActivationCount.normalized(architecture);
    }

    static GraphNetwork create(ModelSpec spec) {
        Architecture architecture = Architecture.of(spec);
        ParameterLayout layout = ParameterLayout.of(architecture);
        ComputationGraph graph = new ComputationGraph(GraphAssembly.of(architecture));
        graph.init();
        if (graph.numParams() != layout.parameters()) {
            throw new IllegalStateException(
                    "the engine has " + graph.numParams() + " parameters where the layout has " + layout.parameters());
        }
        return new GraphNetwork(architecture, spec.classes().size(), layout, graph);
    }

    @Override
    public ParameterLayout layout() {
        return layout;
    }

    @Override
    public void load(float[] parameters) {
        NativeFloats.write(parameters, graph.params());
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
        collectGarbage(batch.size());
        return graph.score();
    }

    @Override
    public float[] probabilities(Batch batch) {
        GraphInputs arrays = arrays(batch.size());
        float[] probabilities = new float[batch.size() * classes];
        try (INDArray output = graph.outputSingle(arrays.inputs(batch, Dropout.NONE))) {
            NativeFloats.read(output, probabilities);
        }
        collectGarbage(batch.size());
        return probabilities;
    }

    @Override
    public void close() {
        inputs.ifPresent(GraphInputs::close);
        graph.close();
    }

    /** The engine sums over the batch, except for running statistics, which it steps once. */
    private void averageOverExamples(float[] gradient, int size) {
        for (Segment segment : layout.segments()) {
            if (!segment.kind().isStatistic()) {
                for (int i = segment.offset(); i < segment.end(); i++) {
                    gradient[i] /= size;
                }
            }
        }
    }

    /** Native memory goes when the collector finds its owners, but it does not see how much they hold. */
    private void collectGarbage(int examples) {
        garbage += garbagePerExample * examples;
        if (garbage > MAX_GARBAGE) {
            garbage = 0;
            Nd4j.getMemoryManager().invokeGc();
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
