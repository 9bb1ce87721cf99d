package org.fogward.models.file;

import java.util.List;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.models.data.SampleShape;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;

/** Model files. */
public final class ModelFileFuzz implements FuzzTarget {
    @Override
    public List<byte[]> seeds() {
        ModelSpec tabular =
                new ModelSpec(ModelFamily.TABULAR, new SampleShape(1, 1, 1), 0, 0.1, List.of("well", "ill"));
        ModelSpec motion =
                new ModelSpec(ModelFamily.MOTION, new SampleShape(1, 32, 1), 1, 0.1, List.of("rest", "walk"));
        return List.of(
                ModelFile.encode(tabular, Initialization.create(tabular, 5)),
                java.util.Arrays.copyOf(ModelFile.encode(motion, Initialization.create(motion, 5)), 3000));
    }

    @Override
    public void run(byte[] input) {
        try {
            ModelParameters model = ModelFile.decode(input);
            for (float value : model.values()) {
                Promise.that(Float.isFinite(value), "parameters: not finite");
            }
            byte[] written = ModelFile.encode(model.spec(), model.values());
            Promise.same(
                    ModelFile.encode(decode(written).spec(), decode(written).values()), written);
        } catch (ModelFileException e) {
            Promise.namesField(e);
        }
    }

    private static ModelParameters decode(byte[] file) throws ModelFileException {
        return ModelFile.decode(file);
    }
}
