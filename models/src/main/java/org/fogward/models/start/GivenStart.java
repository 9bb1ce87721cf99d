package org.fogward.models.start;

import java.util.List;
import org.fogward.models.exchange.ExchangeException;
import org.fogward.models.exchange.ImportedModel;
import org.fogward.models.exchange.Safetensors;
import org.fogward.models.exchange.WeightExport;
import org.fogward.models.exchange.WeightImport;
import org.fogward.models.file.ModelFile;
import org.fogward.models.file.ModelFileException;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelSpec;

/** First models made of a file that somebody has: a model file, or named tensors as {@link WeightImport} takes them. */
public final class GivenStart {

    private GivenStart() {}

    /**
     * Makes a first model. A model file of the same specification is taken as it is; one of another gives its weights, and where it
     * tells other classes apart the classifier starts anew.
     *
     * @param spec what the model is to be
     * @param seed decides the parameters of a new classifier
     * @throws ModelFileException if the file begins as a model file and is broken
     * @throws ExchangeException if it is neither, or its weights do not fit the model, with a line for each that does not
     */
    public static ImportedModel read(byte[] file, ModelSpec spec, long seed)
            throws ModelFileException, ExchangeException {
        if (!ModelFile.begins(file)) {
            return WeightImport.read(Safetensors.read(file), spec, seed);
        }
        ModelParameters given = ModelFile.decode(file);
        return given.spec().equals(spec)
                ? new ImportedModel(given, List.of())
                : WeightImport.read(WeightExport.of(given), spec, seed);
    }
}
