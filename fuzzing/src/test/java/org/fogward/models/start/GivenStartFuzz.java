package org.fogward.models.start;

import java.util.List;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.models.data.SampleShape;
import org.fogward.models.exchange.ExchangeException;
import org.fogward.models.exchange.ImportedModel;
import org.fogward.models.exchange.Safetensors;
import org.fogward.models.exchange.WeightExport;
import org.fogward.models.file.ModelFile;
import org.fogward.models.file.ModelFileException;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;

/** A file that a plan starts from. */
public final class GivenStartFuzz implements FuzzTarget {
    private final ModelSpec spec =
            new ModelSpec(ModelFamily.TABULAR, new SampleShape(1, 1, 1), 0, 0.1, List.of("well", "ill"));

    @Override
    public List<byte[]> seeds() throws Exception {
        ModelSpec other =
                new ModelSpec(ModelFamily.TABULAR, new SampleShape(1, 1, 1), 0, 0.1, List.of("well", "ill", "dead"));
        ModelParameters model = new ModelParameters(spec, Initialization.create(spec, 5));
        return List.of(
                ModelFile.encode(spec, model.values()),
                ModelFile.encode(other, Initialization.create(other, 5)),
                Safetensors.write(WeightExport.of(model)),
                Safetensors.write(WeightExport.withoutClassifier(model)));
    }

    @Override
    public void run(byte[] input) {
        try {
            ImportedModel imported = GivenStart.read(input, spec, 1);
            Promise.same(imported.model().spec(), spec);
            for (float value : imported.model().values()) {
                Promise.that(Float.isFinite(value), "parameters: not finite");
            }
        } catch (ModelFileException | ExchangeException e) {
            Promise.explains(e);
        }
    }
}
