package org.fogward.models.exchange;

import java.util.List;
import org.fogward.models.parameter.ModelParameters;

/**
 * A model made of another program's weights.
 *
 * @param model what came of it
 * @param remarks a line for each part that is not as it was in the file
 */
public record ImportedModel(ModelParameters model, List<String> remarks) {

    /** Keeps its own copy of the list. */
    public ImportedModel {
        remarks = List.copyOf(remarks);
    }
}
