package org.fogward.models.exchange;

import java.util.List;
import java.util.Map;

/**
 * What a safetensors file holds.
 *
 * @param metadata texts about the file, by name
 * @param tensors under distinct names, in the order of their data
 */
public record WeightsFile(Map<String, String> metadata, List<Tensor> tensors) {

    /** Keeps its own copies. */
    public WeightsFile {
        metadata = Map.copyOf(metadata);
        tensors = List.copyOf(tensors);
    }
}
